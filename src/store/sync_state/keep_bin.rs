//! Reads and writes the bin's bookkeeping.

use super::bin::Bin;
use super::metadata::{Cursor, SyncMetadata};
use crate::domain::DocumentId;
use crate::store::core::Store;
use crate::store::error::StoreError;
use crate::store::transaction::change_set::ChangeSet;
use crate::store::transaction::snapshot::{Reads, Snapshot};

/// Changes the bin's bookkeeping, given the cursor and the sync metadata of each canvas.
type DecideBin<'a> = &'a mut dyn FnMut(&mut Bin, &Cursor, &[Option<SyncMetadata>]);

impl Store {
    /// Reads the bin's bookkeeping with the sync metadata of `ids`, lets `decide` change it, and
    /// writes it if it changed. A page that may not write only reads.
    ///
    /// # Errors
    ///
    /// If the archive can't be read or written; nothing is changed then.
    pub async fn keep_bin(
        &self,
        ids: &[DocumentId],
        decide: DecideBin<'_>,
    ) -> Result<(), StoreError> {
        let reads = Reads::epoch().bin().cursor();
        let reads = ids.iter().fold(reads, Reads::metadata);
        let decide = |found: &Snapshot, changes: &mut ChangeSet<'_>| {
            let tracks: Vec<Option<SyncMetadata>> = ids
                .iter()
                .map(|id| found.canvas(id).metadata.clone())
                .collect();
            let mut bin = found.bin.clone();
            decide(&mut bin, &found.cursor, &tracks);
            if bin != found.bin && self.may_write() {
                self.fence(found)?;
                changes.put_bin(&bin);
            }
            Ok(())
        };
        self.update(reads, decide).await
    }
}
