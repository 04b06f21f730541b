//! A rig that drives the machine step by step.

use maatwerk::domain::{Canvas, DocumentId, Timestamp};
use maatwerk::sync::machine::{Effect, Event, Input, Reply, Request, State, step};
use maatwerk::sync::protocol::body;
use maatwerk::sync::reconcile::Prepared;
use maatwerk::sync::status::{Report, Status};
use maatwerk::sync::task::{Done, Task};
use serde_json::json;

/// A machine with its time, randomness and last effects under the test's control.
pub(super) struct Rig {
    pub(super) state: Option<State>,
    pub(super) now: u64,
    pub(super) random: u64,
    pub(super) request: Option<Request>,
    /// The page that was requested last while an earlier one is being applied.
    pub(super) ahead: Option<Request>,
    /// All requests that the last event sent.
    pub(super) sent: Vec<Request>,
    pub(super) task: Option<(u64, Task)>,
    pub(super) timer: Option<u64>,
    pub(super) report: Option<Report>,
}

pub(super) fn id(text: &str) -> DocumentId {
    text.parse().unwrap()
}

impl Rig {
    pub(super) fn new() -> Self {
        Self {
            state: Some(State::new("https://sync.example/v1")),
            now: 1_000_000,
            random: 7,
            request: None,
            ahead: None,
            sent: Vec::new(),
            task: None,
            timer: None,
            report: None,
        }
    }

    /// A started machine whose cursor is at `since`, with these canvases due.
    pub(super) fn at_rest(since: u64, due: &[&str]) -> Self {
        let mut rig = Self::new();
        rig.feed(Event::Start);
        rig.done(Done::Surveyed {
            since,
            due: due.iter().map(|text| id(text)).collect(),
            resealed: Vec::new(),
            unsettled: Vec::new(),
            unread: Vec::new(),
            known: 0,
            is_encrypted: false,
        });
        rig
    }

    pub(super) fn feed(&mut self, event: Event) {
        (self.request, self.task, self.sent) = (None, None, Vec::new());
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
                Effect::Send(request) => {
                    self.sent.push(request.clone());
                    self.request = Some(request);
                }
                Effect::Do(number, task) => self.task = Some((number, task)),
                Effect::WaitUntil(at) => self.timer = at,
                Effect::Show(report) => self.report = Some(report),
            }
        }
        if self.task.is_some() {
            self.ahead = self.request.take();
        }
    }

    pub(super) fn done(&mut self, done: Done) {
        let (number, _) = self.task.clone().expect("a task");
        let ahead = self.ahead.take();
        self.feed(Event::Done(number, done));
        let waits = self.state.as_ref().is_some_and(|state| !state.is_idle());
        if waits && self.request.is_none() && self.task.is_none() {
            // The machine waits for what it requested before.
            self.request = ahead;
        } else if self.task.is_some() && self.ahead.is_none() {
            self.ahead = ahead;
        }
    }

    pub(super) fn answer(&mut self, status: u16, body: &str) {
        self.answer_wait(status, body, None);
    }

    pub(super) fn answer_wait(&mut self, status: u16, body: &str, wait: Option<u64>) {
        let number = self.request.clone().expect("a request").number;
        let body = body.to_owned();
        self.feed(Event::Reply(Reply {
            number,
            status,
            wait,
            body,
        }));
    }

    /// Answers with an empty page, which ends the pull.
    pub(super) fn nothing_more(&mut self) {
        self.answer(200, r#"{"data":[]}"#);
    }

    pub(super) fn wake(&mut self) {
        self.now = self.timer.expect("a timer");
        self.feed(Event::Timer);
    }

    pub(super) fn query(&self) -> String {
        self.request.as_ref().expect("a request").query.clone()
    }

    pub(super) fn since(&self) -> u64 {
        let query = self.query();
        let since = query
            .split('&')
            .next()
            .unwrap()
            .strip_prefix("_since=")
            .unwrap();
        since.parse().unwrap()
    }

    pub(super) fn status(&self) -> Status {
        self.report.clone().expect("a report").status
    }

    /// Completes a pull and a listing without any records.
    pub(super) fn read_nothing(&mut self) {
        self.nothing_more();
        self.answer(200, &page(&[500_000]));
        self.nothing_more();
        self.done(Done::Compared {
            lost: Vec::new(),
            known: 9,
            since: None,
        });
    }

    /// Completes the preparation, up to the PUT with this revision.
    pub(super) fn until_put(&mut self, rev: &str) {
        let Some((_, Task::Prepare { id, .. })) = self.task.clone() else {
            panic!("{:?}", self.task);
        };
        let canvas = Canvas::new(id);
        let body = body(&canvas, rev, &[], &serde_json::Map::new());
        self.done(Done::Prepared(Prepared::Put {
            rev: rev.to_owned(),
            last_modified: Some(10),
            body,
        }));
    }
}

pub(super) fn page(lms: &[u64]) -> String {
    let item = |last_modified: &u64| json!({ "id": format!("r{last_modified}"), "last_modified": last_modified, "deleted": true });
    json!({ "data": lms.iter().map(item).collect::<Vec<_>>() }).to_string()
}

pub(super) fn noted() -> Done {
    Done::Updated(Vec::new())
}

pub(super) const REV: &str = "00000000000000aa";
