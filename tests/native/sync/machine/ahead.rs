//! The pages that are requested while an earlier one is applied.

use maatwerk::store::StoreError;
use maatwerk::sync::machine::{Event, Reply};
use maatwerk::sync::status::{Status, SyncError};
use maatwerk::sync::task::{Done, Task};

use super::rig::{Rig, noted, page};

/// A machine that applies a first page and has requested the second, with its number.
fn keeping() -> (Rig, u64) {
    let mut rig = Rig::at_rest(0, &[]);
    rig.answer(200, &page(&[10, 20]));
    let ahead = rig.ahead.clone().expect("a request");
    assert!(ahead.query.starts_with("_since=20&"), "{}", ahead.query);
    (rig, ahead.number)
}

/// Answers a request while a task is in flight.
fn hears(rig: &mut Rig, number: u64, status: u16, body: &str) {
    let task = rig.task.clone();
    rig.feed(Event::Reply(Reply {
        number,
        status,
        wait: None,
        body: body.to_owned(),
    }));
    assert_eq!(rig.task, None, "it has to wait");
    rig.task = task;
    rig.ahead = rig.request.take();
}

#[test]
fn a_page_that_comes_early_is_applied_after_the_previous_one() {
    let (mut rig, number) = keeping();
    hears(&mut rig, number, 200, &page(&[30]));
    rig.done(noted());
    let Some((_, Task::ApplyPage { items, since, .. })) = &rig.task else {
        panic!("{:?}", rig.task);
    };
    assert_eq!((items.len(), *since), (1, Some(30)));
    let ahead = rig.ahead.clone().expect("a request");
    assert!(ahead.query.starts_with("_since=30&"), "{}", ahead.query);
}

#[test]
fn two_pages_are_requested_ahead_and_no_more() {
    let (mut rig, number) = keeping();
    hears(&mut rig, number, 200, &page(&[30]));
    let further = rig.ahead.clone().expect("a request");
    assert!(further.query.starts_with("_since=30&"), "{}", further.query);
    hears(&mut rig, further.number, 200, &page(&[40]));
    assert_eq!(rig.ahead, None, "two pages wait already");
    rig.done(noted());
    assert!(matches!(
        rig.task,
        Some((
            _,
            Task::ApplyPage {
                since: Some(30),
                ..
            }
        ))
    ));
    let further = rig.ahead.clone().expect("a request");
    assert!(further.query.starts_with("_since=40&"), "{}", further.query);
    rig.done(noted());
    assert!(matches!(
        rig.task,
        Some((
            _,
            Task::ApplyPage {
                since: Some(40),
                ..
            }
        ))
    ));
    assert_eq!(rig.sent, [], "the page after it was requested");
    rig.done(noted());
    assert_eq!(rig.request.as_ref().unwrap().number, further.number);
    rig.nothing_more();
    assert!(matches!(
        rig.task,
        Some((_, Task::Compare { since: 40, .. }))
    ));
}

#[test]
fn a_page_that_comes_early_is_read_once_the_next_one_is_requested() {
    let (mut rig, number) = keeping();
    hears(&mut rig, number, 200, &page(&[30]));
    assert_eq!(rig.timer.take(), Some(rig.now));
    let (task, ahead) = (rig.task.clone(), rig.ahead.clone());
    rig.feed(Event::Timer);
    assert_eq!((&rig.sent, &rig.task, rig.timer), (&vec![], &None, None));
    (rig.task, rig.ahead) = (task, ahead);
    rig.done(noted());
    let Some((_, Task::ApplyPage { items, since, .. })) = &rig.task else {
        panic!("{:?}", rig.task);
    };
    assert_eq!((items.len(), *since), (1, Some(30)));
}

#[test]
fn a_page_out_of_order_is_refused_also_if_it_comes_early() {
    let (mut rig, number) = keeping();
    hears(&mut rig, number, 200, &page(&[15, 30]));
    rig.done(noted());
    assert!(matches!(rig.status(), Status::Offline(_)));
    assert_eq!(rig.task, None);
}

#[test]
fn a_page_that_comes_late_is_waited_for() {
    let (mut rig, number) = keeping();
    rig.done(noted());
    assert_eq!(rig.sent, [], "it is not requested twice");
    assert_eq!(rig.request.as_ref().unwrap().number, number);
    rig.answer(200, &page(&[30]));
    assert!(matches!(rig.task, Some((_, Task::ApplyPage { .. }))));
}

#[test]
fn the_last_page_ends_the_pull_once_all_is_applied() {
    let (mut rig, number) = keeping();
    hears(&mut rig, number, 200, r#"{"data":[]}"#);
    rig.done(noted());
    assert!(matches!(
        rig.task,
        Some((_, Task::Compare { since: 20, .. }))
    ));
}

#[test]
fn it_is_dropped_if_the_previous_page_could_not_be_applied() {
    let (mut rig, number) = keeping();
    hears(&mut rig, number, 200, &page(&[30]));
    let task = rig.task.clone().unwrap().0;
    rig.feed(Event::StoreFailed(task, StoreError::Full));
    let failed = Status::Failed(SyncError::Storage(StoreError::Full));
    assert_eq!(rig.status(), failed);
    rig.wake();
    assert_eq!(
        rig.since(),
        0,
        "everything that was not applied is read again"
    );
    let (mut rig, number) = keeping();
    let task = rig.task.clone().unwrap().0;
    rig.feed(Event::StoreFailed(task, StoreError::Full));
    rig.feed(Event::NetworkFailed(number));
    assert_eq!(rig.status(), failed, "nobody waits for it any more");
}

#[test]
fn a_failure_counts_once_the_previous_page_is_applied() {
    let (mut rig, number) = keeping();
    let task = rig.task.clone();
    rig.feed(Event::NetworkFailed(number));
    rig.task = task;
    rig.done(noted());
    assert!(matches!(rig.status(), Status::Offline(_)));
    rig.wake();
    assert_eq!(rig.since(), 0, "a minute is read back");

    let (mut rig, number) = keeping();
    hears(&mut rig, number, 400, "");
    rig.done(noted());
    let rewinds = matches!(rig.task, Some((_, Task::Rewind { since: 0 })));
    assert!(rewinds, "a number that the server refuses: {:?}", rig.task);
}

#[test]
fn a_reply_that_never_comes_is_given_up_in_time() {
    let (mut rig, _) = keeping();
    let asked = rig.now;
    rig.now += 30_000;
    rig.done(noted());
    assert_eq!(rig.timer, Some(asked + 60_000));
    rig.wake();
    assert!(matches!(rig.status(), Status::Offline(_)));
}

#[test]
fn nothing_is_requested_ahead_where_reading_ends() {
    let mut rig = Rig::at_rest(9_000_000, &[]);
    rig.answer(400, "");
    rig.done(noted());
    rig.answer(200, &page(&[10, 8_999_999_999]));
    assert!(matches!(rig.task, Some((_, Task::ApplyPage { .. }))));
    assert_eq!(rig.ahead, None, "beyond that number nothing can be read");
    rig.done(Done::Updated(Vec::new()));
    assert!(matches!(rig.task, Some((_, Task::Compare { .. }))));
}
