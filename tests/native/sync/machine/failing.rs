//! Failures: what is retried when, and what waits for the user.

use maatwerk::domain::Timestamp;
use maatwerk::store::StoreError;
use maatwerk::sync::machine::{Event, PATIENCE_MS, Reply};
use maatwerk::sync::status::{Status, SyncError};
use maatwerk::sync::task::{Done, Task};

use super::rig::{Rig, id, page};

#[test]
fn whatever_is_no_answer_of_ours_changes_nothing() {
    let cut = page(&[600_000]);
    for (status, body) in [
        (200, "<html>Welkom op het gastnetwerk</html>"),
        (200, ""),
        (200, &cut[..cut.len() - 4]),
        (200, r#"{"data":{}}"#),
        (302, ""),
        (500, ""),
        (503, "{}"),
        (429, ""),
    ] {
        let mut rig = Rig::at_rest(500_000, &[]);
        rig.answer(status, body);
        assert_eq!((&rig.task, &rig.request), (&None, &None), "{status} {body}");
        assert!(rig.timer.is_some_and(|at| at >= rig.now));
        rig.wake();
        assert_eq!(rig.since(), 440_000);
    }
}

#[test]
fn the_longer_it_fails_the_later_it_tries() {
    let mut rig = Rig::at_rest(500_000, &[]);
    rig.random = u64::MAX;
    let mut longest = 0;
    for failure in 0..12 {
        let number = rig.request.clone().unwrap().number;
        rig.feed(Event::NetworkFailed(number));
        assert_eq!(rig.status(), Status::Offline(0));
        let wait = rig.timer.unwrap() - rig.now;
        assert!(wait <= (1_000 << failure).min(300_000), "{failure}: {wait}");
        longest = longest.max(wait);
        rig.wake();
    }
    assert!(longest > 1_000, "{longest}");
    rig.read_nothing();
    assert_eq!(rig.status(), Status::Synced(Timestamp::from_millis(5)));
}

#[test]
fn it_waits_as_long_as_the_server_asks() {
    let mut rig = Rig::at_rest(500_000, &[]);
    rig.answer_wait(503, "", Some(120));
    assert_eq!(rig.timer, Some(rig.now + 120_000));
    rig.feed(Event::Edited(id("a")));
    rig.feed(Event::Online);
    assert_eq!((&rig.request, rig.timer), (&None, Some(rig.now + 120_000)));
    rig.feed(Event::Button);
    assert!(rig.request.is_some(), "the user may sync sooner");
    let mut rig = Rig::at_rest(500_000, &[]);
    rig.answer_wait(200, r#"{"data":[]}"#, Some(999_999));
    rig.nothing_more();
    rig.done(Done::Compared {
        lost: Vec::new(),
        known: 0,
        since: None,
    });
    assert_eq!(rig.timer, Some(rig.now + 3_600_000), "at most an hour");
}

#[test]
fn a_request_without_an_answer_is_given_up() {
    let mut rig = Rig::at_rest(500_000, &[]);
    let late = rig.request.clone().unwrap();
    assert_eq!(rig.timer, Some(rig.now + PATIENCE_MS));
    rig.wake();
    assert_eq!(rig.status(), Status::Offline(0));
    rig.wake();
    assert!(rig.request.is_some());
    let state = rig.state.clone();
    let body = page(&[600_000]);
    rig.feed(Event::Reply(Reply {
        number: late.number,
        status: 200,
        wait: None,
        body,
    }));
    assert_eq!((&rig.task, &rig.request), (&None, &None));
    assert_eq!(
        format!("{:?}", rig.state),
        format!("{state:?}"),
        "a late reply is ignored"
    );
}

#[test]
fn a_timer_that_has_gone_off_is_set_again_even_for_the_same_time() {
    let mut rig = Rig::at_rest(500_000, &[]);
    rig.random = 0;
    rig.now = rig.timer.take().unwrap();
    rig.feed(Event::Timer);
    assert_eq!(rig.timer, Some(rig.now), "the jitter is zero");
}

#[test]
fn statuses_that_a_person_has_to_do_something_about_stop_it() {
    for (status, shown) in [
        (401, Status::SignIn),
        (403, Status::Failed(SyncError::Forbidden)),
        (404, Status::Failed(SyncError::Settings(404))),
        (405, Status::Failed(SyncError::Settings(405))),
        (410, Status::Failed(SyncError::Settings(410))),
    ] {
        let mut rig = Rig::at_rest(500_000, &[]);
        rig.answer(status, "");
        assert_eq!((rig.status(), rig.timer), (shown, None), "{status}");
        rig.feed(Event::Edited(id("a")));
        rig.feed(Event::Online);
        assert_eq!((&rig.request, rig.timer), (&None, None), "{status}");
        rig.feed(if status < 404 {
            Event::SignedIn
        } else {
            Event::Button
        });
        assert!(rig.request.is_some(), "{status}");
    }
}

#[test]
fn a_page_that_was_taken_over_stops_at_once() {
    let mut rig = Rig::at_rest(500_000, &["a"]);
    rig.read_nothing();
    let number = rig.task.clone().unwrap().0;
    rig.feed(Event::StoreFailed(number, StoreError::Fenced));
    assert_eq!(
        (rig.status(), rig.timer),
        (Status::Failed(SyncError::Elsewhere), None)
    );
    rig.feed(Event::Button);
    assert_eq!(rig.request, None);
    rig.feed(Event::Start);
    assert!(matches!(rig.task, Some((_, Task::Survey { .. }))));
}

#[test]
fn what_is_here_is_found_out_before_anything_is_asked() {
    let mut rig = Rig::new();
    rig.feed(Event::Start);
    for _ in 0..3 {
        let Some((number, Task::Survey { .. })) = rig.task.clone() else {
            panic!("{:?}", rig.task);
        };
        rig.feed(Event::StoreFailed(number, StoreError::Full));
        assert_eq!(
            rig.status(),
            Status::Failed(SyncError::Storage(StoreError::Full))
        );
        rig.wake();
        assert_eq!(rig.request, None, "surveys before any request");
    }
    rig.done(Done::Surveyed {
        since: 500_000,
        due: vec![id("a")],
        resealed: Vec::new(),
        unsettled: Vec::new(),
        unread: Vec::new(),
        known: 0,
        is_encrypted: false,
    });
    assert_eq!(rig.since(), 440_000);
    assert_eq!(rig.report.clone().unwrap().waiting, 1);
}
