//! Batches on the wire.

use maatwerk::sync::protocol::batch::{Part, answers, body, most, root};
use serde_json::{Value, json};

#[test]
fn the_root_precedes_the_names_of_bucket_and_collection() {
    let kinto = "https://sync.example/v1/buckets/gemeente/collections/team-oost";
    let (start, rest) = (
        "https://sync.example/v1",
        "/buckets/gemeente/collections/team-oost",
    );
    assert_eq!(root(kinto), (start, rest));
    let below = "https://sync.example/buckets/buckets/a/collections/b";
    let (start, rest) = ("https://sync.example/buckets", "/buckets/a/collections/b");
    assert_eq!(root(below), (start, rest));
    for own in [
        "https://sync.example/team-oost",
        "https://sync.example/buckets/gemeente",
        "https://sync.example/buckets/gemeente/collections/",
        "https://sync.example/buckets//collections/team-oost",
        "https://sync.example/buckets/gemeente/collections/team/oost",
    ] {
        assert_eq!(root(own), (own, ""));
    }
}

#[test]
fn a_server_says_how_many_it_takes() {
    assert_eq!(most(r#"{"settings":{"batch_max_requests":25}}"#), Some(25));
    for none in [
        "",
        "[]",
        "{}",
        r#"{"settings":{}}"#,
        r#"{"settings":{"batch_max_requests":null}}"#,
        r#"{"settings":{"batch_max_requests":-1}}"#,
    ] {
        assert_eq!(most(none), None, "{none}");
    }
}

#[test]
fn writes_are_sent_with_their_conditions_and_exact_bytes() {
    let headers = [("If-Match", "\"10\"".to_owned())];
    let sent = r#"{"data":{"b":1,"a":"é\""}}"#;
    let part = Part {
        method: "PUT",
        path: "/records/a",
        headers: &headers,
        body: sent,
    };
    let text = body("/buckets/b/collections/c", &[part.clone(), part]);
    assert_eq!(text.matches(sent).count(), 2);
    let value: Value = serde_json::from_str(&text).unwrap();
    let part = json!({
        "method": "PUT", "path": "/buckets/b/collections/c/records/a",
        "headers": { "If-Match": "\"10\"" }, "body": { "data": { "b": 1, "a": "é\"" } }
    });
    assert_eq!(value, json!({ "requests": [part, part] }));
}

#[test]
fn answers_are_read_all_or_none() {
    let (id, rev) = ("a".parse().unwrap(), "00000000000000aa");
    let data = json!({ "id": "a", "last_modified": 7, "rev": rev });
    let good = json!({ "status": 201, "path": "/records/a", "body": { "data": data } });
    let read = |parts: Value| answers(&json!({ "responses": parts }).to_string());
    let found = read(json!([good, { "status": 412 }])).unwrap();
    let statuses: Vec<u16> = found.iter().map(|it| it.status).collect();
    assert_eq!(statuses, [201, 412]);
    assert!(!found.iter().any(|it| it.undoes()));
    let written: Vec<Option<u64>> = found.into_iter().map(|it| it.written(&id, rev)).collect();
    assert_eq!(written, [Some(7), None]);
    for status in [0, 100, 409, 500, 503] {
        assert!(read(json!([{ "status": status }])).unwrap()[0].undoes());
    }
    assert_eq!(read(json!([good, {}])), None);
    assert_eq!(read(json!([good, { "status": 99_999 }])), None);
    assert_eq!(read(json!({})), None);
    assert_eq!(answers("{}"), None);
    assert_eq!(answers(r#"{"responses":[{"status":201"#), None);
}
