//! Waves: several canvases written concurrently.
//!
//! One transaction prepares up to [`MOST`] canvases, their requests use several connections, and one
//! transaction acknowledges the clear successes; the next ones are prepared meanwhile (`beside`). Any other reply is not interpreted here: the write remains
//! pending, and the canvas is then sent alone by the rules of `writing`, which recognise by its
//! revision a write that did succeed.
//!
//! ```text
//! gather -> PUT PUT PUT PUT PUT PUT ... -> acknowledge -> the next wave -> the rest, one by one
//! ```
//!
//! A server that takes batches gets the writes of a wave in those; see `batching`.

use super::event::Reply;
use super::state::in_flight::Phase;
use super::state::wave::{End, Wave, Write};
use super::step::Run;
use super::task::{Task, Written};
use crate::domain::DocumentId;
use crate::store::mutation;
use crate::sync::protocol;
use crate::sync::reconcile::Prepared;
use crate::sync::status::SyncError;

/// The maximum number of canvases that a wave prepares or acknowledges at once. Their bodies are in
/// memory.
const MOST: usize = 50;

/// The minimum number of canvases in a wave; fewer are sent one by one.
const FEWEST: usize = 3;

impl Run<'_> {
    /// Begins a wave with the next canvases. Returns false if too few of them may be part of one.
    pub(super) fn begin_wave(&mut self) -> bool {
        let Some((count, task)) = self.next_canvases() else {
            return false;
        };
        self.state.wave = Wave::of(count);
        self.task(Phase::Gathering, task);
        true
    }

    /// Takes the next canvases from the queue. Returns their number and the task that prepares them;
    /// `None` if too few of them may be part of a wave.
    pub(super) fn next_canvases(&mut self) -> Option<(usize, Task)> {
        let entries = &self.state.entries;
        let goes = |id: &DocumentId| entries.goes_with_others(id);
        let ids = self.state.push.take_wave(goes, FEWEST, MOST)?;
        let (count, random) = (ids.len(), self.random);
        let rev = |nth: u64| format!("{:016x}", scatter(random, nth));
        let all = ids.into_iter().zip(0..).map(|(id, nth)| (id, rev(nth)));
        let all = all.collect();
        Some((count, Task::PrepareAll { all }))
    }

    /// Sends the wave after its first canvases were prepared.
    pub(super) fn gathered(&mut self, all: Vec<(DocumentId, Prepared)>) {
        let (count, writes) = (all.len(), self.writes(all));
        self.state.wave.prepared(count, writes);
        self.fill_lanes();
    }

    /// The writes of prepared canvases, the first one last.
    pub(super) fn writes(&mut self, all: Vec<(DocumentId, Prepared)>) -> Vec<Write> {
        let mut writes = Vec::with_capacity(all.len());
        for (id, prepared) in all.into_iter().rev() {
            match prepared {
                Prepared::Nothing => self.state.entries.set_due(&id, false),
                Prepared::Refused(refusal) => self.state.entries.refuse(&id, refusal),
                Prepared::Put {
                    rev,
                    last_modified,
                    body,
                } => writes.push(Write {
                    id,
                    rev,
                    last_modified,
                    body,
                }),
                Prepared::Delete { .. } | Prepared::Look => self.goes_alone(id),
            }
        }
        writes
    }

    /// Sends as many writes as there are free lanes; concludes the wave when all are answered.
    pub(super) fn fill_lanes(&mut self) {
        while let Some(mut writes) = self.next_writes() {
            let request = match writes.as_mut_slice() {
                [write] => {
                    let body = Some(std::mem::take(&mut write.body));
                    Self::request("PUT", &write.id, write.last_modified, body)
                }
                writes => self.batch(writes),
            };
            let number = self.send(Phase::Waving, request);
            self.state.wave.sent(number, writes);
        }
        self.work_beside(MOST);
        match (self.state.wave.is_answered(), self.state.wave.is_busy()) {
            (true, false) => self.conclude_wave(),
            (true, true) => self.state.in_flight.end_deadline(),
            (false, _) => {}
        }
    }

    /// Handles the reply to one request of a wave.
    pub(super) fn wave_answer(&mut self, answer: &Reply) {
        let Some(writes) = self.state.wave.take(answer.number) else {
            return;
        };
        if answer.status < 300 {
            self.state.retry.heed(answer.wait, self.now);
        }
        match <[Write; 1]>::try_from(writes) {
            Ok([write]) => {
                let written = protocol::written(&answer.body, &write.id, &write.rev);
                self.write_answer(write, answer.status, written, answer.wait);
            }
            Err(writes) => self.batch_answer(writes, answer),
        }
        self.fill_lanes();
    }

    /// Handles the answer to one write; `written` is the `last_modified` in it, if it is about that
    /// write.
    pub(super) fn write_answer(
        &mut self,
        write: Write,
        status: u16,
        written: Option<u64>,
        wait: Option<u64>,
    ) {
        let Write { id, rev, .. } = write;
        let last_modified = match status {
            200 | 201 => written,
            status => mutation::written_at(status, self.state.pull.since()),
        };
        match (last_modified, status) {
            (Some(last_modified), _) => {
                self.state.wave.wrote(Written {
                    id,
                    rev,
                    last_modified,
                });
            }
            // A conflict, or a write that the server rejects: the other writes go on.
            (None, 400 | 409 | 412 | 413 | 415 | 422) => {
                self.state.wave.postponed();
                self.goes_alone(id);
            }
            (None, status) => self.wave_failed(&id, End::Status(status, wait)),
        }
    }

    /// Handles a request of a wave that got no response.
    pub(super) fn wave_unheard(&mut self, number: u64) {
        if let Some(writes) = self.state.wave.take(number) {
            self.unheard(&writes);
            self.fill_lanes();
        }
    }

    /// Handles the deadline of a wave: all requests in flight count as failed.
    pub(super) fn wave_late(&mut self) {
        for writes in self.state.wave.take_all() {
            self.unheard(&writes);
        }
        self.fill_lanes();
    }

    fn unheard(&mut self, writes: &[Write]) {
        match writes {
            [write] => self.wave_failed(&write.id, End::Network),
            _ => self.batch_failed(End::Network),
        }
    }

    /// Ends the wave early: the failure may be about one record or about the server.
    fn wave_failed(&mut self, id: &DocumentId, end: End) {
        if matches!(end, End::Network | End::Status(404 | 500.., _)) {
            self.state.entries.failed(id);
        }
        self.state.wave.end(end);
    }

    /// Excludes a canvas from waves in this cycle, and queues it again.
    fn goes_alone(&mut self, id: DocumentId) {
        self.state.entries.set_alone(&id);
        // Behind all waves, but before canvases that failed.
        let entries = &self.state.entries;
        self.state.push.postpone(id, |id| entries.has_failed(id));
    }

    fn conclude_wave(&mut self) {
        let written = self.take_written();
        if written.is_empty() {
            return self.wave_done();
        }
        self.task(Phase::Concluding, Task::AcknowledgeAll { written });
    }

    /// Takes the written canvases, to be acknowledged.
    pub(super) fn take_written(&mut self) -> Vec<Written> {
        let written = self.state.wave.take_written();
        let ids = written.iter().map(|written| &written.id);
        self.state.entries.wrote(ids, self.now);
        written
    }

    /// Handles the end of a wave: goes on with the queue, or fails for the wave's reason.
    pub(super) fn wave_done(&mut self) {
        let wave = std::mem::take(&mut self.state.wave);
        match wave.ended() {
            None => self.next(),
            Some(End::Network) => self.fail(SyncError::Offline, None),
            Some(End::Status(404, wait)) => self.fail(SyncError::Server(404), wait),
            Some(End::Status(status, wait)) => self.refused(status, wait),
        }
    }
}

/// The `nth` number derived from one random number (`SplitMix64`), as good as drawn separately.
fn scatter(random: u64, nth: u64) -> u64 {
    let step = nth.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let mut mixed = random.wrapping_add(step);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}
