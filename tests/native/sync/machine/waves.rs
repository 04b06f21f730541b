//! Waves: several due canvases are written concurrently, and a canvas without a clear success is
//! sent alone.

use maatwerk::store::mutation::{Mutation, plant};
use maatwerk::sync::machine::{Event, Reply, Request};
use maatwerk::sync::reconcile::Prepared;
use maatwerk::sync::status::{Status, SyncError};
use maatwerk::sync::task::{Done, Task, Written};
use serde_json::json;

use super::rig::{Rig, id};

const NAMES: [&str; 8] = ["a", "b", "c", "d", "e", "f", "g", "h"];

fn rev(name: &str) -> String {
    format!("{:0>16x}", name.as_bytes()[0])
}

/// A machine that has sent the first requests of a wave, one per lane.
fn wave(names: &[&str]) -> (Rig, Vec<Request>) {
    let mut rig = Rig::at_rest(500_000, names);
    rig.read_nothing();
    let Some((_, Task::PrepareAll { all })) = rig.task.clone() else {
        panic!("{:?}", rig.task);
    };
    assert_eq!(all.len(), names.len());
    let put = |(id, _): (_, String)| {
        let rev = rev(&format!("{id}"));
        let (last_modified, body) = (Some(10), String::new());
        (
            id,
            Prepared::Put {
                rev,
                last_modified,
                body,
            },
        )
    };
    rig.done(Done::PreparedAll(all.into_iter().map(put).collect()));
    let sent = rig.sent.clone();
    (rig, sent)
}

fn name(request: &Request) -> &str {
    request.path.strip_prefix("/records/").unwrap()
}

fn answer(rig: &mut Rig, request: &Request, status: u16) -> Vec<Request> {
    let name = name(request);
    let data = json!({ "id": name, "last_modified": 600_000, "rev": rev(name) });
    let body = json!({ "data": data }).to_string();
    let body = if status < 300 { body } else { "{}".to_owned() };
    let number = request.number;
    rig.feed(Event::Reply(Reply {
        number,
        status,
        wait: None,
        body,
    }));
    rig.sent.clone()
}

fn concluded(rig: &Rig) -> Vec<Written> {
    match rig.task.clone() {
        Some((_, Task::AcknowledgeAll { written })) => written,
        other => panic!("{other:?}"),
    }
}

#[test]
fn six_go_at_once_and_all_are_noted_together() {
    let (mut rig, mut open) = wave(&NAMES);
    assert_eq!(open.len(), 6, "the number of lanes");
    let mut names = Vec::new();
    // The requests are answered in reverse order.
    while let Some(request) = open.pop() {
        assert_eq!(request.method, "PUT");
        assert_eq!(request.headers, [("If-Match", "\"10\"".to_owned())]);
        names.push(name(&request).to_owned());
        open.extend(answer(&mut rig, &request, 200));
        assert!(open.len() <= 6);
    }
    names.sort();
    assert_eq!(names, NAMES);
    let written = concluded(&rig);
    assert_eq!(written.len(), 8);
    for Written {
        id,
        rev: its,
        last_modified,
    } in &written
    {
        assert_eq!((its, *last_modified), (&rev(&id.to_string()), 600_000));
    }
    let due = written.into_iter().map(|it| (it.id, false)).collect();
    rig.done(Done::Updated(due));
    assert!(matches!(rig.status(), Status::Synced(_)));
    assert_eq!(rig.report.unwrap().waiting, 0);
}

#[test]
fn every_write_of_a_wave_takes_a_revision_of_its_own() {
    let mut rig = Rig::at_rest(500_000, &NAMES);
    rig.read_nothing();
    let Some((_, Task::PrepareAll { all })) = rig.task else {
        panic!("{:?}", rig.task);
    };
    let mut revs: Vec<String> = all.into_iter().map(|(_, rev)| rev).collect();
    assert!(revs.iter().all(|rev| rev.len() == 16));
    revs.sort();
    revs.dedup();
    assert_eq!(revs.len(), 8);
}

#[test]
fn what_is_met_or_refused_goes_alone_after_the_others() {
    for status in [409, 412, 413] {
        goes_alone(status);
    }
}

fn goes_alone(status: u16) {
    let (mut rig, open) = wave(&["a", "b", "c"]);
    assert_eq!(open.len(), 3);
    answer(&mut rig, &open[0], 201);
    answer(&mut rig, &open[1], status);
    answer(&mut rig, &open[2], 201);
    let written = concluded(&rig);
    assert_eq!(written.len(), 2, "{status}");
    let alone = id(name(&open[1]));
    assert!(written.iter().all(|it| it.id != alone));
    rig.done(Done::Updated(
        written.into_iter().map(|it| (it.id, false)).collect(),
    ));
    // The same pending write, which the store returns.
    assert!(matches!(&rig.task, Some((_, Task::Prepare { id, .. })) if *id == alone));
}

#[test]
fn a_wave_that_trusts_a_conflict_is_seen() {
    plant(Some(Mutation::TrustWave));
    let seen = std::panic::catch_unwind(|| goes_alone(412));
    plant(None);
    assert!(seen.is_err());
}

#[test]
fn an_answer_that_says_another_revision_is_no_success() {
    let (mut rig, open) = wave(&["a", "b", "c"]);
    for request in &open {
        let data = json!({ "id": name(request), "last_modified": 600_000, "rev": rev("z") });
        let (number, body) = (request.number, json!({ "data": data }).to_string());
        rig.feed(Event::Reply(Reply {
            number,
            status: 200,
            wait: None,
            body,
        }));
    }
    assert_eq!((&rig.task, &rig.request), (&None, &None));
    assert!(matches!(rig.status(), Status::Offline(3)));
}

#[test]
fn a_wave_that_fails_half_way_notes_what_was_written_and_sends_no_more() {
    let (mut rig, open) = wave(&NAMES);
    answer(&mut rig, &open[0], 200);
    assert_eq!(answer(&mut rig, &open[1], 401), []);
    for request in open.iter().skip(2) {
        assert_eq!(answer(&mut rig, request, 200), []);
    }
    // The seventh request was sent by then.
    let late = Request {
        number: open[5].number + 1,
        path: "/records/b".to_owned(),
        ..open[5].clone()
    };
    assert_eq!(rig.task, None);
    answer(&mut rig, &late, 200);
    let written = concluded(&rig);
    rig.done(Done::Updated(
        written.into_iter().map(|it| (it.id, false)).collect(),
    ));
    assert_eq!(rig.status(), Status::SignIn);
    assert_eq!((&rig.task, &rig.request), (&None, &None));
}

#[test]
fn what_is_never_heard_ends_a_wave_and_late_answers_count_no_more() {
    let (mut rig, open) = wave(&["a", "b", "c"]);
    answer(&mut rig, &open[0], 200);
    rig.now = rig.timer.expect("a deadline");
    rig.feed(Event::Timer);
    assert_eq!(concluded(&rig).len(), 1);
    let task = rig.task.clone();
    answer(&mut rig, &open[1], 200);
    assert_eq!(rig.task, None);
    rig.task = task;
    rig.done(Done::Updated(Vec::new()));
    assert!(matches!(rig.status(), Status::Offline(_)));
    assert!(rig.timer.is_some());
}

#[test]
fn one_that_the_server_fails_on_does_not_keep_the_others() {
    let (mut rig, open) = wave(&["a", "b", "c", "d"]);
    let bad = id(name(&open[0]));
    answer(&mut rig, &open[0], 503);
    for request in &open[1..] {
        answer(&mut rig, request, 503);
    }
    assert_eq!(rig.status(), Status::Failed(SyncError::Server(503)));
    // Each failed once: now they are sent one by one, and the others are written.
    for _ in 0..8 {
        rig.wake();
        rig.nothing_more();
        while let Some((_, Task::Prepare { id: its, .. })) = rig.task.clone() {
            let rev = rev(&its.to_string());
            let (last_modified, body) = (Some(10), String::new());
            rig.done(Done::Prepared(Prepared::Put {
                rev,
                last_modified,
                body,
            }));
            let request = rig.request.clone().unwrap();
            if its == bad {
                answer(&mut rig, &request, 503);
                if matches!(rig.task, Some((_, Task::Refuse { .. }))) {
                    return;
                }
            } else {
                answer(&mut rig, &request, 200);
                assert!(matches!(rig.task, Some((_, Task::Acknowledge { .. }))));
                rig.done(Done::Updated(vec![(its, false)]));
            }
        }
    }
    panic!("never refused");
}

/// Whom the server has in the clear is sealed there, whatever comes between, before anything new is sent.
#[test]
fn nothing_new_is_sent_before_what_the_server_has_is_sealed() {
    let mut rig = Rig::new();
    rig.feed(Event::Start);
    rig.done(Done::Surveyed {
        since: 500_000,
        due: NAMES.iter().map(|name| id(name)).collect(),
        resealed: vec![id("c"), id("d")],
        unsettled: Vec::new(),
        unread: Vec::new(),
        known: 2,
        is_encrypted: true,
    });
    rig.read_nothing();
    let mut sealed: Vec<String> = Vec::new();
    let mut refusals = 1;
    // One after the other, as they are too few for a wave; the first meets a conflict and then a failing server.
    while sealed.len() < 2 {
        let Some((_, Task::Prepare { id: its, .. })) = rig.task.clone() else {
            panic!("{:?} after {sealed:?}", rig.task);
        };
        assert!(["c", "d"].contains(&its.as_str()), "{its}");
        rig.until_put(&rev(its.as_str()));
        let request = rig.request.clone().unwrap();
        if refusals == 1 {
            refusals += 1;
            let existing = json!({ "id": its, "last_modified": 11, "deleted": true });
            let told = json!({ "details": { "existing": existing } }).to_string();
            rig.answer(412, &told);
            rig.done(Done::Updated(vec![(its, true)]));
        } else if refusals == 2 {
            refusals += 1;
            answer(&mut rig, &request, 503);
            rig.wake();
            rig.nothing_more();
        } else {
            answer(&mut rig, &request, 200);
            rig.done(Done::Updated(vec![(its.clone(), false)]));
            sealed.push(its.to_string());
        }
    }
    assert_eq!(rig.task, None, "the rest waits for the next cycle");
    assert_eq!(rig.report.as_ref().unwrap().waiting, 6);
    rig.wake();
    rig.nothing_more();
    let Some((_, Task::PrepareAll { all })) = rig.task.clone() else {
        panic!("{:?}", rig.task);
    };
    assert_eq!(all.len(), 6);
}

/// One canvas on which the server always fails is refused in the end, and the others are sent.
#[test]
fn one_that_can_not_be_sealed_does_not_keep_the_others_for_ever() {
    let mut rig = Rig::new();
    rig.feed(Event::Start);
    rig.done(Done::Surveyed {
        since: 500_000,
        due: vec![id("a"), id("b")],
        resealed: vec![id("b")],
        unsettled: Vec::new(),
        unread: Vec::new(),
        known: 1,
        is_encrypted: true,
    });
    rig.read_nothing();
    let mut tried: Vec<String> = Vec::new();
    for _ in 0..30 {
        while let Some((_, Task::Prepare { id: its, .. })) = rig.task.clone() {
            rig.until_put(&rev(its.as_str()));
            let request = rig.request.clone().unwrap();
            tried.push(its.to_string());
            if its == id("a") {
                answer(&mut rig, &request, 200);
                rig.done(Done::Updated(vec![(its, false)]));
                continue;
            }
            answer(&mut rig, &request, 503);
            if matches!(rig.task, Some((_, Task::Refuse { .. }))) {
                assert_eq!(tried.iter().position(|it| it == "a"), Some(5), "{tried:?}");
                return;
            }
        }
        rig.wake();
        rig.nothing_more();
    }
    panic!("never refused: {tried:?}");
}
