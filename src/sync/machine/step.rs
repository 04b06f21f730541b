//! One step of the machine: events, timers and failures.

use super::event::{Effect, Event, Input, Request};
use super::state::State;
use super::state::in_flight::Phase;
use super::state::wave::Wave;
use super::task::{Done, Task};
use crate::domain::{DocumentId, Timestamp};
use crate::store::StoreError;
use crate::sync::protocol::RecordError;
use crate::sync::status::SyncError;

/// The delay in milliseconds between an edit and the cycle that sends it.
pub(super) const AFTER_EDIT_MS: u64 = 5_000;

/// Handles one event: returns the new state, and the effects to carry out.
#[must_use]
pub fn step(mut state: State, input: Input) -> (State, Vec<Effect>) {
    let mut run = Run {
        state: &mut state,
        now: input.now,
        wall: input.wall,
        random: input.random,
        effects: Vec::new(),
    };
    run.event(input.event);
    run.finish();
    let effects = run.effects;
    (state, effects)
}

/// A step in progress.
pub(super) struct Run<'a> {
    pub(super) state: &'a mut State,
    pub(super) now: u64,
    pub(super) wall: Timestamp,
    pub(super) random: u64,
    pub(super) effects: Vec<Effect>,
}

impl Run<'_> {
    fn event(&mut self, event: Event) {
        match event {
            Event::Start => self.start(),
            Event::Reply(answer) if self.awaits(answer.number) => self.answer(answer),
            Event::NetworkFailed(number) if self.awaits(number) => self.no_answer(number),
            Event::Reply(answer) if self.is_ahead(answer.number) => self.page_ahead(&answer),
            Event::NetworkFailed(number) if self.is_ahead(number) => {
                self.state.in_flight.set_ahead(number, None);
            }
            Event::Done(number, done) if self.awaits(number) => self.done(done),
            Event::Done(number, done) if self.state.wave.is_beside(number) => {
                self.beside_done(done);
            }
            Event::StoreFailed(number, error)
                if self.awaits(number) || self.state.wave.is_beside(number) =>
            {
                self.store_failed(error);
            }
            // The outcome of an operation that was abandoned meanwhile.
            Event::Reply(_)
            | Event::NetworkFailed(_)
            | Event::Done(..)
            | Event::StoreFailed(..) => {}
            Event::Timer => self.timer(),
            Event::Edited(id) => {
                self.state.entries.edited(&id);
                self.wake_within(AFTER_EDIT_MS);
            }
            Event::Online => {
                self.state.retry.online();
                self.begin(self.state.retry.backoff_until());
            }
            Event::Button => self.button(),
            Event::SignedIn => self.signed_in(),
            Event::Visible(visible) => self.visible(visible),
            Event::PutBack => self.put_back(),
            Event::LeaveLost => {
                self.state.push.leave_lost();
                self.wake_within(0);
            }
        }
    }

    fn no_answer(&mut self, number: u64) {
        match self.state.in_flight.phase() {
            Phase::Waving => self.wave_unheard(number),
            Phase::Asking => self.asked(None),
            _ => self.network_failed(),
        }
    }

    fn signed_in(&mut self) {
        self.state.retry.signed_in();
        self.state.pull.end_pause();
        self.begin(0);
    }

    fn visible(&mut self, visible: bool) {
        self.state.schedule.set_visible(visible);
        if visible && !self.state.retry.is_failing() {
            self.begin(self.state.retry.backoff_until());
        }
    }

    fn put_back(&mut self) {
        self.state.push.put_lost_back();
        self.wake_within(0);
        self.begin(0);
    }

    /// Whether this is the number of an operation in flight.
    fn awaits(&self, number: u64) -> bool {
        match self.state.in_flight.phase() {
            Phase::Nothing => false,
            Phase::Waving => self.state.wave.awaits(number),
            _ => self.state.in_flight.is_awaited(number),
        }
    }

    /// Whether this is the number of the page that was requested ahead.
    fn is_ahead(&self, number: u64) -> bool {
        self.state.in_flight.ahead_since(number).is_some()
    }

    fn start(&mut self) {
        if !self.state.in_flight.is_idle() {
            return;
        }
        self.state.retry.start();
        self.state.pull.start(self.now);
        self.state.batch.start();
        self.state.schedule.ask_listing();
        self.begin(0);
    }

    fn button(&mut self) {
        if !self.state.retry.resume() {
            return;
        }
        self.state.schedule.ask_listing();
        self.state.pull.lift_ceiling();
        self.state.pull.end_pause();
        self.state.entries.try_all_again();
        self.begin(0);
    }

    fn timer(&mut self) {
        self.state.schedule.timer_rang();
        if self.state.in_flight.is_idle() {
            if self.state.schedule.is_due(self.now) {
                self.begin(0);
            }
        } else if self.state.in_flight.unread_ahead().is_some() {
            self.parse_ahead();
        } else if self.state.in_flight.is_late(self.now) {
            match self.state.in_flight.phase() {
                Phase::Waving => self.wave_late(),
                Phase::Asking => self.asked(None),
                _ => self.fail(SyncError::Offline, None),
            }
        }
    }

    /// Starts a storage task.
    pub(super) fn task(&mut self, phase: Phase, task: Task) {
        let number = self.state.in_flight.begin_task(phase);
        self.effects.push(Effect::Do(number, task));
    }

    /// Sends a request. Returns its number.
    pub(super) fn send(&mut self, phase: Phase, request: Request) -> u64 {
        let number = self.state.in_flight.begin_request(phase, self.now);
        self.effects
            .push(Effect::Send(Request { number, ..request }));
        number
    }

    /// Sends a request for the page after `since`, while an earlier one is applied.
    pub(super) fn send_ahead(&mut self, since: u64, request: Request) {
        let number = self.state.in_flight.begin_ahead(since, self.now);
        self.effects
            .push(Effect::Send(Request { number, ..request }));
    }

    fn done(&mut self, done: Done) {
        match (self.state.in_flight.take(), done) {
            (
                Phase::Surveying,
                Done::Surveyed {
                    since,
                    due,
                    resealed,
                    unsettled,
                    unread,
                    known,
                    is_encrypted,
                },
            ) => {
                self.state.push.set_clear(!is_encrypted);
                self.state.entries.set_resealed(&resealed);
                self.state.pull.survey(since, known);
                self.surveyed(due, unsettled, unread);
            }
            (Phase::Comparing, Done::Compared { lost, known, since }) => {
                self.compared(lost, known, since);
            }
            (Phase::Preparing(id), Done::Prepared(prepared)) => self.prepared(id, prepared),
            (Phase::Gathering, Done::PreparedAll(all)) => self.gathered(all),
            (phase, Done::Updated(due)) => {
                self.due(due);
                self.noted(phase);
            }
            (
                phase,
                Done::Kept {
                    due,
                    unread,
                    rewritten,
                    fresh,
                },
            ) => {
                self.state.pull.kept(rewritten, fresh);
                self.stored(due, unread, phase);
            }
            (
                _,
                Done::Surveyed { .. }
                | Done::Compared { .. }
                | Done::Prepared(_)
                | Done::PreparedAll(_),
            ) => {}
        }
    }

    fn surveyed(
        &mut self,
        due: Vec<DocumentId>,
        unsettled: Vec<DocumentId>,
        unread: Vec<(DocumentId, RecordError)>,
    ) {
        for (id, why) in unread {
            self.state.entries.set_unread(&id, Some(why));
        }
        for id in due {
            self.state.entries.set_due(&id, true);
        }
        for id in unsettled {
            self.state.entries.set_unsettled(&id, self.now);
        }
        self.begin(0);
    }

    fn stored(
        &mut self,
        due: Vec<(DocumentId, bool)>,
        unread: Vec<(DocumentId, Option<RecordError>)>,
        phase: Phase,
    ) {
        self.due(due);
        for (id, why) in unread {
            self.state.entries.set_unread(&id, why);
        }
        self.noted(phase);
    }

    pub(super) fn due(&mut self, due: Vec<(DocumentId, bool)>) {
        for (id, due) in due {
            self.state.entries.set_due(&id, due);
        }
    }

    fn noted(&mut self, phase: Phase) {
        match phase {
            Phase::ApplyingPage(last, further) => {
                self.state.pull.advance(further, self.now);
                self.kept(last);
            }
            Phase::Rewinding(true) => self.read(0),
            Phase::Rewinding(false) => self.read_all(),
            Phase::Settling => self.settled(),
            Phase::PuttingBack => self.begin(0),
            Phase::Merging(id) => self.merged(id),
            Phase::Concluding => self.wave_done(),
            _ => self.next(),
        }
    }

    fn store_failed(&mut self, error: StoreError) {
        if error == StoreError::Fenced {
            self.stop(SyncError::Elsewhere);
        } else {
            self.fail(SyncError::Storage(error), None);
        }
    }

    /// Ends the cycle and stops until the user acts.
    pub(super) fn stop(&mut self, trouble: SyncError) {
        self.give_up();
        self.state.retry.stop(trouble);
        self.state.schedule.set_wake(None);
    }

    /// Ends the cycle and schedules a retry, not before the server wants it (`asked`, in seconds).
    pub(super) fn fail(&mut self, trouble: SyncError, asked: Option<u64>) {
        self.give_up();
        let again = self.state.retry.fail(trouble, asked, self.now, self.random);
        self.state.schedule.set_wake(Some(again));
    }

    /// Ends the cycle without an outcome.
    fn give_up(&mut self) {
        self.state.in_flight.clear();
        self.state.push.clear();
        self.state.wave = Wave::default();
    }

    /// Schedules the next cycle at most `wait` milliseconds from now, but not before the server
    /// wants it. Does nothing when stopped or backing off.
    pub(super) fn wake_within(&mut self, wait: u64) {
        let retry = &self.state.retry;
        if retry.is_stopped() {
            return;
        }
        let at = self.now.saturating_add(wait).max(retry.backoff_until());
        // While the machine is failing, a scheduled retry keeps its time.
        if !retry.is_failing() || self.state.schedule.wake().is_none() {
            self.state.schedule.wake_by(at);
        }
    }

    fn finish(&mut self) {
        let report = self.report();
        if self.state.shown.as_ref() != Some(&report) {
            self.state.shown = Some(report.clone());
            self.effects.push(Effect::Show(report));
        }
        let timer = if self.state.in_flight.is_idle() {
            self.state.schedule.wake()
        } else if self.state.in_flight.unread_ahead().is_some() {
            // At once, but after the requests of this step were sent.
            Some(self.now)
        } else {
            self.state.in_flight.deadline()
        };
        if self.state.schedule.set_timer(timer) {
            self.effects.push(Effect::WaitUntil(timer));
        }
    }
}
