//! Removes canvases for good.

use super::backend::port::Table;
use super::backend::record::StoredRecord;
use super::core::Store;
use super::error::StoreError;
use super::parts::JournalMode;
use super::sync_state::unread::refuse_unread;
use super::transaction::change_set::ChangeSet;
use super::transaction::snapshot::{CanvasRecords, Reads, Snapshot};
use crate::domain::{DocumentId, read_document};

impl Store {
    /// Removes a canvas for good, with its versions, its summary and its broken records. Only a
    /// tombstone with its last sequence number remains, so that a save that reappears in the
    /// journal after the browser was killed doesn't restore the canvas.
    ///
    /// # Errors
    ///
    /// If the archive can't be written; [`StoreError::TooNew`] if a newer version wrote the canvas,
    /// or if the server has a record of it that can't be read; [`StoreError::Superseded`] if sync was
    /// storing the canvas, so that nobody has seen yet what would be removed.
    pub fn delete(&self, id: &DocumentId) -> impl Future<Output = Result<(), StoreError>> {
        // What is under way now, when someone asks for it, not when it is first waited for.
        let syncing = self.counts(id).syncing();
        async move { self.erase(id, false, syncing).await.map(drop) }
    }

    /// Removes a canvas for good if the archive has it in the bin and the journal has no newer
    /// entry. Returns whether it was removed.
    ///
    /// # Errors
    ///
    /// As [`delete`](Self::delete).
    pub async fn delete_binned(&self, id: &DocumentId) -> Result<bool, StoreError> {
        let syncing = self.counts(id).syncing();
        self.erase(id, true, syncing).await
    }

    async fn erase(
        &self,
        id: &DocumentId,
        only_binned: bool,
        syncing: Option<u64>,
    ) -> Result<bool, StoreError> {
        self.claim_again().await?;
        let mut removal = self.removal(id, only_binned, syncing).await?;
        let mut done = false;
        let decide = |found: &Snapshot, changes: &mut ChangeSet<'_>| {
            self.fence(found)?;
            done = removal.decide(found.canvas(id), changes)?;
            Ok(())
        };
        let reads = Reads::epoch().document(id).metadata(id);
        let removed = self.update(reads, decide).await;
        if let Err(error) = &removed {
            self.handle_transaction_error(error);
        }
        removed?;
        if done {
            self.erased(id, removal.last);
        }
        Ok(done)
    }

    /// Prepares a removal: finds everything that goes with the canvas.
    async fn removal<'a>(
        &self,
        id: &'a DocumentId,
        only_binned: bool,
        syncing: Option<u64>,
    ) -> Result<Removal<'a>, StoreError> {
        let archive = self.archive();
        let (entry, counts) = (self.journaled(id)?, self.counts(id));
        let prefix = format!("{id}/");
        Ok(Removal {
            id,
            only_binned,
            syncing,
            entry,
            last: counts.highest().max(entry),
            versions: archive.keys(Table::History, &prefix).await?,
            broken: archive.keys(Table::Broken, &prefix).await?,
        })
    }

    /// Notes that a canvas was removed for good, up to its last sequence number.
    fn erased(&self, id: &DocumentId, last: u64) {
        self.count(id, |counts| counts.erase(last));
        self.clean_journal(id);
    }

    /// The number of the journal's entry; 0 if there is none.
    fn journaled(&self, id: &DocumentId) -> Result<u64, StoreError> {
        match self.entry(id) {
            StoredRecord::Good(envelope) => Ok(envelope.seq),
            StoredRecord::TooNew { found, .. } => Err(StoreError::TooNew { found }),
            StoredRecord::Absent | StoredRecord::Damaged { .. } => Ok(0),
        }
    }

    fn clean_journal(&self, id: &DocumentId) {
        let JournalMode::WriteAhead(journal) = self.journal_mode() else {
            return;
        };
        // A remaining entry is dropped at the next replay.
        journal.put(Table::Canvas, id.as_str(), None).ok();
        let keys = journal.keys(Table::Broken, &format!("{id}/"));
        for key in keys.unwrap_or_default() {
            journal.put(Table::Broken, &key, None).ok();
        }
    }
}

/// The removal of one canvas for good.
struct Removal<'a> {
    id: &'a DocumentId,
    /// Whether it only takes place if the canvas is in the bin.
    only_binned: bool,
    /// The number of sync's save that was under way when the removal was asked for.
    syncing: Option<u64>,
    /// The number of the journal's entry.
    entry: u64,
    /// The last number that any save of it has.
    last: u64,
    /// The keys of its versions.
    versions: Vec<String>,
    /// The keys of its broken records.
    broken: Vec<String>,
}

impl Removal<'_> {
    /// Replaces the canvas by a tombstone. Returns whether it did: not if only a canvas in the bin
    /// is to be removed, and it isn't there.
    fn decide(
        &mut self,
        found: &CanvasRecords,
        changes: &mut ChangeSet<'_>,
    ) -> Result<bool, StoreError> {
        let record = &found.document;
        if let StoredRecord::TooNew { found, .. } = record {
            return Err(StoreError::TooNew { found: *found });
        }
        let is_unseen = self.is_unseen(record);
        let is_due = is_binned(record) && is_archived(record, self.entry) && !is_unseen;
        if self.only_binned && !is_due {
            return Ok(false);
        }
        if is_unseen {
            return Err(StoreError::Superseded);
        }
        refuse_unread(found.metadata.as_ref())?;
        for key in self.versions.drain(..) {
            changes.delete_version(key);
        }
        for key in self.broken.drain(..) {
            changes.delete_broken(key);
        }
        changes.delete_canvas(self.id);
        changes.put_tombstone(self.id, self.last);
        // The metadata now asks for a DELETE, so that the server removes it too.
        if let Some(metadata) = &found.metadata {
            changes.set_metadata(self.id, metadata.clone().erased().as_ref());
        }
        Ok(true)
    }

    /// Whether sync has stored the document since the removal was asked for.
    fn is_unseen(&self, record: &StoredRecord) -> bool {
        match record {
            StoredRecord::Good(envelope) => self.syncing.is_some_and(|seq| envelope.seq >= seq),
            StoredRecord::Absent | StoredRecord::TooNew { .. } | StoredRecord::Damaged { .. } => {
                false
            }
        }
    }
}

/// Whether the archive's document is in the bin.
fn is_binned(record: &StoredRecord) -> bool {
    match record {
        StoredRecord::Good(envelope) => {
            read_document(&envelope.doc).is_ok_and(|canvas| canvas.removed.is_some())
        }
        StoredRecord::Absent | StoredRecord::TooNew { .. } | StoredRecord::Damaged { .. } => false,
    }
}

/// Whether the journal's entry, with number `entry`, is no newer than the archive's record.
fn is_archived(record: &StoredRecord, entry: u64) -> bool {
    matches!(record, StoredRecord::Good(envelope) if envelope.seq >= entry)
}
