//! What sync knows of a namespace, read at once.

use super::metadata::{Cursor, SyncMetadata};
use crate::domain::DocumentId;
use crate::store::backend::port::Table;
use crate::store::core::Store;
use crate::store::error::StoreError;

/// What sync knows of a namespace.
pub struct SyncOverview {
    /// How far the server was read.
    pub cursor: Cursor,
    /// The sync metadata of each canvas that has it, sorted by id.
    pub metadata: Vec<(DocumentId, SyncMetadata)>,
    /// The canvases in the archive, sorted.
    pub archived: Vec<DocumentId>,
}

impl Store {
    /// Reads what sync knows of the namespace.
    ///
    /// # Errors
    ///
    /// If the archive can't be read.
    pub async fn sync_overview(&self) -> Result<SyncOverview, StoreError> {
        let archive = self.archive();
        let mut cursor = Cursor::default();
        let mut all = Vec::new();
        for (key, sealed) in archive.all(Table::Sync).await? {
            match key.parse::<DocumentId>() {
                Ok(id) => {
                    let metadata = SyncMetadata::decode(&*self.codec(), &id, Some(&sealed));
                    all.extend(metadata.map(|metadata| (id, metadata)));
                }
                Err(_) => cursor = Cursor::decode(&*self.codec(), Some(&sealed)),
            }
        }
        let keys = archive.keys(Table::Canvas, "").await?;
        let archived = keys.iter().filter_map(|key| key.parse().ok()).collect();
        Ok(SyncOverview {
            cursor,
            metadata: all,
            archived,
        })
    }
}
