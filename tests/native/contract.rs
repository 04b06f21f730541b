//! The published schema, the code and the fixtures say the same.

use std::path::PathBuf;

use jsonschema::Validator;
use maatwerk::domain::{Export, canonical, read_export};
use proptest::prelude::*;
use serde_json::Value;

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
