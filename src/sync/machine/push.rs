//! Writing: each canvas that is due, one after the other.

use super::{Answer, Doing, Request, Run};
use crate::domain::DocumentId;
use crate::sync::flaw::{Flaw, planted};
use crate::sync::protocol::{self, Refusal};
use crate::sync::reconcile::Prepared;
use crate::sync::status::Trouble;
use crate::sync::task::Task;

/// How often a canvas may meet another version in one cycle.
const MAX_ROUNDS: u32 = 5;

/// How often the server may fail on one canvas while others are written.
const MAX_FAILS: u32 = 5;

impl Run<'_> {
    /// Sends what is due; what failed before comes last.
    pub(super) fn push(&mut self) {
        let state = &mut *self.state;
        let mut queue: Vec<DocumentId> = Vec::new();
        let most = state.entries.values().map(|entry| entry.fails).max();
        for fails in (0..=most.unwrap_or(0)).rev() {
            let due = state.entries.iter().filter(|(_, entry)| {
                entry.due && entry.refused.is_none() && entry.fails == fails && !state.asks
            });
            queue.extend(due.map(|(id, _)| id.clone()));
        }
        (state.total, state.queue) = (queue.len(), queue);
        self.next();
    }

    /// Goes on with the next canvas.
    pub(super) fn next(&mut self) {
        match self.state.queue.pop() {
            Some(id) => self.prepare(id),
            None => self.rest(),
        }
    }

    fn prepare(&mut self, id: DocumentId) {
        // Another canvas in the same step can't be: one thing is under way at a time.
        let rev = format!("{:016x}", self.random);
        let task = Task::Prepare {
            id: id.clone(),
            rev,
        };
        self.task(Doing::Preparing(id), task);
    }

    pub(super) fn prepared(&mut self, id: DocumentId, prepared: Prepared) {
        let entry = self.state.entries.entry(id.clone()).or_default();
        match prepared {
            Prepared::Nothing => {
                entry.due = false;
                self.next();
            }
            Prepared::Refused(refusal) => {
                entry.refused = Some(refusal);
                self.next();
            }
            Prepared::Put { rev, lm, body } => {
                let request = Self::request("PUT", &id, lm, Some(body));
                self.send(Doing::Putting(id, rev), request);
            }
            Prepared::Delete { lm } => {
                let request = Self::request("DELETE", &id, Some(lm), None);
                self.send(Doing::Deleting(id), request);
            }
            Prepared::Look => self.look(id),
        }
    }

    /// A request about one record. What is written is written over a known version or over nothing.
    fn request(
        method: &'static str,
        id: &DocumentId,
        lm: Option<u64>,
        body: Option<String>,
    ) -> Request {
        let mut headers = Vec::new();
        match lm {
            Some(lm) => headers.push(("If-Match", format!("\"{lm}\""))),
            None if body.is_some() && !planted(Flaw::BlindPut) => {
                headers.push(("If-None-Match", "*".to_owned()));
            }
            None => {}
        }
        Request {
            number: 0,
            method,
            path: format!("/records/{id}"),
            query: String::new(),
            headers,
            body,
        }
    }

    fn look(&mut self, id: DocumentId) {
        let request = Self::request("GET", &id, None, None);
        self.send(Doing::Looking(id), request);
    }

    /// An answer, to whatever was asked.
    pub(super) fn answer(&mut self, answer: Answer) {
        let doing = self.state.doing.clone();
        if answer.status < 300 {
            self.asked(answer.wait);
        }
        match (doing, answer.status) {
            (Doing::Reading(since), _) => self.page(&answer, since),
            (Doing::Putting(id, rev), 200 | 201) => {
                match protocol::written(&answer.body, &id, &rev) {
                    Some(lm) => self.written(id, rev, lm),
                    None => self.fail(Trouble::Strange, answer.wait),
                }
            }
            (Doing::Deleting(id), 404) => self.erased(id),
            (Doing::Deleting(id), 200) => match protocol::single(&answer.body) {
                Some(item) if *item.id() == id => self.erased(id),
                _ => self.fail(Trouble::Strange, answer.wait),
            },
            (Doing::Putting(id, _) | Doing::Deleting(id), 412) => {
                match protocol::existing(&answer.body) {
                    Some(item) if *item.id() == id => self.merge(id, item),
                    _ => self.look(id),
                }
            }
            (Doing::Looking(id), 200) => match protocol::single(&answer.body) {
                Some(item) if *item.id() == id => self.merge(id, item),
                _ => self.fail(Trouble::Strange, answer.wait),
            },
            (Doing::Looking(id), 404) => {
                self.task(Doing::Merging(id.clone()), Task::Vanish { id });
            }
            (Doing::Putting(id, _) | Doing::Deleting(id), status @ (400 | 413 | 415 | 422)) => {
                self.set_aside(id, status);
            }
            (Doing::Putting(id, _) | Doing::Deleting(id) | Doing::Looking(id), status) => {
                self.record_failed(id, status, answer.wait);
            }
            (_, status) => self.refused(status, answer.wait),
        }
    }

    fn written(&mut self, id: DocumentId, rev: String, lm: u64) {
        for entry in self.state.entries.values_mut() {
            entry.others |= entry.fails > 0;
        }
        let entry = self.state.entries.entry(id.clone()).or_default();
        (entry.fails, entry.others, entry.written) = (0, false, Some(self.now));
        let task = Task::Conclude {
            id: id.clone(),
            rev,
            lm,
        };
        self.task(Doing::Noting(id), task);
    }

    fn erased(&mut self, id: DocumentId) {
        self.task(Doing::Noting(id.clone()), Task::Vanish { id });
    }

    /// The server has another version: takes it in, and then tries again.
    fn merge(&mut self, id: DocumentId, item: protocol::Item) {
        let task = Task::Keep {
            items: vec![item],
            since: None,
            wall: self.wall,
        };
        self.task(Doing::Merging(id), task);
    }

    pub(super) fn merged(&mut self, id: DocumentId) {
        let entry = self.state.entries.entry(id.clone()).or_default();
        entry.rounds = entry.rounds.saturating_add(1);
        if entry.due && entry.rounds < MAX_ROUNDS {
            self.prepare(id);
        } else {
            self.next();
        }
    }

    /// The server won't have it as it is; the others go on.
    fn set_aside(&mut self, id: DocumentId, status: u16) {
        let entry = self.state.entries.entry(id.clone()).or_default();
        entry.refused = Some(Refusal::Server(status));
        self.task(Doing::Noting(id.clone()), Task::Refuse { id });
    }

    /// There was no answer. It may be that of one canvas: a server, or what stands before it, can
    /// refuse what is too large for it in a way that the browser may not read.
    pub(super) fn network_failed(&mut self) {
        if let Doing::Putting(id, _) = self.state.doing.clone() {
            let entry = self.state.entries.entry(id.clone()).or_default();
            entry.fails = entry.fails.saturating_add(1);
            if entry.fails >= MAX_FAILS && entry.others {
                return self.set_aside(id, 0);
            }
        }
        self.fail(Trouble::Offline, None);
    }

    /// The server failed on one record: on all, or is it this one?
    fn record_failed(&mut self, id: DocumentId, status: u16, wait: Option<u64>) {
        if matches!(status, 404 | 500..) {
            let entry = self.state.entries.entry(id.clone()).or_default();
            entry.fails = entry.fails.saturating_add(1);
            if entry.fails >= MAX_FAILS && entry.others {
                return self.set_aside(id, status);
            }
        }
        match status {
            404 => self.fail(Trouble::Server(404), wait),
            status => self.refused(status, wait),
        }
    }

    /// A status that is not about one record.
    pub(super) fn refused(&mut self, status: u16, wait: Option<u64>) {
        match status {
            401 => self.stop(Trouble::SignIn),
            403 => self.stop(Trouble::Forbidden),
            404 | 405 | 410 => self.stop(Trouble::Settings(status)),
            ..=399 => self.fail(Trouble::Strange, wait),
            _ => self.fail(Trouble::Server(status), wait),
        }
    }
}
