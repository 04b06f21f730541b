//! Announces saves to the other pages, and asks the browser for persistent storage.

use super::channel::{Message, Subscription};
use crate::domain::DocumentId;
use crate::store::backend::browser;
use crate::store::core::Store;

impl Store {
    /// Announces to the other pages of this namespace that a canvas was saved or removed.
    pub fn announce(&self, id: &DocumentId) {
        self.channel().post(&Message::Saved(id.clone()));
    }

    /// Calls `listener` with the id of each canvas that another page saved or removed.
    pub fn on_announced(&self, mut listener: impl FnMut(DocumentId) + 'static) -> Subscription {
        self.channel().listen(move |message| {
            if let Message::Saved(id) = message {
                listener(id);
            }
        })
    }

    /// Asks the browser not to evict this storage when the disk fills up. Returns whether it
    /// agreed; false for memory.
    pub async fn ask_persist(&self) -> bool {
        self.persistent() && browser::persist().await
    }
}
