//! A server whose listing never ends, or that always reports a conflict.

use maatwerk::domain::Timestamp;
use maatwerk::sync::machine::{Event, Limits, State};
use maatwerk::sync::protocol::RecordError;
use maatwerk::sync::status::{Status, SyncError};
use maatwerk::sync::task::{Done, Task};
use serde_json::json;

use super::rig::{REV, Rig, id, noted, page};

const LIMITS: Limits = Limits {
    pull: 6,
    listing: 8,
    canvases: 10,
    many: 25,
};

/// An idle machine with low limits, with metadata of this many canvases.
fn limited(known: usize, due: &[&str]) -> Rig {
    let mut rig = Rig::new();
    rig.state = Some(State::new("https://sync.example/v1").with_limits(LIMITS));
    rig.feed(Event::Start);
    rig.done(Done::Surveyed {
        since: 500_000,
        due: due.iter().map(|text| id(text)).collect(),
        resealed: Vec::new(),
        unsettled: Vec::new(),
        unread: Vec::new(),
        known,
        is_encrypted: false,
    });
    rig
}

fn kept(fresh: usize) -> Done {
    Done::Kept {
        due: Vec::new(),
        unread: Vec::new(),
        rewritten: Vec::new(),
        fresh,
    }
}

#[test]
fn a_list_without_end_is_read_so_far_and_then_waits() {
    let mut rig = limited(0, &["a"]);
    for last_modified in [600_000, 600_010] {
        rig.answer(
            200,
            &page(&[last_modified, last_modified + 1, last_modified + 2]),
        );
        rig.done(kept(3));
    }
    // What is due is still sent.
    rig.until_put(REV);
    let told = json!({ "data": { "id": "a", "last_modified": 700_000, "rev": REV } });
    rig.answer(200, &told.to_string());
    rig.done(Done::Updated(vec![(id("a"), false)]));
    assert_eq!(rig.status(), Status::Failed(SyncError::Endless(6)));
    assert_eq!(rig.timer, Some(rig.now + 900_000));
    // An edit is sent, and nothing is pulled.
    rig.feed(Event::Edited(id("a")));
    rig.wake();
    assert!(matches!(rig.task, Some((_, Task::Prepare { .. }))));
    rig.until_put(REV);
    rig.answer(200, &told.to_string());
    rig.done(Done::Updated(vec![(id("a"), false)]));
    assert_eq!(rig.status(), Status::Failed(SyncError::Endless(6)));
    // After the pause the pull continues where it stopped.
    rig.wake();
    assert_eq!(rig.since(), 600_012 - 60_000);
    rig.nothing_more();
    assert!(matches!(rig.task, Some((_, Task::PruneAncestors { .. }))));
    rig.done(noted());
    rig.nothing_more();
    rig.done(Done::Compared {
        lost: Vec::new(),
        known: 6,
        since: None,
    });
    assert_eq!(rig.status(), Status::Synced(Timestamp::from_millis(5)));
}

#[test]
fn the_button_reads_on_at_once() {
    let mut rig = limited(0, &[]);
    for last_modified in [600_000, 600_010] {
        rig.answer(
            200,
            &page(&[last_modified, last_modified + 1, last_modified + 2]),
        );
        rig.done(noted());
    }
    assert_eq!((&rig.request, &rig.task), (&None, &None));
    rig.feed(Event::Button);
    assert!(rig.request.is_some());
}

#[test]
fn more_canvases_than_there_may_be_are_not_read() {
    let mut rig = limited(8, &[]);
    rig.answer(200, &page(&[600_000, 600_001]));
    rig.done(kept(2));
    assert_eq!(rig.status(), Status::Failed(SyncError::TooMany(10)));
}

#[test]
fn a_listing_without_end_is_given_up() {
    let mut rig = limited(0, &[]);
    rig.nothing_more();
    for last_modified in [10, 20, 30] {
        assert!(rig.query().contains("_fields"), "{last_modified}");
        rig.answer(
            200,
            &page(&[last_modified, last_modified + 1, last_modified + 2]),
        );
    }
    assert_eq!(rig.status(), Status::Failed(SyncError::Endless(9)));
    assert_eq!(rig.task, None, "no comparison");
}

#[test]
fn a_server_that_never_agrees_is_told_of_and_asked_less_and_less() {
    let existing = json!({ "id": "a", "last_modified": 11, "deleted": true });
    let told = json!({ "details": { "existing": existing } }).to_string();
    let mut rig = Rig::at_rest(500_000, &["a"]);
    rig.random = u64::MAX;
    rig.read_nothing();
    let mut waits = Vec::new();
    for _ in 0..4 {
        for _ in 0..5 {
            rig.until_put(REV);
            rig.answer(412, &told);
            rig.done(Done::Updated(vec![(id("a"), true)]));
        }
        assert_eq!(rig.status(), Status::Failed(SyncError::Contested(1)));
        waits.push(rig.timer.unwrap() - rig.now);
        rig.wake();
        rig.nothing_more();
    }
    assert!(waits.iter().all(|wait| *wait > 0), "{waits:?}");
    // Once the server accepts a write, sync recovers.
    rig.until_put(REV);
    let told = json!({ "data": { "id": "a", "last_modified": 700_000, "rev": REV } });
    rig.answer(200, &told.to_string());
    rig.done(Done::Updated(vec![(id("a"), false)]));
    assert_eq!(rig.status(), Status::Synced(Timestamp::from_millis(5)));
}

#[test]
fn what_cannot_be_read_is_named_until_it_can() {
    let mut rig = Rig::at_rest(500_000, &[]);
    rig.read_nothing();
    rig.wake();
    let told = |unread| Done::Kept {
        due: vec![(id("r600000"), false)],
        unread: vec![(id("r600000"), unread)],
        rewritten: Vec::new(),
        fresh: 1,
    };
    rig.answer(200, &page(&[600_000]));
    rig.done(told(Some(RecordError::Unreadable)));
    rig.nothing_more();
    let report = rig.report.clone().unwrap();
    assert_eq!(report.unread, [(id("r600000"), RecordError::Unreadable)]);
    assert_eq!(report.status, Status::Failed(SyncError::Unread(1)));
    assert_eq!(report.waiting, 0);
    rig.wake();
    rig.nothing_more();
    assert_eq!(rig.status(), Status::Failed(SyncError::Unread(1)));
    rig.wake();
    rig.answer(200, &page(&[600_000]));
    rig.done(told(None));
    rig.nothing_more();
    assert_eq!(rig.report.clone().unwrap().unread, []);
    assert_eq!(rig.status(), Status::Synced(Timestamp::from_millis(5)));
}

#[test]
fn a_cursor_that_goes_back_reads_back_a_minute_again() {
    let mut rig = Rig::at_rest(500_000, &[]);
    rig.read_nothing();
    for _ in 0..3 {
        rig.wake();
        rig.nothing_more();
    }
    rig.wake();
    assert_eq!(rig.since(), 500_000);
    rig.nothing_more();
    // The server was restored from a backup.
    rig.feed(Event::Button);
    rig.nothing_more();
    rig.answer(200, &page(&[300_000]));
    rig.nothing_more();
    rig.done(Done::Compared {
        lost: Vec::new(),
        known: 9,
        since: None,
    });
    rig.wake();
    assert_eq!(rig.since(), 240_000);
}
