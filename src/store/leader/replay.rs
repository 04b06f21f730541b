//! Claiming a namespace: raises the epoch, which fences other pages, and replays the journal into
//! the archive.

use std::cell::Cell;

use crate::domain::{Canvas, DocumentId};
use crate::store::backend::envelope::Envelope;
use crate::store::backend::port::{SyncPort, Table};
use crate::store::backend::record::StoredRecord;
use crate::store::core::Store;
use crate::store::error::StoreError;
use crate::store::history::version::FROM_JOURNAL;
use crate::store::notice::Notice;
use crate::store::summary::Summary;
use crate::store::transaction::change_set::ChangeSet;
use crate::store::transaction::snapshot::{Reads, Snapshot};

/// What replay does with one journal entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReplayOutcome {
    /// The entry is newer than the archive: the browser closed before it was archived.
    Apply,
    /// The archive already has it.
    Drop,
    /// It differs from the archive without being newer: mostly an older save that reappeared after
    /// the browser was killed, but possibly one made while the archive was unavailable. It is kept
    /// as a version.
    Aside,
}

impl ReplayOutcome {
    /// Compares a journal entry with the archive's record. `tombstone` is the sequence number up to
    /// which the canvas was removed for good, 0 if it was not.
    #[must_use]
    pub fn of(entry: &Envelope, archived: &StoredRecord, tombstone: u64) -> Self {
        match archived {
            StoredRecord::Absent if entry.seq <= tombstone => Self::Drop,
            StoredRecord::Good(record) if record.doc == entry.doc => {
                // The same document, but a higher number has to be kept, or it would be assigned
                // again.
                if entry.seq > record.seq {
                    Self::Apply
                } else {
                    Self::Drop
                }
            }
            StoredRecord::Good(record) if entry.seq <= record.seq => Self::Aside,
            StoredRecord::Absent | StoredRecord::Good(_) | StoredRecord::Damaged { .. } => {
                Self::Apply
            }
            StoredRecord::TooNew { .. } => Self::Aside,
        }
    }
}

impl Store {
    /// Claims the namespace: from now on this page may write, and the previous leader's writes fail
    /// with [`StoreError::Fenced`]. Replays newer journal entries into the archive and sets
    /// unreadable ones aside; [`take_notices`](Self::take_notices) reports both. Open canvases have
    /// to be reloaded. Returns the new epoch.
    ///
    /// # Errors
    ///
    /// If the archive can't be read or written.
    pub async fn claim(&self) -> Result<u64, StoreError> {
        let claimed = self.raise_epoch().await;
        // Also where the claim has failed: what is saved during an outage must not be assigned a number that
        // the archive has.
        if claimed.is_ok() || !self.is_surveyed() {
            let surveyed = self.survey().await;
            if surveyed.is_err() && !self.is_surveyed() {
                self.set_blind();
            }
            claimed.as_ref().map_err(StoreError::clone)?;
            surveyed?;
        }
        let claimed = claimed?;
        self.hold_epoch(claimed);
        if let Some(work) = self.sealed_work() {
            (work.claimed)(self).await;
        }
        self.recover();
        self.replay().await;
        Ok(claimed)
    }

    /// Raises the epoch in the archive and in the journal, which fences other pages.
    async fn raise_epoch(&self) -> Result<u64, StoreError> {
        let claimed = Cell::new(0);
        let decide = |found: &Snapshot, changes: &mut ChangeSet<'_>| {
            claimed.set(found.epoch.unwrap_or(0).saturating_add(1));
            changes.put_epoch(claimed.get());
            Ok(())
        };
        self.update(Reads::epoch(), decide).await?;
        self.fence_journal(claimed.get());
        Ok(claimed.get())
    }

    /// Replays the journal into the archive. Entries that can't be replayed remain in the journal.
    pub(in crate::store) async fn replay(&self) {
        let Some(journal) = self.before().cloned() else {
            return;
        };
        let mut count = 0;
        for key in journal.keys(Table::Canvas, "").unwrap_or_default() {
            let Ok(id) = key.parse::<DocumentId>() else {
                continue;
            };
            let Ok(Some(bytes)) = journal.get(Table::Canvas, &key) else {
                continue;
            };
            if self.replay_bytes(&*journal, id, bytes).await {
                count += 1;
            }
        }
        if count > 0 {
            self.notice(Notice::Replayed { count });
        }
    }

    /// Replays what the journal has of a canvas, or sets it aside if it can't be read. Returns whether it was newer
    /// than the archive and was written to it.
    async fn replay_bytes(&self, journal: &dyn SyncPort, id: DocumentId, bytes: Vec<u8>) -> bool {
        let record = self.record(&id, Some(&bytes));
        if let (StoredRecord::Damaged { .. }, Some(work)) = (&record, self.sealed_work())
            && (work.keep_stray)(self, journal, &id, &bytes).await
        {
            return false;
        }
        let canvas = record.canvas();
        match (record, canvas) {
            (StoredRecord::Good(entry), Some(canvas)) => {
                return self.replay_entry(&id, &entry, &canvas, bytes).await;
            }
            (StoredRecord::TooNew { found, .. }, _) => self.notice(Notice::TooNew { id, found }),
            _ => self.quarantine(journal, id, &bytes),
        }
        false
    }

    pub(in crate::store) fn quarantine(
        &self,
        journal: &dyn SyncPort,
        id: DocumentId,
        bytes: &[u8],
    ) {
        // Without room for it, the entry stays where it is and is not overwritten.
        self.set_journal_aside(journal, &id, bytes).ok();
        self.notice(Notice::Quarantined { id });
    }

    /// Replays one entry. Returns whether it was newer than the archive and was written to it.
    async fn replay_entry(
        &self,
        id: &DocumentId,
        entry: &Envelope,
        canvas: &Canvas,
        bytes: Vec<u8>,
    ) -> bool {
        let verdict = Cell::new(ReplayOutcome::Aside);
        let decide = |found: &Snapshot, changes: &mut ChangeSet<'_>| {
            self.fence(found)?;
            let found = found.canvas(id);
            let archived = &found.document;
            verdict.set(ReplayOutcome::of(entry, archived, found.tombstone));
            match verdict.get() {
                ReplayOutcome::Drop => {}
                ReplayOutcome::Aside => self.keep_beside(canvas, entry.seq, archived, changes),
                ReplayOutcome::Apply => {
                    if let Some(bytes) = self.damaged(id, found) {
                        changes.put_broken(id, bytes);
                    }
                    let (seq, doc) = (entry.seq, Summary::of(canvas).encode());
                    changes.follow_save(id, found.metadata.as_ref(), archived, &entry.doc);
                    if archived.lacks_erased(&canvas.erased_people().collect::<Vec<_>>()) {
                        changes.put_erasing(id);
                    }
                    changes.put_document(id, &bytes, entry);
                    changes.put_summary(id, &Envelope { seq, doc });
                }
            }
            Ok(())
        };
        let reads = Reads::epoch().canvas(id);
        if self.update(reads, decide).await.is_err() {
            return false;
        }
        let applied = verdict.get() == ReplayOutcome::Apply;
        if applied {
            self.replayed(id, entry.seq);
        }
        self.remove_if_unchanged(id, &bytes);
        applied
    }

    /// Keeps the canvas of an entry among the versions, as the archive has another one.
    fn keep_beside(
        &self,
        canvas: &Canvas,
        seq: u64,
        archived: &StoredRecord,
        changes: &mut ChangeSet<'_>,
    ) {
        let mut canvas = canvas.clone();
        if matches!(archived, StoredRecord::Good(record) if record.seq == seq) {
            let id = canvas.id.clone();
            self.notice(Notice::KeptAside { id });
        }
        canvas.forget_erased(archived.canvas().as_ref());
        changes.put_version(&canvas, FROM_JOURNAL, seq);
    }

    /// Notes that an entry with this number was archived.
    fn replayed(&self, id: &DocumentId, seq: u64) {
        self.count(id, |counts| counts.replay(seq));
    }
}
