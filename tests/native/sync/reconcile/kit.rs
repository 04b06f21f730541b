//! Canvases, records and what is held of them.

use maatwerk::domain::{Canvas, Timestamp};
use maatwerk::store::{Held, Track};
use maatwerk::sync::protocol::{Item, Record};
use maatwerk::sync::reconcile::{Prepared, hear, prepare};

pub(super) fn rev(number: u64) -> String {
    format!("{number:016x}")
}

pub(super) fn says(text: &str) -> Canvas {
    let mut canvas = Canvas::new("a".parse().unwrap());
    canvas.perspective.text = text.to_owned();
    canvas
}

/// A canvas with two boxes.
pub(super) fn both(perspective: &str, situation: &str) -> Canvas {
    let mut canvas = says(perspective);
    canvas.situation.text = situation.to_owned();
    canvas
}

/// A canvas that was last synced as `base` at revision 1, number 10.
pub(super) fn synced(base: &Canvas, ours: &Canvas) -> Held {
    let mut track = Track::default();
    (track.lm, track.rev) = (Some(10), Some(rev(1)));
    Held {
        id: base.id.clone(),
        canvas: Some(ours.clone()),
        base: Some(base.clone()),
        track: Some(track),
        raw: None,
        aside: Vec::new(),
        locked: false,
    }
}

pub(super) fn fresh(ours: Option<Canvas>) -> Held {
    Held {
        canvas: ours,
        base: None,
        track: None,
        ..synced(&says(""), &says(""))
    }
}

pub(super) fn record(canvas: &Canvas, lm: u64, number: u64, revs: &[u64]) -> Item {
    Item::Live(Box::new(Record {
        id: canvas.id.clone(),
        lm,
        rev: rev(number),
        revs: revs.iter().map(|number| rev(*number)).collect(),
        canvas: canvas.clone(),
        extra: serde_json::Map::new(),
    }))
}

pub(super) fn tombstone(lm: u64) -> Item {
    Item::Tombstone {
        id: "a".parse().unwrap(),
        lm,
    }
}

pub(super) fn listen(held: &mut Held, item: Item) {
    hear(held, item, 0, Timestamp::from_millis(5));
}

pub(super) fn begin(held: &mut Held, number: u64) -> (Option<u64>, String) {
    match prepare(held, &rev(number), 0) {
        Prepared::Put { rev: its, lm, body } => {
            assert_eq!(
                held.track.as_ref().unwrap().pending.as_ref().unwrap().body,
                body
            );
            assert_eq!(
                held.track.as_ref().unwrap().pending.as_ref().unwrap().rev,
                its
            );
            (lm, body)
        }
        other => panic!("{other:?}"),
    }
}

pub(super) fn track(held: &Held) -> &Track {
    held.track.as_ref().unwrap()
}
