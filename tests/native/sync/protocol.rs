//! Reading records from the wire, and the limits on what is sent.

use maatwerk::domain::Canvas;
use maatwerk::domain::limits::{DEPTH, DOCUMENT_BYTES, ITEMS};
use maatwerk::store::BEYOND_LIMITS;
use maatwerk::sync::protocol::{
    Found, Item, MAX_BODY, RawPage, RecordError, body, check, existing, rows, sent, single, written,
};
use serde_json::{Map, Value, json};

const REV: &str = "00000000000000aa";

fn record(last_modified: u64) -> Value {
    json!({
        "id": "a", "last_modified": last_modified, "fmt": 1, "rev": REV, "revs": ["00000000000000bb"],
        "doc": { "formaat": 1, "id": "a" }, "toekomst": [1]
    })
}

fn list(records: &[Value]) -> String {
    json!({ "data": records }).to_string()
}

#[test]
fn a_list_is_read_in_order_or_not_at_all() {
    let lms = |body: &str, since| {
        rows(body, since).map(|rows| rows.iter().map(|row| row.last_modified).collect::<Vec<_>>())
    };
    let two = list(&[record(5), record(7)]);
    assert_eq!(lms(&two, 4), Some(vec![5, 7]));
    assert_eq!(lms(&two, 5), None, "the server ignores `_since`");
    assert_eq!(
        lms(&list(&[record(7), record(5)]), 0),
        None,
        "the server doesn't sort"
    );
    assert_eq!(
        lms(&list(&[record(5), record(5)]), 0),
        None,
        "numbers are unique"
    );
    assert_eq!(lms(&list(&[]), 9), Some(vec![]));
    for strange in [
        "",
        "<html>Welkom op het gastnetwerk</html>",
        r#"{"data":{"id":"a"}}"#,
        r#"{"data":[{"id":"a"}]}"#,
        r#"{"data":[{"id":"a","last_modified":"5"}]}"#,
        r#"{"data":[{"id":"a","last_modified":1e40}]}"#,
        r#"{"data":[7]}"#,
        &two[..two.len() / 2],
    ] {
        assert_eq!(lms(strange, 0), None, "{strange}");
    }
}

#[test]
fn a_record_is_read_whole() {
    let Some(Item::Record(read)) = single(&json!({ "data": record(5) }).to_string()) else {
        panic!("a record");
    };
    assert_eq!(
        (read.id.as_str(), read.last_modified, read.rev.as_str()),
        ("a", 5, REV)
    );
    assert_eq!(read.revs, ["00000000000000bb"]);
    assert_eq!(Value::from(read.extra), json!({ "toekomst": [1] }));
    let tombstone = json!({ "data": { "id": "a", "last_modified": 6, "deleted": true } });
    let Some(Item::Tombstone {
        last_modified: 6, ..
    }) = single(&tombstone.to_string())
    else {
        panic!("a tombstone");
    };
}

#[test]
fn what_this_version_cannot_read_is_kept_apart() {
    let found = |change: &dyn Fn(&mut Map<String, Value>)| {
        let mut record = record(5);
        change(record.as_object_mut().unwrap());
        match single(&json!({ "data": record }).to_string()) {
            Some(Item::Unreadable { found, text, .. }) => {
                // Its text can always be exported.
                assert!(serde_json::from_str::<Map<String, Value>>(&text).is_ok());
                Some((found, text == r#"{"formaat":3,"id":"a"}"#))
            }
            _ => None,
        }
    };
    let set = |name: &'static str, value: Value| {
        move |record: &mut Map<String, Value>| drop(record.insert(name.to_owned(), value.clone()))
    };
    assert_eq!(found(&|_| ()), None);
    assert_eq!(found(&set("fmt", 3.into())), Some((3, false)));
    assert_eq!(
        found(&set("doc", json!({ "formaat": 3, "id": "a" }))),
        Some((3, true))
    );
    for nonsense in [
        set("fmt", 2.into()),
        set("fmt", Value::Null),
        set("rev", "AB".into()),
        set("rev", Value::Null),
        set("doc", json!({ "formaat": 1, "id": "b" })),
        set("doc", json!([])),
        set(
            "doc",
            json!({ "formaat": 1, "id": "a", "datum": "gisteren" }),
        ),
    ] {
        assert_eq!(found(&nonsense), Some((u32::MAX, false)));
    }
}

#[test]
fn a_document_beyond_a_limit_is_told_apart() {
    let deep = (0..DEPTH).fold(json!(1), |value, _| json!([value]));
    let items: Map<String, Value> = (0..=ITEMS)
        .map(|at| {
            (
                format!("{at:032x}"),
                json!({ "vak": "ondersteuning", "volgorde": "V" }),
            )
        })
        .collect();
    for doc in [
        json!({ "formaat": 1, "id": "a", "toekomst": deep }),
        json!({ "formaat": 1, "id": "a", "acties": items }),
        json!({ "formaat": 1, "id": "a", "doorbraak": { "tekst": "x".repeat(DOCUMENT_BYTES) } }),
    ] {
        let mut record = record(5);
        record["doc"] = doc.clone();
        let Some(Item::Unreadable { found, text, .. }) =
            single(&json!({ "data": record }).to_string())
        else {
            panic!("beyond a limit");
        };
        assert_eq!(found, BEYOND_LIMITS);
        let doc = doc.to_string();
        assert!(text == doc, "its text can be exported");
    }
    // No format of a newer app is taken for it.
    let mut record = record(5);
    record["fmt"] = u64::MAX.into();
    let answer = json!({ "data": record }).to_string();
    assert!(
        matches!(single(&answer), Some(Item::Unreadable { found, .. }) if found < BEYOND_LIMITS)
    );
}

#[test]
fn a_key_that_stands_twice_makes_a_record_unreadable() {
    let lines = r#""acties":{"x":{"tekst":"een"},"x":{"tekst":"twee"}}"#;
    let doc = ["{\"formaat\":1,\"id\":\"a\",", lines, "}"].concat();
    let twice = |record: Value, once: &str, twice: &str| {
        let text = record.to_string();
        assert!(text.contains(once), "{text}");
        text.replacen(once, twice, 1)
    };
    let once = record(5)["doc"].to_string();
    for text in [
        twice(record(5), &once, &doc),
        twice(record(5), r#""fmt":1"#, r#""fmt":2,"fmt":1"#),
        twice(
            record(5),
            r#""toekomst":[1]"#,
            r#""toekomst":[{"b":1,"b":2}]"#,
        ),
    ] {
        let list = ["{\"data\":[", &text, "]}"].concat();
        let Found::Records(items) = RawPage::of(&list, 0).unwrap().records().unwrap().found else {
            panic!("records");
        };
        let answer = ["{\"data\":", &text, "}"].concat();
        let told = ["{\"details\":{\"existing\":", &text, "}}"].concat();
        let [listed] = items.try_into().unwrap();
        for item in [listed, single(&answer).unwrap(), existing(&told).unwrap()] {
            let Item::Unreadable {
                id,
                last_modified,
                found,
                text: kept,
            } = item
            else {
                panic!("{item:?}");
            };
            assert_eq!((id.as_str(), last_modified, found), ("a", 5, u32::MAX));
            assert!(kept.contains(&text), "both are exported: {kept}");
        }
    }
    // A key that stands once in each of two objects, or as a text with a colon, is no such thing.
    let good = json!({ "formaat": 1, "id": "a", "doorbraak": { "tekst": "\"tekst\": 1, \\" } });
    let good = twice(record(5), &once, &good.to_string());
    let good = ["{\"data\":", &good, "}"].concat();
    assert!(matches!(single(&good), Some(Item::Record(_))));
    // Of two lists one would be skipped for ever.
    assert!(RawPage::of(r#"{"data":[],"data":[]}"#, 0).is_none());
}

#[test]
fn the_record_in_the_way_is_told_or_not() {
    let told = json!({ "code": 412, "details": { "existing": record(5) } });
    assert_eq!(
        existing(&told.to_string()).map(|item| item.last_modified()),
        Some(5)
    );
    for silent in [
        "",
        "{}",
        r#"{"details":{}}"#,
        r#"{"details":{"existing":{"id":"a"}}}"#,
    ] {
        assert_eq!(existing(silent), None);
    }
}

#[test]
fn a_write_is_answered_by_its_own_answer() {
    let id = "a".parse().unwrap();
    let answer = |value: Value| written(&json!({ "data": value }).to_string(), &id, REV);
    assert_eq!(answer(record(9)), Some(9));
    assert_eq!(answer(json!({ "id": "a", "last_modified": 9 })), Some(9));
    assert_eq!(answer(json!({ "id": "b", "last_modified": 9 })), None);
    assert_eq!(
        answer(json!({ "id": "a", "last_modified": 9, "rev": "00000000000000cc" })),
        None
    );
    assert_eq!(written("<html>", &id, REV), None);
}

#[test]
fn what_was_sent_comes_back_from_its_body() {
    let canvas = Canvas::new("a".parse().unwrap());
    let mut extra = Map::new();
    extra.insert("toekomst".to_owned(), json!([1]));
    let revs = vec!["00000000000000bb".to_owned()];
    let body = body(&canvas, REV, &revs, &extra);
    assert_eq!(sent(&body), Some((revs, canvas)));
    let value: Value = serde_json::from_str(&body).unwrap();
    assert_eq!(value["data"]["toekomst"], json!([1]));
    assert_eq!(
        value["data"].get("last_modified"),
        None,
        "only set by the server"
    );
}

#[test]
fn what_a_server_would_choke_on_is_not_sent() {
    let long = format!("\"{}\"", "x".repeat(MAX_BODY - 2));
    let deep = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    for (body, verdict) in [
        (long.clone(), Ok(())),
        (format!("{long} "), Err(RecordError::TooLarge(MAX_BODY + 1))),
        (json!("een \0").to_string(), Err(RecordError::Nul)),
        (json!("een \\u0000 \\").to_string(), Ok(())),
        (json!({ "\0": 1 }).to_string(), Err(RecordError::Nul)),
        (deep(32), Ok(())),
        (deep(33), Err(RecordError::TooDeep)),
        (json!("[".repeat(40)).to_string(), Ok(())),
        (json!("\"[".repeat(40)).to_string(), Ok(())),
    ] {
        assert_eq!(
            check(&body),
            verdict,
            "{}",
            body.chars().take(40).collect::<String>()
        );
    }
}
