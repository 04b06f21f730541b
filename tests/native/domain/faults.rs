//! What is wrong in a document that can't be read, and where.

use maatwerk::domain::{DocumentError, from_value};
use serde_json::{Map, Value, json};

fn fault(document: Value) -> (String, String) {
    match from_value(document) {
        Err(DocumentError::Invalid { path, reason }) => (path, reason),
        other => panic!("{other:?}"),
    }
}

fn actions(count: u32, bad: u32) -> Value {
    let items = (0..count).map(|at| {
        let what = if at == bad { json!(5) } else { json!("x") };
        (
            format!("{at:032x}"),
            json!({ "volgorde": "1", "vak": "zelfDoen", "wat": what }),
        )
    });
    json!({ "formaat": 1, "id": "x", "acties": items.collect::<Map<_, _>>() })
}

#[test]
fn a_fault_among_many_items_is_found() {
    for count in [8, 800, 80_000] {
        for bad in [0, count / 2, count - 1] {
            let (path, reason) = fault(actions(count, bad));
            assert_eq!(path, format!("acties.{bad:032x}.wat"));
            assert!(reason.contains("invalid type: integer `5`"), "{reason}");
        }
    }
}

#[test]
fn a_fault_is_found_among_many_unknown_fields_at_any_level() {
    let id = "0".repeat(32);
    let many = || -> Map<String, Value> {
        (0..40_000)
            .map(|at| (format!("veld{at}"), json!({ "a": [at] })))
            .collect()
    };
    let mut document = json!({ "formaat": 1, "id": "x", "kosten": { "looptijd": 12, "regels": {
        &id: { "volgorde": "1", "prijs": { "peiljaar": 20 } },
    } } });
    let line = format!("/kosten/regels/{id}");
    for place in ["", "/kosten", &line, &format!("{line}/prijs")] {
        let fields = document.pointer_mut(place).and_then(Value::as_object_mut);
        fields.unwrap().extend(many());
    }
    assert_eq!(
        fault(document).0,
        format!("kosten.regels.{id}.prijs.peiljaar")
    );
}

#[test]
fn of_many_faults_one_is_named_with_its_own_reason() {
    let mut document = actions(1_000, 10);
    document["kosten"] = json!({ "looptijd": 61 });
    let (path, reason) = fault(document);
    let fits = if path.starts_with("acties") {
        "invalid type: integer `5`"
    } else {
        "1 to 60"
    };
    assert!(reason.contains(fits), "{path}: {reason}");
}
