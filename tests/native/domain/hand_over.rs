//! A case that gets another maatwerkeindbaas.

use maatwerk::domain::method::{EntryList, hand_overs, standing, take_lead};
use maatwerk::domain::{
    Author, Canvas, Command, HeaderEdit, apply, canonical, read_document, undecided,
};
use maatwerk::merge::merge;

use super::empty;
use super::method::{day, edit, id};
use crate::generate::stamp;

fn person(id: &str, name: &str) -> Author {
    Author {
        id: id.to_owned(),
        name: name.to_owned(),
        ..Author::default()
    }
}

fn take(canvas: &mut Canvas, id_of: &str, name: &str, on: &str, n: u128) {
    let command = take_lead(canvas, &person(id_of, name), day(on), id(n));
    edit(canvas, command);
}

/// Each as "from > to on".
fn told(canvas: &Canvas) -> Vec<String> {
    let all = hand_overs(canvas).into_iter();
    let told = all.map(|it| {
        let on = it.on.map(|day| day.to_string()).unwrap_or_default();
        format!("{} > {} {on}", it.from.name, it.to.name)
    });
    told.collect()
}

#[test]
fn who_takes_a_case_over_is_recorded_with_from_whom_and_when() {
    let mut canvas = empty();
    take(&mut canvas, "1", "Anne", "2026-01-05", 1);
    // Nobody led it before.
    assert_eq!(told(&canvas), [""; 0]);
    assert_eq!(canvas.lead, "Anne");
    take(&mut canvas, "2", "Bas", "2026-03-02", 2);
    take(&mut canvas, "1", "Anne", "2026-04-01", 3);
    assert_eq!(
        told(&canvas),
        ["Anne > Bas 2026-03-02", "Bas > Anne 2026-04-01"]
    );
    assert_eq!(canvas.lead_person, Some(person("1", "Anne")));
    assert_eq!(canvas.lead, "Anne");
    assert_eq!(read_document(&canonical(&canvas)), Ok(canvas));
}

#[test]
fn a_printed_name_that_was_typed_stays_and_is_whom_it_was_taken_from() {
    let mut canvas = empty();
    edit(
        &mut canvas,
        Command::Header(HeaderEdit::Lead("Team Oost".to_owned())),
    );
    take(&mut canvas, "2", "Bas", "2026-03-02", 1);
    assert_eq!(told(&canvas), ["Team Oost > Bas 2026-03-02"]);
    assert_eq!(canvas.lead, "Bas");
    edit(
        &mut canvas,
        Command::Header(HeaderEdit::Lead("B. (team Oost)".to_owned())),
    );
    take(&mut canvas, "3", "Cas", "2026-03-09", 2);
    assert_eq!(canvas.lead, "B. (team Oost)");
    // Who led it already takes nothing over.
    take(&mut canvas, "3", "Cas", "2026-03-10", 3);
    assert_eq!(told(&canvas).len(), 2);
}

#[test]
fn it_is_undone_as_one_step_and_is_no_part_of_what_is_decided_on() {
    let mut canvas = empty();
    take(&mut canvas, "1", "Anne", "2026-01-05", 1);
    let before = canvas.clone();
    let command = take_lead(&canvas, &person("2", "Bas"), day("2026-03-02"), id(2));
    let applied = apply(&mut canvas, command, &stamp(2)).unwrap();
    let with_it = standing(&canvas).plan;
    let mut without = canvas.clone();
    edit(
        &mut without,
        Command::PutEntry(EntryList::HandOvers, id(2), None),
    );
    assert_eq!(standing(&without).plan, with_it);
    apply(&mut canvas, applied.inverse, &stamp(3)).unwrap();
    assert_eq!(canvas.without_stamps(), before.without_stamps());
}

#[test]
fn two_devices_that_both_record_one_keep_both() {
    let mut base = empty();
    take(&mut base, "1", "Anne", "2026-01-05", 1);
    let (mut ours, mut theirs) = (base.clone(), base.clone());
    take(&mut ours, "2", "Bas", "2026-03-02", 2);
    take(&mut theirs, "3", "Cas", "2026-03-03", 3);
    let both = merge(Some(&base), &ours, &theirs);
    assert_eq!(
        told(&both),
        ["Anne > Bas 2026-03-02", "Anne > Cas 2026-03-03"]
    );
    // Who leads it now is chosen by somebody, in the name that is printed too.
    assert!(undecided(&both).contains(&"/eindbaas"));
    let other = merge(Some(&base), &theirs, &ours);
    assert_eq!(told(&other), told(&both));
}
