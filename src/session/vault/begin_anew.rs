//! Beginning anew where every secret of a namespace is lost.

use std::rc::Rc;

use crate::crypto::SlotKind;
use crate::session::workspace::Workspace;
use crate::store::leader::{LockResult, Locks, Mode};
use crate::store::{Message, Store, StoreError};

use super::key_listeners;
use super::unlocking::{TRIES, UnlockError, Vault};

/// Why nothing was erased.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EraseError {
    /// The host page has the key: nothing is lost.
    HasHostKey,
    /// Another page has it open, or this one still saves what was typed.
    InUse,
    /// Nothing is sealed any more: it only has to be opened again.
    NotSealed,
    /// Storage refuses, or a newer version has sealed it.
    Storage(StoreError),
}

impl Vault {
    /// Erases all that the namespace has on this device, without its key: for who has lost every secret. What is
    /// opened after it is empty, and plain. After a crash half-way it is locked as before or empty.
    ///
    /// # Errors
    ///
    /// [`EraseError`]. If storage refused it half-way, it is locked, and may lack settings and what was typed last.
    pub async fn begin_anew(&self, locks: Option<Rc<dyn Locks>>) -> Result<(), EraseError> {
        let store = self.erasable().await?;
        if Workspace::is_any_closing() {
            return Err(EraseError::InUse);
        }
        let name = self.namespace.name();
        if let Some(locks) = &locks {
            let taken = locks.take(&name, Mode::Try, Box::new(|| {})).await;
            if taken == LockResult::Taken {
                return Err(EraseError::InUse);
            }
        }
        // A page that shows the examples keeps the key, and takes no part in the election.
        let erased = match key_listeners::is_held_elsewhere(self.environment, &store).await {
            true => Err(EraseError::InUse),
            false => self.erase(&store).await,
        };
        if let Some(locks) = locks {
            locks.release(&name);
        }
        erased
    }

    /// Its store, if it may be erased.
    async fn erasable(&self) -> Result<Store, EraseError> {
        let opened = self.environment.open_store(self.namespace.clone()).await;
        match self.ring().await {
            Ok((_, ring)) if ring.slots_of(SlotKind::Host).next().is_some() => {
                Err(EraseError::HasHostKey)
            }
            // Also where the ring is gone or can't be read: no secret opens it then.
            Ok(_) | Err(UnlockError::NoRing | UnlockError::Storage(StoreError::Damaged)) => {
                Ok(opened.store)
            }
            Err(UnlockError::Storage(error)) => Err(EraseError::Storage(error)),
            Err(_) => Err(EraseError::NotSealed),
        }
    }

    async fn erase(&self, store: &Store) -> Result<(), EraseError> {
        // No page has counted as far: what any page still has of before is fenced out.
        let epoch = u64::try_from(self.environment.now().millis()).unwrap_or(u64::MAX >> 12);
        let erased = store.erase_sealed(epoch).await;
        erased.map_err(EraseError::Storage)?;
        store.set_device_setting(TRIES, None).ok();
        store.channel().post(&Message::Rekeyed);
        Ok(())
    }
}
