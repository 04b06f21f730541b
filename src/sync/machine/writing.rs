//! Pushes the canvases that are due, one after the other.

use super::event::{Reply, Request};
use super::state::in_flight::Phase;
use super::step::Run;
use super::task::Task;
use crate::domain::DocumentId;
use crate::store::mutation;
use crate::sync::protocol::{self, RecordError};
use crate::sync::reconcile::Prepared;
use crate::sync::status::SyncError;

impl Run<'_> {
    /// Queues and sends what is due; canvases that failed before come last.
    pub(super) fn push(&mut self) {
        let queue = if self.is_held() {
            Vec::new()
        } else {
            self.state.entries.sendable()
        };
        self.state.push.fill(queue);
        if !self.ask_for_batches() {
            self.next();
        }
    }

    /// Whether nothing is sent, as the team is encrypted by now and this device isn't.
    pub(super) fn is_held(&self) -> bool {
        let sealed = self.state.entries.sealed() > 0;
        self.state.push.is_held(mutation::is_sealed(sealed))
    }

    /// Goes on with the next wave or canvas, or ends the cycle.
    pub(super) fn next(&mut self) {
        if self.begin_wave() {
            return;
        }
        match self.state.push.pop() {
            Some(id) => self.prepare(id),
            None => self.rest(),
        }
    }

    fn prepare(&mut self, id: DocumentId) {
        // Unique within the step, as only one canvas is prepared in it.
        let rev = format!("{:016x}", self.random);
        let task = Task::Prepare {
            id: id.clone(),
            rev,
        };
        self.task(Phase::Preparing(id), task);
    }

    pub(super) fn prepared(&mut self, id: DocumentId, prepared: Prepared) {
        match prepared {
            Prepared::Nothing => {
                self.state.entries.set_due(&id, false);
                self.next();
            }
            Prepared::Refused(refusal) => {
                self.state.entries.refuse(&id, refusal);
                self.next();
            }
            Prepared::Put {
                rev,
                last_modified,
                body,
            } => {
                let request = Self::request("PUT", &id, last_modified, Some(body));
                self.send(Phase::Putting(id, rev), request);
            }
            Prepared::Delete { last_modified } => {
                let request = Self::request("DELETE", &id, Some(last_modified), None);
                self.send(Phase::Deleting(id), request);
            }
            Prepared::Look => self.look(id),
        }
    }

    /// A request about one record. A PUT only overwrites the version `last_modified`, or creates
    /// the record if it is `None`.
    pub(super) fn request(
        method: &'static str,
        id: &DocumentId,
        last_modified: Option<u64>,
        body: Option<String>,
    ) -> Request {
        let mut headers = Vec::new();
        match last_modified {
            Some(last_modified) => headers.push(("If-Match", format!("\"{last_modified}\""))),
            None if mutation::has_precondition(body.is_some()) => {
                headers.push(("If-None-Match", "*".to_owned()));
            }
            None => {}
        }
        Request {
            path: format!("/records/{id}"),
            headers,
            body,
            ..Request::new(method)
        }
    }

    fn look(&mut self, id: DocumentId) {
        let request = Self::request("GET", &id, None, None);
        self.send(Phase::Looking(id), request);
    }

    /// Handles a reply, depending on the operation in flight.
    pub(super) fn answer(&mut self, answer: Reply) {
        let phase = self.state.in_flight.phase().clone();
        if phase == Phase::Waving {
            return self.wave_answer(&answer);
        }
        if answer.status < 300 {
            self.state.retry.heed(answer.wait, self.now);
        }
        match (phase, answer.status) {
            (Phase::Reading(since), _) => self.page(&answer, since),
            (Phase::Asking, _) => self.asked(Some(&answer)),
            (Phase::Putting(id, rev), 200 | 201) => {
                match protocol::written(&answer.body, &id, &rev) {
                    Some(last_modified) => self.written(id, rev, last_modified),
                    None => self.fail(SyncError::Strange, answer.wait),
                }
            }
            (Phase::Deleting(id), 404) => self.erased(id),
            (Phase::Deleting(id), 200) => match protocol::single(&answer.body) {
                Some(item) if *item.id() == id => self.erased(id),
                _ => self.fail(SyncError::Strange, answer.wait),
            },
            (Phase::Putting(id, _) | Phase::Deleting(id), 412) => {
                match protocol::existing(&answer.body) {
                    Some(item) if *item.id() == id => self.merge(id, item),
                    _ => self.look(id),
                }
            }
            (Phase::Looking(id), 200) => match protocol::single(&answer.body) {
                Some(item) if *item.id() == id => self.merge(id, item),
                _ => self.fail(SyncError::Strange, answer.wait),
            },
            (Phase::Looking(id), 404) => {
                self.task(Phase::Merging(id.clone()), Task::MarkMissing { id });
            }
            (Phase::Putting(id, _) | Phase::Deleting(id), status @ (400 | 413 | 415 | 422)) => {
                self.set_aside(id, status);
            }
            (Phase::Putting(id, _) | Phase::Deleting(id) | Phase::Looking(id), status) => {
                self.record_failed(id, status, answer.wait);
            }
            (_, status) => self.refused(status, answer.wait),
        }
    }

    fn written(&mut self, id: DocumentId, rev: String, last_modified: u64) {
        let ids = std::iter::once(&id);
        self.state.entries.wrote(ids, self.now);
        let task = Task::Acknowledge {
            id: id.clone(),
            rev,
            last_modified,
        };
        self.task(Phase::Noting(id), task);
    }

    fn erased(&mut self, id: DocumentId) {
        self.task(Phase::Noting(id.clone()), Task::MarkMissing { id });
    }

    /// Handles a conflict: merges the server's version, and then tries again.
    fn merge(&mut self, id: DocumentId, item: protocol::Item) {
        let task = Task::ApplyPage {
            items: vec![item],
            since: None,
            wall: self.wall,
        };
        self.task(Phase::Merging(id), task);
    }

    pub(super) fn merged(&mut self, id: DocumentId) {
        let again = self.state.entries.merged(&id);
        if self.is_held() {
            // The server's version is sealed: the team has been encrypted since this cycle read.
            self.state.push.clear();
            self.next();
        } else if again {
            self.prepare(id);
        } else {
            self.next();
        }
    }

    /// Refuses a canvas that the server rejects; the others go on.
    fn set_aside(&mut self, id: DocumentId, status: u16) {
        let why = RecordError::Server(status);
        self.state.entries.refuse(&id, why);
        self.task(Phase::Noting(id.clone()), Task::Refuse { id });
    }

    /// Handles a request without a response. A proxy may reject one large body without CORS
    /// headers, which looks the same; so a canvas that fails repeatedly while others succeed is set
    /// aside.
    pub(super) fn network_failed(&mut self) {
        if let Phase::Putting(id, _) = self.state.in_flight.phase().clone()
            && self.state.entries.failed(&id)
        {
            return self.set_aside(id, 0);
        }
        self.fail(SyncError::Offline, None);
    }

    /// Handles a failure on one record, which may be about the record or about the server.
    fn record_failed(&mut self, id: DocumentId, status: u16, wait: Option<u64>) {
        if matches!(status, 404 | 500..) && self.state.entries.failed(&id) {
            return self.set_aside(id, status);
        }
        match status {
            404 => self.fail(SyncError::Server(404), wait),
            status => self.refused(status, wait),
        }
    }

    /// Handles a status that isn't about one record: stops, or fails and retries.
    pub(super) fn refused(&mut self, status: u16, wait: Option<u64>) {
        match status {
            401 => self.stop(SyncError::SignIn),
            403 => self.stop(SyncError::Forbidden),
            404 | 405 | 410 => self.stop(SyncError::Settings(status)),
            ..=399 => self.fail(SyncError::Strange, wait),
            _ => self.fail(SyncError::Server(status), wait),
        }
    }
}
