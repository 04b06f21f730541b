//! The machine's state, one file per part.

pub(super) mod batch;
pub(super) mod entries;
pub(super) mod in_flight;
pub(super) mod limits;
pub(super) mod pull;
pub(super) mod push;
pub(super) mod retry;
pub(super) mod schedule;
pub(super) mod wave;

use batch::Batch;
use entries::Entries;
use in_flight::InFlight;
use limits::Limits;
use pull::Pull;
use push::Push;
use retry::Retry;
use schedule::Schedule;
use wave::Wave;

use crate::sync::status::Report;

/// The machine's state: one part per concern, each with its own invariants.
#[derive(Clone, Debug)]
pub struct State {
    pub(super) url: String,
    /// The operation in flight.
    pub(super) in_flight: InFlight,
    /// The state of each canvas.
    pub(super) entries: Entries,
    /// What has been pulled.
    pub(super) pull: Pull,
    /// What has to be pushed.
    pub(super) push: Push,
    /// The wave of concurrent writes.
    pub(super) wave: Wave,
    /// What is known of the server's batches.
    pub(super) batch: Batch,
    /// Errors, and when to retry.
    pub(super) retry: Retry,
    /// When the next cycle begins.
    pub(super) schedule: Schedule,
    /// The report that was shown last.
    pub(super) shown: Option<Report>,
}

impl State {
    /// A machine for the server at base URL `url`. It does nothing before
    /// [`Start`](super::Event::Start).
    #[must_use]
    pub fn new(url: impl Into<String>) -> Self {
        Self {
            url: url.into(),
            in_flight: InFlight::default(),
            entries: Entries::default(),
            pull: Pull::new(Limits::default()),
            push: Push::default(),
            wave: Wave::default(),
            batch: Batch::new(Limits::default()),
            retry: Retry::new(),
            schedule: Schedule::new(),
            shown: None,
        }
    }

    /// Sets other limits. Call before the first step.
    #[must_use]
    pub fn with_limits(self, limits: Limits) -> Self {
        Self {
            pull: Pull::new(limits),
            batch: Batch::new(limits),
            ..self
        }
    }

    /// Whether no request or task is in flight.
    #[must_use]
    pub fn is_idle(&self) -> bool {
        self.in_flight.is_idle()
    }
}
