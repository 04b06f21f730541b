//! A fake server with at most one record.

use std::cell::RefCell;

use maatwerk::domain::{Canvas, from_value, to_value};
use maatwerk::sync::machine::{Reply, Request};
use serde_json::{Value, json};

/// How the fake server responds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Server {
    /// A request gets no response yet.
    #[default]
    Silent,
    /// The server accepts every write, and is empty all the same.
    Empty,
    /// The server accepts every write, and has the last one.
    Kept,
}

thread_local! {
    /// The last record that was written.
    static RECORD: RefCell<Option<Value>> = const { RefCell::new(None) };
}

/// The server's response to a request.
pub(super) fn answer(server: Server, request: &Request) -> Reply {
    let body = match &request.body {
        None => json!({ "data": rows(server, request) }),
        Some(sent) => {
            let mut record: Value = serde_json::from_str(sent).unwrap();
            record["data"]["last_modified"] = 1_700_000_000_000_u64.into();
            RECORD.set(Some(record["data"].clone()));
            record
        }
    };
    Reply {
        number: request.number,
        status: if request.body.is_some() { 201 } else { 200 },
        wait: None,
        body: body.to_string(),
    }
}

/// The records that are newer than the request asks for.
fn rows(server: Server, request: &Request) -> Vec<Value> {
    let query = request.query.strip_prefix("_since=").unwrap_or_default();
    let since = query.split('&').next().unwrap_or_default();
    let since: u64 = since.parse().unwrap_or(0);
    let newer = |record: &Value| record["last_modified"].as_u64() > Some(since);
    let record = RECORD.with_borrow(Clone::clone);
    record
        .filter(|record| server == Server::Kept && newer(record))
        .into_iter()
        .collect()
}

/// Another device edits the record.
pub(super) fn edit_elsewhere(change: impl FnOnce(&mut Canvas)) {
    RECORD.with_borrow_mut(|record| {
        let data = record.as_mut().expect("a record");
        let mut canvas = from_value(data["doc"].clone()).expect("a canvas");
        change(&mut canvas);
        data["doc"] = to_value(&canvas);
        data["revs"] = json!([data["rev"]]);
        data["rev"] = "00000000000000ee".into();
        data["last_modified"] = 1_700_000_000_001_u64.into();
    });
}
