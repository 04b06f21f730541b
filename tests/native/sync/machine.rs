//! When the machine asks what, and what it makes of each answer.

use maatwerk::domain::{Canvas, DocumentId, Timestamp};
use maatwerk::store::StoreError;
use maatwerk::sync::machine::{Answer, Effect, Event, Input, PATIENCE_MS, Request, State, step};
use maatwerk::sync::protocol::{Refusal, body};
use maatwerk::sync::reconcile::Prepared;
use maatwerk::sync::status::{Report, Status, Trouble};
use maatwerk::sync::task::{Done, Task};
use serde_json::json;

/// A machine with a hand on everything around it.
struct Rig {
    state: Option<State>,
    now: u64,
    random: u64,
    request: Option<Request>,
    task: Option<(u64, Task)>,
    timer: Option<u64>,
    report: Option<Report>,
}

fn id(text: &str) -> DocumentId {
    text.parse().unwrap()
}

impl Rig {
    fn new() -> Self {
        Self {
            state: Some(State::new("https://sync.example/v1")),
            now: 1_000_000,
            random: 7,
            request: None,
            task: None,
            timer: None,
            report: None,
        }
    }

    /// A machine at rest that read up to a number, with these canvases to send.
    fn at_rest(since: u64, due: &[&str]) -> Self {
        let mut rig = Self::new();
        rig.feed(Event::Start);
        rig.done(Done::Surveyed {
            since,
            due: due.iter().map(|text| id(text)).collect(),
            unsettled: Vec::new(),
        });
        rig
    }

    fn feed(&mut self, event: Event) {
        (self.request, self.task) = (None, None);
        let input = Input {
            now: self.now,
            wall: Timestamp::from_millis(5),
            random: self.random,
            event,
        };
        let (state, effects) = step(self.state.take().unwrap(), input);
        self.state = Some(state);
        for effect in effects {
            match effect {
                Effect::Send(request) => self.request = Some(request),
                Effect::Do(number, task) => self.task = Some((number, task)),
                Effect::WaitUntil(at) => self.timer = at,
                Effect::Show(report) => self.report = Some(report),
            }
        }
    }

    fn done(&mut self, done: Done) {
        let (number, _) = self.task.clone().expect("a task");
        self.feed(Event::Done(number, done));
    }

    fn answer(&mut self, status: u16, body: &str) {
        self.answer_wait(status, body, None);
    }

    fn answer_wait(&mut self, status: u16, body: &str, wait: Option<u64>) {
        let number = self.request.clone().expect("a request").number;
        let body = body.to_owned();
        self.feed(Event::Answer(Answer {
            number,
            status,
            wait,
            body,
        }));
    }

    /// The page is empty: there is nothing more.
    fn nothing_more(&mut self) {
        self.answer(200, r#"{"data":[]}"#);
    }

    fn wake(&mut self) {
        self.now = self.timer.expect("a timer");
        self.feed(Event::Timer);
    }

    fn query(&self) -> String {
        self.request.as_ref().expect("a request").query.clone()
    }

    fn since(&self) -> u64 {
        let query = self.query();
        let since = query
            .split('&')
            .next()
            .unwrap()
            .strip_prefix("_since=")
            .unwrap();
        since.parse().unwrap()
    }

    fn status(&self) -> Status {
        self.report.clone().expect("a report").status
    }

    /// Reads all that is new and lists everything; nothing is found.
    fn read_nothing(&mut self) {
        self.nothing_more();
        self.answer(200, &page(&[500_000]));
        self.nothing_more();
        self.done(Done::Compared {
            lost: Vec::new(),
            known: 9,
            since: None,
        });
    }

    /// Up to the request that writes this canvas.
    fn to_put(&mut self, rev: &str) {
        let Some((_, Task::Prepare { id, .. })) = self.task.clone() else {
            panic!("{:?}", self.task);
        };
        let canvas = Canvas::new(id);
        let body = body(&canvas, rev, &[], &serde_json::Map::new());
        self.done(Done::Prepared(Prepared::Put {
            rev: rev.to_owned(),
            lm: Some(10),
            body,
        }));
    }
}

fn page(lms: &[u64]) -> String {
    let item = |lm: &u64| json!({ "id": format!("r{lm}"), "last_modified": lm, "deleted": true });
    json!({ "data": lms.iter().map(item).collect::<Vec<_>>() }).to_string()
}

fn noted() -> Done {
    Done::Noted(Vec::new())
}

const REV: &str = "00000000000000aa";

#[test]
fn it_reads_back_a_minute_until_a_quiet_pull_has_passed() {
    let mut rig = Rig::at_rest(500_000, &[]);
    assert_eq!(rig.since(), 440_000);
    rig.read_nothing();
    rig.wake();
    assert_eq!(rig.since(), 440_000, "a minute has not passed yet");
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
        Task::Keep {
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
    assert_eq!(rig.since(), 540_000, "the cursor has moved");
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
        Status::Failed(Trouble::Storage(StoreError::Full))
    );
    rig.wake();
    assert_eq!(rig.since(), 440_000);
}

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
    assert!(rig.request.is_some(), "a person may ask sooner");
    let mut rig = Rig::at_rest(500_000, &[]);
    rig.answer_wait(200, r#"{"data":[]}"#, Some(999_999));
    rig.nothing_more();
    rig.done(Done::Compared {
        lost: Vec::new(),
        known: 0,
        since: None,
    });
    assert_eq!(rig.timer, Some(rig.now + 3_600_000), "but not for ever");
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
    rig.feed(Event::Answer(Answer {
        number: late.number,
        status: 200,
        wait: None,
        body,
    }));
    assert_eq!((&rig.task, &rig.request), (&None, &None));
    assert_eq!(
        format!("{:?}", rig.state),
        format!("{state:?}"),
        "an answer that comes too late"
    );
}

#[test]
fn a_timer_that_has_gone_off_is_set_again_even_for_the_same_time() {
    let mut rig = Rig::at_rest(500_000, &[]);
    rig.random = 0;
    rig.now = rig.timer.take().unwrap();
    rig.feed(Event::Timer);
    assert_eq!(rig.timer, Some(rig.now), "no wait at all was drawn");
}

#[test]
fn statuses_that_a_person_has_to_do_something_about_stop_it() {
    for (status, shown) in [
        (401, Status::SignIn),
        (403, Status::Failed(Trouble::Forbidden)),
        (404, Status::Failed(Trouble::Settings(404))),
        (405, Status::Failed(Trouble::Settings(405))),
        (410, Status::Failed(Trouble::Settings(410))),
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
    // Beyond that number nothing can be read: the cursor stays below it.
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
        "what can't be read isn't lost"
    );
    assert!(rig.report.as_ref().unwrap().unreadable);
    rig.wake();
    assert_eq!(rig.since(), 0);
    rig.answer(200, &page(&[10, 20, 8_999_999_999]));
    let Some((_, Task::Keep { since: None, .. })) = rig.task else {
        panic!("nothing moves the cursor there: {:?}", rig.task);
    };
    rig.done(noted());
    assert_eq!(
        (&rig.request, &rig.task),
        (&None, &None),
        "and the cycle ends"
    );
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
fn what_is_due_is_prepared_sent_and_concluded_one_by_one() {
    let mut rig = Rig::at_rest(500_000, &["a", "b"]);
    rig.read_nothing();
    for name in ["b", "a"] {
        let Some((_, Task::Prepare { id: its, rev })) = rig.task.clone() else {
            panic!("{:?}", rig.task);
        };
        assert_eq!((its, rev.as_str()), (id(name), "0000000000000007"));
        rig.to_put(REV);
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
        let Some((_, Task::Conclude { lm: 600_000, .. })) = rig.task else {
            panic!("{:?}", rig.task);
        };
        rig.done(Done::Noted(vec![(id(name), false)]));
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
        rig.to_put(REV);
        rig.answer(412, &told);
        let Some((_, Task::Keep { since: None, .. })) = rig.task else {
            panic!("{:?}", rig.task);
        };
        rig.done(Done::Noted(vec![(id("a"), true)]));
    }
    assert_eq!((&rig.task, &rig.request), (&None, &None));
    assert!(rig.timer.is_some(), "the next cycle goes on");
}

#[test]
fn a_version_that_is_not_told_is_asked_for() {
    let mut rig = Rig::at_rest(500_000, &["a"]);
    rig.read_nothing();
    rig.to_put(REV);
    rig.answer(412, "{}");
    let request = rig.request.clone().unwrap();
    assert_eq!(
        (request.method, request.path.as_str()),
        ("GET", "/records/a")
    );
    assert_eq!(request.headers, []);
    rig.answer(404, "{}");
    assert!(matches!(rig.task, Some((_, Task::Vanish { .. }))));
    rig.done(Done::Noted(vec![(id("a"), true)]));
    rig.done(Done::Prepared(Prepared::Put {
        rev: REV.to_owned(),
        lm: None,
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
        rig.to_put(REV);
        rig.answer(status, "");
        assert!(matches!(rig.task, Some((_, Task::Refuse { .. }))));
        rig.done(Done::Noted(vec![(id("b"), true)]));
        assert!(matches!(&rig.task, Some((_, Task::Prepare { id: its, .. })) if *its == id("a")));
        rig.done(Done::Prepared(Prepared::Refused(Refusal::Nul)));
        let report = rig.report.clone().unwrap();
        assert_eq!(
            report.refused,
            [(id("a"), Refusal::Nul), (id("b"), Refusal::Server(status))]
        );
        assert_eq!(report.status, Status::Failed(Trouble::Refused(2)));
        rig.wake();
        rig.nothing_more();
        assert_eq!(rig.task, None, "not tried again until it is changed");
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
            rig.to_put(REV);
            rig.answer(
                201,
                &json!({ "data": { "id": "a", "last_modified": 1 } }).to_string(),
            );
            rig.done(Done::Noted(vec![(id("a"), false)]));
        }
        assert!(matches!(&rig.task, Some((_, Task::Prepare { id: its, .. })) if *its == id("b")));
        rig.to_put(REV);
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
        rig.done(Done::Prepared(Prepared::Delete { lm: 10 }));
        let request = rig.request.clone().unwrap();
        assert_eq!((request.method, request.body), ("DELETE", None));
        assert_eq!(request.headers, [("If-Match", "\"10\"".to_owned())]);
        rig.answer(status, body);
        assert!(
            matches!(rig.task, Some((_, Task::Vanish { .. }))),
            "{status}"
        );
    }
    let mut rig = Rig::at_rest(500_000, &["a"]);
    rig.read_nothing();
    rig.done(Done::Prepared(Prepared::Delete { lm: 10 }));
    rig.answer(200, "<html>");
    assert_eq!(rig.task, None);
}

#[test]
fn many_lost_at_once_stop_the_sending_until_the_person_chooses() {
    for (lost, known, asks) in [
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
        assert_eq!(rig.task.is_none(), asks, "{lost:?} of {known}");
        if !asks {
            continue;
        }
        let report = rig.report.clone().unwrap();
        assert_eq!((report.asks, report.lost), (true, lost.clone()));
        assert_eq!(report.status, Status::Failed(Trouble::Lost(lost.len())));
        rig.feed(Event::PutBack);
        let Some((_, Task::PutBack { ids })) = rig.task.clone() else {
            panic!("{:?}", rig.task);
        };
        assert_eq!(ids, lost);
        rig.done(Done::Noted(
            lost.iter().map(|id| (id.clone(), true)).collect(),
        ));
        rig.nothing_more();
        assert!(matches!(rig.task, Some((_, Task::Prepare { .. }))));
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
    let Some((_, Task::Compare { briefs, since })) = rig.task.clone() else {
        panic!("{:?}", rig.task);
    };
    assert_eq!(
        (briefs.len(), since),
        (2, 20),
        "the server went back, and so does the cursor"
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
    assert!(number.is_some(), "what is under way goes on");
    let mut rig = Rig::new();
    rig.feed(Event::Start);
    rig.feed(Event::Visible(false));
    rig.feed(Event::Done(
        1,
        Done::Surveyed {
            since: 500_000,
            due: Vec::new(),
            unsettled: Vec::new(),
        },
    ));
    rig.read_nothing();
    assert_eq!(rig.timer, None);
    rig.feed(Event::Edited(id("a")));
    assert_eq!(rig.timer, Some(rig.now + 5_000), "but an edit is sent");
    rig.feed(Event::Visible(true));
    assert!(
        rig.request.is_some(),
        "and who looks again sees what is new"
    );
}

#[test]
fn a_page_that_was_taken_over_stops_at_once() {
    let mut rig = Rig::at_rest(500_000, &["a"]);
    rig.read_nothing();
    let number = rig.task.clone().unwrap().0;
    rig.feed(Event::StoreFailed(number, StoreError::Fenced));
    assert_eq!(
        (rig.status(), rig.timer),
        (Status::Failed(Trouble::Elsewhere), None)
    );
    rig.feed(Event::Button);
    assert_eq!(rig.request, None);
    rig.feed(Event::Start);
    assert!(matches!(rig.task, Some((_, Task::Survey { .. }))));
}

#[test]
fn what_was_written_is_settled_ten_minutes_later() {
    let mut rig = Rig::at_rest(500_000, &["a"]);
    rig.read_nothing();
    rig.to_put(REV);
    rig.answer(
        200,
        &json!({ "data": { "id": "a", "last_modified": 600_000 } }).to_string(),
    );
    rig.done(Done::Noted(vec![(id("a"), false)]));
    let written = rig.now;
    loop {
        rig.wake();
        rig.nothing_more();
        if let Some((_, Task::Settle { ids })) = rig.task.clone() {
            assert_eq!(ids, [id("a")]);
            break;
        }
        assert!(rig.now - written <= 700_000);
    }
    assert!(rig.now - written > 600_000);
}
