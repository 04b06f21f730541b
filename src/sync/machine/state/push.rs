//! The state of pushing: the queue, and whether it waits for a decision of the user.

use crate::domain::DocumentId;

/// The number of canvases that the server may lose before the user has to decide, and the
/// percentage.
const FEW: usize = 5;
const FEW_IN_HUNDRED: usize = 10;

/// The canvases to push in a cycle, and those that the server lost.
#[derive(Clone, Debug, Default)]
pub(in crate::sync::machine) struct Push {
    /// Canvases to send as a stack, the next one last.
    queue: Vec<DocumentId>,
    /// The number of canvases to send in this cycle.
    total: usize,
    /// Canvases that the server had and no longer lists.
    lost: Vec<DocumentId>,
    /// Nothing is sent until the user decides about the lost canvases.
    awaiting_decision: bool,
    /// The user wants the lost canvases to be sent again.
    puts_back: bool,
    /// What is sent is in the clear.
    clear: bool,
}

impl Push {
    pub(in crate::sync::machine) fn total(&self) -> usize {
        self.total
    }

    /// The number of canvases that are not begun yet.
    pub(in crate::sync::machine) fn left(&self) -> usize {
        self.queue.len()
    }

    pub(in crate::sync::machine) fn lost(&self) -> &[DocumentId] {
        &self.lost
    }

    pub(in crate::sync::machine) fn is_awaiting_decision(&self) -> bool {
        self.awaiting_decision
    }

    /// Sets whether what is sent is in the clear.
    pub(in crate::sync::machine) fn set_clear(&mut self, clear: bool) {
        self.clear = clear;
    }

    /// Whether nothing is sent, as it would be in the clear and the team is encrypted by now: `sealed` is whether
    /// the server has a record that is sealed.
    pub(in crate::sync::machine) fn is_held(&self, sealed: bool) -> bool {
        self.clear && sealed
    }

    /// Begins a cycle.
    pub(in crate::sync::machine) fn begin_cycle(&mut self) {
        self.total = 0;
    }

    /// Fills the queue, the next one last. It stays empty while the user has to decide.
    pub(in crate::sync::machine) fn fill(&mut self, queue: Vec<DocumentId>) {
        let queue = if self.awaiting_decision {
            Vec::new()
        } else {
            queue
        };
        (self.total, self.queue) = (queue.len(), queue);
    }

    /// Empties the queue for this cycle.
    pub(in crate::sync::machine) fn clear(&mut self) {
        self.queue = Vec::new();
    }

    /// Takes the next canvas to send; `None` if the queue is empty.
    pub(in crate::sync::machine) fn pop(&mut self) -> Option<DocumentId> {
        self.queue.pop()
    }

    /// Takes the next canvases, in order, up to the first that `goes` rejects and at most `most`.
    /// `None` if they are fewer than `fewest`.
    pub(in crate::sync::machine) fn take_wave(
        &mut self,
        goes: impl Fn(&DocumentId) -> bool,
        fewest: usize,
        most: usize,
    ) -> Option<Vec<DocumentId>> {
        let next = self.queue.iter().rev().take(most);
        let count = next.take_while(|id| goes(id)).count();
        if count < fewest {
            return None;
        }
        let rest = self.queue.len().saturating_sub(count);
        let mut ids = self.queue.split_off(rest);
        ids.reverse();
        Some(ids)
    }

    /// Puts a canvas back behind all others, but before those that `failed`.
    pub(in crate::sync::machine) fn postpone(
        &mut self,
        id: DocumentId,
        failed: impl Fn(&DocumentId) -> bool,
    ) {
        let at = self.queue.iter().take_while(|id| failed(id)).count();
        self.queue.insert(at, id);
    }

    /// Sets the canvases that the server lost, out of `known` that it had. If they are many, the
    /// user has to decide.
    pub(in crate::sync::machine) fn set_lost(&mut self, lost: Vec<DocumentId>, known: usize) {
        let many = lost.len() > FEW
            || lost.len().saturating_mul(100) > known.saturating_mul(FEW_IN_HUNDRED);
        self.awaiting_decision = many && !lost.is_empty();
        self.lost = lost;
    }

    /// The user decided: the lost canvases are sent again.
    pub(in crate::sync::machine) fn put_lost_back(&mut self) {
        (self.awaiting_decision, self.puts_back) = (false, true);
    }

    /// The user decided: the lost canvases are left as they are.
    pub(in crate::sync::machine) fn leave_lost(&mut self) {
        self.awaiting_decision = false;
    }

    /// Takes the lost canvases once if the user wants them sent again; `None` otherwise.
    pub(in crate::sync::machine) fn take_put_back(&mut self) -> Option<Vec<DocumentId>> {
        let asked = std::mem::take(&mut self.puts_back) && !self.lost.is_empty();
        asked.then(|| std::mem::take(&mut self.lost))
    }
}
