//! What holds for every merge.

use std::collections::BTreeSet;

use maatwerk::domain::{
    Canvas, Command, Conflict, HeaderEdit, ItemId, LineEdit, apply, canonical, read_document,
    to_value,
};
use maatwerk::merge::merge;
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::Value;

use super::editors::{normal, people};
use super::oracle::{is_kept, leaves};
use crate::generate::{self, ten_thousand};

proptest! {
    #![proptest_config(ten_thousand())]

    #[test]
    fn what_one_side_changed_is_taken((base, [x]) in people()) {
        prop_assert_eq!(&merge(Some(&base), &x, &base), &x);
        prop_assert_eq!(&merge(Some(&base), &base, &x), &x);
    }

    #[test]
    fn what_both_made_the_same_is_no_conflict((base, [x]) in people()) {
        prop_assert_eq!(&merge(Some(&base), &x, &x), &x);
        prop_assert_eq!(&merge(None, &x, &x), &x);
    }

    #[test]
    fn sides_have_no_rank((base, [x, y]) in people()) {
        prop_assert_eq!(merge(Some(&base), &x, &y), merge(Some(&base), &y, &x));
        prop_assert_eq!(merge(None, &x, &y), merge(None, &y, &x));
    }

    #[test]
    fn the_result_reads_well((base, [x, y]) in people()) {
        for base in [Some(&base), None] {
            let merged = merge(base, &x, &y);
            prop_assert_eq!(read_document(&canonical(&merged)), Ok(merged));
        }
    }

    /// Where there is a difference, who stands by its sides may be told anew.
    #[test]
    fn merging_again_changes_nothing((base, [x, y]) in people()) {
        let merged = merge(Some(&base), &x, &y);
        for side in [&x, &y] {
            let again = merge(Some(&base), &merged, side);
            if merged.conflicts.is_empty() {
                prop_assert_eq!(&again, &merged);
            }
            prop_assert_eq!(unsigned(again), unsigned(merged.clone()));
        }
    }

    #[test]
    fn every_changed_leaf_is_kept((base, [x, y]) in people()) {
        let merged = merge(Some(&base), &x, &y);
        let (before, now) = (leaves(&base), leaves(&merged));
        for side in [&x, &y] {
            let after = leaves(side);
            let places: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
            for place in places {
                let value = after.get(place);
                let changed = before.get(place) != value;
                prop_assert!(!changed || is_kept(place, value, &merged, &now), "{} {:?}", place, value);
            }
            for (id, conflict) in &side.conflicts {
                let new = base.conflicts.get(id) != Some(conflict);
                let held = |other: &Conflict| (&other.place, other.ours.value.as_ref(), other.theirs.value.as_ref())
                    == (&conflict.place, conflict.ours.value.as_ref(), conflict.theirs.value.as_ref());
                prop_assert!(!new || merged.conflicts.values().any(held), "{:?}", conflict);
            }
        }
    }

    #[test]
    fn without_a_base_every_leaf_is_kept((_, [x, y]) in people()) {
        let merged = merge(None, &x, &y);
        let now = leaves(&merged);
        for side in [&x, &y] {
            for (place, value) in leaves(side) {
                prop_assert!(is_kept(&place, Some(&value), &merged, &now), "{} {:?}", place, value);
            }
        }
    }

    #[test]
    fn a_difference_is_made_only_where_both_changed((base, [x, y]) in people()) {
        let merged = merge(Some(&base), &x, &y);
        let known = |conflict: &Conflict| [&x, &y].into_iter().any(|side| side.conflicts.values().any(|old| old == conflict));
        for conflict in merged.conflicts.values().filter(|conflict| !known(conflict)) {
            let place = conflict.place.as_str();
            let [before, ours, theirs] = [&base, &x, &y].map(|side| said(&to_value(side), place));
            prop_assert_ne!(&ours, &theirs, "{}", place);
            // A delete also meets an edit elsewhere: a grade of the person, anything in the canvas.
            if ours.is_some() && theirs.is_some() {
                prop_assert_ne!(&before, &ours, "{}", place);
                prop_assert_ne!(&before, &theirs, "{}", place);
            } else {
                prop_assert!(before != ours || before != theirs, "{}", place);
            }
        }
    }

    #[test]
    fn edits_of_different_places_never_conflict_and_have_no_order(
        base in generate::canvas(),
        commands in vec(generate::command(), 0..24),
    ) {
        let base = normal(&base);
        let mut sides = [0, 1, 2].map(|_| base.clone());
        for (n, command) in (0..).zip(commands) {
            if let Some(owner) = owner(&command) {
                let _refused = apply(&mut sides[owner], command, &generate::stamp(n));
            }
        }
        let [x, y, z] = sides.map(|side| normal(&side));
        let base = Some(&base);
        let (left, right) = (merge(base, &merge(base, &x, &y), &z), merge(base, &x, &merge(base, &y, &z)));
        prop_assert_eq!(&left, &right);
        prop_assert_eq!(Some(&left.conflicts), base.map(|base| &base.conflicts));
    }
}

/// Which of three people makes an edit, so that no two of them work in one place; `None` for what
/// works in several: removing a person of whom there are grades, or the whole canvas.
fn owner(command: &Command) -> Option<usize> {
    let place = match command {
        Command::Header(edit) => match edit {
            HeaderEdit::CaseNumber(_) => 0,
            HeaderEdit::Lead(_) => 1,
            _ => 2,
        },
        Command::Text(place, _) => *place as usize,
        Command::PutAction(id, _) | Command::Action(id, _) => bits(*id),
        Command::PutLine(id, _) if bits(*id) % 2 == 1 => return None,
        Command::PutLine(id, _) => bits(*id),
        // Of some lines each scenario has its own owner.
        Command::Line(id, LineEdit::Usage(scenario, _)) if bits(*id) % 2 == 1 => *scenario as usize,
        Command::Line(id, _) if bits(*id) % 2 == 1 => 0,
        Command::Line(id, _) => bits(*id),
        Command::PutPerson(_, None) => return None,
        Command::PutPerson(id, _) | Command::Person(id, _) => bits(*id),
        Command::PutGrade(id, _) | Command::Grade(id, _) => bits(*id),
        Command::Horizon(_) => 1,
        _ => return None,
    };
    Some(place % 3)
}

fn bits(id: ItemId) -> usize {
    usize::try_from(id.bits() & 0xff).unwrap()
}

/// What a document says at a pointer, without who said it.
fn said(document: &Value, place: &str) -> Option<Value> {
    let mut value = document.pointer(place)?.clone();
    if place == "/verwijderd" {
        return Some(true.into());
    }
    if let Value::Object(fields) = &mut value {
        if !place.contains("toekomst") && !place.contains("~1") {
            fields.remove("door");
            fields.remove("op");
        }
        if fields.is_empty() && place.matches('/').count() == 1 && !place.contains("toekomst") {
            return None;
        }
    }
    Some(value)
}

fn unsigned(canvas: Canvas) -> Canvas {
    let mut canvas = canvas.without_stamps();
    for conflict in canvas.conflicts.values_mut() {
        for side in [&mut conflict.ours, &mut conflict.theirs] {
            (side.signature.by, side.signature.at) = (None, None);
        }
    }
    canvas
}
