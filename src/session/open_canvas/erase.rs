//! Erasing a person for good, from the canvas and from everything that is stored of it.

use std::rc::Rc;

use crate::domain::{Command, ItemId};
use crate::session::history::History;
use crate::session::parts::Part;
use crate::session::services::ReadOnly;
use crate::session::sync::equip::FORGET_ERASED;
use crate::store::StoreError;

use super::OpenCanvas;

/// Why a person was not erased from everything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EraseError {
    /// The canvas is read-only; nothing has changed.
    ReadOnly(ReadOnly),
    /// Storage refuses, or the code for it can't be loaded; nothing has changed.
    Storage(StoreError),
    /// The person is gone from the canvas, and that isn't stored yet. The rest follows once it is.
    NotSaved,
}

impl OpenCanvas {
    /// Erases a person with all grades for good: from the canvas, from its earlier versions and from all else that is
    /// stored of it here; by sync on the server and on other devices. What could be undone is dropped.
    ///
    /// # Errors
    ///
    /// [`EraseError`].
    pub async fn erase_person(self: &Rc<Self>, person: ItemId) -> Result<(), EraseError> {
        if let Some(why) = self.read_only_reason() {
            return Err(EraseError::ReadOnly(why));
        }
        if FORGET_ERASED.get().is_none() {
            Part::Engine.load().await;
        }
        let closed = EraseError::Storage(StoreError::Closed);
        let forget_erased = FORGET_ERASED.get().ok_or(closed)?;
        let id = self.canvas.borrow().id.clone();
        let store = self.services.store();
        let noted = store.begin_erasing(&id).await;
        noted.map_err(EraseError::Storage)?;
        // The command names nobody who has to be there, so the document can't refuse it.
        self.apply(Command::ErasePerson(person)).ok();
        *self.history.borrow_mut() = History::default();
        self.show_steps();
        let saved = self.save_all().await;
        // Also where it wasn't saved: who was erased before may be left. It takes nobody out who is in the archive.
        forget_erased(store).await;
        // What only the journal keeps is never called saved, and is as stored as it can be.
        if saved || (store.is_provisional() && !self.is_dirty()) {
            Ok(())
        } else {
            Err(EraseError::NotSaved)
        }
    }
}
