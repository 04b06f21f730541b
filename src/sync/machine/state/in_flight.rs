//! The operation in flight: one request, one wave or one task at a time; and the pages that are
//! requested ahead while an earlier one is applied.

use crate::domain::DocumentId;
use crate::sync::machine::event::Reply;
use crate::sync::protocol::{Page, RawPage};

/// The maximum time of a request in milliseconds. Its sender may abort it at the same time.
pub const PATIENCE_MS: u64 = 60_000;

/// The maximum number of pages that are requested ahead: one that is read already, and one that the
/// server is at work on.
const AHEAD: usize = 2;

/// The kind of operation that is in flight.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::sync::machine) enum Phase {
    #[default]
    Nothing,
    Surveying,
    /// A page of a pull or listing, after this `last_modified`.
    Reading(u64),
    /// A page is being applied; the next comes after the first number, and the cursor moves to the
    /// second.
    ApplyingPage(u64, Option<u64>),
    Comparing,
    /// The cursor is being moved back; true if everything is pulled again.
    Rewinding(bool),
    Settling,
    PuttingBack,
    /// The server is asked whether it takes batches.
    Asking,
    /// A wave is being prepared.
    Gathering,
    /// The requests of a wave are in flight.
    Waving,
    /// The written canvases of a wave are being acknowledged.
    Concluding,
    Preparing(DocumentId),
    /// A PUT of this canvas with this revision.
    Putting(DocumentId, String),
    Deleting(DocumentId),
    Looking(DocumentId),
    /// The server's version after a conflict is being merged.
    Merging(DocumentId),
    /// A canvas's outcome is being stored, after which the next canvas follows.
    Noting(DocumentId),
}

/// The reply to the request for a page.
#[derive(Clone, Debug)]
pub(in crate::sync::machine) struct PageReply {
    pub(in crate::sync::machine) status: u16,
    /// As in [`Reply`].
    pub(in crate::sync::machine) wait: Option<u64>,
    /// Only with status 200.
    pub(in crate::sync::machine) body: PageBody,
}

/// The body of the reply to the request for a page.
#[derive(Clone, Debug)]
pub(in crate::sync::machine) enum PageBody {
    /// A page that is still to be read.
    Raw(RawPage),
    /// A page, or `None` if it isn't one.
    Read(Option<Page>),
}

impl PageReply {
    /// The reply to a request for the page after `since`.
    pub(in crate::sync::machine) fn of(reply: &Reply, since: u64) -> Self {
        let body = Some(&reply.body).filter(|_| reply.status == 200);
        let raw = body.and_then(|body| RawPage::of(body, since));
        Self {
            status: reply.status,
            wait: reply.wait,
            body: raw.map_or(PageBody::Read(None), PageBody::Raw),
        }
    }

    /// Where the page ends; `None` if there is none, or it is empty.
    fn last(&self) -> Option<u64> {
        match &self.body {
            PageBody::Raw(page) => page.last,
            PageBody::Read(page) => page.as_ref()?.last,
        }
    }
}

/// A page that was requested while an earlier one is being applied. It is handled after that, and
/// dropped if that fails.
#[derive(Clone, Debug)]
pub(in crate::sync::machine) struct Ahead {
    /// Its request comes after this `last_modified`.
    since: u64,
    number: u64,
    deadline: u64,
    /// Its outcome, once it is known: the reply, or `None` if there was none.
    outcome: Option<Option<PageReply>>,
}

/// The operation in flight, with its number and deadline.
#[derive(Clone, Debug, Default)]
pub(in crate::sync::machine) struct InFlight {
    /// The number that was assigned last.
    number: u64,
    /// The number of the operation in flight.
    awaited: u64,
    phase: Phase,
    /// Only for requests: a storage task may take as long as it needs.
    deadline: Option<u64>,
    /// In the order of their pages.
    ahead: Vec<Ahead>,
}

impl InFlight {
    pub(in crate::sync::machine) fn phase(&self) -> &Phase {
        &self.phase
    }

    pub(in crate::sync::machine) fn is_idle(&self) -> bool {
        self.phase == Phase::Nothing
    }

    /// Whether this is the number of the operation in flight. For a wave, with several requests, ask
    /// [`Wave`](super::wave::Wave) instead.
    pub(in crate::sync::machine) fn is_awaited(&self, number: u64) -> bool {
        number == self.awaited
    }

    /// The deadline of the request in flight, on the monotonic clock; `None` for a task.
    pub(in crate::sync::machine) fn deadline(&self) -> Option<u64> {
        self.deadline
    }

    pub(in crate::sync::machine) fn is_late(&self, now: u64) -> bool {
        self.deadline.is_some_and(|deadline| deadline <= now)
    }

    /// Begins a storage task. Returns its number.
    pub(in crate::sync::machine) fn begin_task(&mut self, phase: Phase) -> u64 {
        self.begin(phase, None)
    }

    /// Begins a request, which may take [`PATIENCE_MS`]. Returns its number.
    pub(in crate::sync::machine) fn begin_request(&mut self, phase: Phase, now: u64) -> u64 {
        self.begin(phase, Some(now.saturating_add(PATIENCE_MS)))
    }

    /// The number after which the next page may be requested ahead, while the one up to `last` is
    /// applied. `None` if the page before it isn't known, or enough were requested.
    pub(in crate::sync::machine) fn next_ahead(&self, last: u64) -> Option<u64> {
        let Some(ahead) = self.ahead.last() else {
            return Some(last);
        };
        let last = ahead.outcome.as_ref()?.as_ref()?.last()?;
        (self.ahead.len() < AHEAD).then_some(last)
    }

    /// Begins a request for the page after `since` ahead. Returns its number.
    pub(in crate::sync::machine) fn begin_ahead(&mut self, since: u64, now: u64) -> u64 {
        let number = self.next_number();
        self.ahead.push(Ahead {
            since,
            number,
            deadline: now.saturating_add(PATIENCE_MS),
            outcome: None,
        });
        number
    }

    /// After which `last_modified` the page with this number was requested ahead; `None` if none was.
    pub(in crate::sync::machine) fn ahead_since(&self, number: u64) -> Option<u64> {
        let mut all = self.ahead.iter();
        all.find(|it| it.number == number).map(|it| it.since)
    }

    /// Keeps the outcome of a page that was requested ahead: its reply, or `None`.
    pub(in crate::sync::machine) fn set_ahead(&mut self, number: u64, outcome: Option<PageReply>) {
        if let Some(ahead) = self.ahead.iter_mut().find(|it| it.number == number) {
            ahead.outcome = Some(outcome);
        }
    }

    /// The first page that came in ahead and is still to be read.
    pub(in crate::sync::machine) fn unread_ahead(&mut self) -> Option<&mut PageBody> {
        let replies = self
            .ahead
            .iter_mut()
            .filter_map(|it| it.outcome.as_mut()?.as_mut());
        let mut bodies = replies.map(|it| &mut it.body);
        bodies.find(|it| matches!(it, PageBody::Raw(_)))
    }

    /// Takes the first page that was requested ahead; `None` if none was.
    pub(in crate::sync::machine) fn take_ahead(&mut self) -> Option<Ahead> {
        (!self.ahead.is_empty()).then(|| self.ahead.remove(0))
    }

    /// Abandons the pages that were requested ahead; their outcomes are ignored.
    pub(in crate::sync::machine) fn drop_ahead(&mut self) {
        self.ahead.clear();
    }

    /// Makes the page that was requested ahead the operation in flight. Returns its outcome, if that
    /// is known already.
    pub(in crate::sync::machine) fn resume(
        &mut self,
        phase: Phase,
        ahead: Ahead,
    ) -> Option<Option<PageReply>> {
        (self.phase, self.deadline) = (phase, Some(ahead.deadline));
        self.awaited = ahead.number;
        ahead.outcome
    }

    /// Ends the operation, and returns its phase.
    pub(in crate::sync::machine) fn take(&mut self) -> Phase {
        std::mem::take(&mut self.phase)
    }

    /// The requests in flight are answered; what is waited for has no deadline.
    pub(in crate::sync::machine) fn end_deadline(&mut self) {
        self.deadline = None;
    }

    /// Abandons the operation, and the pages that were requested ahead; their outcomes are ignored.
    pub(in crate::sync::machine) fn clear(&mut self) {
        (self.phase, self.deadline) = (Phase::Nothing, None);
        self.drop_ahead();
    }

    fn begin(&mut self, phase: Phase, deadline: Option<u64>) -> u64 {
        self.awaited = self.next_number();
        (self.phase, self.deadline) = (phase, deadline);
        self.awaited
    }

    /// A new number, also for a storage task beside the requests of a wave.
    pub(in crate::sync::machine) fn next_number(&mut self) -> u64 {
        self.number = self.number.saturating_add(1);
        self.number
    }
}
