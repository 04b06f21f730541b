//! Batches: many writes in one request, where the server takes them.
//!
//! The server is asked once, when many canvases wait. A batch is only an envelope: each write in it
//! has its own condition and its own answer. The answers count if they are complete and none tells
//! that the server may have undone the batch. Otherwise nothing in it is known: its writes remain
//! pending and are sent one by one, which recognises by its revision a write that did succeed.

use super::event::{Reply, Request};
use super::state::in_flight::Phase;
use super::state::wave::{End, Write};
use super::step::Run;
use crate::store::mutation;
use crate::sync::protocol::batch::{self, Part};

impl Run<'_> {
    /// Asks whether the server takes batches, if many canvases wait and it was not asked yet.
    /// Returns whether it is being asked.
    pub(super) fn ask_for_batches(&mut self) -> bool {
        let asks = self.state.batch.has_to_ask(self.state.push.total());
        if asks {
            let request = Request {
                path: "/".to_owned(),
                at_root: true,
                ..Request::new("GET")
            };
            self.send(Phase::Asking, request);
        }
        asks
    }

    /// Handles the answer to that; `None` if there was none.
    pub(super) fn asked(&mut self, answer: Option<&Reply>) {
        match answer.map(|answer| (answer.status, &answer.body)) {
            Some((200, body)) => self.state.batch.learn(batch::most(body)),
            None | Some((401 | 429 | 500.., _)) => self.state.batch.failed(),
            Some(_) => self.state.batch.learn(None),
        }
        self.next();
    }

    /// Takes the writes to send in the next request: several if they go in a batch.
    pub(super) fn next_writes(&mut self) -> Option<Vec<Write>> {
        let most = self.state.batch.most(self.state.push.total());
        self.state.wave.next(most, batch::MAX_BATCH)
    }

    /// The request for a batch of writes.
    pub(super) fn batch(&self, writes: &[Write]) -> Request {
        let write =
            |it: &Write| Self::request("PUT", &it.id, it.last_modified, Some(String::new()));
        let requests: Vec<Request> = writes.iter().map(write).collect();
        let parts: Vec<Part<'_>> = requests
            .iter()
            .zip(writes)
            .map(|(request, write)| Part {
                method: request.method,
                path: &request.path,
                headers: mutation::conditions(&request.headers),
                body: &write.body,
            })
            .collect();
        let (_, prefix) = batch::root(&self.state.url);
        Request {
            path: batch::PATH.to_owned(),
            at_root: true,
            body: Some(batch::body(prefix, &parts)),
            ..Request::new("POST")
        }
    }

    /// Handles the reply to a batch of `writes`.
    pub(super) fn batch_answer(&mut self, writes: Vec<Write>, answer: &Reply) {
        let answers = match answer.status {
            200 => batch::answers(&answer.body),
            401 | 409 | 429 | 500.. => {
                return self.batch_failed(End::Status(answer.status, answer.wait));
            }
            _ => None,
        };
        let trusted = answers.filter(|answers| {
            let complete = answers.len() == writes.len();
            mutation::trusts_batch(complete && !answers.iter().any(batch::Answer::undoes))
        });
        let Some(answers) = trusted else {
            self.state.batch.failed();
            return self.state.wave.send_singly(writes);
        };
        self.state.batch.succeeded();
        for (write, part) in writes.into_iter().zip(answers) {
            let status = part.status;
            let written = part.written(&write.id, &write.rev);
            self.write_answer(write, status, written, answer.wait);
        }
    }

    /// Ends the wave after a batch without any answer that counts. Which of its writes is the cause,
    /// if any is, isn't known.
    pub(super) fn batch_failed(&mut self, end: End) {
        self.state.batch.failed();
        self.state.wave.end(end);
    }
}
