//! Export files.

use maatwerk::domain::{Canvas, DocumentError, Export, canonical, read_export};
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::json;

use crate::generate;

const EXPORT: &str = include_str!("../../fixtures/export-1.json");

fn read(value: serde_json::Value) -> Result<Vec<Canvas>, DocumentError> {
    read_export(&value.to_string())
}

#[test]
fn the_fixture_holds_two_canvases() {
    let canvases = read_export(EXPORT).unwrap();
    assert_eq!(
        canvases
            .iter()
            .map(|canvas| canvas.id.as_str())
            .collect::<Vec<_>>(),
        ["leeg", "Dossier_2026-0042"]
    );
    assert_eq!(
        read_export(&format!("\u{feff}{EXPORT}")).unwrap(),
        canvases,
        "with a byte order mark"
    );
    let alone = read_export(include_str!("../../fixtures/canvas-1-vol.json")).unwrap();
    assert_eq!(alone, canvases[1..], "a bare document is read too");
}

#[test]
fn a_wrong_file_is_told_apart() {
    assert_eq!(
        read(json!({ "soort": "iets-anders", "versie": 1, "canvassen": [] })),
        Err(DocumentError::NotACanvas)
    );
    assert_eq!(
        read(json!({ "versie": 1, "canvassen": [] })),
        Err(DocumentError::NotACanvas)
    );
    assert_eq!(read(json!([1, 2])), Err(DocumentError::NotACanvas));
    let kind = "maatwerkcanvas-export";
    assert_eq!(
        read(json!({ "soort": kind, "versie": 2, "canvassen": [] })),
        Err(DocumentError::TooNew { found: 2 })
    );
    assert_eq!(
        read(json!({ "soort": kind, "versie": "1", "canvassen": [] })),
        Err(DocumentError::NotACanvas)
    );
    assert_eq!(
        read(json!({ "soort": kind, "versie": 1, "canvassen": [] })),
        Ok(vec![])
    );
    assert_eq!(
        read_export("{\n\"soort\":,}"),
        Err(DocumentError::NotJson { line: 2, column: 9 })
    );
}

#[test]
fn a_fault_names_which_canvas() {
    let kind = "maatwerkcanvas-export";
    let good = json!({ "formaat": 1, "id": "goed" });
    let path = |bad: serde_json::Value| match read(
        json!({ "soort": kind, "versie": 1, "canvassen": [good.clone(), bad] }),
    ) {
        Err(DocumentError::Invalid { path, .. }) => path,
        other => panic!("{other:?}"),
    };
    assert_eq!(
        path(json!({ "formaat": 1, "id": "x", "datum": "21-11-2026" })),
        "canvassen[1].datum"
    );
    assert_eq!(path(json!({ "formaat": "1", "id": "x" })), "canvassen[1]");
    assert_eq!(path(json!("tekst")), "canvassen[1]");
    assert_eq!(
        path(json!({ "formaat": 1, "id": "x", "datum": null })),
        "canvassen[1].datum"
    );
    let newer = read(json!({ "soort": kind, "versie": 1, "canvassen": [good, { "formaat": 3 }] }));
    assert_eq!(newer, Err(DocumentError::TooNew { found: 3 }));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_export_reads_back(canvases in vec(generate::canvas(), 0..4)) {
        let text = canonical(&Export::new(canvases.clone()));
        let read = read_export(&text).unwrap();
        prop_assert_eq!(canonical(&Export::new(read)), text);
    }
}
