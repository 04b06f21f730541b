//! Erases a namespace that nobody can open any more.

use crate::crypto::KeyRing;
use crate::store::backend::codec::Plain;
use crate::store::backend::port::{Change, Table};
use crate::store::core::Store;
use crate::store::error::StoreError;
use crate::store::transaction::change_set::ChangeSet;
use crate::store::transaction::keys::ring_key;

use super::ring::decode;

impl Store {
    /// Erases every record of a sealed namespace, without its key: what was typed last and the settings first, and then
    /// the archive with its ring in one transaction. Before that commits the namespace is locked as it was, after it
    /// is empty and plain. `epoch` is higher than that of any page: a page that still had the namespace open writes
    /// nothing more.
    ///
    /// # Errors
    ///
    /// If storage fails: the namespace is locked then. [`StoreError::Outdated`], and nothing has changed, if it isn't
    /// sealed or if this page has its key.
    pub async fn erase_sealed(&self, epoch: u64) -> Result<(), StoreError> {
        if self.unlocked().is_some() || !self.is_locked().await? {
            return Err(StoreError::Outdated);
        }
        let (table, key) = ring_key();
        let ring = self.archive().get(table, &key).await?;
        let before = ring.as_deref().and_then(|ring| decode(ring).ok());
        // The journal's copy of the ring is what locks a namespace whose archive has none that can be read.
        self.empty_journal(before.is_some())?;
        let keys = self.archived_keys().await?;
        let body = move |mut found: Vec<Option<Vec<u8>>>| {
            if found.pop().flatten() != ring {
                return Err(StoreError::Outdated);
            }
            let gone = keys.into_iter().map(|at| Change { at, value: None });
            let mut kept = ChangeSet::new(&Plain);
            kept.put_epoch(epoch);
            kept.put_ring(KeyRing::erased(before).encode());
            Ok(gone.chain(kept.into_changes()).collect())
        };
        let erased = self.archive().update(vec![ring_key()], Box::new(body));
        erased.await?;
        // With what another page has put there meanwhile.
        self.empty_journal(true)?;
        self.fence_journal(epoch);
        Ok(())
    }

    /// Whether there is a ring that seals, or something sealed without one.
    async fn is_locked(&self) -> Result<bool, StoreError> {
        if self.is_sealed().await? {
            return Ok(true);
        }
        match self.survey().await {
            Err(StoreError::Locked) => Ok(true),
            surveyed => surveyed.map(|()| false),
        }
    }

    fn empty_journal(&self, with_ring: bool) -> Result<(), StoreError> {
        if let Some(journal) = self.before() {
            for table in super::convert::JOURNALED {
                for key in journal.keys(table, "")? {
                    if with_ring || (table, key.clone()) != ring_key() {
                        journal.put(table, &key, None)?;
                    }
                }
            }
        }
        let settings = self.namespace_settings();
        for key in settings.keys(Table::Setting, "")? {
            settings.put(Table::Setting, &key, None)?;
        }
        Ok(())
    }
}
