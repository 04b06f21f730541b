//! An outage: this page may write, but the archive can't be written, or not even read.

use super::error::StoreError;

/// The state of an outage.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Outage {
    /// Why the namespace can't be claimed; `None` if there is no outage.
    why: Option<StoreError>,
    /// The archive has not been read since this page opened.
    blind: bool,
    /// The outages that ended, as one, until it is taken.
    over: Option<Recovery>,
}

/// An outage that has ended: the namespace is claimed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recovery {
    /// The reason of the outage. After [`StoreError::Erased`] the archive only has what was saved
    /// since.
    pub why: StoreError,
    /// The archive could not be read before: open canvases have to be compared with it.
    pub was_blind: bool,
}

impl Outage {
    /// Why the namespace can't be claimed; `None` if there is no outage.
    pub(super) fn why(&self) -> Option<&StoreError> {
        self.why.as_ref()
    }

    /// Whether the archive has not been read since this page opened.
    pub(super) fn is_blind(&self) -> bool {
        self.blind
    }

    pub(super) fn set_blind(&mut self) {
        self.blind = true;
    }

    /// Begins an outage: the namespace can't be claimed.
    pub(super) fn begin(&mut self, why: StoreError) {
        self.why = Some(why);
    }

    /// Ends the outage: the namespace is claimed and the archive read.
    pub(super) fn end(&mut self) {
        let blind = std::mem::take(&mut self.blind);
        if let Some(why) = self.why.take() {
            // What an outage before it has asked for, and was not taken yet, is still due.
            let before = self.over.take();
            let was_blind = blind || before.as_ref().is_some_and(|it| it.was_blind);
            let erased = before
                .map(|it| it.why)
                .filter(|it| *it == StoreError::Erased);
            let why = erased.unwrap_or(why);
            self.over = Some(Recovery { why, was_blind });
        }
    }

    /// Ends the outage without a recovery, as this page no longer writes.
    pub(super) fn dismiss(&mut self) {
        self.why = None;
    }

    /// Takes the outage that ended since the last call.
    pub(super) fn take_recovery(&mut self) -> Option<Recovery> {
        self.over.take()
    }
}
