//! The machine's state of each canvas.

use crate::domain::{DocumentId, SortedMap, SortedSet};
use crate::sync::protocol::{RecordError, RecordHeader};

/// The maximum number of conflicts (412) per canvas in one cycle.
const MAX_ROUNDS: u32 = 5;

/// The number of server failures on one canvas, while others are written, after which it is
/// refused.
const MAX_FAILS: u32 = 5;

/// Milliseconds after a write during which a server may still let another write overwrite it.
/// Ancestors are kept that long.
const SETTLE_MS: u64 = 600_000;

/// The state of one canvas.
#[derive(Clone, Debug, Default)]
struct Entry {
    due: bool,
    /// The server has it, and it has to be sealed there.
    resealed: bool,
    refused: Option<RecordError>,
    /// Why the server's record can't be read, if that is so.
    unread: Option<RecordError>,
    /// Server failures on it in a row.
    fails: u32,
    /// Whether another canvas was written since this one first failed: the failure is then about
    /// this canvas, not about the server.
    others: bool,
    /// It isn't part of a wave in this cycle.
    alone: bool,
    /// Number of 412 responses in this cycle; at most [`MAX_ROUNDS`].
    rounds: u32,
    /// When it was last written, until its ancestors are pruned.
    written: Option<u64>,
}

impl Entry {
    /// Whether it is still due after [`MAX_ROUNDS`] conflicts.
    fn is_contested(&self) -> bool {
        self.due && self.rounds >= MAX_ROUNDS
    }

    /// Whether it is due and not refused.
    fn is_sendable(&self) -> bool {
        self.due && self.refused.is_none()
    }

    /// Whether it has to be sealed before anything else is sent. One that the server fails on again and again holds
    /// up nothing: only beside others does it show whether that is about this canvas.
    fn goes_first(&self) -> bool {
        self.is_sendable() && self.resealed && self.fails < MAX_FAILS
    }

    /// Whether it has state to keep between cycles.
    fn has_something(&self) -> bool {
        let known = self.refused.is_some() || self.unread.is_some();
        self.due || known || self.written.is_some()
    }
}

/// The canvases with state, by id.
#[derive(Clone, Debug, Default)]
pub(in crate::sync::machine) struct Entries(SortedMap<DocumentId, Entry>);

impl Entries {
    fn of(&mut self, id: &DocumentId) -> &mut Entry {
        self.0.entry(id.clone()).or_default()
    }

    /// Marks a canvas due after an edit or removal here, and clears its refusal and failures.
    pub(in crate::sync::machine) fn edited(&mut self, id: &DocumentId) {
        let entry = self.of(id);
        (entry.due, entry.refused, entry.fails) = (true, None, 0);
    }

    /// Sets whether a canvas is due to be sent.
    pub(in crate::sync::machine) fn set_due(&mut self, id: &DocumentId, due: bool) {
        let entry = self.of(id);
        (entry.due, entry.resealed) = (due, entry.resealed && due);
    }

    /// Marks canvases that the server has as due to be sealed there. They go in cycles before any that is new: a
    /// colleague without the key sees by that, before anything else, that the team is sealed now.
    pub(in crate::sync::machine) fn set_resealed(&mut self, ids: &[DocumentId]) {
        for id in ids {
            let entry = self.of(id);
            (entry.due, entry.resealed) = (true, true);
        }
    }

    /// Sets why the server's record of a canvas can't be read; `None` if it can.
    pub(in crate::sync::machine) fn set_unread(
        &mut self,
        id: &DocumentId,
        why: Option<RecordError>,
    ) {
        self.of(id).unread = why;
    }

    /// Marks a canvas as refused, with the reason.
    pub(in crate::sync::machine) fn refuse(&mut self, id: &DocumentId, why: RecordError) {
        self.of(id).refused = Some(why);
    }

    /// Marks a canvas as written recently, so that its ancestors are kept.
    pub(in crate::sync::machine) fn set_unsettled(&mut self, id: &DocumentId, now: u64) {
        self.of(id).written = Some(now);
    }

    /// Clears all refusals and failures, to try everything again.
    pub(in crate::sync::machine) fn try_all_again(&mut self) {
        for entry in self.0.values_mut() {
            (entry.refused, entry.fails) = (None, 0);
        }
    }

    /// Begins a cycle: resets the counts of conflicts and the exclusions from waves.
    pub(in crate::sync::machine) fn begin_cycle(&mut self) {
        for entry in self.0.values_mut() {
            (entry.rounds, entry.alone) = (0, false);
        }
    }

    /// Records successful writes. They also show that earlier failures of other canvases were not
    /// the server's.
    pub(in crate::sync::machine) fn wrote<'a>(
        &mut self,
        ids: impl Iterator<Item = &'a DocumentId>,
        now: u64,
    ) {
        for entry in self.0.values_mut() {
            entry.others |= entry.fails > 0;
        }
        for id in ids {
            let entry = self.of(id);
            (entry.fails, entry.others, entry.written) = (0, false, Some(now));
        }
    }

    /// Counts a server failure on a canvas. Returns whether the canvas is the cause, as it failed
    /// [`MAX_FAILS`] times while others were written.
    pub(in crate::sync::machine) fn failed(&mut self, id: &DocumentId) -> bool {
        let entry = self.of(id);
        entry.fails = entry.fails.saturating_add(1);
        entry.fails >= MAX_FAILS && entry.others
    }

    /// Counts a conflict after its merge. Returns whether the canvas is to be sent again in this
    /// cycle.
    pub(in crate::sync::machine) fn merged(&mut self, id: &DocumentId) -> bool {
        let entry = self.of(id);
        entry.rounds = entry.rounds.saturating_add(1);
        entry.due && entry.rounds < MAX_ROUNDS
    }

    /// Excludes a canvas from waves in this cycle.
    pub(in crate::sync::machine) fn set_alone(&mut self, id: &DocumentId) {
        self.of(id).alone = true;
    }

    /// Whether a canvas may be part of a wave: it had no failure or conflict.
    pub(in crate::sync::machine) fn goes_with_others(&self, id: &DocumentId) -> bool {
        let entry = self.0.get(id);
        entry.is_none_or(|entry| entry.fails == 0 && entry.rounds == 0 && !entry.alone)
    }

    /// Whether the server has failed on a canvas.
    pub(in crate::sync::machine) fn has_failed(&self, id: &DocumentId) -> bool {
        self.0.get(id).is_some_and(|entry| entry.fails > 0)
    }

    /// The canvases to send as a stack, so the next one is last. Canvases with more failures come
    /// later. While any is to be sealed in its place, only those: another waits for a later cycle.
    pub(in crate::sync::machine) fn sendable(&self) -> Vec<DocumentId> {
        let mut queue: Vec<DocumentId> = Vec::new();
        let entries = || self.0.iter().filter(|(_, entry)| entry.is_sendable());
        let goes_first = entries().any(|(_, entry)| entry.goes_first());
        let most = entries().map(|(_, entry)| entry.fails).max();
        for fails in (0..=most.unwrap_or(0)).rev() {
            let due = entries()
                .filter(|(_, entry)| entry.fails == fails && (entry.goes_first() || !goes_first));
            queue.extend(due.map(|(id, _)| id.clone()));
        }
        queue
    }

    /// Whether any canvas is to be sent.
    pub(in crate::sync::machine) fn is_any_sendable(&self) -> bool {
        self.0.values().any(Entry::is_sendable)
    }

    /// The number of canvases that wait to be sent and can be.
    pub(in crate::sync::machine) fn waiting(&self) -> usize {
        let waits = |entry: &&Entry| entry.is_sendable() && entry.unread.is_none();
        self.0.values().filter(waits).count()
    }

    /// The refused canvases, each with the reason.
    pub(in crate::sync::machine) fn refused(&self) -> Vec<(DocumentId, RecordError)> {
        let entries = self.0.iter();
        let refused = entries.filter_map(|(id, entry)| Some((id.clone(), entry.refused?)));
        refused.collect()
    }

    /// The canvases whose server record can't be read, each with the reason.
    pub(in crate::sync::machine) fn unread(&self) -> Vec<(DocumentId, RecordError)> {
        let entries = self.0.iter();
        let unread = entries.filter_map(|(id, entry)| Some((id.clone(), entry.unread?)));
        unread.collect()
    }

    /// The number of canvases that the server has sealed by a key that isn't here, and that may say that the team
    /// is encrypted.
    pub(in crate::sync::machine) fn sealed(&self) -> usize {
        let awaits = |entry: &&Entry| entry.unread == Some(RecordError::AwaitsKey);
        self.0.values().filter(awaits).count()
    }

    /// The number of canvases that are still due after [`MAX_ROUNDS`] conflicts.
    pub(in crate::sync::machine) fn contested(&self) -> usize {
        let entries = self.0.values();
        entries.filter(|entry| entry.is_contested()).count()
    }

    /// Takes the canvases whose last write can no longer be overwritten, given when the cycle
    /// started.
    pub(in crate::sync::machine) fn take_settled(&mut self, started: u64) -> Vec<DocumentId> {
        let done = started.saturating_sub(SETTLE_MS);
        let mut ids: Vec<DocumentId> = Vec::new();
        for (id, entry) in self.0.iter_mut() {
            if entry.written.is_some_and(|written| written < done) {
                entry.written = None;
                ids.push(id.clone());
            }
        }
        ids
    }

    /// Clears the unread state of canvases that the server no longer lists.
    pub(in crate::sync::machine) fn forget_unlisted(&mut self, headers: &[RecordHeader]) {
        let listed: SortedSet<&DocumentId> = headers.iter().map(|header| &header.id).collect();
        for (id, entry) in self.0.iter_mut() {
            if entry.unread.is_some() && !listed.contains(id) {
                entry.unread = None;
            }
        }
    }

    /// Drops canvases without state to keep.
    pub(in crate::sync::machine) fn tidy(&mut self) {
        self.0.retain(|_, entry| entry.has_something());
    }
}
