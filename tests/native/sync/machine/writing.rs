//! Pushes of single canvases.

use maatwerk::domain::Timestamp;
use maatwerk::sync::machine::Event;
use maatwerk::sync::protocol::RecordError;
use maatwerk::sync::reconcile::Prepared;
use maatwerk::sync::status::{Status, SyncError};
use maatwerk::sync::task::{Done, Task};
use serde_json::json;

use super::rig::{REV, Rig, id};

#[test]
fn what_is_due_is_prepared_sent_and_concluded_one_by_one() {
    let mut rig = Rig::at_rest(500_000, &["a", "b"]);
    rig.read_nothing();
    for name in ["b", "a"] {
        let Some((_, Task::Prepare { id: its, rev })) = rig.task.clone() else {
            panic!("{:?}", rig.task);
        };
        assert_eq!((its, rev.as_str()), (id(name), "0000000000000007"));
        rig.until_put(REV);
        let request = rig.request.clone().unwrap();
        assert_eq!(
            (request.method, request.path.as_str()),
            ("PUT", &*format!("/records/{name}"))
        );
        assert_eq!(request.headers, [("If-Match", "\"10\"".to_owned())]);
        rig.answer(
            200,
            &json!({ "data": { "id": name, "last_modified": 600_000, "rev": REV } }).to_string(),
        );
        let Some((
            _,
            Task::Acknowledge {
                last_modified: 600_000,
                ..
            },
        )) = rig.task
        else {
            panic!("{:?}", rig.task);
        };
        rig.done(Done::Updated(vec![(id(name), false)]));
    }
    assert_eq!(rig.status(), Status::Synced(Timestamp::from_millis(5)));
    assert_eq!(rig.report.as_ref().unwrap().waiting, 0);
}

#[test]
fn another_version_is_merged_at_most_five_times_a_cycle() {
    let mut rig = Rig::at_rest(500_000, &["a"]);
    rig.read_nothing();
    let existing = json!({ "id": "a", "last_modified": 11, "deleted": true });
    let told = json!({ "details": { "existing": existing } }).to_string();
    for _ in 0..5 {
        rig.until_put(REV);
        rig.answer(412, &told);
        let Some((_, Task::ApplyPage { since: None, .. })) = rig.task else {
            panic!("{:?}", rig.task);
        };
        rig.done(Done::Updated(vec![(id("a"), true)]));
    }
    assert_eq!((&rig.task, &rig.request), (&None, &None));
    assert!(rig.timer.is_some(), "a next cycle is scheduled");
}

/// The team is encrypted while a device that hasn't joined sends what is due: the others stay here.
#[test]
fn nothing_more_is_sent_once_a_conflict_is_with_what_is_sealed() {
    let mut rig = Rig::at_rest(500_000, &["a", "b"]);
    rig.read_nothing();
    rig.until_put(REV);
    let sealed = json!({ "id": "b", "last_modified": 11, "fmt": 2 });
    rig.answer(
        412,
        &json!({ "details": { "existing": sealed } }).to_string(),
    );
    assert!(matches!(rig.task, Some((_, Task::ApplyPage { .. }))));
    rig.done(Done::Kept {
        due: vec![(id("b"), false)],
        unread: vec![(id("b"), Some(RecordError::AwaitsKey))],
        rewritten: Vec::new(),
        fresh: 0,
    });
    assert_eq!((&rig.task, &rig.request), (&None, &None));
    let report = rig.report.clone().unwrap();
    assert_eq!(report.unread, [(id("b"), RecordError::AwaitsKey)]);
    assert_eq!(report.waiting, 1);
}

#[test]
fn a_version_that_is_not_told_is_asked_for() {
    let mut rig = Rig::at_rest(500_000, &["a"]);
    rig.read_nothing();
    rig.until_put(REV);
    rig.answer(412, "{}");
    let request = rig.request.clone().unwrap();
    assert_eq!(
        (request.method, request.path.as_str()),
        ("GET", "/records/a")
    );
    assert_eq!(request.headers, []);
    rig.answer(404, "{}");
    assert!(matches!(rig.task, Some((_, Task::MarkMissing { .. }))));
    rig.done(Done::Updated(vec![(id("a"), true)]));
    rig.done(Done::Prepared(Prepared::Put {
        rev: REV.to_owned(),
        last_modified: None,
        body: String::new(),
    }));
    assert_eq!(
        rig.request.unwrap().headers,
        [("If-None-Match", "*".to_owned())]
    );
}

#[test]
fn what_the_server_refuses_is_set_aside_and_the_others_go_on() {
    for status in [400, 413, 415, 422] {
        let mut rig = Rig::at_rest(500_000, &["a", "b"]);
        rig.read_nothing();
        rig.until_put(REV);
        rig.answer(status, "");
        assert!(matches!(rig.task, Some((_, Task::Refuse { .. }))));
        rig.done(Done::Updated(vec![(id("b"), true)]));
        assert!(matches!(&rig.task, Some((_, Task::Prepare { id: its, .. })) if *its == id("a")));
        rig.done(Done::Prepared(Prepared::Refused(RecordError::Nul)));
        let report = rig.report.clone().unwrap();
        assert_eq!(
            report.refused,
            [
                (id("a"), RecordError::Nul),
                (id("b"), RecordError::Server(status))
            ]
        );
        assert_eq!(report.status, Status::Failed(SyncError::Refused(2)));
        rig.wake();
        rig.nothing_more();
        assert_eq!(rig.task, None, "not retried before an edit");
        rig.feed(Event::Edited(id("a")));
        rig.wake();
        rig.nothing_more();
        assert!(matches!(&rig.task, Some((_, Task::Prepare { id: its, .. })) if *its == id("a")));
    }
}

#[test]
fn a_record_that_the_server_fails_on_while_others_go_is_set_aside() {
    let mut rig = Rig::at_rest(500_000, &["a", "b"]);
    rig.read_nothing();
    for round in 0..5 {
        if round > 0 {
            rig.wake();
            rig.nothing_more();
        }
        if round == 1 {
            assert!(
                matches!(&rig.task, Some((_, Task::Prepare { id: its, .. })) if *its == id("a"))
            );
            rig.until_put(REV);
            rig.answer(
                201,
                &json!({ "data": { "id": "a", "last_modified": 1 } }).to_string(),
            );
            rig.done(Done::Updated(vec![(id("a"), false)]));
        }
        assert!(matches!(&rig.task, Some((_, Task::Prepare { id: its, .. })) if *its == id("b")));
        rig.until_put(REV);
        rig.answer(503, "");
    }
    assert!(matches!(rig.task, Some((_, Task::Refuse { .. }))));
}

#[test]
fn a_removal_is_told_and_taken_for_done_when_it_was() {
    for (status, body) in [
        (
            200,
            r#"{"data":{"id":"a","last_modified":12,"deleted":true}}"#,
        ),
        (404, "{}"),
    ] {
        let mut rig = Rig::at_rest(500_000, &["a"]);
        rig.read_nothing();
        rig.done(Done::Prepared(Prepared::Delete { last_modified: 10 }));
        let request = rig.request.clone().unwrap();
        assert_eq!((request.method, request.body), ("DELETE", None));
        assert_eq!(request.headers, [("If-Match", "\"10\"".to_owned())]);
        rig.answer(status, body);
        assert!(
            matches!(rig.task, Some((_, Task::MarkMissing { .. }))),
            "{status}"
        );
    }
    let mut rig = Rig::at_rest(500_000, &["a"]);
    rig.read_nothing();
    rig.done(Done::Prepared(Prepared::Delete { last_modified: 10 }));
    rig.answer(200, "<html>");
    assert_eq!(rig.task, None);
}

#[test]
fn what_was_written_is_settled_ten_minutes_later() {
    let mut rig = Rig::at_rest(500_000, &["a"]);
    rig.read_nothing();
    rig.until_put(REV);
    rig.answer(
        200,
        &json!({ "data": { "id": "a", "last_modified": 600_000 } }).to_string(),
    );
    rig.done(Done::Updated(vec![(id("a"), false)]));
    let written = rig.now;
    loop {
        rig.wake();
        rig.nothing_more();
        if let Some((_, Task::PruneAncestors { ids })) = rig.task.clone() {
            assert_eq!(ids, [id("a")]);
            break;
        }
        assert!(rig.now - written <= 700_000);
    }
    assert!(rig.now - written > 600_000);
}

#[test]
fn a_record_that_never_gets_an_answer_while_others_do_is_set_aside() {
    // A 413 without CORS headers, which the browser can't read, looks like no response.
    let mut rig = Rig::at_rest(500_000, &["a", "b"]);
    rig.read_nothing();
    for round in 0..5 {
        if round > 0 {
            rig.wake();
            rig.nothing_more();
        }
        if round == 1 {
            rig.until_put(REV);
            rig.answer(
                201,
                &json!({ "data": { "id": "a", "last_modified": 1 } }).to_string(),
            );
            rig.done(Done::Updated(vec![(id("a"), false)]));
        }
        assert!(matches!(&rig.task, Some((_, Task::Prepare { id: its, .. })) if *its == id("b")));
        rig.until_put(REV);
        let number = rig.request.clone().unwrap().number;
        rig.feed(Event::NetworkFailed(number));
        if round < 4 {
            assert_eq!(
                (&rig.task, rig.status()),
                (&None, Status::Offline(2 - round.min(1)))
            );
        }
    }
    assert!(matches!(rig.task, Some((_, Task::Refuse { .. }))));
    rig.done(Done::Updated(vec![(id("b"), true)]));
    assert_eq!(
        rig.report.clone().unwrap().refused,
        [(id("b"), RecordError::Server(0))]
    );
}

#[test]
fn without_a_network_nothing_is_set_aside() {
    let mut rig = Rig::at_rest(500_000, &["a", "b"]);
    rig.read_nothing();
    for _ in 0..20 {
        rig.until_put(REV);
        let number = rig.request.clone().unwrap().number;
        rig.feed(Event::NetworkFailed(number));
        assert_eq!(rig.status(), Status::Offline(2));
        rig.wake();
        rig.nothing_more();
    }
}
