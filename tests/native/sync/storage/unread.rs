//! Server records that this version can't read: listed, stored, exported, and never overwritten.

use maatwerk::store::{BEYOND_LIMITS, Loaded, Problem, Store, StoreError, Table, UNREADABLE};
use maatwerk::sync::protocol::{Item, RecordError};
use maatwerk::sync::task::{Done, Task};
use serde_json::json;

use super::{Profile, Screen, does, due, keep, now, save, says, stored};

const TEXT: &str = r#"{"acties":{"x":{"volgorde":""}},"formaat":1,"id":"a"}"#;

fn apply_remote(store: &Store, last_modified: u64, found: u32, text: &str) -> Done {
    let item = Item::Unreadable {
        id: says("").id,
        last_modified,
        found,
        text: text.to_owned(),
    };
    let task = Task::ApplyPage {
        items: vec![item],
        since: None,
        wall: maatwerk::domain::Timestamp::from_millis(5),
    };
    does(store, &Screen::default(), task)
}

fn load(store: &Store) -> Loaded {
    now(store.load(&says("").id)).unwrap()
}

fn text(store: &Store) -> Option<(u32, String)> {
    now(store.unread_text(&says("").id)).unwrap()
}

#[test]
fn what_only_the_server_has_is_listed_and_can_be_exported() {
    let profile = Profile::new();
    let store = profile.writer();
    let Done::Kept { unread, .. } = apply_remote(&store, 11, UNREADABLE, TEXT) else {
        panic!("expected `Kept`");
    };
    assert_eq!(unread, [(says("").id, Some(RecordError::Unreadable))]);
    let raw = TEXT.to_owned();
    assert_eq!(load(&store), Loaded::Unreadable { raw: raw.clone() });
    let list = now(store.list()).unwrap();
    assert_eq!(list[0].problem, Some(Problem::Unreadable));
    let all = now(store.raw_all()).unwrap();
    assert_eq!(all, [("server/a".to_owned(), raw)]);
    apply_remote(&store, 12, 2, r#"{"fmt":2}"#);
    assert!(matches!(load(&store), Loaded::TooNew { found: 2, .. }));
    let list = now(store.list()).unwrap();
    assert_eq!(list[0].problem, Some(Problem::TooNew { found: 2 }));
}

#[test]
fn a_document_beyond_a_limit_is_said_to_be_so() {
    let profile = Profile::new();
    let store = profile.writer();
    let Done::Kept { unread, .. } = apply_remote(&store, 11, BEYOND_LIMITS, TEXT) else {
        panic!("expected `Kept`");
    };
    assert_eq!(unread, [(says("").id, Some(RecordError::BeyondLimits))]);
    let raw = TEXT.to_owned();
    assert_eq!(load(&store), Loaded::Unreadable { raw });
    let list = now(store.list()).unwrap();
    assert_eq!(list[0].problem, Some(Problem::Unreadable));
}

#[test]
fn nothing_is_typed_over_it_nor_is_it_removed() {
    let profile = Profile::new();
    let store = profile.writer();
    apply_remote(&store, 11, UNREADABLE, TEXT);
    let refused = Err(StoreError::TooNew { found: UNREADABLE });
    assert_eq!(now(store.commit(store.journal(&says("over")))), refused);
    assert_eq!(now(store.delete(&says("").id)), refused);
    assert_eq!(text(&store), Some((UNREADABLE, TEXT.to_owned())));
}

#[test]
fn what_was_typed_here_before_stays_and_waits() {
    let profile = Profile::new();
    let store = profile.writer();
    does(&store, &Screen::default(), keep(&says("x"), 10, 1, &[]));
    save(&store, &says("typed"));
    apply_remote(&store, 11, UNREADABLE, TEXT);
    assert_eq!(stored(&store), Some(says("typed")));
    assert!(!due(&store));
    assert_eq!(now(store.unread(&says("").id)), Ok(Some(UNREADABLE)));
    assert_eq!(text(&store), Some((UNREADABLE, TEXT.to_owned())));
    // Someone repairs the record: the local edit is merged and sent, and the stored text is
    // removed.
    does(&store, &Screen::default(), keep(&says("x"), 12, 2, &[1]));
    assert_eq!(stored(&store), Some(says("typed")));
    assert!(due(&store));
    assert_eq!(
        (text(&store), now(store.unread(&says("").id))),
        (None, Ok(None))
    );
}

#[test]
fn hearing_it_again_writes_nothing() {
    let profile = Profile::new();
    let store = profile.writer();
    apply_remote(&store, 11, UNREADABLE, TEXT);
    let all = |profile: &Profile| {
        let tables = [Table::Canvas, Table::Meta, Table::Sync];
        tables.map(|table| now(profile.archive.all(table)).unwrap())
    };
    let before = all(&profile);
    apply_remote(&store, 11, UNREADABLE, TEXT);
    assert_eq!(all(&profile), before);
}

#[test]
fn a_listing_that_lacks_it_lets_go_of_it() {
    let profile = Profile::new();
    let store = profile.writer();
    apply_remote(&store, 11, UNREADABLE, TEXT);
    let compare = Task::Compare {
        headers: Vec::new(),
        since: 11,
    };
    does(&store, &Screen::default(), compare);
    assert_eq!((load(&store), text(&store)), (Loaded::Absent, None));
}

#[test]
fn a_removal_that_it_met_is_given_up() {
    let profile = Profile::new();
    let store = profile.writer();
    does(&store, &Screen::default(), keep(&says("x"), 10, 1, &[]));
    now(store.delete(&says("").id)).unwrap();
    assert!(due(&store));
    apply_remote(&store, 11, 2, r#"{"fmt":2}"#);
    assert!(!due(&store), "the removal is dropped");
    assert!(matches!(load(&store), Loaded::TooNew { found: 2, .. }));
}

#[test]
fn a_text_that_an_older_version_kept_as_a_canvas_makes_way() {
    let profile = Profile::new();
    let store = profile.writer();
    // As older versions stored it: in the canvas's record, with its checksum in the metadata.
    let doc = json!({ "formaat": 7, "id": "a" }).to_string();
    let sum = crc32fast::hash(doc.as_bytes());
    let seal = |table: Table, name: &str, seq: u64, doc: String| {
        let envelope = maatwerk::store::Envelope { seq, doc };
        let bytes = envelope.encode(&format!("{}/{name}", table.wire()));
        let change = maatwerk::store::Change::put(table, name, bytes);
        now(profile
            .archive
            .update(Vec::new(), Box::new(|_| Ok(vec![change]))))
        .unwrap();
    };
    seal(Table::Canvas, "a", 1, doc);
    let metadata = json!({ "nieuwer": [7, 11], "som": sum, "server": 0 }).to_string();
    seal(Table::Sync, "a", 0, metadata);
    assert!(matches!(load(&store), Loaded::TooNew { found: 7, .. }));
    does(
        &store,
        &Screen::default(),
        keep(&says("mended"), 12, 2, &[]),
    );
    assert_eq!(stored(&store), Some(says("mended")));
}
