//! Server records that this version can't read. Their text is stored beside the canvases, to be
//! listed and exported. It is never used as a canvas and never overwrites one.

use super::metadata::{FIRST_REASON, SyncMetadata, UNREADABLE};
use crate::domain::DocumentId;
use crate::store::backend::port::Table;
use crate::store::core::Store;
use crate::store::error::StoreError;
use crate::store::summary::{Problem, Summary};
use crate::store::transaction::change_set::ChangeSet;
use crate::store::transaction::keys::{UNREAD, metadata_key, unread_key};

/// The problem to show for such a record, given its format.
pub(in crate::store) fn problem(found: u32) -> Problem {
    match found {
        FIRST_REASON.. => Problem::Unreadable,
        found => Problem::TooNew { found },
    }
}

/// Stores the text of an unreadable server record, or removes it, as its metadata changes from
/// `before` to `after`. Returns whether that changed anything.
pub(in crate::store) fn keep_unread(
    changes: &mut ChangeSet<'_>,
    id: &DocumentId,
    text: Option<String>,
    [before, after]: [Option<&SyncMetadata>; 2],
) -> bool {
    let newer = |metadata: Option<&SyncMetadata>| metadata.and_then(|metadata| metadata.newer);
    match (newer(before), newer(after), text) {
        (was, Some(now), Some(doc)) if was != Some(now) => changes.put_unread(id, now.0, doc),
        (Some(_), None, _) => changes.delete_unread(id),
        _ => return false,
    }
    true
}

/// Fails with [`StoreError::TooNew`] if the server has an unreadable record, which a save or
/// removal would overwrite.
pub(in crate::store) fn refuse_unread(metadata: Option<&SyncMetadata>) -> Result<(), StoreError> {
    match metadata.and_then(|metadata| metadata.newer) {
        Some((found, _)) => Err(StoreError::TooNew { found }),
        None => Ok(()),
    }
}

impl Store {
    /// The format ([`UNREADABLE`] if unknown) and text of the server's record, if this version
    /// can't read it; `None` otherwise.
    ///
    /// # Errors
    ///
    /// If the archive can't be read.
    pub async fn unread_text(&self, id: &DocumentId) -> Result<Option<(u32, String)>, StoreError> {
        let (table, key) = unread_key(id);
        let sealed = self.archive().get(table, &key).await?;
        let envelope = sealed.and_then(|sealed| self.unseal(table, &key, &sealed).ok());
        Ok(envelope.map(|it| (u32::try_from(it.seq).unwrap_or(UNREADABLE), it.doc)))
    }

    /// The format of the server's record, if this version can't read it; `None` otherwise.
    ///
    /// # Errors
    ///
    /// If the archive can't be read.
    pub async fn unread(&self, id: &DocumentId) -> Result<Option<u32>, StoreError> {
        let (table, key) = metadata_key(id);
        let metadata = self.archive().get(table, &key).await?;
        let metadata = SyncMetadata::decode(&*self.codec(), id, metadata.as_deref());
        Ok(metadata
            .and_then(|metadata| metadata.newer)
            .map(|(found, _)| found))
    }

    /// The summaries of all server records that this version can't read.
    pub(in crate::store) async fn unread_summaries(&self) -> Result<Vec<Summary>, StoreError> {
        let archive = self.archive();
        let mut summaries = Vec::new();
        for key in archive.keys(Table::Meta, UNREAD).await? {
            let id = key.strip_prefix(UNREAD).and_then(|id| id.parse().ok());
            let Some(id): Option<DocumentId> = id else {
                continue;
            };
            let found = self.unread_text(&id).await?.map(|(found, _)| found);
            let problem = problem(found.unwrap_or(UNREADABLE));
            summaries.push(Summary::troubled(id, Some(problem)));
        }
        Ok(summaries)
    }
}
