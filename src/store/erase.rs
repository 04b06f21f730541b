//! Removes canvases for good.

use super::backend::port::Table;
use super::backend::record::StoredRecord;
use super::core::{JournalMode, Store};
use super::error::StoreError;
use super::sync_state::metadata::SyncMetadata;
use super::sync_state::unread::refuse_unread;
use super::transaction::change_set::ChangeSet;
use super::transaction::snapshot::{Reads, Snapshot};
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
        let syncing = self.counts(id).syncing;
        async move { self.erase(id, false, syncing).await.map(drop) }
    }

    /// Removes a canvas for good if the archive has it in the bin and the journal has no newer
    /// entry. Returns whether it was removed.
    ///
    /// # Errors
    ///
    /// As [`delete`](Self::delete).
    pub async fn delete_binned(&self, id: &DocumentId) -> Result<bool, StoreError> {
        let syncing = self.counts(id).syncing;
        self.erase(id, true, syncing).await
    }

    async fn erase(
        &self,
        id: &DocumentId,
        only_binned: bool,
        syncing: Option<u64>,
    ) -> Result<bool, StoreError> {
        self.claim_again().await?;
        let archive = &self.0.parts.archive;
        let entry = self.journaled(id)?;
        let counts = self.counts(id);
        let last = counts.archived.max(counts.issued).max(entry);
        let prefix = format!("{id}/");
        let versions = archive.keys(Table::History, &prefix).await?;
        let broken = archive.keys(Table::Broken, &prefix).await?;
        let mut done = true;
        let decide = |found: &Snapshot, changes: &mut ChangeSet<'_>| {
            self.fence(found)?;
            let found = found.canvas(id);
            if let StoredRecord::TooNew { found, .. } = found.document {
                return Err(StoreError::TooNew { found });
            }
            let is_unseen = is_unseen(&found.document, syncing);
            let is_due = is_binned(&found.document) && is_archived(&found.document, entry);
            if only_binned && (is_unseen || !is_due) {
                done = false;
                return Ok(());
            }
            if is_unseen {
                return Err(StoreError::Superseded);
            }
            refuse_unread(found.metadata.as_ref())?;
            for key in versions {
                changes.delete_version(key);
            }
            for key in broken {
                changes.delete_broken(key);
            }
            erase_canvas(id, found.metadata.as_ref(), last, changes);
            Ok(())
        };
        let reads = Reads::epoch().document(id).metadata(id);
        let removed = self.update(reads, decide).await;
        if let Err(error) = &removed {
            self.handle_transaction_error(error);
        }
        removed?;
        if !done {
            return Ok(false);
        }
        self.erased(id, last);
        Ok(true)
    }

    /// Notes that a canvas was removed for good, up to its last sequence number.
    fn erased(&self, id: &DocumentId, last: u64) {
        self.count(id, |counts| {
            counts.archived = last;
            counts.issued = last;
            counts.written = last;
        });
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
        let JournalMode::WriteAhead(journal) = &self.0.parts.journal else {
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

/// Replaces a canvas by a tombstone with its last sequence number.
fn erase_canvas(
    id: &DocumentId,
    metadata: Option<&SyncMetadata>,
    last: u64,
    changes: &mut ChangeSet<'_>,
) {
    changes.delete_canvas(id);
    changes.put_tombstone(id, last);
    // The metadata now asks for a DELETE, so that the server removes it too.
    if let Some(metadata) = metadata {
        changes.set_metadata(id, metadata.clone().erased().as_ref());
    }
}

/// Whether sync has stored the document since the removal was asked for; `syncing` is the number of
/// its save that was under way then.
fn is_unseen(record: &StoredRecord, syncing: Option<u64>) -> bool {
    match record {
        StoredRecord::Good(envelope) => syncing.is_some_and(|seq| envelope.seq >= seq),
        StoredRecord::Absent | StoredRecord::TooNew { .. } | StoredRecord::Damaged { .. } => false,
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
