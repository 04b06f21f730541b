//! The error state: why the machine stopped or failed, and when it may try again.

use crate::store::mutation;
use crate::sync::status::SyncError;

/// The longest backoff in milliseconds after a failure.
const LONGEST_WAIT_MS: u64 = 300_000;

/// The longest wait in seconds that a server may request.
const LONGEST_ASKED_S: u64 = 3_600;

/// The current error, and the failures in a row.
#[derive(Clone, Debug)]
pub(in crate::sync::machine) struct Retry {
    /// Why the machine is stopped until an event restarts it; `None` if it runs.
    stopped: Option<SyncError>,
    /// The error of the last cycle, while it is retried.
    trouble: Option<SyncError>,
    /// The number of failed cycles in a row.
    fails: u32,
    /// The server requested no requests before this time.
    backoff_until: u64,
}

impl Retry {
    /// The state of a machine that has not started.
    pub(in crate::sync::machine) fn new() -> Self {
        Self {
            stopped: Some(SyncError::NotStarted),
            trouble: None,
            fails: 0,
            backoff_until: 0,
        }
    }

    pub(in crate::sync::machine) fn stopped(&self) -> Option<&SyncError> {
        self.stopped.as_ref()
    }

    pub(in crate::sync::machine) fn is_stopped(&self) -> bool {
        self.stopped.is_some()
    }

    pub(in crate::sync::machine) fn trouble(&self) -> Option<&SyncError> {
        self.trouble.as_ref()
    }

    pub(in crate::sync::machine) fn is_failing(&self) -> bool {
        self.fails > 0
    }

    pub(in crate::sync::machine) fn backoff_until(&self) -> u64 {
        self.backoff_until
    }

    /// Stops the machine until the user acts.
    pub(in crate::sync::machine) fn stop(&mut self, why: SyncError) {
        self.stopped = Some(why);
    }

    /// Clears the stop, whatever its reason. Called at a start.
    pub(in crate::sync::machine) fn start(&mut self) {
        self.stopped = None;
    }

    /// Clears the stop on the user's request. Returns false if this page doesn't sync, which the
    /// user can't change here.
    pub(in crate::sync::machine) fn resume(&mut self) -> bool {
        if let Some(SyncError::NotStarted | SyncError::Elsewhere) = self.stopped {
            return false;
        }
        self.stopped = None;
        true
    }

    /// The user has signed in: clears a stop that waited for that.
    pub(in crate::sync::machine) fn signed_in(&mut self) {
        if let Some(SyncError::SignIn | SyncError::Forbidden) = self.stopped {
            self.stopped = None;
        }
    }

    /// The network is available again: resets the count of failures.
    pub(in crate::sync::machine) fn online(&mut self) {
        self.fails = 0;
    }

    /// Records a successful cycle. `trouble` is the limit that paused its pull, if any.
    pub(in crate::sync::machine) fn succeed(&mut self, trouble: Option<SyncError>) {
        (self.fails, self.trouble) = (0, trouble);
    }

    /// Records a failed cycle. Returns when to retry: exponential backoff with full jitter, at most
    /// [`LONGEST_WAIT_MS`], and never before the wait that the server requests (`asked`, in
    /// seconds).
    pub(in crate::sync::machine) fn fail(
        &mut self,
        trouble: SyncError,
        asked: Option<u64>,
        now: u64,
        random: u64,
    ) -> u64 {
        let most = (1_000_u64 << self.fails.min(10)).min(LONGEST_WAIT_MS);
        self.fails = self.fails.saturating_add(1);
        let jitter = random % most.saturating_add(1);
        let wait = jitter.max(self.heed(asked, now));
        self.trouble = Some(trouble);
        now.saturating_add(mutation::wait(wait))
    }

    /// Applies `Retry-After` or `Backoff` (seconds, at most an hour) to `backoff_until`. Returns it
    /// in milliseconds.
    pub(in crate::sync::machine) fn heed(&mut self, seconds: Option<u64>, now: u64) -> u64 {
        let wait = seconds
            .unwrap_or(0)
            .min(LONGEST_ASKED_S)
            .saturating_mul(1_000);
        self.backoff_until = self.backoff_until.max(now.saturating_add(wait));
        wait
    }
}
