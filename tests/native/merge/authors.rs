//! Who stands by a line or an action after a merge: someone who wrote what stands there.

use maatwerk::domain::Canvas;
use serde_json::{Value, json};

use super::examples::{A, at, merged};

const LINE: &str = "/kosten/regels/0000000000000000000000000000000b";

/// The changes of someone to a line, with the stamp that goes with them.
fn edits(name: &str, hour: u8, fields: &[(&str, Value)]) -> Vec<(String, Value)> {
    stamped(LINE, name, hour, fields)
}

fn stamped(item: &str, name: &str, hour: u8, fields: &[(&str, Value)]) -> Vec<(String, Value)> {
    let op = format!("2026-11-03T{hour:02}:00:00Z");
    let mut all: Vec<(String, Value)> = fields
        .iter()
        .map(|(field, value)| (format!("{item}/{field}"), value.clone()))
        .collect();
    all.push((format!("{item}/door"), json!({ "id": name, "naam": name })));
    all.push((format!("{item}/op"), json!(op)));
    all
}

fn both(ours: &[(String, Value)], theirs: &[(String, Value)]) -> [Canvas; 2] {
    let [ours, theirs] = [ours, theirs].map(|side| {
        let pairs = side
            .iter()
            .map(|(place, value)| (place.as_str(), value.clone()));
        pairs.collect::<Vec<_>>()
    });
    [merged(&ours, &theirs), merged(&theirs, &ours)]
}

fn by(canvas: &Canvas, item: &str) -> Value {
    at(canvas, &format!("{item}/door/naam"))
}

#[test]
fn a_line_names_who_wrote_the_amount_that_stands() {
    // Anne's amount stands, as it is longer; Bram typed his later.
    let anne = edits("Anne", 9, &[("dreigend", json!({ "bedrag": "12500.00" }))]);
    let bram = edits("Bram", 15, &[("dreigend", json!({ "bedrag": "8.00" }))]);
    for canvas in both(&anne, &bram) {
        assert_eq!(at(&canvas, &format!("{LINE}/dreigend/bedrag")), "12500.00");
        assert_eq!(by(&canvas, LINE), "Anne");
        assert_eq!(at(&canvas, &format!("{LINE}/op")), "2026-11-03T09:00:00Z");
    }
}

#[test]
fn a_line_names_who_wrote_the_amount_also_where_the_other_only_moved_it() {
    let anne = edits("Anne", 9, &[("dreigend", json!({ "bedrag": "12500.00" }))]);
    let bram = edits("Bram", 15, &[("volgorde", json!("b"))]);
    for canvas in both(&anne, &bram) {
        assert_eq!(by(&canvas, LINE), "Anne");
    }
}

#[test]
fn where_both_wrote_what_stands_the_later_is_named() {
    let anne = edits("Anne", 9, &[("dreigend", json!({ "bedrag": "12500.00" }))]);
    let bram = edits("Bram", 15, &[("maatwerk", json!({ "bedrag": "8.00" }))]);
    for canvas in both(&anne, &bram) {
        assert!(canvas.conflicts.is_empty());
        assert_eq!(by(&canvas, LINE), "Bram");
    }
    // The one stands by one amount, the other by another.
    let fields = |looming: &str, tailored: &str| {
        [
            ("dreigend", json!({ "bedrag": looming })),
            ("maatwerk", json!({ "bedrag": tailored })),
        ]
    };
    let anne = edits("Anne", 9, &fields("12500.00", "1.00"));
    let bram = edits("Bram", 15, &fields("8.00", "2400.00"));
    for canvas in both(&anne, &bram) {
        assert_eq!(canvas.conflicts.len(), 2);
        assert_eq!(by(&canvas, LINE), "Bram");
    }
}

#[test]
fn an_action_names_who_wrote_the_text_that_stands() {
    let action = format!("/acties/{A}");
    let anne = stamped(&action, "Anne", 9, &[("wat", json!("Met school bellen"))]);
    let bram = stamped(&action, "Bram", 15, &[("wat", json!("Mailen"))]);
    for canvas in both(&anne, &bram) {
        assert_eq!(at(&canvas, &format!("{action}/wat")), "Met school bellen");
        assert_eq!(by(&canvas, &action), "Anne");
    }
}
