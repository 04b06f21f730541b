//! Fixtures: canvases, records and sync entries.

use std::rc::Rc;

use maatwerk::domain::{Canvas, Timestamp};
use maatwerk::store::{SyncEntry, SyncMetadata};
use maatwerk::sync::protocol::{Item, Record};
use maatwerk::sync::reconcile::{Prepared, apply_remote, prepare};

pub(super) fn rev(number: u64) -> String {
    format!("{number:016x}")
}

pub(super) fn says(text: &str) -> Canvas {
    let mut canvas = Canvas::new("a".parse().unwrap());
    canvas.perspective.text = text.to_owned();
    canvas
}

/// A canvas with these two texts.
pub(super) fn both(perspective: &str, situation: &str) -> Canvas {
    let mut canvas = says(perspective);
    canvas.situation.text = situation.to_owned();
    canvas
}

/// The entry of canvas `ours`, last synced as `base` with revision 1 and number 10.
pub(super) fn synced(base: &Canvas, ours: &Canvas) -> SyncEntry {
    let mut metadata = SyncMetadata::default();
    (metadata.last_modified, metadata.rev) = (Some(10), Some(rev(1)));
    SyncEntry {
        id: base.id.clone(),
        canvas: Some(Rc::new(ours.clone())),
        base: Some(Rc::new(base.clone())),
        metadata: Some(metadata),
        raw: None,
        aside: Vec::new(),
        locked: false,
        team: Rc::default(),
    }
}

pub(super) fn fresh(ours: Option<Canvas>) -> SyncEntry {
    SyncEntry {
        canvas: ours.map(Rc::new),
        base: None,
        metadata: None,
        ..synced(&says(""), &says(""))
    }
}

pub(super) fn record(canvas: &Canvas, last_modified: u64, number: u64, revs: &[u64]) -> Item {
    Item::Record(Box::new(Record {
        id: canvas.id.clone(),
        last_modified,
        rev: rev(number),
        revs: revs.iter().map(|number| rev(*number)).collect(),
        kid: None,
        canvas: canvas.clone(),
        extra: serde_json::Map::new(),
    }))
}

pub(super) fn tombstone(last_modified: u64) -> Item {
    Item::Tombstone {
        id: "a".parse().unwrap(),
        last_modified,
    }
}

pub(super) fn listen(entry: &mut SyncEntry, item: Item) {
    apply_remote(entry, item, 0, Timestamp::from_millis(5));
}

pub(super) fn begin(entry: &mut SyncEntry, number: u64) -> (Option<u64>, String) {
    match prepare(entry, &rev(number), 0) {
        Prepared::Put {
            rev: its,
            last_modified,
            body,
        } => {
            assert_eq!(
                entry
                    .metadata
                    .as_ref()
                    .unwrap()
                    .pending
                    .as_ref()
                    .unwrap()
                    .body,
                body
            );
            assert_eq!(
                entry
                    .metadata
                    .as_ref()
                    .unwrap()
                    .pending
                    .as_ref()
                    .unwrap()
                    .rev,
                its
            );
            (last_modified, body)
        }
        other => panic!("{other:?}"),
    }
}

pub(super) fn metadata(entry: &SyncEntry) -> &SyncMetadata {
    entry.metadata.as_ref().unwrap()
}
