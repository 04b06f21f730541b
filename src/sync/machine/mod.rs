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

mod pull;
mod push;
mod report;

use std::collections::BTreeMap;

use super::protocol::{Brief, Refusal};
use super::status::{Report, Trouble};
use super::task::{Done, Task};
use crate::domain::{DocumentId, Timestamp};
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

/// A request to the server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// Names it; its answer has to bear the same number.
    pub number: u64,
    /// GET, PUT or DELETE.
    pub method: &'static str,
    /// What comes after the base URL.
    pub path: String,
    /// The query, without its question mark.
    pub query: String,
    /// Headers beside those of sign-in and content type.
    pub headers: Vec<(&'static str, String)>,
    /// JSON.
    pub body: Option<String>,
}

/// An answer of the server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The request's.
    pub number: u64,
    /// The status.
    pub status: u16,
    /// Seconds to wait, as `Retry-After` or `Backoff` has it, whichever is more.
    pub wait: Option<u64>,
    /// The body.
    pub body: String,
}

/// What happens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// This page begins to write and so to sync.
    Start,
    /// The server answered.
    Answer(Answer),
    /// There was no answer, or a part of one; with the request's number.
    NetworkFailed(u64),
    /// A task was done; with its number.
    Done(u64, Done),
    /// Storage failed; with the task's number.
    StoreFailed(u64, StoreError),
    /// The time that was waited for has come.
    Timer,
    /// A canvas was saved or removed here.
    Edited(DocumentId),
    /// There is a network again.
    Online,
    /// The person asks to sync now.
    Button,
    /// The person has signed in.
    SignedIn,
    /// The page came into view, or went out of it.
    Visible(bool),
    /// The person wants what the server lost back on the server.
    PutBack,
    /// The person leaves what the server lost as it is.
    LeaveLost,
}

/// An event with what a pure function can't know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// Milliseconds that only go up, also while the device's clock is set.
    pub now: u64,
    /// The device's clock, to be shown and no more.
    pub wall: Timestamp,
    /// Random bits.
    pub random: u64,
    /// What happens.
    pub event: Event,
}

/// What is to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Send this; the one before it is given up.
    Send(Request),
    /// Do this in storage; with the number that its outcome has to bear.
    Do(u64, Task),
    /// Give [`Event::Timer`] at this time; takes the place of the time before it.
    WaitUntil(Option<u64>),
    /// Show this.
    Show(Report),
}

/// What is under way.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Doing {
    Nothing,
    Surveying,
    /// A page of what is new, or of a listing, after this number.
    Reading(u64),
    /// A page is kept; the next comes after this number, and the cursor may move to another.
    Keeping(u64, Option<u64>),
    Comparing,
    /// The cursor goes back, to read everything again or not.
    Rewinding(bool),
    Settling,
    PuttingBack,
    Preparing(DocumentId),
    /// A write with its revision.
    Putting(DocumentId, String),
    Deleting(DocumentId),
    Looking(DocumentId),
    /// What the server has instead is merged.
    Merging(DocumentId),
    /// A canvas's outcome is stored, after which the next is due.
    Noting(DocumentId),
}

/// What a pull reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reading {
    /// What is new.
    New,
    /// Briefs of everything.
    Listing,
    /// Once more what a listing showed to be missed.
    Missed,
}

/// What the machine keeps of a canvas while it runs.
#[derive(Clone, Debug, Default)]
struct Entry {
    due: bool,
    refused: Option<Refusal>,
    /// Failures of the server on it, in a row.
    fails: u32,
    /// Others were written since it first failed.
    others: bool,
    /// How often it met another version in this cycle.
    rounds: u32,
    /// When it was written, until that is settled.
    written: Option<u64>,
}

/// The machine's state.
#[derive(Clone, Debug)]
pub struct State {
    url: String,
    number: u64,
    doing: Doing,
    stopped: Option<Trouble>,
    trouble: Option<Trouble>,
    entries: BTreeMap<DocumentId, Entry>,
    since: u64,
    advanced: u64,
    overlap: bool,
    ceiling: Option<u64>,
    reading: Reading,
    opened: u64,
    accepted: u64,
    received: usize,
    started: u64,
    briefs: Vec<Brief>,
    whole: bool,
    listing: bool,
    next_listing: u64,
    lost: Vec<DocumentId>,
    asks: bool,
    puts_back: bool,
    queue: Vec<DocumentId>,
    total: usize,
    fails: u32,
    hold: u64,
    wake: Option<u64>,
    deadline: Option<u64>,
    visible: bool,
    synced: Option<Timestamp>,
    timer: Option<u64>,
    shown: Option<Report>,
}

impl State {
    /// A machine for the server at this address, which begins with [`Event::Start`].
    #[must_use]
    pub fn new(url: impl Into<String>) -> Self {
        Self {
            url: url.into(),
            number: 0,
            doing: Doing::Nothing,
            stopped: Some(Trouble::NotStarted),
            trouble: None,
            entries: BTreeMap::new(),
            since: 0,
            advanced: 0,
            overlap: true,
            ceiling: None,
            reading: Reading::New,
            opened: 0,
            accepted: 0,
            received: 0,
            started: 0,
            briefs: Vec::new(),
            whole: false,
            listing: true,
            next_listing: 0,
            lost: Vec::new(),
            asks: false,
            puts_back: false,
            queue: Vec::new(),
            total: 0,
            fails: 0,
            hold: 0,
            wake: None,
            deadline: None,
            visible: true,
            synced: None,
            timer: None,
            shown: None,
        }
    }

    /// Whether nothing is under way.
    #[must_use]
    pub fn is_idle(&self) -> bool {
        self.doing == Doing::Nothing
    }
}

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
            Event::NetworkFailed(number) if self.awaits(number) => {
                self.fail(Trouble::Offline, None);
            }
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
        let url = self.state.url.clone();
        self.task(Doing::Surveying, Task::Survey { url });
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
                self.state.since = since;
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
        let wait = if super::flaw::planted(super::flaw::Flaw::NoBackoff) {
            1
        } else {
            wait
        };
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
