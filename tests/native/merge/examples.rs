//! Worked examples: two people, one place at a time.

use maatwerk::domain::{Canvas, Conflict, read_document, to_value, undecided};
use maatwerk::merge::merge;
use serde_json::{Value, json};

pub(super) const A: &str = "0000000000000000000000000000000a";
pub(super) const B: &str = "0000000000000000000000000000000b";
pub(super) const C: &str = "0000000000000000000000000000000c";

/// A document with an action, a line, a person with a grade, and two boxes of text.
pub(super) fn start() -> Value {
    json!({
        "formaat": 1, "id": "gezin-1",
        "gewijzigd": { "op": "2026-11-01T09:00:00Z", "door": { "id": "a", "naam": "Anne" } },
        "situatieschets": { "tekst": "Er zijn schulden.", "op": "2026-11-01T09:00:00Z" },
        "perspectief": { "tekst": "Rust." },
        "acties": { A: { "volgorde": "V", "vak": "zelfDoen", "wat": "Bellen", "wie": "moeder" } },
        "kosten": { "looptijd": 12, "regels": { B: {
            "volgorde": "V", "omschrijving": "Jeugdhulp",
            "huidig": { "bedrag": "100.00" }, "dreigend": { "bedrag": "900.00" },
            "prijs": { "bedrag": "74.00", "eenheid": "uur" },
            "financier": { "code": "jeugdwet", "naam": "Jeugdwet" },
        } } },
        "tevredenheid": {
            "personen": { A: { "volgorde": "V", "rol": "moeder" } },
            "cijfers": { C: { "persoon": A, "moment": "nulmeting", "cijfer": "4" } },
        },
    })
}

pub(super) fn read(document: &Value) -> Canvas {
    read_document(&document.to_string()).unwrap()
}

/// The start with values put in places; `null` takes away.
pub(super) fn with(changes: &[(&str, Value)]) -> Value {
    let mut document = start();
    for (place, value) in changes {
        let (parent, name) = place.rsplit_once('/').unwrap();
        let fields = document
            .pointer_mut(parent)
            .unwrap()
            .as_object_mut()
            .unwrap();
        if value.is_null() {
            fields.remove(name);
        } else {
            fields.insert(name.to_owned(), value.clone());
        }
    }
    document
}

pub(super) fn merged(ours: &[(&str, Value)], theirs: &[(&str, Value)]) -> Canvas {
    merge(
        Some(&read(&start())),
        &read(&with(ours)),
        &read(&with(theirs)),
    )
}

pub(super) fn only(canvas: &Canvas) -> &Conflict {
    let found: Vec<_> = canvas.conflicts.values().collect();
    assert_eq!(found.len(), 1, "{found:?}");
    found[0]
}

pub(super) fn at(canvas: &Canvas, place: &str) -> Value {
    to_value(canvas).pointer(place).cloned().unwrap_or_default()
}

fn line(field: &str) -> String {
    format!("/kosten/regels/{B}/{field}")
}

#[test]
fn each_unit_is_a_conflict_as_a_whole() {
    let cases = [
        (
            "/perspectief".to_owned(),
            json!({ "tekst": "Een eigen huis." }),
            json!({ "tekst": "Samen." }),
        ),
        (
            line("dreigend"),
            json!({ "bedrag": "800.00" }),
            json!({ "aantal": "2", "per": "week", "van": 1, "tot": 12 }),
        ),
        (
            line("huidig"),
            json!({ "bedrag": "1.00" }),
            json!({ "bedrag": "2.00" }),
        ),
        (
            line("prijs"),
            json!({ "bedrag": "80.00", "eenheid": "uur" }),
            json!({ "bedrag": "74.00", "eenheid": "dag" }),
        ),
        (
            line("financier"),
            json!({ "code": "wmo" }),
            json!({ "naam": "Jeugdwet (regio)" }),
        ),
        (
            format!("/tevredenheid/cijfers/{C}"),
            json!({ "persoon": A, "moment": "nulmeting", "cijfer": "5" }),
            json!({ "persoon": A, "moment": "nulmeting", "cijfer": "4", "reden": "Stress" }),
        ),
        (
            line("omschrijving"),
            json!("Jeugdhulp thuis"),
            json!("Hulp"),
        ),
        (
            format!("/acties/{A}/wat"),
            json!("Mailen"),
            json!("De school bellen"),
        ),
        ("/kosten/looptijd".to_owned(), json!(24), json!(6)),
    ];
    for (place, x, y) in cases {
        let result = merged(&[(&place, x.clone())], &[(&place, y.clone())]);
        let conflict = only(&result);
        assert_eq!(conflict.place, place);
        let sides = [&conflict.ours, &conflict.theirs].map(|side| side.value.clone().unwrap());
        assert!(
            sides == [x.clone(), y.clone()] || sides == [y.clone(), x.clone()],
            "{place}: {sides:?}"
        );
        assert_eq!(
            at(&result, &place),
            sides[0],
            "the first side stands in the place"
        );
    }
}

#[test]
fn parts_of_one_line_and_one_action_are_no_conflict() {
    let result = merged(
        &[
            (&line("huidig"), json!({ "bedrag": "1.00" })),
            (&format!("/acties/{A}/wat"), json!("Mailen")),
        ],
        &[
            (&line("dreigend"), json!({ "bedrag": "2.00" })),
            (&format!("/acties/{A}/klaar"), json!(true)),
        ],
    );
    assert!(result.conflicts.is_empty());
    assert_eq!(at(&result, &line("huidig/bedrag")), "1.00");
    assert_eq!(at(&result, &line("dreigend/bedrag")), "2.00");
    assert_eq!(at(&result, &format!("/acties/{A}/wat")), "Mailen");
    assert_eq!(at(&result, &format!("/acties/{A}/klaar")), true);
}

#[test]
fn two_who_move_one_item_make_no_difference_of_its_place_in_the_list() {
    for place in [
        line("volgorde"),
        format!("/acties/{A}/volgorde"),
        format!("/tevredenheid/personen/{A}/volgorde"),
    ] {
        let result = merged(&[(&place, json!("A"))], &[(&place, json!("z"))]);
        assert!(result.conflicts.is_empty(), "{place}");
        assert_eq!(at(&result, &place), "z");
    }
    let place = format!("/acties/{A}/vak");
    let result = merged(
        &[(&place, json!("behandeling"))],
        &[(&place, json!("ondersteuning"))],
    );
    assert_eq!(only(&result).place, place);
}

#[test]
fn the_same_edit_by_two_people_is_no_conflict_whoever_was_later() {
    let by = |name: &str, at: &str| json!({ "tekst": "Samen.", "door": { "id": name, "naam": name }, "op": at });
    let result = merged(
        &[("/perspectief", by("a", "2026-11-02T10:00:00Z"))],
        &[("/perspectief", by("b", "2026-11-02T10:00:00.500Z"))],
    );
    assert!(result.conflicts.is_empty());
    assert_eq!(result.perspective.signature.by.unwrap().id, "b");
}

#[test]
fn a_conflict_says_who_and_when() {
    let side = |text: &str, name: &str, at: &str| json!({ "tekst": text, "door": { "id": name, "naam": name }, "op": at });
    let result = merged(
        &[(
            "/perspectief",
            side("Samen verder.", "Anne", "2026-11-02T10:00:00Z"),
        )],
        &[("/perspectief", side("Samen.", "Bo", "2026-11-09T10:00:00Z"))],
    );
    let conflict = only(&result);
    // The longer stands, though it is older: no clock decides.
    assert_eq!(result.perspective.text, "Samen verder.");
    assert_eq!(conflict.ours.signature.by.as_ref().unwrap().name, "Anne");
    assert_eq!(conflict.theirs.signature.by.as_ref().unwrap().name, "Bo");
    assert_eq!(
        conflict.theirs.signature.at,
        Some("2026-11-09T10:00:00Z".parse().unwrap())
    );
    assert_eq!(conflict.theirs.value, Some(json!({ "tekst": "Samen." })));
    // The header isn't signed itself: the canvas says who.
    let signed = |name: &str| {
        (
            "/gewijzigd",
            json!({ "door": { "id": name, "naam": name }, "op": "2026-11-03T10:00:00Z" }),
        )
    };
    let result = merge(
        Some(&read(&start())),
        &read(&with(&[("/casusnummer", json!("12345")), signed("Anne")])),
        &read(&with(&[("/casusnummer", json!("67")), signed("Bo")])),
    );
    assert_eq!(
        only(&result).ours.signature.by.as_ref().unwrap().name,
        "Anne"
    );
    assert_eq!(
        only(&result).theirs.signature.by.as_ref().unwrap().name,
        "Bo"
    );
}

#[test]
fn an_edit_beats_a_delete() {
    let place = format!("/kosten/regels/{B}");
    let result = merged(
        &[(&place, Value::Null)],
        &[(&line("onderbouwing"), json!("Offerte"))],
    );
    assert_eq!(at(&result, &line("onderbouwing")), "Offerte");
    let conflict = only(&result);
    assert_eq!(conflict.place, place);
    assert_eq!(conflict.theirs.value, None);
    assert_eq!(
        conflict.ours.value.as_ref().unwrap()["omschrijving"],
        "Jeugdhulp"
    );
    // Emptied against written is the same thing.
    let result = merged(
        &[("/perspectief", Value::Null)],
        &[("/perspectief", json!({ "tekst": "R" }))],
    );
    assert_eq!(result.perspective.text, "R");
    assert_eq!(only(&result).theirs.value, None);
    // What nobody edited goes.
    let result = merged(&[(&place, Value::Null)], &[("/perspectief", Value::Null)]);
    assert!(result.conflicts.is_empty());
    assert_eq!(at(&result, &place), Value::Null);
}

#[test]
fn a_new_grade_keeps_its_person() {
    let person = format!("/tevredenheid/personen/{A}");
    let gone = [
        (person.as_str(), Value::Null),
        (&format!("/tevredenheid/cijfers/{C}"), Value::Null),
    ];
    let grade = (
        format!("/tevredenheid/cijfers/{B}"),
        json!({ "persoon": A, "moment": "directNa", "cijfer": "8" }),
    );
    let result = merged(&gone, &[(&grade.0, grade.1)]);
    assert_eq!(at(&result, &format!("{person}/rol")), "moeder");
    assert_eq!(only(&result).place, person);
    assert_eq!(
        at(&result, &format!("/tevredenheid/cijfers/{C}")),
        Value::Null
    );
    let result = merged(&gone, &[("/casusnummer", json!("1"))]);
    assert!(result.satisfaction.people.is_empty() && result.conflicts.is_empty());
}

#[test]
fn a_canvas_that_someone_edited_leaves_the_bin() {
    let binned = ("/verwijderd", json!({ "op": "2026-11-05T09:00:00Z" }));
    let result = merged(
        std::slice::from_ref(&binned),
        &[("/casusnummer", json!("1"))],
    );
    assert!(result.removed.is_none());
    assert_eq!(only(&result).place, "/verwijderd");
    assert!(only(&result).ours.value.is_none());
    // Where nobody edited, or only looked, it goes; and so where the edit came before.
    let later = ("/gewijzigd", json!({ "op": "2026-11-06T09:00:00Z" }));
    assert!(
        merged(std::slice::from_ref(&binned), &[later])
            .removed
            .is_some()
    );
    let result = merged(&[binned.clone(), ("/casusnummer", json!("1"))], &[]);
    assert!(result.removed.is_some() && result.conflicts.is_empty());
    // Two who both put it there agree.
    let result = merged(
        &[binned],
        &[("/verwijderd", json!({ "op": "2026-11-07T09:00:00Z" }))],
    );
    assert_eq!(
        result.removed.unwrap().at,
        Some("2026-11-07T09:00:00Z".parse().unwrap())
    );
    assert!(result.conflicts.is_empty());
}

#[test]
fn without_a_base_all_that_differs_is_shown_and_all_items_stay() {
    let action = format!("/acties/{B}");
    let other = format!("/acties/{C}");
    let item = json!({ "volgorde": "W", "vak": "ondersteuning", "wat": "Nieuw" });
    let result = merge(
        None,
        &read(&with(&[
            (&action, item.clone()),
            ("/casusnummer", json!("1")),
        ])),
        &read(&with(&[
            (&other, item),
            ("/casusnummer", json!("22")),
            ("/maatwerkeindbaas", json!("Bo")),
        ])),
    );
    assert_eq!(result.actions.len(), 3);
    let mut places = undecided(&result);
    places.sort_unstable();
    assert_eq!(places, ["/casusnummer", "/maatwerkeindbaas"]);
    assert_eq!(result.case_number, "22");
    assert_eq!(result.lead, "Bo");
}

#[test]
fn unknown_fields_are_merged_by_leaf() {
    let result = merged(
        &[
            ("/toekomst", json!({ "a": 1, "b": { "c": 1 } })),
            (&line("nieuw"), json!([1])),
        ],
        &[
            (&line("ander"), json!("x")),
            (
                "/perspectief",
                json!({ "tekst": "Rust.", "kleur": "blauw" }),
            ),
        ],
    );
    assert!(result.conflicts.is_empty());
    assert_eq!(at(&result, "/toekomst/b/c"), 1);
    assert_eq!(at(&result, &line("nieuw/0")), 1);
    assert_eq!(at(&result, &line("ander")), "x");
    assert_eq!(at(&result, "/perspectief/kleur"), "blauw");
    let result = merged(
        &[("/a~b", json!({ "c/d": 1, "e": 1 }))],
        &[("/a~b", json!({ "c/d": 2, "f": 1 }))],
    );
    assert_eq!(only(&result).place, "/a~0b/c~1d");
    assert_eq!(at(&result, "/a~0b"), json!({ "c/d": 2, "e": 1, "f": 1 }));
}
