//! Frozen plans: what is the same plan, what changed since, and how they are added and merged.

use maatwerk::domain::{
    Action, ActionBox, ActionEdit, Applied, Canvas, Change, Command, Core, CostLine, FrozenPlan,
    HeaderEdit, ItemId, LineEdit, Money, OrderKey, PlanHash, Rejected, Scenario, TextBox, Usage,
    apply, canonical, changes, limits, read_document, to_value,
};
use maatwerk::merge::merge;
use proptest::prelude::*;
use serde_json::json;

use super::empty;
use crate::generate::{canvas as any_canvas, command, stamp, ten_thousand};

fn id(bits: u128) -> ItemId {
    ItemId::from_bits(bits)
}

fn key(text: &str) -> OrderKey {
    text.parse().unwrap()
}

fn edit(canvas: &mut Canvas, n: i64, command: Command) -> Applied {
    apply(canvas, command, &stamp(n)).unwrap()
}

/// A canvas with a text, two actions and two lines.
fn plan() -> Canvas {
    let mut canvas = empty();
    canvas.case_number = "26-0113".into();
    canvas.perspective.text = "Een eigen huis".into();
    for (at, place) in [(1, ActionBox::OwnAction), (2, ActionBox::Support)] {
        let mut action = Action::new(place, key("V"));
        action.what = format!("Actie {at}");
        canvas.actions.insert(id(at), action);
    }
    for at in [1, 2] {
        let mut line = CostLine::new(key(if at == 1 { "B" } else { "M" }));
        line.description = format!("Regel {at}");
        line.looming = Some(Usage::typed(Money::from_cents(100_000).unwrap()));
        canvas.costs.lines.insert(id(at), line);
    }
    canvas
}

fn hash(canvas: &Canvas) -> PlanHash {
    PlanHash::of(&Core::of(canvas))
}

fn freeze(canvas: &Canvas, name: &str) -> Command {
    let (hash, plan) = FrozenPlan::of(canvas, name.to_owned());
    Command::PutFrozenPlan(hash, Some(Box::new(plan)))
}

#[test]
fn what_is_not_decided_on_makes_no_other_plan() {
    let canvas = plan();
    let before = hash(&canvas);
    let mut other = canvas.clone();
    edit(
        &mut other,
        5,
        Command::Action(id(1), ActionEdit::Done(true)),
    );
    edit(
        &mut other,
        6,
        Command::Header(HeaderEdit::Title("Wonen".into())),
    );
    edit(
        &mut other,
        7,
        Command::Text(TextBox::Perspective, "x".into()),
    );
    edit(
        &mut other,
        8,
        Command::Text(TextBox::Perspective, "Een eigen huis".into()),
    );
    edit(&mut other, 9, freeze(&canvas, "Tafel"));
    // What a line has come to in the end, of a newer version.
    let line = other.costs.lines.get_mut(&id(1)).unwrap();
    line.signature.extra.insert(
        "gerealiseerd".into(),
        json!({ "na6Maanden": { "bedrag": "1.00" } }),
    );
    assert_eq!(hash(&other), before);
    assert_eq!(changes(&Core::of(&canvas), &Core::of(&other)), []);
    // Other order keys, the same order.
    other.costs.lines.get_mut(&id(2)).unwrap().order = key("zz");
    assert_eq!(hash(&other), before);
    edit(
        &mut other,
        10,
        Command::Line(id(2), LineEdit::Order(key("A"))),
    );
    assert_ne!(hash(&other), before, "the other order");
    assert_eq!(changes(&Core::of(&canvas), &Core::of(&other)), []);
    for command in [
        Command::Header(HeaderEdit::CaseNumber("26-0114".into())),
        Command::Header(HeaderEdit::Lead("Consulent".into())),
        Command::Text(TextBox::Legitimacy, "Wmo".into()),
        Command::Action(id(1), ActionEdit::Who("moeder".into())),
        Command::Horizon(24),
        Command::PutLine(id(2), None),
        Command::PutAction(id(2), None),
        Command::Line(
            id(1),
            LineEdit::Usage(
                Scenario::Tailored,
                Some(Usage::typed(Money::from_cents(1).unwrap())),
            ),
        ),
    ] {
        let mut other = canvas.clone();
        let applied = edit(&mut other, 3, command.clone());
        assert_ne!(hash(&other), before, "{command:?}");
        assert_eq!(
            changes(&Core::of(&canvas), &Core::of(&other)).len(),
            1,
            "{command:?}"
        );
        edit(&mut other, 4, applied.inverse);
        assert_eq!(hash(&other), before, "taken back: {command:?}");
    }
}

#[test]
fn the_hash_is_that_of_the_canonical_text() {
    let core = Core::of(&empty());
    assert_eq!(canonical(&core), r#"{"kosten":{"looptijd":12}}"#);
    // sha256sum of that text.
    let hash = PlanHash::of(&core);
    assert_eq!(hash.to_string(), EMPTY_PLAN);
    assert_eq!(EMPTY_PLAN.parse(), Ok(hash));
    for wrong in [
        "",
        "0",
        &EMPTY_PLAN[1..],
        &EMPTY_PLAN.to_uppercase(),
        &format!("{EMPTY_PLAN}0"),
        &EMPTY_PLAN.replace('f', "g"),
    ] {
        assert!(wrong.parse::<PlanHash>().is_err(), "{wrong}");
    }
}

const EMPTY_PLAN: &str = "d7c14707f078335723ba8d390f886eb33c426caefd22d9119ffaded50bbb6ea1";

#[test]
fn changes_come_in_reading_order_with_what_was_there() {
    let before = plan();
    let mut after = before.clone();
    edit(&mut after, 1, Command::PutLine(id(1), None));
    edit(&mut after, 2, Command::Horizon(24));
    edit(
        &mut after,
        3,
        Command::Action(id(2), ActionEdit::Who("moeder".into())),
    );
    edit(
        &mut after,
        4,
        Command::Text(TextBox::Perspective, String::new()),
    );
    let found = changes(&Core::of(&before), &Core::of(&after));
    let places: Vec<&str> = found.iter().map(|change| change.place.as_str()).collect();
    let (action, line) = (
        format!("/acties/{}/wie", id(2)),
        format!("/kosten/regels/{}", id(1)),
    );
    assert_eq!(places, ["/perspectief", &action, "/kosten/looptijd", &line]);
    assert_eq!(
        found[0],
        Change {
            place: "/perspectief".into(),
            before: Some(json!("Een eigen huis")),
            after: None
        }
    );
    assert_eq!(found[1].after, Some(json!("moeder")));
    assert_eq!(
        found[3].before.as_ref().unwrap()["omschrijving"],
        json!("Regel 1")
    );
    assert_eq!(found[3].after, None);
}

#[test]
fn a_frozen_plan_is_never_edited_and_undo_keeps_who_froze_it() {
    let mut canvas = plan();
    let frozen = freeze(&canvas, "Tafel");
    let added = edit(&mut canvas, 1, frozen);
    let kept = canvas.frozen.clone();
    assert_eq!(kept.len(), 1);
    let plan = kept.values().next().unwrap();
    assert_eq!(plan.signature.by.as_ref().unwrap().id, "u-1");
    assert_eq!(plan.totals.looming, "2000.00");
    assert_eq!(plan.totals.saving, "2000.00");
    // The same plan under another name: it is there already.
    let again = freeze(&canvas, "Anders");
    assert_eq!(edit(&mut canvas, 2, again).touched, []);
    assert_eq!(canvas.frozen, kept);
    let hash = *kept.keys().next().unwrap();
    let removed = edit(&mut canvas, 3, Command::PutFrozenPlan(hash, None));
    assert!(canvas.frozen.is_empty());
    edit(&mut canvas, 4, removed.inverse);
    assert_eq!(canvas.frozen, kept);
    edit(&mut canvas, 5, added.inverse);
    assert!(canvas.frozen.is_empty());
}

#[test]
fn putting_an_earlier_canvas_back_keeps_the_frozen_plans() {
    let earlier = plan();
    let mut canvas = earlier.clone();
    let frozen = freeze(&canvas, "Tafel");
    edit(&mut canvas, 1, frozen);
    edit(
        &mut canvas,
        2,
        Command::Text(TextBox::Perspective, "Anders".into()),
    );
    edit(&mut canvas, 3, Command::ReplaceAll(Box::new(earlier)));
    assert_eq!(canvas.perspective.text, "Een eigen huis");
    assert_eq!(canvas.frozen.len(), 1);
}

#[test]
fn there_is_room_for_so_many_frozen_plans() {
    let mut canvas = plan();
    for at in 0..limits::FROZEN_PLANS {
        edit(
            &mut canvas,
            1,
            Command::Header(HeaderEdit::CaseNumber(format!("26-{at}"))),
        );
        let frozen = freeze(&canvas, "Tafel");
        edit(&mut canvas, 2, frozen);
    }
    edit(
        &mut canvas,
        3,
        Command::Header(HeaderEdit::CaseNumber("26-x".into())),
    );
    let full = canvas.clone();
    let one_more = freeze(&canvas, "Tafel");
    assert_eq!(
        apply(&mut canvas, one_more, &stamp(4)),
        Err(Rejected::TooManyFrozenPlans)
    );
    assert_eq!(canvas, full);
}

#[test]
fn both_sides_frozen_plans_stay_without_a_conflict() {
    let base = plan();
    let (mut ours, mut theirs) = (base.clone(), base.clone());
    let frozen = freeze(&ours, "Van ons");
    edit(&mut ours, 1, frozen);
    edit(
        &mut theirs,
        2,
        Command::Text(TextBox::Legitimacy, "Wmo".into()),
    );
    let frozen = freeze(&theirs, "Van hen");
    edit(&mut theirs, 3, frozen);
    for (one, other) in [(&ours, &theirs), (&theirs, &ours)] {
        let merged = merge(Some(&base), one, other);
        assert_eq!(merged.frozen.len(), 2);
        assert!(merged.conflicts.is_empty());
    }
    // The same plan frozen twice: the later one stays, whoever merges.
    let mut both = base.clone();
    let frozen = freeze(&both, "Later");
    edit(&mut both, 9, frozen);
    let names = [
        merge(Some(&base), &ours, &both),
        merge(Some(&base), &both, &ours),
    ]
    .map(|merged| merged.frozen.values().next().unwrap().name.clone());
    assert_eq!(names, ["Later", "Later"]);
}

proptest! {
    #![proptest_config(ten_thousand())]

    #[test]
    fn a_core_is_written_and_read_as_it_is(canvas in any_canvas()) {
        let (hash, frozen) = FrozenPlan::of(&canvas, "Tafel".into());
        let mut with = canvas.clone();
        with.frozen.insert(hash, frozen.clone());
        let read = read_document(&to_value(&with).to_string()).unwrap();
        prop_assert_eq!(PlanHash::of(&read.frozen.get(&hash).unwrap().core), hash);
        prop_assert_eq!(Core::of(&read), frozen.core);
    }

    #[test]
    fn no_change_is_found_in_the_same_plan_and_one_at_least_in_another(canvas in any_canvas(), command in command()) {
        let mut other = canvas.clone();
        let _outcome = apply(&mut other, command, &stamp(99));
        let (before, after) = (Core::of(&canvas), Core::of(&other));
        let found = changes(&before, &after);
        if PlanHash::of(&before) == PlanHash::of(&after) {
            prop_assert!(found.is_empty());
        }
        for change in &found {
            prop_assert_ne!(&change.before, &change.after);
        }
        let back: Vec<_> = changes(&after, &before).into_iter().map(|change| (change.after, change.before)).collect();
        prop_assert_eq!(found.len(), back.len());
    }
}
