//! The published schema, the code and the fixtures say the same.

use std::path::PathBuf;

use jsonschema::Validator;
use maatwerk::domain::{
    DocumentError, Export, Finding, QUESTION, canonical, findings, read_document, read_export,
};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::generate;

fn folder(path: &str) -> Vec<(PathBuf, String)> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(path);
    let mut files: Vec<PathBuf> = std::fs::read_dir(root)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|end| end == "json"))
        .collect();
    files.sort();
    files
        .into_iter()
        .map(|path| (path.clone(), std::fs::read_to_string(path).unwrap()))
        .collect()
}

fn schema() -> Validator {
    let text = include_str!("../../api/canvas.schema.json");
    let schema: Value = serde_json::from_str(text).unwrap();
    jsonschema::options()
        .should_validate_formats(true)
        .build(&schema)
        .unwrap()
}

fn faults(schema: &Validator, text: &str) -> Vec<String> {
    let value: Value = serde_json::from_str(text).unwrap();
    schema
        .iter_errors(&value)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect()
}

#[test]
fn no_definition_replaces_another() {
    // A reader of JSON keeps the last of two keys and says nothing; this app's own refuses them.
    for (path, text) in folder("api") {
        let error = read_document(&text).unwrap_err();
        let twice = matches!(error, DocumentError::Duplicate { .. });
        assert!(!twice, "{}: {error}", path.display());
    }
}

#[test]
fn every_definition_says_what_it_is() {
    let text = include_str!("../../api/canvas.schema.json");
    let schema: Value = serde_json::from_str(text).unwrap();
    let definitions = schema["$defs"].as_object().unwrap();
    assert!(definitions.len() > 20);
    for (name, definition) in definitions {
        let said = definition["description"].as_str().unwrap_or_default();
        assert!(said.len() > 10, "{name} has no description");
    }
}

#[test]
fn fixtures_and_examples_are_valid() {
    let schema = schema();
    let files = [folder("tests/fixtures"), folder("src/texts/examples")].concat();
    assert!(files.len() >= 10);
    for (path, text) in files {
        assert_eq!(faults(&schema, &text), [""; 0], "{}", path.display());
        let written = canonical(&Export::new(read_export(&text).unwrap()));
        assert_eq!(
            faults(&schema, &written),
            [""; 0],
            "{} written back",
            path.display()
        );
    }
}

/// What the code adds to a document that leaves it out, and leaves out as it is what absence means.
fn written_in_full(document: &Value) -> Value {
    let mut written = document.clone();
    let fields = written.as_object_mut().unwrap();
    let defaults = [
        ("status", json!("concept")),
        ("kosten", json!({ "looptijd": 12 })),
        ("tevredenheid", json!({ "vraag": QUESTION })),
    ];
    for (name, value) in defaults {
        fields.entry(name).or_insert(value);
    }
    let actions = fields.get_mut("acties").and_then(Value::as_object_mut);
    for action in actions.into_iter().flat_map(|actions| actions.values_mut()) {
        let action = action.as_object_mut().unwrap();
        if action.get("klaar") == Some(&json!(false)) {
            action.remove("klaar");
        }
    }
    written
}

#[test]
fn every_fixture_is_written_back_byte_for_byte() {
    let files = [
        folder("tests/fixtures"),
        folder("tests/fixtures/kba"),
        folder("src/texts/examples"),
    ];
    let mut count = 0;
    for (path, text) in files.concat() {
        let value: Value = serde_json::from_str(&text).unwrap();
        let documents = match (value.get("canvassen"), value.get("document")) {
            (Some(Value::Array(canvases)), _) => canvases.clone(),
            (_, Some(document)) => vec![document.clone()],
            _ => vec![value],
        };
        for document in documents {
            let read = read_document(&document.to_string()).unwrap();
            let expected = written_in_full(&document).to_string();
            assert_eq!(canonical(&read), expected, "{}", path.display());
            count += 1;
        }
    }
    assert!(count >= 16, "{count} documents");
}

#[test]
fn a_signature_lies_among_the_fields_of_what_it_signs() {
    let signed = |mut item: Value| {
        item["door"] = json!({ "id": "u-1", "naam": "Consulent A", "toekomst": [1] });
        item["op"] = json!("2026-11-02T09:30:00.125Z");
        item["toekomst"] = json!({ "a": { "b": [true, 1.5, "c"] } });
        item
    };
    let id = "0".repeat(32);
    let document = json!({
        "formaat": 1,
        "id": "x",
        "status": "concept",
        "situatieschets": signed(json!({ "tekst": "A" })),
        "perspectief": signed(json!({})),
        "acties": { &id: signed(json!({ "volgorde": "1", "vak": "zelfDoen", "wat": "A" })) },
        "kosten": { "looptijd": 12, "regels": { &id: signed(json!({ "volgorde": "1" })) } },
        "tevredenheid": {
            "vraag": QUESTION,
            // A person bears no signature: these are fields of a newer version.
            "personen": { &id: signed(json!({ "volgorde": "1" })) },
            "cijfers": { &id: signed(json!({ "persoon": &id, "moment": "nulmeting" })) },
        },
        "verschillen": { &id: {
            "waar": "/perspectief",
            "onze": signed(json!({ "waarde": { "tekst": "A" } })),
            "andere": signed(json!({})),
        } },
        "gemaakt": signed(json!({})),
        "gewijzigd": signed(json!({})),
        "verwijderd": signed(json!({})),
    });
    let read = read_document(&document.to_string()).unwrap();
    assert_eq!(canonical(&read), document.to_string());
    assert_eq!(
        read.actions.values().next().unwrap().signature.by,
        read.situation.signature.by
    );
    for place in ["/situatieschets", &format!("/acties/{id}"), "/gemaakt"] {
        for (name, wrong) in [("door", json!("u-1")), ("op", json!(5))] {
            let mut broken = document.clone();
            broken.pointer_mut(place).unwrap()[name] = wrong;
            let error = read_document(&broken.to_string()).unwrap_err().to_string();
            let path = place.trim_start_matches('/').replace('/', ".");
            assert!(
                error.starts_with(&format!("{path}.{name}: invalid type")),
                "{error}"
            );
        }
    }
}

#[test]
fn the_schema_and_the_code_refuse_the_invalid_ones_alike() {
    let schema = schema();
    let files = folder("tests/fixtures/invalid");
    assert!(files.len() >= 49);
    for (path, text) in files {
        assert!(
            read_export(&text).is_err(),
            "the code reads {}",
            path.display()
        );
        if let Ok(value) = serde_json::from_str::<Value>(&text) {
            assert!(
                !schema.is_valid(&value),
                "the schema allows {}",
                path.display()
            );
        }
    }
}

#[test]
fn formats_are_really_checked() {
    let schema = schema();
    assert!(!faults(&schema, r#"{"formaat":1,"id":"x","datum":"2026-02-30"}"#).is_empty());
    assert!(faults(&schema, r#"{"formaat":1,"id":"x","datum":"2026-02-28"}"#).is_empty());
}

#[test]
fn what_the_schema_leaves_out_the_code_reads() {
    let schema = schema();
    for text in [
        r#"{"formaat":1,"id":"x","gemaakt":{},"gewijzigd":{"op":"2026-01-01T00:00:00Z"},"verwijderd":{"op":"2026-01-01T00:00:00Z"}}"#,
        r#"{"formaat":1,"id":"x","kosten":{"looptijd":1,"regels":{"0000000000000000000000000000000a":{"volgorde":"1","prijs":{"eenheid":"uur"},"financier":{"naam":"X"}}}}}"#,
        r#"{"formaat":1,"id":"x","tevredenheid":{}}"#,
    ] {
        assert_eq!(faults(&schema, text), [""; 0]);
        assert!(read_export(text).is_ok(), "{text}: {:?}", read_export(text));
    }
}

#[test]
fn months_that_run_backwards_are_valid_and_a_finding() {
    // A schema can't compare two numbers.
    let text = r#"{"formaat":1,"id":"x","kosten":{"looptijd":12,"regels":{"0000000000000000000000000000000a":{"volgorde":"V","prijs":{"eenheid":"maand"},"dreigend":{"aantal":"1","per":"maand","van":9,"tot":3}}}}}"#;
    assert_eq!(faults(&schema(), text), [""; 0]);
    let canvases = read_export(text).unwrap();
    let findings = findings(&canvases[0], "2026-11-20".parse().unwrap());
    assert!(
        findings
            .iter()
            .any(|it| matches!(it, Finding::BackwardsMonths(_))),
        "{findings:?}"
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_canvas_and_export_is_valid(canvas in generate::canvas()) {
        thread_local!(static SCHEMA: Validator = schema());
        let wrong = SCHEMA.with(|schema| faults(schema, &canonical(&canvas)));
        prop_assert!(wrong.is_empty(), "{:?}", wrong);
        let wrong = SCHEMA.with(|schema| faults(schema, &canonical(&Export::new(vec![canvas]))));
        prop_assert!(wrong.is_empty(), "{:?}", wrong);
    }
}
