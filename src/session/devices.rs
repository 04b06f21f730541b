//! What this device remembers about who uses it.

use leptos::prelude::GetUntracked;

use crate::domain::Author;
use crate::store::Store;

use super::environment::Environment;

const WHO_ID: &str = "wie-id";
const WHO_NAME: &str = "wie-naam";

/// Who works on this device; the name is empty until it was asked.
pub(super) fn author_from_settings(store: &Store, environment: Environment) -> Author {
    let id = store.device_setting(WHO_ID).unwrap_or_else(|| {
        let id = environment.item_id().to_string();
        // Without settings, each start has another id: the name still tells who it was.
        drop(store.set_device_setting(WHO_ID, Some(&id)));
        id
    });
    let name = store.device_setting(WHO_NAME).unwrap_or_default();
    Author {
        id,
        name,
        ..Author::default()
    }
}

/// Remembers who works on this device; `false` when the browser keeps no settings.
fn store_author(store: &Store, author: &Author) -> bool {
    store
        .set_device_setting(WHO_NAME, Some(&author.name))
        .is_ok()
}

impl super::Workspace {
    /// Remembers who works here; where the browser keeps no settings it is asked again next time.
    pub fn keep_author(&self) {
        store_author(&self.store, &self.author.get_untracked());
    }
}
