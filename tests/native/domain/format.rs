//! Reading and writing documents.

use maatwerk::domain::{Canvas, DocumentError, FORMAT, canonical, read_document};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::generate;

const FULL: &str = include_str!("../../fixtures/canvas-1-vol.json");
const EMPTY: &str = include_str!("../../fixtures/canvas-1-leeg.json");

fn value_of(canvas: &Canvas) -> Value {
    serde_json::from_str(&canonical(canvas)).unwrap()
}

fn refused(document: Value) -> (String, String) {
    match read_document(&document.to_string()) {
        Err(DocumentError::Invalid { path, reason }) => (path, reason),
        other => panic!("{document} gave {other:?}"),
    }
}

#[test]
fn the_full_fixture_is_written_back_byte_for_byte() {
    let canvas = read_document(FULL).unwrap();
    // `klaar: false` is the one value in it that is also said by leaving it out.
    let normal = FULL.trim_end().replace("\"klaar\":false,", "");
    assert_eq!(canonical(&canvas), normal);
    assert_eq!(read_document(&normal).unwrap(), canvas);
}

#[test]
fn the_least_canvas_gets_its_defaults() {
    let canvas = read_document(EMPTY).unwrap();
    assert_eq!(canvas, Canvas::new("leeg".parse().unwrap()));
    assert_eq!(canvas.costs.horizon, 12);
    assert_eq!(canvas.status, "concept");
    assert_eq!(canvas.format, FORMAT);
}

#[test]
fn unknown_fields_and_values_survive() {
    let canvas = read_document(FULL).unwrap();
    let value = value_of(&canvas);
    for pointer in [
        "/toekomst/leeg",
        "/gemaakt/toekomst",
        "/gemaakt/door/toekomst",
        "/kosten/toekomst",
        "/kosten/regels/000000000000000000000000000000b1/toekomst",
        "/kosten/regels/000000000000000000000000000000b1/huidig/toekomst",
        "/kosten/regels/000000000000000000000000000000b1/dreigend/toekomst",
        "/kosten/regels/000000000000000000000000000000b1/prijs/toekomst",
        "/kosten/regels/000000000000000000000000000000b1/financier/toekomst",
        "/tevredenheid/toekomst",
        "/verschillen/000000000000000000000000000000e1/onze/toekomst",
    ] {
        assert!(value.pointer(pointer).is_some(), "{pointer}");
    }
    let line = "/kosten/regels/000000000000000000000000000000b3";
    assert_eq!(
        value.pointer(&format!("{line}/dreigend/per")),
        Some(&json!("veertiendaags"))
    );
    assert_eq!(
        value.pointer(&format!("{line}/leefgebied")),
        Some(&json!("ruimtevaart"))
    );
    assert_eq!(value["status"], "opnieuw-bekijken");
}

#[test]
fn a_newer_format_is_told_apart() {
    for (format, found) in [(json!(2), 2), (json!(99_999_999_999_u64), u32::MAX)] {
        let text = json!({ "formaat": format, "id": "x", "wat": null }).to_string();
        assert_eq!(read_document(&text), Err(DocumentError::TooNew { found }));
    }
    for format in [json!(0), json!("1"), json!(1.5), json!(-1), json!(null)] {
        let text = json!({ "formaat": format, "id": "x" }).to_string();
        assert_eq!(
            read_document(&text),
            Err(DocumentError::NotACanvas),
            "{text}"
        );
    }
    for text in ["[]", "3", "\"canvas\"", "null", "{}"] {
        assert_eq!(
            read_document(text),
            Err(DocumentError::NotACanvas),
            "{text}"
        );
    }
}

#[test]
fn broken_json_names_line_and_column() {
    let broken = "{\n  \"formaat\": 1,\n  \"id\": x\n}";
    assert_eq!(
        read_document(broken),
        Err(DocumentError::NotJson { line: 3, column: 9 })
    );
    assert!(matches!(
        read_document(""),
        Err(DocumentError::NotJson { line: 1, column: 0 })
    ));
    let deep = "[".repeat(100_000);
    assert!(
        matches!(&read_document(&deep), Err(DocumentError::TooDeep { path }) if path.starts_with("[0][0]")),
        "and no stack overflow"
    );
}

#[test]
fn null_is_refused_wherever_it_stands() {
    assert_eq!(
        refused(json!({ "formaat": 1, "id": "x", "datum": null })).0,
        "datum"
    );
    let nested = json!({ "formaat": 1, "id": "x", "toekomst": { "a": [1, { "b": null }] } });
    assert_eq!(refused(nested).0, "toekomst.a.1.b");
}

#[test]
fn the_deepest_place_of_a_fault_is_named() {
    let id = "00000000000000000000000000000001";
    let with = |line: Value| json!({ "formaat": 1, "id": "x", "kosten": { "looptijd": 12, "regels": { id: line } } });
    let path = |line: Value| refused(with(line)).0;
    let line = format!("kosten.regels.{id}");
    assert_eq!(
        path(json!({ "volgorde": "1", "huidig": { "bedrag": "1,50" } })),
        format!("{line}.huidig")
    );
    assert_eq!(
        path(json!({ "volgorde": "1", "omschrijving": 5 })),
        format!("{line}.omschrijving")
    );
    assert_eq!(
        path(json!({ "volgorde": "1", "prijs": { "bedrag": "1.00", "peiljaar": 20 } })),
        format!("{line}.prijs.peiljaar")
    );
    assert_eq!(
        path(json!({ "omschrijving": "x" })),
        format!("{line}.volgorde")
    );
    assert_eq!(
        path(json!({ "volgorde": "10" })),
        format!("{line}.volgorde")
    );
    assert_eq!(refused(json!({ "formaat": 1 })).0, "id");
    assert_eq!(
        refused(json!({ "formaat": 1, "id": "x", "kosten": {} })).0,
        "kosten.looptijd"
    );
    assert_eq!(
        refused(json!({ "formaat": 1, "id": "x", "acties": [] })).0,
        "acties"
    );
}

/// The faults in `tests/fixtures/invalid`, with the places that its README names.
#[test]
fn every_invalid_fixture_is_refused_with_its_place() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/");
    let readme = std::fs::read_to_string(format!("{folder}README.md")).unwrap();
    let mut seen = 0;
    for row in readme.lines().filter(|line| line.starts_with("| `")) {
        let cells: Vec<&str> = row
            .split('|')
            .map(|cell| cell.trim().trim_matches('`'))
            .collect();
        let [_, name, pointer, _, _] = cells.as_slice() else {
            continue;
        };
        seen += 1;
        let text = std::fs::read_to_string(format!("{folder}invalid/{name}")).unwrap();
        let error = maatwerk::domain::read_export(&text).expect_err(name);
        match error {
            DocumentError::NotJson { line, .. } => assert!(*pointer == "-" && line > 0, "{name}"),
            DocumentError::TooNew { found } => assert!(
                found == 2 && (*pointer == "/formaat" || *pointer == "/versie"),
                "{name}"
            ),
            DocumentError::NotUtf8 { .. }
            | DocumentError::Duplicate { .. }
            | DocumentError::TooDeep { .. }
            | DocumentError::TooLarge { .. }
            | DocumentError::TooManyItems { .. } => panic!("{name}: {error}"),
            DocumentError::NotACanvas => {
                assert!(["/formaat", "/soort"].contains(pointer), "{name}")
            }
            DocumentError::Invalid { path, .. } => {
                let steps = |text: &str| -> Vec<String> {
                    text.replace('[', ".")
                        .replace(']', "")
                        .split(['.', '/'])
                        .filter(|step| !step.is_empty())
                        .map(str::to_owned)
                        .collect()
                };
                let (found, told) = (steps(&path), steps(pointer));
                let common = found.iter().zip(&told).take_while(|(a, b)| a == b).count();
                assert_eq!(
                    common,
                    found.len().min(told.len()),
                    "{name}: {path} is not on the way to {pointer}"
                );
                assert!(
                    found.len() + 1 >= told.len(),
                    "{name}: {path} is too far from {pointer}"
                );
            }
        }
    }
    let files = std::fs::read_dir(format!("{folder}invalid"))
        .unwrap()
        .count();
    assert_eq!(seen, files, "the README names every file");
}

#[test]
fn every_example_reads() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/texts/examples");
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        let canvas =
            read_document(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        assert_eq!(canonical(&canvas), text.trim_end(), "{}", path.display());
    }
}

/// Any JSON but numbers with a fraction, with names that sort otherwise in quotes than without them, and
/// with everything that is escaped.
fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
        odd_name().prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 24, 5, |inner| {
        let fields = prop::collection::vec((odd_name(), inner.clone()), 0..5);
        prop_oneof![
            prop::collection::vec(inner, 0..5).prop_map(Value::from),
            fields.prop_map(|fields| Value::Object(fields.into_iter().collect())),
        ]
    })
}

fn odd_name() -> impl Strategy<Value = String> {
    let characters = vec![
        'a', 'b', 'v', ' ', '!', '"', '\\', '\0', '\u{1f}', '\n', '\u{8}', '\u{7f}', 'é',
        '\u{2028}', '😀',
    ];
    let characters = prop::collection::vec(prop::sample::select(characters), 0..4);
    characters.prop_map(|characters| characters.into_iter().collect())
}

proptest! {
    #![proptest_config(generate::ten_thousand())]

    #[test]
    fn canonical_text_is_that_of_a_sorted_json_map(
        mut canvas in generate::canvas(),
        unknown in prop::collection::vec((odd_name(), any_json()), 0..6),
    ) {
        canvas.extra.extend(unknown);
        let text = canonical(&canvas);
        prop_assert_eq!(&text, &value_of(&canvas).to_string());
        if !canvas.extra.is_empty() {
            prop_assert_eq!(canonical(&canvas.extra), Value::from(canvas.extra).to_string());
        }
    }

    #[test]
    fn every_canvas_reads_back_as_it_was_written(canvas in generate::canvas()) {
        let text = canonical(&canvas);
        let read = read_document(&text);
        prop_assert!(read.is_ok(), "{:?}: {}", read, text);
        prop_assert_eq!(canonical(&read.unwrap()), text);
    }
}
