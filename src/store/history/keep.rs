//! Adds, reads and thins the saved versions of a canvas.

use super::thin::superfluous;
use super::version::{PendingVersion, SavedVersion};
use crate::domain::{Canvas, DocumentId, SortedSet};
use crate::store::backend::port::Table;
use crate::store::core::Store;
use crate::store::error::StoreError;
use crate::store::transaction::change_set::ChangeSet;
use crate::store::transaction::snapshot::{Reads, Snapshot};

impl Store {
    /// Adds a version of a canvas to the history; the same canvas for the same reason is kept once.
    /// Older versions are thinned.
    ///
    /// # Errors
    ///
    /// If the archive can't be written.
    pub async fn keep_version(&self, canvas: &Canvas, why: &str) -> Result<(), StoreError> {
        self.claim_again().await?;
        let counts = self.counts(&canvas.id);
        let seq = counts.highest();
        let decide = |found: &Snapshot, changes: &mut ChangeSet<'_>| {
            self.fence(found)?;
            changes.put_version(canvas, why, seq);
            Ok(())
        };
        let kept = self.update(Reads::epoch(), decide).await;
        if let Err(error) = &kept {
            self.handle_transaction_error(error);
        }
        kept?;
        self.thin_versions(&canvas.id).await;
        Ok(())
    }

    /// Adds a version of a canvas in the transaction of the next commit.
    pub fn keep_aside(&self, canvas: &Canvas, why: &str) {
        let counts = self.counts(&canvas.id);
        self.keep_with_next_commit(PendingVersion {
            canvas: canvas.clone(),
            why: why.to_owned(),
            seq: counts.highest(),
        });
    }

    /// The saved versions of a canvas, oldest first. Unreadable ones are left out.
    ///
    /// # Errors
    ///
    /// If the archive can't be read.
    pub async fn versions(&self, id: &DocumentId) -> Result<Vec<SavedVersion>, StoreError> {
        let archive = self.archive();
        let mut versions = Vec::new();
        for key in archive.keys(Table::History, &format!("{id}/")).await? {
            let sealed = archive.get(Table::History, &key).await?;
            let envelope =
                sealed.and_then(|sealed| self.unseal(Table::History, &key, &sealed).ok());
            versions.extend(envelope.and_then(|envelope| SavedVersion::decode(&envelope.doc)));
        }
        Ok(versions)
    }

    /// Removes the versions of a canvas that thinning drops. A failure is ignored: the next call
    /// tries again.
    pub async fn thin_versions(&self, id: &DocumentId) {
        let archive = self.archive();
        let keys = archive.keys(Table::History, &format!("{id}/")).await;
        let superfluous = superfluous(keys.unwrap_or_default());
        if superfluous.is_empty() {
            return;
        }
        let decide = |found: &Snapshot, changes: &mut ChangeSet<'_>| {
            self.fence(found)?;
            for key in superfluous {
                changes.delete_version(key);
            }
            Ok(())
        };
        self.update(Reads::epoch(), decide).await.ok();
    }

    /// Calls [`thin_versions`](Self::thin_versions) for each canvas of these versions.
    pub(in crate::store) async fn thin_after(&self, added: &[PendingVersion]) {
        let ids: SortedSet<&DocumentId> = added.iter().map(|version| &version.canvas.id).collect();
        for id in ids {
            self.thin_versions(id).await;
        }
    }
}
