//! Worked examples around the plan: who was at a table, a question, and what a line has cost.

use maatwerk::domain::{Canvas, to_value, undecided};
use maatwerk::merge::merge;
use serde_json::{Value, json};

use super::examples::{A, B, C, read, start};

const TABLE: &str = "0000000000000000000000000000000d";
const QUESTION: &str = "/vragen/0000000000000000000000000000000e";

/// The start with a table that two people were at, a question, and what a line has cost.
fn around() -> Value {
    let mut document = start();
    let fields = document.as_object_mut().unwrap();
    fields.insert(
        "aanmeldingen".into(),
        json!({ TABLE: { "tafel": "spar", "aanwezig": {
            A: { "naam": "Anne", "discipline": "Jeugd" }, B: { "naam": "Bas", "discipline": "Wmo" },
        } } }),
    );
    fields.insert(
        "vragen".into(),
        json!({ "0000000000000000000000000000000e": { "vraag": "Mag dit?", "voor": "2026-11-17" } }),
    );
    let line = document
        .pointer_mut(&format!("/kosten/regels/{B}"))
        .unwrap();
    let realised = json!({ "na6Maanden": { "bedrag": "10.00", "bron": "facturen" } });
    line.as_object_mut()
        .unwrap()
        .insert("gerealiseerd".into(), realised);
    document
}

/// Merges the document around with values put in places on either side; `null` takes away.
fn merged_around(ours: &[(String, Value)], theirs: &[(String, Value)]) -> Canvas {
    let put = |changes: &[(String, Value)]| {
        let mut document = around();
        for (place, value) in changes {
            let (parent, name) = place.rsplit_once('/').unwrap();
            let fields = document.pointer_mut(parent).unwrap();
            let fields = fields.as_object_mut().unwrap();
            if value.is_null() {
                fields.remove(name);
            } else {
                fields.insert(name.to_owned(), value.clone());
            }
        }
        read(&document)
    };
    merge(Some(&read(&around())), &put(ours), &put(theirs))
}

fn found(canvas: &Canvas, place: &str) -> Option<Value> {
    to_value(canvas).pointer(place).cloned()
}

#[test]
fn two_devices_write_who_was_at_a_table() {
    let present = |id: &str| format!("/aanmeldingen/{TABLE}/aanwezig/{id}");
    let cas = json!({ "naam": "Cas", "discipline": "Wonen" });
    let dian = json!({ "naam": "Dian", "discipline": "Zorg" });
    let other = "0000000000000000000000000000000f";
    let both = merged_around(&[(present(C), cas)], &[(present(other), dian.clone())]);
    let listed = found(&both, &format!("/aanmeldingen/{TABLE}/aanwezig")).unwrap();
    assert_eq!(listed.as_object().unwrap().len(), 4);
    assert!(undecided(&both).is_empty());
    // A name and another person's discipline never make one person.
    let named = json!({ "naam": "Bastiaan", "discipline": "Wmo" });
    let moved = json!({ "naam": "Bas", "discipline": "Schuldhulp" });
    let both = merged_around(
        &[(present(B), named.clone())],
        &[(present(B), moved.clone())],
    );
    assert_eq!(undecided(&both), [present(B)]);
    let kept = found(&both, &present(B)).unwrap();
    assert!(kept == named || kept == moved);
    // One takes everybody off, the other corrects one of them.
    let all = format!("/aanmeldingen/{TABLE}/aanwezig");
    let gone = merged_around(&[(all, Value::Null)], &[(present(A), dian)]);
    assert_eq!(undecided(&gone).len(), 1);
    let place = undecided(&gone).remove(0).to_owned();
    for side in maatwerk::domain::versions(&gone, &place) {
        let mut canvas = gone.clone();
        let choice = maatwerk::domain::choose(&gone, &place, side.value.clone());
        maatwerk::domain::apply(&mut canvas, choice, &crate::generate::stamp(1)).unwrap();
        assert!(undecided(&canvas).is_empty());
        assert_eq!(found(&canvas, &place), side.value);
    }
}

#[test]
fn a_question_is_answered_on_one_device_and_moved_on_another() {
    let both = merged_around(
        &[(format!("{QUESTION}/antwoord"), json!("Ja, dit mag."))],
        &[(format!("{QUESTION}/voor"), json!("2026-11-24"))],
    );
    let question = found(&both, QUESTION).unwrap();
    assert_eq!(question["antwoord"], json!("Ja, dit mag."));
    assert_eq!(question["voor"], json!("2026-11-24"));
    assert!(undecided(&both).is_empty());
    // Removed here, answered there: the answer stays.
    let both = merged_around(
        &[(QUESTION.to_owned(), Value::Null)],
        &[(format!("{QUESTION}/antwoord"), json!("Ja."))],
    );
    assert_eq!(undecided(&both), [QUESTION]);
    assert_eq!(found(&both, QUESTION).unwrap()["antwoord"], json!("Ja."));
}

#[test]
fn an_amount_that_was_paid_stays_with_its_source() {
    let place = format!("/kosten/regels/{B}/gerealiseerd/na6Maanden");
    let theirs = json!({ "bedrag": "10.00", "bron": "jaarrekening" });
    let ours = json!({ "bedrag": "25.00", "bron": "facturen" });
    let both = merged_around(
        &[(place.clone(), ours.clone())],
        &[(place.clone(), theirs.clone())],
    );
    assert_eq!(undecided(&both), [place.as_str()]);
    let kept = found(&both, &place).unwrap();
    assert!(kept == ours || kept == theirs);
    // The other moment is another unit.
    let later = format!("/kosten/regels/{B}/gerealiseerd/na12Maanden");
    let both = merged_around(
        &[(place.clone(), ours.clone())],
        &[(later.clone(), theirs.clone())],
    );
    assert!(undecided(&both).is_empty());
    assert_eq!(
        (found(&both, &place), found(&both, &later)),
        (Some(ours), Some(theirs))
    );
}
