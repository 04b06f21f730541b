//! Pulls and listings.

use maatwerk::domain::{DocumentId, Timestamp};
use maatwerk::store::StoreError;
use maatwerk::sync::machine::Event;
use maatwerk::sync::protocol::RecordError;
use maatwerk::sync::reconcile::Prepared;
use maatwerk::sync::status::{Status, SyncError};
use maatwerk::sync::task::{Done, Task};

use super::rig::{Rig, id, noted, page};

#[test]
fn it_reads_back_a_minute_until_a_quiet_pull_has_passed() {
    let mut rig = Rig::at_rest(500_000, &[]);
    assert_eq!(rig.since(), 440_000);
    rig.read_nothing();
    rig.wake();
    assert_eq!(rig.since(), 440_000, "the overlap is still read");
    rig.nothing_more();
    rig.now += 5_000;
    rig.wake();
    assert_eq!(rig.since(), 440_000);
    rig.nothing_more();
    rig.wake();
    assert_eq!(rig.since(), 500_000, "an idle poll reads nothing twice");
    rig.answer(200, &page(&[600_000]));
    let Some((
        _,
        Task::ApplyPage {
            since: Some(600_000),
            ..
        },
    )) = rig.task
    else {
        panic!("{:?}", rig.task);
    };
    rig.done(noted());
    assert_eq!(rig.since(), 600_000);
    rig.nothing_more();
    rig.wake();
    assert_eq!(rig.since(), 540_000, "the overlap after a move");
}

#[test]
fn the_cursor_waits_for_the_records() {
    let mut rig = Rig::at_rest(500_000, &[]);
    rig.read_nothing();
    rig.wake();
    rig.answer(200, &page(&[600_000]));
    let number = rig.task.clone().unwrap().0;
    rig.feed(Event::StoreFailed(number, StoreError::Full));
    assert_eq!(
        rig.status(),
        Status::Failed(SyncError::Storage(StoreError::Full))
    );
    rig.wake();
    assert_eq!(rig.since(), 440_000);
}

#[test]
fn a_cursor_that_the_server_refuses_means_reading_everything_once() {
    let mut rig = Rig::at_rest(9_000_000, &[]);
    rig.answer(400, "");
    assert!(matches!(rig.task, Some((_, Task::Rewind { since: 0 }))));
    rig.done(noted());
    assert_eq!(rig.since(), 0);
    rig.answer(200, &page(&[10, 20]));
    rig.done(noted());
    assert_eq!(rig.since(), 20);
    rig.answer(200, &page(&[8_999_999_999]));
    rig.done(noted());
    // Nothing can be read after that number, so the cursor stays below it.
    assert!(
        matches!(rig.task, Some((_, Task::Compare { since: 20, .. }))),
        "{:?}",
        rig.task
    );
    rig.done(Done::Compared {
        lost: vec![id("a")],
        known: 1,
        since: None,
    });
    assert_eq!(
        rig.report.as_ref().unwrap().lost,
        [],
        "unread records aren't lost"
    );
    assert!(rig.report.as_ref().unwrap().unreadable);
    rig.wake();
    assert_eq!(rig.since(), 0);
    rig.answer(200, &page(&[10, 20, 8_999_999_999]));
    let Some((_, Task::ApplyPage { since: None, .. })) = rig.task else {
        panic!("expected a page without a move: {:?}", rig.task);
    };
    rig.done(noted());
    assert_eq!((&rig.request, &rig.task), (&None, &None), "the cycle ends");
}

#[test]
fn a_number_far_ahead_on_the_way_is_not_read_from() {
    let mut rig = Rig::at_rest(0, &[]);
    rig.answer(200, &page(&[10, 20]));
    rig.done(noted());
    rig.answer(200, &page(&[30, 8_999_999_999]));
    rig.done(noted());
    assert_eq!(rig.since(), 8_999_999_999);
    rig.answer(400, "");
    assert!(
        matches!(rig.task, Some((_, Task::Rewind { since: 20 }))),
        "{:?}",
        rig.task
    );
    rig.done(noted());
    assert!(
        matches!(rig.task, Some((_, Task::Compare { .. }))),
        "{:?}",
        rig.task
    );
}

#[test]
fn many_lost_at_once_stop_the_sending_until_the_person_chooses() {
    for (lost, known, awaiting_decision) in [
        (0, 100, false),
        (5, 50, false),
        (5, 49, true),
        (6, 1000, true),
        (1, 5, true),
    ] {
        let mut rig = Rig::at_rest(500_000, &["a"]);
        rig.nothing_more();
        rig.nothing_more();
        let lost: Vec<DocumentId> = (0..lost).map(|n| id(&format!("l{n}"))).collect();
        rig.done(Done::Compared {
            lost: lost.clone(),
            known,
            since: None,
        });
        assert_eq!(rig.task.is_none(), awaiting_decision, "{lost:?} of {known}");
        if !awaiting_decision {
            continue;
        }
        let report = rig.report.clone().unwrap();
        assert_eq!(
            (report.awaiting_decision, report.lost),
            (true, lost.clone())
        );
        assert_eq!(report.status, Status::Failed(SyncError::Lost(lost.len())));
        rig.feed(Event::PutBack);
        let Some((_, Task::PutBack { ids })) = rig.task.clone() else {
            panic!("{:?}", rig.task);
        };
        assert_eq!(ids, lost);
        assert!(
            matches!(rig.status(), Status::Busy { .. }),
            "the user's choice is shown"
        );
        rig.done(Done::Updated(
            lost.iter().map(|id| (id.clone(), true)).collect(),
        ));
        rig.nothing_more();
        assert!(
            matches!(
                rig.task,
                Some((_, Task::Prepare { .. } | Task::PrepareAll { .. }))
            ),
            "{:?}",
            rig.task
        );
    }
}

#[test]
fn the_answer_to_what_to_do_is_heard_while_it_is_busy() {
    let mut rig = Rig::at_rest(500_000, &["a"]);
    rig.nothing_more();
    rig.nothing_more();
    rig.done(Done::Compared {
        lost: vec![id("x")],
        known: 1,
        since: Some(30),
    });
    let request = rig.request.clone();
    rig.feed(Event::PutBack);
    rig.request = request;
    rig.nothing_more();
    rig.request = None;
    rig.state.as_ref().unwrap();
    if rig.task.is_some() {
        rig.done(Done::Prepared(Prepared::Nothing));
    }
    rig.wake();
    assert!(
        matches!(rig.task, Some((_, Task::PutBack { .. }))),
        "{:?}",
        rig.task
    );
}

#[test]
fn what_a_listing_shows_to_be_missed_is_read_from_there() {
    let mut rig = Rig::at_rest(500_000, &[]);
    rig.nothing_more();
    assert!(rig.query().contains("_fields=rev,last_modified,deleted"));
    rig.answer(200, &page(&[10, 20]));
    assert_eq!(rig.since(), 20);
    rig.nothing_more();
    let Some((_, Task::Compare { headers, since })) = rig.task.clone() else {
        panic!("{:?}", rig.task);
    };
    assert_eq!(
        (headers.len(), since),
        (2, 20),
        "the cursor goes back with the server"
    );
    rig.done(Done::Compared {
        lost: Vec::new(),
        known: 9,
        since: Some(9),
    });
    assert_eq!(rig.since(), 9);
    assert!(!rig.query().contains("_fields"));
}

#[test]
fn nothing_is_asked_while_nobody_looks_and_nothing_is_due() {
    let mut rig = Rig::at_rest(500_000, &[]);
    rig.feed(Event::Visible(false));
    let number = rig.state.as_ref().map(|_| rig.timer).unwrap();
    assert!(number.is_some(), "the request in flight continues");
    let mut rig = Rig::new();
    rig.feed(Event::Start);
    rig.feed(Event::Visible(false));
    rig.feed(Event::Done(
        1,
        Done::Surveyed {
            since: 500_000,
            due: Vec::new(),
            resealed: Vec::new(),
            unsettled: Vec::new(),
            unread: Vec::new(),
            known: 0,
            is_encrypted: false,
        },
    ));
    rig.read_nothing();
    assert_eq!(rig.timer, None);
    rig.feed(Event::Edited(id("a")));
    assert_eq!(rig.timer, Some(rig.now + 5_000), "but an edit is sent");
    rig.feed(Event::Visible(true));
    assert!(rig.request.is_some(), "pulls when visible again");
}

#[test]
fn a_strange_answer_is_told_apart_from_none() {
    // What is no UTF-8 comes without a body.
    for (status, body) in [(200, ""), (200, "<html>"), (302, "")] {
        let mut rig = Rig::at_rest(500_000, &["a"]);
        rig.answer(status, body);
        let report = rig.report.clone().unwrap();
        assert_eq!((report.status, report.strange), (Status::Offline(1), true));
        rig.wake();
        assert_eq!(rig.since(), 440_000, "nothing of it was taken");
    }
    let mut rig = Rig::at_rest(500_000, &["a"]);
    let number = rig.request.clone().unwrap().number;
    rig.feed(Event::NetworkFailed(number));
    assert!(!rig.report.clone().unwrap().strange);
}

#[test]
fn what_was_rewritten_is_reported() {
    let mut rig = Rig::at_rest(500_000, &[]);
    rig.read_nothing();
    rig.wake();
    rig.answer(200, &page(&[600_000]));
    rig.done(Done::Kept {
        due: Vec::new(),
        unread: Vec::new(),
        rewritten: vec![id("r600000")],
        fresh: 0,
    });
    rig.nothing_more();
    let report = rig.report.clone().unwrap();
    assert_eq!(report.rewritten, [id("r600000")]);
    assert_eq!(report.status, Status::Synced(Timestamp::from_millis(5)));
}

/// A device that isn't encrypted sends nothing to a team that is, and says which canvases wait.
#[test]
fn nothing_is_sent_in_the_clear_where_the_server_has_what_is_sealed() {
    for is_encrypted in [false, true] {
        let mut rig = Rig::new();
        rig.feed(Event::Start);
        rig.done(Done::Surveyed {
            since: 500_000,
            due: vec![id("b")],
            resealed: Vec::new(),
            unsettled: Vec::new(),
            unread: vec![(id("a"), RecordError::AwaitsKey)],
            known: 1,
            is_encrypted,
        });
        rig.nothing_more();
        rig.answer(200, r#"{"data":[{"id":"a","last_modified":400000}]}"#);
        rig.nothing_more();
        rig.done(Done::Compared {
            lost: Vec::new(),
            known: 1,
            since: None,
        });
        let prepares = |rig: &Rig| matches!(rig.task, Some((_, Task::Prepare { .. })));
        assert_eq!(prepares(&rig), is_encrypted);
        let report = rig.report.clone().unwrap();
        assert_eq!(report.unread, [(id("a"), RecordError::AwaitsKey)]);
        assert_eq!(report.waiting, 1);
        if !is_encrypted {
            assert_eq!(rig.status(), Status::Failed(SyncError::Held(1)));
        }
    }
}

/// A record that is no concern of the team is named, and stops nothing. What is sealed on the server goes first.
#[test]
fn a_strange_record_holds_nothing_back_and_what_has_to_be_sealed_goes_first() {
    let mut rig = Rig::new();
    rig.feed(Event::Start);
    rig.done(Done::Surveyed {
        since: 500_000,
        due: vec![id("b"), id("c"), id("d")],
        resealed: vec![id("c")],
        unsettled: Vec::new(),
        unread: vec![(id("a"), RecordError::Foreign)],
        known: 2,
        is_encrypted: false,
    });
    rig.nothing_more();
    rig.answer(200, r#"{"data":[{"id":"a","last_modified":400000}]}"#);
    rig.nothing_more();
    rig.done(Done::Compared {
        lost: Vec::new(),
        known: 2,
        since: None,
    });
    let Some((_, Task::Prepare { id: first, .. })) = &rig.task else {
        panic!("{:?}", rig.task);
    };
    assert_eq!(first.as_str(), "c");
    let report = rig.report.clone().unwrap();
    assert_eq!(report.unread, [(id("a"), RecordError::Foreign)]);
}
