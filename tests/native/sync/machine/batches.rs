//! Batches: many writes in one request where the server takes them, and one by one otherwise.

use maatwerk::store::StoreError;
use maatwerk::store::mutation::{Mutation, plant};
use maatwerk::sync::machine::{Event, Reply, Request};
use maatwerk::sync::reconcile::Prepared;
use maatwerk::sync::status::{Status, SyncError};
use maatwerk::sync::task::{Done, Task, Written};
use serde_json::{Value, json};

use super::rig::{Rig, noted};

/// As many canvases as it takes to ask for batches.
const MANY: usize = 25;

fn names(count: usize) -> Vec<String> {
    (0..count).map(|nth| format!("c{nth:02}")).collect()
}

/// The path of the write at this place in the order of sending, the last canvas first.
fn path(nth: usize) -> String {
    format!("/records/c{:02}", MANY - 1 - nth)
}

fn rev(name: &str) -> String {
    format!("{:0>16x}", name[1..].parse::<u64>().unwrap())
}

/// A machine with `count` canvases to send, after it has read what is new.
fn with(count: usize) -> Rig {
    let names = names(count);
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let mut rig = Rig::at_rest(500_000, &names);
    rig.read_nothing();
    rig
}

/// Answers at the server's root that it takes this number of requests in a batch.
fn takes(rig: &mut Rig, most: usize) {
    let request = rig.request.clone().expect("a request");
    assert_eq!((request.method, &*request.path), ("GET", "/"));
    assert!(request.at_root);
    let answer = json!({ "settings": { "batch_max_requests": most, "readonly": false } });
    rig.answer(200, &answer.to_string());
}

/// Completes the preparation of a wave, with bodies of this size.
fn gather(rig: &mut Rig, size: usize) {
    let Some((_, Task::PrepareAll { all })) = rig.task.clone() else {
        panic!("{:?}", rig.task);
    };
    let put = |(nth, (id, _)): (usize, _)| {
        let rev = rev(&format!("{id}"));
        let last_modified = (nth % 2 == 0).then_some(10);
        let body = json!({ "data": { "rev": rev, "x": "x".repeat(size) } }).to_string();
        let put = Prepared::Put {
            rev,
            last_modified,
            body,
        };
        (id, put)
    };
    let all = all.into_iter().enumerate().map(put).collect();
    rig.done(Done::PreparedAll(all));
}

/// A machine that has sent a first batch of at most ten.
fn sent() -> Rig {
    let mut rig = with(MANY);
    takes(&mut rig, 10);
    gather(&mut rig, 1);
    rig
}

fn parts(request: &Request) -> Vec<Value> {
    assert_eq!((request.method, &*request.path), ("POST", "/batch"));
    assert!(request.at_root && request.headers.is_empty());
    let body: Value = serde_json::from_str(request.body.as_ref().unwrap()).unwrap();
    body["requests"].as_array().unwrap().clone()
}

/// The answer that tells of success for one write of a batch.
fn success(part: &Value) -> Value {
    let id = part["path"]
        .as_str()
        .unwrap()
        .split('/')
        .next_back()
        .unwrap();
    let data = json!({ "id": id, "last_modified": 600_000, "rev": part["body"]["data"]["rev"] });
    json!({ "status": 201, "path": part["path"], "headers": {}, "body": { "data": data } })
}

/// Answers the batch in flight by success for each of its writes, as changed by `change`.
fn answer(rig: &mut Rig, change: impl Fn(&mut Vec<Value>)) {
    let request = rig.request.clone().expect("a request");
    let mut answers = parts(&request).iter().map(success).collect();
    change(&mut answers);
    rig.answer(200, &json!({ "responses": answers }).to_string());
}

fn written(rig: &Rig) -> Vec<Written> {
    match rig.task.clone() {
        Some((_, Task::AcknowledgeAll { written })) => written,
        other => panic!("{other:?}, {:?}", rig.sent),
    }
}

/// Whether the writes in flight are single ones.
fn goes_singly(rig: &Rig) -> bool {
    !rig.sent.is_empty() && rig.sent.iter().all(|it| it.method == "PUT" && !it.at_root)
}

#[test]
fn few_canvases_are_sent_without_asking() {
    let mut rig = with(MANY - 1);
    gather(&mut rig, 1);
    assert!(goes_singly(&rig));
}

#[test]
fn many_go_in_batches_each_write_with_its_own_condition() {
    let mut rig = sent();
    let mut count = 0;
    for expected in [10, 10, 5] {
        let request = rig.request.clone().expect("a request");
        assert_eq!(rig.sent.len(), 1, "one batch at a time");
        let parts = parts(&request);
        assert_eq!(parts.len(), expected);
        for part in parts {
            assert_eq!(part["method"], "PUT");
            assert_eq!(part["path"], path(count));
            let headers = match count % 2 {
                0 => json!({ "If-Match": "\"10\"" }),
                _ => json!({ "If-None-Match": "*" }),
            };
            assert_eq!(part["headers"], headers);
            count += 1;
        }
        answer(&mut rig, |_| {});
    }
    let written = written(&rig);
    assert_eq!(written.len(), MANY);
    assert!(written.iter().all(|it| it.rev == rev(it.id.as_str())));
    let due = written.into_iter().map(|it| (it.id, false)).collect();
    rig.done(Done::Updated(due));
    assert!(matches!(rig.status(), Status::Synced(_)));
}

#[test]
fn a_batch_is_never_larger_than_a_record_may_be() {
    let mut rig = with(MANY);
    takes(&mut rig, 10);
    gather(&mut rig, 100_000);
    assert_eq!(parts(rig.request.as_ref().unwrap()).len(), 2);
    // One that is too large for company goes by itself.
    let mut rig = with(MANY);
    takes(&mut rig, 10);
    gather(&mut rig, 200_000);
    assert!(goes_singly(&rig));
    assert_eq!(rig.sent.len(), 1);
}

#[test]
fn a_server_without_batches_gets_single_writes_and_is_asked_once() {
    for (status, body) in [
        (404, "{}"),
        (403, "{}"),
        (200, "<html>"),
        (200, "{}"),
        (200, r#"{"settings":{"batch_max_requests":"many"}}"#),
        (200, r#"{"settings":{"batch_max_requests":0}}"#),
    ] {
        let mut rig = with(MANY);
        rig.answer(status, body);
        gather(&mut rig, 1);
        assert!(goes_singly(&rig), "{status} {body}");
        assert_eq!(rig.sent.len(), 6);
        fail(&mut rig);
        rig.wake();
        rig.nothing_more();
        assert!(matches!(rig.task, Some((_, Task::PrepareAll { .. }))));
    }
}

/// Answers the writes in flight with an error of the server.
fn fail(rig: &mut Rig) {
    for request in rig.sent.clone() {
        rig.feed(Event::Reply(Reply {
            number: request.number,
            status: 429,
            wait: None,
            body: String::new(),
        }));
    }
}

#[test]
fn a_root_that_does_not_answer_holds_nothing_up() {
    let mut rig = with(MANY);
    rig.wake();
    gather(&mut rig, 1);
    assert!(goes_singly(&rig), "after a minute");
    let mut rig = with(MANY);
    let number = rig.request.clone().unwrap().number;
    rig.feed(Event::NetworkFailed(number));
    gather(&mut rig, 1);
    assert!(goes_singly(&rig));
    // It is asked once more.
    fail(&mut rig);
    rig.wake();
    rig.nothing_more();
    takes(&mut rig, 10);
    gather(&mut rig, 1);
    assert_eq!(parts(rig.request.as_ref().unwrap()).len(), 10);
}

/// Answers that can't be trusted: none of the writes counts, and all are sent again, singly.
fn is_not_trusted(change: impl Fn(&mut Vec<Value>)) {
    let mut rig = sent();
    let request = rig.request.clone().unwrap();
    answer(&mut rig, change);
    assert!(goes_singly(&rig));
    assert_eq!(rig.sent.len(), 6);
    let first = &parts(&request)[0];
    assert_eq!(rig.sent[0].path, path(0));
    assert_eq!(
        rig.sent[0].body,
        Some(first["body"].to_string()),
        "with the same bytes"
    );
    assert_eq!(rig.sent[0].headers, [("If-Match", "\"10\"".to_owned())]);
}

#[test]
fn a_batch_that_the_server_may_have_undone_does_not_count() {
    for status in [409, 500, 503] {
        is_not_trusted(|answers| answers[7] = json!({ "status": status, "body": {} }));
    }
}

#[test]
fn a_batch_with_too_few_or_too_many_answers_does_not_count() {
    is_not_trusted(|answers| drop(answers.pop()));
    is_not_trusted(|answers| drop(answers.remove(0)));
    is_not_trusted(|answers| answers.push(answers[0].clone()));
    is_not_trusted(Vec::clear);
    is_not_trusted(|answers| answers[3] = json!({ "body": {} }));
    is_not_trusted(|answers| answers[3]["status"] = json!("201"));
}

#[test]
fn a_machine_that_trusts_an_undone_batch_is_seen() {
    plant(Some(Mutation::TrustBatch));
    let seen = std::panic::catch_unwind(a_batch_that_the_server_may_have_undone_does_not_count);
    plant(None);
    assert!(seen.is_err());
}

#[test]
fn a_batch_that_is_not_understood_is_sent_singly() {
    for (status, body) in [(403, ""), (404, ""), (405, ""), (413, ""), (200, "<html>")] {
        let mut rig = sent();
        rig.answer(status, body);
        assert!(goes_singly(&rig), "{status}");
        assert_eq!(rig.sent[0].path, path(0));
    }
}

#[test]
fn what_meets_a_conflict_in_a_batch_goes_alone_after_the_others() {
    let mut rig = sent();
    answer(&mut rig, |answers| {
        answers[2] = json!({ "status": 412, "body": { "code": 412 } });
        answers[4] = json!({ "status": 413, "body": { "code": 413 } });
    });
    answer(&mut rig, |_| {});
    answer(&mut rig, |_| {});
    let written = written(&rig);
    assert_eq!(written.len(), MANY - 2);
    let due = written.into_iter().map(|it| (it.id, false)).collect();
    rig.done(Done::Updated(due));
    let Some((_, Task::Prepare { id, .. })) = &rig.task else {
        panic!("{:?}", rig.task);
    };
    assert_eq!(format!("/records/{id}"), path(2));
}

#[test]
fn an_answer_about_another_record_is_no_success() {
    let mut rig = sent();
    answer(&mut rig, |answers| answers.swap(0, 1));
    // The other eight of this batch are stored, and no more is sent.
    assert_eq!(written(&rig).len(), 8);
    rig.done(noted());
    assert!(matches!(rig.status(), Status::Offline(_)));
}

#[test]
fn a_server_that_fails_on_batches_twice_gets_no_more() {
    let mut rig = sent();
    rig.answer(503, "");
    assert_eq!(rig.status(), Status::Failed(SyncError::Server(503)));
    rig.wake();
    rig.nothing_more();
    gather(&mut rig, 1);
    let number = rig.request.clone().unwrap().number;
    assert_eq!(parts(rig.request.as_ref().unwrap()).len(), 10);
    rig.feed(Event::NetworkFailed(number));
    assert!(matches!(rig.status(), Status::Offline(_)));
    rig.wake();
    rig.nothing_more();
    gather(&mut rig, 1);
    assert!(goes_singly(&rig));
}

#[test]
fn a_lost_sign_in_stops_a_batch_as_any_request() {
    let mut rig = sent();
    rig.answer(401, "");
    assert_eq!(rig.status(), Status::SignIn);
}

#[test]
fn the_next_are_prepared_and_the_answered_acknowledged_while_a_batch_is_on_its_way() {
    let mut rig = with(3 * MANY);
    takes(&mut rig, 25);
    gather(&mut rig, 1);
    assert_eq!(parts(rig.request.as_ref().unwrap()).len(), 25);
    assert_eq!(rig.task, None, "half of what was prepared waits still");
    answer(&mut rig, |_| {});
    // The second batch is on its way, and the last canvases are being prepared.
    let (number, batch) = (rig.task.clone().unwrap().0, rig.ahead.clone().unwrap());
    let Some((_, Task::PrepareAll { all })) = rig.task.clone() else {
        panic!("{:?}", rig.task);
    };
    assert_eq!(all.len(), 25);
    // It is answered before that is done: nothing else is sent, and nothing is given up.
    rig.request = Some(batch);
    answer(&mut rig, |_| {});
    assert_eq!((&rig.request, &rig.task, rig.timer), (&None, &None, None));
    rig.task = Some((number, Task::PrepareAll { all }));
    gather(&mut rig, 1);
    let third = rig.ahead.clone().unwrap();
    assert_eq!(parts(&third).len(), 25);
    let (first, task) = (written(&rig), rig.task.clone().unwrap().0);
    assert_eq!(first.len(), 50, "acknowledged beside the third batch");
    rig.feed(Event::Done(task, Done::Updated(Vec::new())));
    rig.request = Some(third);
    answer(&mut rig, |_| {});
    assert_eq!(written(&rig).len(), 25);
}

#[test]
fn a_storage_that_fails_beside_a_batch_ends_the_cycle() {
    let mut rig = with(3 * MANY);
    takes(&mut rig, 25);
    gather(&mut rig, 1);
    answer(&mut rig, |_| {});
    let (number, batch) = (rig.task.clone().unwrap().0, rig.ahead.clone().unwrap());
    rig.feed(Event::StoreFailed(number, StoreError::Full));
    let failed = Status::Failed(SyncError::Storage(StoreError::Full));
    assert_eq!(rig.status(), failed);
    rig.request = Some(batch);
    answer(&mut rig, |_| {});
    assert_eq!((&rig.request, &rig.task), (&None, &None));
}
