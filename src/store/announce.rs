//! Telling other pages, and asking the browser to keep what is here.

use super::browser;
use super::channel::{Channel, Message, Subscription};
use super::core::Store;
use crate::domain::DocumentId;

impl Store {
    /// Tells the other pages of this place that a canvas was saved or removed.
    pub fn announce(&self, id: &DocumentId) {
        self.channel().post(&Message::Saved(id.clone()));
    }

    /// Calls `listener` with each canvas that another page saved or removed.
    pub fn on_announced(&self, mut listener: impl FnMut(DocumentId) + 'static) -> Subscription {
        self.channel().listen(move |message| {
            if let Message::Saved(id) = message {
                listener(id);
            }
        })
    }

    /// Asks the browser not to throw away what is here when the disk fills up; whether it agreed.
    pub async fn ask_persist(&self) -> bool {
        self.0.parts.lasting && browser::persist().await
    }

    /// The channel to the other pages.
    #[must_use]
    pub fn channel(&self) -> &Channel {
        &self.0.parts.channel
    }
}
