//! What is known of the server's batches, an optional part of Canvas Sync 1.

use super::limits::Limits;

/// The number of failed batches in a row after which no more are sent.
const MAX_FAILS: u32 = 2;

/// What the server has said of batches.
#[derive(Clone, Copy, Debug)]
enum Known {
    /// It was not asked yet.
    Nothing,
    /// It takes none.
    Absent,
    /// It takes this number of requests in one.
    Most(usize),
}

/// Whether writes are sent in batches.
#[derive(Clone, Debug)]
pub(in crate::sync::machine) struct Batch {
    /// The minimum number of canvases to send for which batches are used.
    many: usize,
    known: Known,
    /// The number of failures in a row.
    fails: u32,
}

impl Batch {
    /// The state before the server was asked.
    pub(in crate::sync::machine) fn new(limits: Limits) -> Self {
        Self {
            many: limits.many,
            known: Known::Nothing,
            fails: 0,
        }
    }

    /// Forgets what is known of the server.
    pub(in crate::sync::machine) fn start(&mut self) {
        (self.known, self.fails) = (Known::Nothing, 0);
    }

    /// Whether the server has to be asked before this number of canvases is sent.
    pub(in crate::sync::machine) fn has_to_ask(&self, total: usize) -> bool {
        let unknown = matches!(self.known, Known::Nothing);
        unknown && total >= self.many && self.fails < MAX_FAILS
    }

    /// Sets the number of requests that the server takes in one batch; `None` if it takes none.
    pub(in crate::sync::machine) fn learn(&mut self, most: Option<usize>) {
        self.known = most
            .filter(|most| *most > 1)
            .map_or(Known::Absent, Known::Most);
    }

    /// The maximum number of writes in one request while `total` canvases are sent; 1 if the server
    /// takes no batches.
    pub(in crate::sync::machine) fn most(&self, total: usize) -> usize {
        match self.known {
            Known::Most(most) if total >= self.many && self.fails < MAX_FAILS => most,
            _ => 1,
        }
    }

    /// Records that a batch succeeded.
    pub(in crate::sync::machine) fn succeeded(&mut self) {
        self.fails = 0;
    }

    /// Records that a batch, or the question about batches, failed.
    pub(in crate::sync::machine) fn failed(&mut self) {
        self.fails = self.fails.saturating_add(1);
    }
}
