//! What is too large, too deep, double or no text: refused with its place, and never altered.

use maatwerk::domain::analysis::double_counting;
use maatwerk::domain::limits::{DEPTH, DIFFERENCE_DEPTH, DOCUMENT_BYTES, ITEMS, TEXT_BYTES};
use maatwerk::domain::{
    Action, ActionBox, ActionEdit, Canvas, Command, CostLine, DocumentError, ItemId, Price,
    Rejected, Stamp, TextBox, Timestamp, Usage, apply, canonical, decode, findings, read_document,
    read_export, receive_document,
};
use serde_json::{Map, Value, json};

fn actions(count: usize) -> Value {
    let items = (0..count).map(|at| {
        let item = json!({ "volgorde": "1", "vak": "zelfDoen" });
        (format!("{at:032x}"), item)
    });
    Value::Object(items.collect::<Map<_, _>>())
}

/// A document with a field of a newer version that is nested so deep, the document itself counted.
fn nested(field: &str, depth: usize) -> Value {
    let inner = (2..depth).fold(json!([]), |inner, _| json!({ "a": inner }));
    json!({ "formaat": 1, "id": "x", field: inner })
}

fn stamp() -> Stamp {
    Stamp {
        by: Default::default(),
        at: Timestamp::from_millis(0),
    }
}

fn id(bits: u128) -> ItemId {
    ItemId::from_bits(bits)
}

#[test]
fn a_document_may_have_ten_thousand_items_and_no_more() {
    let mut document = json!({ "formaat": 1, "id": "x", "acties": actions(ITEMS - 1) });
    document["tevredenheid"] = json!({ "personen": { "f".repeat(32): { "volgorde": "1" } } });
    assert!(receive_document(&document.to_string()).is_ok());
    document["verschillen"] =
        json!({ "f".repeat(32): { "waar": "/datum", "onze": {}, "andere": {} } });
    let error = DocumentError::TooManyItems {
        path: String::new(),
        items: ITEMS + 1,
    };
    assert_eq!(receive_document(&document.to_string()), Err(error));
    // What is here already is read all the same: two devices together may have made more.
    assert!(read_document(&document.to_string()).is_ok());
}

#[test]
fn a_document_may_be_eight_megabytes_large_and_no_larger() {
    let document = |length: usize| {
        let text = "\u{e9}\n".repeat(length / 4);
        json!({ "formaat": 1, "id": "x", "doorbraak": { "tekst": text } })
    };
    let around = DOCUMENT_BYTES - 200;
    assert!(receive_document(&document(around).to_string()).is_ok());
    let large = document(around + 400).to_string();
    let bytes = large.len();
    let path = String::new();
    assert_eq!(
        receive_document(&large),
        Err(DocumentError::TooLarge { path, bytes })
    );
    // In an export, where the file may be larger, to the byte.
    let export = |canvas: &Value| json!({ "soort": "maatwerkcanvas-export", "versie": 1, "canvassen": [{ "formaat": 1, "id": "y" }, canvas] });
    let path = "canvassen[1]".to_owned();
    assert_eq!(
        read_export(&export(&document(around + 400)).to_string()),
        Err(DocumentError::TooLarge { path, bytes })
    );
    assert!(read_export(&export(&document(around)).to_string()).is_ok());
}

#[test]
fn nesting_is_limited_with_room_for_what_merging_adds() {
    let read = |document: &Value| receive_document(&document.to_string());
    assert!(read(&nested("toekomst", DEPTH)).is_ok());
    assert_eq!(
        read(&nested("toekomst", DEPTH + 1)),
        Err(DocumentError::TooDeep {
            path: "toekomst.a.a.a.a.a".to_owned()
        })
    );
    let differing = |depth: usize| {
        let value = nested("x", depth - 3)["x"].clone();
        let conflict = json!({ "waar": "/x", "onze": { "waarde": value }, "andere": {} });
        json!({ "formaat": 1, "id": "x", "verschillen": { "0".repeat(32): conflict } })
    };
    assert!(read(&differing(DEPTH + DIFFERENCE_DEPTH)).is_ok());
    assert!(read(&differing(DEPTH + DIFFERENCE_DEPTH + 1)).is_err());
    // The deepest that came in, with a version of it to choose from, is exported and read again.
    let canvas = read_document(&differing(DEPTH + DIFFERENCE_DEPTH).to_string()).unwrap();
    let written = canonical(&maatwerk::domain::Export::new(vec![canvas.clone()]));
    assert_eq!(read_export(&written), Ok(vec![canvas]));
}

#[test]
fn a_key_that_stands_twice_is_refused_with_its_place() {
    let line = "0".repeat(32);
    let text = format!(
        "{{ \"formaat\": 1, \"id\": \"x\", \"kosten\": {{ \"looptijd\": 12, \"regels\": {{\n\
         \"{line}\": {{ \"volgorde\": \"1\", \"huidig\": {{ \"bedrag\": \"1.00\" }} }},\n\
         \"{line}\": {{ \"volgorde\": \"2\", \"huidig\": {{ \"bedrag\": \"2.00\" }} }} }} }} }}"
    );
    let place = |text: &str| match read_export(text) {
        Err(DocumentError::Duplicate { path, line, .. }) => (path, line),
        other => panic!("{other:?}"),
    };
    assert_eq!(place(&text), (format!("kosten.regels.{line}"), 3));
    let escaped =
        r#"{ "formaat": 1, "id": "x", "datum": "2026-01-01", "d\u0061tum": "2026-01-02" }"#;
    assert_eq!(place(escaped), ("datum".to_owned(), 1));
    let listed = r#"{ "soort": "maatwerkcanvas-export", "versie": 1, "canvassen": [
        { "formaat": 1, "id": "x" },
        { "formaat": 1, "id": "y", "toekomst": [[{ "a": 1, "a": 1 }]] } ] }"#;
    assert_eq!(
        place(listed),
        ("canvassen[1].toekomst[0][0].a".to_owned(), 3)
    );
}

#[test]
fn numbers_and_texts_come_through_as_they_are() {
    let text = r#"{"formaat":1,"id":"x","toekomst":[-1,18446744073709551615,1.5,1e300,true,false,"\u0000\ud83d\ude00é",{},[]]}"#;
    let canvas = read_document(text).unwrap();
    let known: Value = serde_json::from_str(text).unwrap();
    assert_eq!(canvas.extra["toekomst"], known["toekomst"]);
    assert!(matches!(
        read_document(r#"{"formaat":1,"id":"x","a":"\ud800"}"#),
        Err(DocumentError::NotJson { line: 1, .. })
    ));
    assert!(matches!(
        read_document(r#"{"formaat":1,"id":"x"} {}"#),
        Err(DocumentError::NotJson {
            line: 1,
            column: 24
        })
    ));
}

#[test]
fn bytes_that_are_no_text_are_refused_with_their_place() {
    assert_eq!(decode("\u{feff}caf\u{e9}".as_bytes()), Ok("caf\u{e9}"));
    let windows = b"{\n \"a\": \"caf\xe9\"";
    assert_eq!(
        decode(windows),
        Err(DocumentError::NotUtf8 {
            line: 2,
            column: 11
        })
    );
    let utf16 = [0xff, 0xfe, b'{', 0];
    assert_eq!(
        decode(&utf16),
        Err(DocumentError::NotUtf8 { line: 1, column: 1 })
    );
}

#[test]
fn nobody_types_a_document_over_the_limits() {
    let mut canvas = Canvas::new("x".parse().unwrap());
    for bits in 0..u128::try_from(ITEMS).unwrap() {
        let action = Action::new(ActionBox::Support, "1".parse().unwrap());
        canvas.actions.insert(id(bits), action);
    }
    let put = |bits| {
        let line = CostLine::new("1".parse().unwrap());
        Command::PutLine(id(bits), Some(Box::new(line)))
    };
    assert_eq!(
        apply(&mut canvas, put(1), &stamp()),
        Err(Rejected::TooManyItems)
    );
    let change = Command::Action(id(1), ActionEdit::What("x".into()));
    assert!(apply(&mut canvas, change, &stamp()).is_ok());
    assert!(apply(&mut canvas, Command::PutAction(id(2), None), &stamp()).is_ok());
    assert!(apply(&mut canvas, put(1), &stamp()).is_ok());
    assert_eq!(canvas.item_count(), ITEMS);

    let text = |length: usize| Command::Text(TextBox::Situation, "x".repeat(length));
    assert!(apply(&mut canvas, text(TEXT_BYTES), &stamp()).is_ok());
    assert_eq!(
        apply(&mut canvas, text(TEXT_BYTES + 1), &stamp()),
        Err(Rejected::TextTooLong)
    );
    // What came in longer may become shorter.
    canvas.situation.text = "x".repeat(TEXT_BYTES * 3);
    assert!(apply(&mut canvas, text(TEXT_BYTES * 2), &stamp()).is_ok());
}

/// Ten thousand lines that all compare with one another: once this took each with each.
#[test]
fn what_is_found_in_a_large_document_is_bounded() {
    let mut canvas = Canvas::new("x".parse().unwrap());
    for bits in 0..u128::try_from(ITEMS).unwrap() {
        let line = CostLine {
            description: "bel 06 12345678".into(),
            price: Some(Price {
                code: format!("REF-{bits}"),
                ..Price::default()
            }),
            current: Some(Usage::typed("1.00".parse().unwrap())),
            ..CostLine::new("1".parse().unwrap())
        };
        canvas.costs.lines.insert(id(bits), line);
    }
    let doubles = double_counting(canvas.lines_in_order(), &canvas.costs);
    assert_eq!(doubles.len(), 200);
    assert_eq!(doubles[0].part, id(1));
    assert_eq!(doubles[0].more, ITEMS - 2);
    assert_eq!((doubles[1].part, doubles[1].more), (id(2), ITEMS - 3));
    let found = findings(&canvas, "2026-11-21".parse().unwrap());
    let personal = found.iter().filter(|finding| finding.is_privacy());
    assert_eq!(personal.count(), ITEMS);
}
