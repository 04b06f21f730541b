//! The machine: when to ask the server what, and what its answers lead to.
//!
//! [`step`] is pure. Time comes in as a number of milliseconds that only goes up, chance as random
//! bits, and everything that is done goes out as data. One thing is under way at a time: a request,
//! or a [`Task`] in storage. A cycle reads what is new, now and then lists everything, and sends what
//! is due:
//!
//! ```text
//! survey -> pull (pages, each kept before the next) -> listing, if due -> compare
//!        -> for each canvas that is due: prepare -> PUT or DELETE -> conclude, or merge and again
//! ```

mod event;
mod pull;
mod push;
mod report;
mod state;

pub use event::{Answer, Effect, Event, Input, Request};
pub use state::State;
use state::{Doing, Reading};

use super::flaw::{Flaw, planted};
use super::status::Trouble;
use super::task::{Done, Task};
use crate::domain::Timestamp;
use crate::store::StoreError;

/// How long a request may take. Whoever sends it may give up at the same time.
pub const PATIENCE_MS: u64 = 60_000;

/// How long after an edit it is sent.
const AFTER_EDIT_MS: u64 = 5_000;

/// How often the server is asked while the page is in view.
const POLL_MS: u64 = 60_000;

/// How often everything is listed.
const LISTING_MS: u64 = 24 * 3_600_000;

/// After this a write can't be written over unseen any more.
const SETTLE_MS: u64 = 600_000;

/// The longest wait that follows from failing.
const LONGEST_WAIT_MS: u64 = 300_000;

/// The longest wait that a server may ask for.
const LONGEST_ASKED_S: u64 = 3_600;

/// One step: what an event leads to.
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

/// A step that is under way.
struct Run<'a> {
    state: &'a mut State,
    now: u64,
    wall: Timestamp,
    random: u64,
    effects: Vec<Effect>,
}

impl Run<'_> {
    fn event(&mut self, event: Event) {
        match event {
            Event::Start => self.start(),
            Event::Answer(answer) if self.awaits(answer.number) => self.answer(answer),
            Event::NetworkFailed(number) if self.awaits(number) => self.network_failed(),
            Event::Done(number, done) if self.awaits(number) => self.done(done),
            Event::StoreFailed(number, error) if self.awaits(number) => self.store_failed(error),
            // What was given up meanwhile.
            Event::Answer(_)
            | Event::NetworkFailed(_)
            | Event::Done(..)
            | Event::StoreFailed(..) => {}
            Event::Timer => self.timer(),
            Event::Edited(id) => {
                let entry = self.state.entries.entry(id).or_default();
                (entry.due, entry.refused, entry.fails) = (true, None, 0);
                self.wake_within(AFTER_EDIT_MS);
            }
            Event::Online => {
                self.state.fails = 0;
                self.begin(self.state.hold);
            }
            Event::Button => self.button(),
            Event::SignedIn => {
                if matches!(
                    self.state.stopped,
                    Some(Trouble::SignIn | Trouble::Forbidden)
                ) {
                    self.state.stopped = None;
                }
                self.begin(0);
            }
            Event::Visible(visible) => {
                self.state.visible = visible;
                if visible && self.state.fails == 0 {
                    self.begin(self.state.hold);
                }
            }
            Event::PutBack => {
                (self.state.asks, self.state.puts_back) = (false, true);
                self.wake_within(0);
                self.begin(0);
            }
            Event::LeaveLost => {
                self.state.asks = false;
                self.wake_within(0);
            }
        }
    }

    /// Whether this is what the machine waits for.
    fn awaits(&self, number: u64) -> bool {
        number == self.state.number && self.state.doing != Doing::Nothing
    }

    fn start(&mut self) {
        if self.state.doing != Doing::Nothing {
            return;
        }
        self.state.stopped = None;
        (self.state.ceiling, self.state.overlap) = (None, true);
        (self.state.listing, self.state.advanced) = (true, self.now);
        self.state.surveyed = false;
        self.begin(0);
    }

    fn button(&mut self) {
        match self.state.stopped {
            Some(Trouble::NotStarted | Trouble::Elsewhere) => return,
            _ => self.state.stopped = None,
        }
        (self.state.listing, self.state.ceiling) = (true, None);
        for entry in self.state.entries.values_mut() {
            (entry.refused, entry.fails) = (None, 0);
        }
        self.begin(0);
    }

    fn timer(&mut self) {
        // It has gone off: even for the same time it has to be set anew.
        self.state.timer = None;
        let past = |time: Option<u64>| time.is_some_and(|time| time <= self.now);
        if self.state.doing != Doing::Nothing {
            if past(self.state.deadline) {
                self.fail(Trouble::Offline, None);
            }
        } else if past(self.state.wake) {
            self.begin(0);
        }
    }

    /// Does something in storage.
    fn task(&mut self, doing: Doing, task: Task) {
        self.state.number = self.state.number.saturating_add(1);
        (self.state.doing, self.state.deadline) = (doing, None);
        self.effects.push(Effect::Do(self.state.number, task));
    }

    /// Asks the server something.
    fn send(&mut self, doing: Doing, request: Request) {
        self.state.number = self.state.number.saturating_add(1);
        self.state.doing = doing;
        self.state.deadline = Some(self.now.saturating_add(PATIENCE_MS));
        let number = self.state.number;
        self.effects
            .push(Effect::Send(Request { number, ..request }));
    }

    fn done(&mut self, done: Done) {
        let doing = std::mem::replace(&mut self.state.doing, Doing::Nothing);
        match (doing, done) {
            (
                Doing::Surveying,
                Done::Surveyed {
                    since,
                    due,
                    unsettled,
                },
            ) => {
                (self.state.since, self.state.surveyed) = (since, true);
                for id in due {
                    self.state.entries.entry(id).or_default().due = true;
                }
                for id in unsettled {
                    self.state.entries.entry(id).or_default().written = Some(self.now);
                }
                self.begin(0);
            }
            (Doing::Comparing, Done::Compared { lost, known, since }) => {
                self.compared(lost, known, since);
            }
            (Doing::Preparing(id), Done::Prepared(prepared)) => self.prepared(id, prepared),
            (doing, Done::Noted(due)) => {
                for (id, due) in due {
                    self.state.entries.entry(id).or_default().due = due;
                }
                self.noted(doing);
            }
            (_, Done::Surveyed { .. } | Done::Compared { .. } | Done::Prepared(_)) => {}
        }
    }

    fn noted(&mut self, doing: Doing) {
        match doing {
            Doing::Keeping(last, further) => {
                self.advance(further);
                self.kept(last);
            }
            Doing::Rewinding(true) => self.read(0),
            Doing::Rewinding(false) => self.read_all(),
            Doing::Settling => self.settled(),
            Doing::PuttingBack => self.begin(0),
            Doing::Merging(id) => self.merged(id),
            _ => self.next(),
        }
    }

    fn store_failed(&mut self, error: StoreError) {
        if error == StoreError::Fenced {
            self.stop(Trouble::Elsewhere);
        } else {
            self.fail(Trouble::Storage(error), None);
        }
    }

    /// Nothing is done until the person does something.
    fn stop(&mut self, trouble: Trouble) {
        (self.state.doing, self.state.deadline) = (Doing::Nothing, None);
        (self.state.stopped, self.state.wake) = (Some(trouble), None);
        self.state.queue.clear();
    }

    /// Tries again later: the longer it fails, the later, and never all devices at once.
    fn fail(&mut self, trouble: Trouble, asked: Option<u64>) {
        (self.state.doing, self.state.deadline) = (Doing::Nothing, None);
        self.state.queue.clear();
        let most = (1_000_u64 << self.state.fails.min(10)).min(LONGEST_WAIT_MS);
        self.state.fails = self.state.fails.saturating_add(1);
        let jitter = self.random % most.saturating_add(1);
        let wait = jitter.max(self.asked(asked));
        let wait = if planted(Flaw::NoBackoff) { 1 } else { wait };
        self.state.trouble = Some(trouble);
        self.state.wake = Some(self.now.saturating_add(wait));
    }

    /// Heeds what the server asks; gives it in milliseconds.
    fn asked(&mut self, seconds: Option<u64>) -> u64 {
        let wait = seconds
            .unwrap_or(0)
            .min(LONGEST_ASKED_S)
            .saturating_mul(1_000);
        self.state.hold = self.state.hold.max(self.now.saturating_add(wait));
        wait
    }

    /// Begins a cycle within so many milliseconds, unless the server asked for more.
    fn wake_within(&mut self, wait: u64) {
        if self.state.stopped.is_some() {
            return;
        }
        let at = self.now.saturating_add(wait).max(self.state.hold);
        let failing = self.state.fails > 0;
        let sooner = self.state.wake.is_none_or(|wake| at < wake && !failing);
        if sooner {
            self.state.wake = Some(at);
        }
    }

    fn finish(&mut self) {
        let report = self.report();
        if self.state.shown.as_ref() != Some(&report) {
            self.state.shown = Some(report.clone());
            self.effects.push(Effect::Show(report));
        }
        let timer = match self.state.doing {
            Doing::Nothing => self.state.wake,
            _ => self.state.deadline,
        };
        if timer != self.state.timer {
            self.state.timer = timer;
            self.effects.push(Effect::WaitUntil(timer));
        }
    }
}
