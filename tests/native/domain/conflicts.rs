//! Choosing between two versions of a place.

use maatwerk::domain::{
    Canvas, Command, Finding, Place, Rejected, Scenario, TextBox, apply, choose, findings, joined,
    read_document, undecided, versions, with_resolved_conflicts,
};
use serde_json::{Value, json};

use crate::generate::stamp;

const ITEM: &str = "0000000000000000000000000000000a";
const GRADE: &str = "0000000000000000000000000000000c";

fn canvas(conflicts: &[(&str, Value, Value)]) -> Canvas {
    let mut document = json!({
        "formaat": 1, "id": "gezin-1",
        "gewijzigd": { "op": "2026-11-01T09:00:00Z", "door": { "id": "a", "naam": "Anne" } },
        "perspectief": { "tekst": "Rust.", "door": { "id": "b", "naam": "Bo" }, "op": "2026-11-02T09:00:00Z" },
        "acties": { ITEM: { "volgorde": "V", "vak": "zelfDoen", "wat": "Bellen" } },
        "kosten": { "looptijd": 12, "regels": { ITEM: { "volgorde": "V", "dreigend": { "bedrag": "900.00" } } } },
        "tevredenheid": {
            "personen": { ITEM: { "volgorde": "V", "rol": "moeder" } },
            "cijfers": { GRADE: { "persoon": ITEM, "moment": "nulmeting", "cijfer": "4" } },
        },
    });
    for (n, (place, ours, theirs)) in conflicts.iter().enumerate() {
        document["verschillen"][format!("{n:032x}")] =
            json!({ "waar": place, "onze": ours, "andere": theirs });
    }
    read_document(&document.to_string()).unwrap()
}

fn text(text: &str) -> Value {
    json!({ "waarde": { "tekst": text }, "door": { "id": "c", "naam": "Chris" } })
}

/// Chooses, and takes it back; gives what it was after the choice.
fn chosen(before: &Canvas, place: &str, value: Option<Value>) -> (Canvas, Vec<Place>) {
    let mut canvas = before.clone();
    let applied = apply(&mut canvas, choose(before, place, value), &stamp(9)).unwrap();
    let after = canvas.clone();
    apply(&mut canvas, applied.inverse, &stamp(10)).unwrap();
    assert_eq!(canvas.without_stamps(), before.clone().without_stamps());
    (after, applied.touched)
}

#[test]
fn what_stands_there_comes_first_and_each_version_once() {
    let canvas = canvas(&[
        ("/perspectief", text("Rust."), text("Samen.")),
        ("/perspectief", text("Rust."), text("Een huis.")),
        ("/perspectief", text("Oud."), text("Samen.")),
    ]);
    assert_eq!(undecided(&canvas), ["/perspectief"]);
    let found = versions(&canvas, "/perspectief");
    let texts: Vec<_> = found
        .iter()
        .map(|side| side.value.as_ref().unwrap()["tekst"].as_str().unwrap())
        .collect();
    assert_eq!(texts, ["Rust.", "Samen.", "Een huis.", "Oud."]);
    assert_eq!(
        found[0].signature.by.as_ref().unwrap().name,
        "Chris",
        "the difference knows better who wrote it"
    );
    let mut typed = canvas.clone();
    apply(
        &mut typed,
        Command::Text(TextBox::Perspective, "Nieuw.".to_owned()),
        &stamp(3),
    )
    .unwrap();
    let found = versions(&typed, "/perspectief");
    assert_eq!(found.len(), 5);
    assert_eq!(found[0].value, Some(json!({ "tekst": "Nieuw." })));
    assert_eq!(found[0].signature.by.as_ref().unwrap().id, "u-3");
}

#[test]
fn a_choice_sets_the_place_closes_its_differences_and_is_signed() {
    let before = canvas(&[
        ("/perspectief", text("Rust."), text("Samen.")),
        ("/perspectief", text("Rust."), text("Een huis.")),
        ("/doorbraak", json!({}), text("Anders.")),
    ]);
    let (after, touched) = chosen(
        &before,
        "/perspectief",
        Some(json!({ "tekst": "Samen.", "kleur": 1 })),
    );
    assert_eq!(after.perspective.text, "Samen.");
    assert_eq!(after.perspective.signature.extra["kleur"], 1);
    assert_eq!(after.perspective.signature.by.as_ref().unwrap().id, "u-9");
    assert_eq!(undecided(&after), ["/doorbraak"]);
    assert!(
        touched.contains(&Place::Text(TextBox::Perspective)) && touched.contains(&Place::Conflicts)
    );
    // What stands there can be chosen too.
    let (after, _) = chosen(&before, "/perspectief", Some(json!({ "tekst": "Rust." })));
    assert_eq!(after.perspective.text, "Rust.");
    assert_eq!(undecided(&after), ["/doorbraak"]);
}

#[test]
fn every_kind_of_place_can_be_chosen() {
    let line = format!("/kosten/regels/{ITEM}");
    let cases = [
        (
            format!("{line}/dreigend"),
            Some(json!({ "bedrag": "5.00" })),
            Place::Line(ITEM.parse().unwrap()),
        ),
        (
            format!("{line}/dreigend"),
            None,
            Place::Line(ITEM.parse().unwrap()),
        ),
        (line, None, Place::Lines),
        (
            format!("/acties/{ITEM}/vak"),
            Some(json!("behandeling")),
            Place::Actions,
        ),
        (
            format!("/acties/{GRADE}"),
            Some(json!({ "volgorde": "W", "vak": "zelfDoen" })),
            Place::Actions,
        ),
        (
            format!("/tevredenheid/cijfers/{GRADE}"),
            Some(json!({ "persoon": ITEM, "moment": "directNa" })),
            Place::Grades,
        ),
        (
            format!("/tevredenheid/personen/{ITEM}/rol"),
            Some(json!("vader")),
            Place::Person(ITEM.parse().unwrap()),
        ),
        (
            "/kosten/looptijd".to_owned(),
            Some(json!(24)),
            Place::Horizon,
        ),
        ("/casusnummer".to_owned(), Some(json!("12")), Place::Header),
        (
            "/toekomst".to_owned(),
            Some(json!({ "x": 1 })),
            Place::Header,
        ),
    ];
    for (place, value, touches) in cases {
        let before = canvas(&[(&place, json!({}), json!({ "waarde": "iets" }))]);
        let (after, touched) = chosen(&before, &place, value.clone());
        assert_eq!(versions(&after, &place)[0].value, value, "{place}");
        assert!(touched.contains(&touches), "{place}: {touched:?}");
        assert!(undecided(&after).is_empty());
    }
}

#[test]
fn a_person_goes_with_their_grades_and_the_canvas_into_the_bin() {
    let person = format!("/tevredenheid/personen/{ITEM}");
    let within = format!("{person}/rol");
    let before = canvas(&[
        (&person, json!({}), json!({})),
        (&within, json!({}), json!({ "waarde": "vader" })),
    ]);
    let (after, _) = chosen(&before, &person, None);
    assert!(after.satisfaction.people.is_empty() && after.satisfaction.grades.is_empty());
    assert!(after.conflicts.is_empty());
    let before = canvas(&[(
        "/verwijderd",
        json!({}),
        json!({ "waarde": { "op": "2026-11-05T09:00:00Z" } }),
    )]);
    let (after, touched) = chosen(
        &before,
        "/verwijderd",
        Some(json!({ "op": "2026-11-05T09:00:00Z" })),
    );
    assert_eq!(
        after.removed.unwrap().at,
        Some(stamp(9).at),
        "the thirty days begin at the choice"
    );
    assert!(touched.contains(&Place::Removed));
    assert!(chosen(&before, "/verwijderd", None).0.conflicts.is_empty());
}

#[test]
fn what_cannot_stand_there_is_refused_and_changes_nothing() {
    let mut gone = canvas(&[]);
    let line = format!("/kosten/regels/{ITEM}/dreigend");
    for (place, value) in [
        ("/acties/ffffffffffffffffffffffffffffffff/wat", json!("x")),
        ("/toekomst/wat", json!("x")),
        ("/datum", json!("gisteren")),
        ("/kosten/looptijd", json!(0)),
        (line.as_str(), json!({ "bedrag": "1.00", "aantal": "2" })),
        ("", json!({})),
        ("/formaat", json!(2)),
        ("/id", json!("ander")),
        ("/verwijderd", json!({})),
        ("/verschillen", json!({})),
    ] {
        let before = gone.clone();
        let command = Command::Value(place.to_owned(), Some(value));
        assert_eq!(
            apply(&mut gone, command, &stamp(1)),
            Err(Rejected::Missing),
            "{place}"
        );
        assert_eq!(gone, before);
    }
    let usage = json!({ "aantal": "99999", "per": "dag", "van": 1, "tot": 60 });
    let price = Command::Value(
        format!("/kosten/regels/{ITEM}/prijs"),
        Some(json!({ "bedrag": "999999999.99" })),
    );
    apply(&mut gone, price, &stamp(1)).unwrap();
    let command = Command::Value(line, Some(usage));
    assert_eq!(
        apply(&mut gone, command, &stamp(1)),
        Err(Rejected::TooLarge)
    );
    let amount = gone
        .costs
        .lines
        .values()
        .next()
        .unwrap()
        .amount(Scenario::Looming, 12);
    assert_eq!(amount.unwrap().to_string(), "900.00");
}

#[test]
fn a_difference_about_the_document_itself_can_only_be_closed() {
    for place in ["/id", "/formaat", "/gewijzigd/op"] {
        let before = canvas(&[(place, json!({}), json!({ "waarde": "x" }))]);
        let (after, _) = chosen(&before, place, Some(json!("x")));
        assert!(after.conflicts.is_empty());
        assert_eq!(after.id, before.id);
    }
}

#[test]
fn texts_can_be_kept_both_and_other_things_not() {
    let side = |value: Value| serde_json::from_value(json!({ "waarde": value })).unwrap();
    let both = |place: &str, values: [Value; 2]| joined(place, &values.map(side));
    assert_eq!(
        both(
            "/perspectief",
            [
                json!({ "tekst": "A", "x": 1 }),
                json!({ "tekst": "B", "y": 2, "x": 3 })
            ]
        ),
        Some(json!({ "tekst": "A\n\nB", "x": 1, "y": 2 }))
    );
    assert_eq!(
        both(&format!("/acties/{ITEM}/wat"), [json!("A"), json!("B")]),
        Some(json!("A / B"))
    );
    assert_eq!(
        both("/datum", [json!("2026-01-01"), json!("2026-01-02")]),
        None
    );
    assert_eq!(
        both(&format!("/acties/{ITEM}"), [json!({}), json!({})]),
        None
    );
    assert_eq!(
        joined("/perspectief", &[side(json!({ "tekst": "A" }))]),
        None
    );
}

#[test]
fn removing_an_item_closes_what_is_open_in_it() {
    let (id, other) = (ITEM.parse().unwrap(), GRADE.parse().unwrap());
    let before = canvas(&[
        (
            &format!("/acties/{ITEM}/wat"),
            json!({}),
            json!({ "waarde": "x" }),
        ),
        (&format!("/kosten/regels/{ITEM}"), json!({}), json!({})),
    ]);
    let mut canvas = before.clone();
    let command = with_resolved_conflicts(&before, Command::PutAction(id, None));
    let applied = apply(&mut canvas, command, &stamp(1)).unwrap();
    assert_eq!(undecided(&canvas), [format!("/kosten/regels/{ITEM}")]);
    apply(&mut canvas, applied.inverse, &stamp(2)).unwrap();
    assert_eq!(canvas.without_stamps(), before.clone().without_stamps());
    for command in [
        Command::PutAction(other, None),
        Command::Text(TextBox::Situation, "x".to_owned()),
    ] {
        assert_eq!(with_resolved_conflicts(&before, command.clone()), command);
    }
    let nested = Command::Batch(vec![Command::PutLine(id, None)]);
    assert_ne!(with_resolved_conflicts(&before, nested.clone()), nested);
}

#[test]
fn an_open_difference_is_a_finding_once_for_each_place() {
    let gone = "/acties/ffffffffffffffffffffffffffffffff/wat";
    let canvas = canvas(&[
        ("/perspectief", text("Rust."), text("Samen.")),
        ("/perspectief", text("Rust."), text("Een huis.")),
        (
            &format!("/kosten/regels/{ITEM}/dreigend"),
            json!({}),
            json!({}),
        ),
        (
            &format!("/kosten/regels/{ITEM}/huidig"),
            json!({}),
            json!({}),
        ),
        (gone, json!({}), json!({ "waarde": "x" })),
    ]);
    let found = findings(&canvas, "2026-11-21".parse().unwrap());
    let open: Vec<_> = found
        .into_iter()
        .filter(|finding| matches!(finding, Finding::Undecided(_)))
        .collect();
    let line = Place::Line(ITEM.parse().unwrap());
    assert_eq!(
        open,
        [Place::Text(TextBox::Perspective), line, Place::Header].map(Finding::Undecided)
    );
}
