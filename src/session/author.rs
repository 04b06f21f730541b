//! The author setting of this device: a random id and the user's name.

use crate::domain::Author;
use crate::store::Store;

use super::environment::Environment;

const WHO_ID: &str = "wie-id";
const WHO_DISCIPLINE: &str = "wie-discipline";
const WHO_NAME: &str = "wie-naam";

/// The author stored on this device. A missing id is generated and stored; the name is empty until
/// the user has entered one.
pub(super) fn author_from_settings(store: &Store, environment: Environment) -> Author {
    let id = store.device_setting(WHO_ID).unwrap_or_else(|| {
        let id = environment.item_id().to_string();
        // Without device settings each start generates another id; the name still identifies the
        // author.
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

/// Stores the author's name on this device. A failure is ignored: a browser without settings
/// storage asks for the name again at the next start.
pub(super) fn store_author(store: &Store, author: &Author) {
    drop(store.set_device_setting(WHO_NAME, Some(&author.name)));
}

/// The discipline of the device's user; empty for none.
pub(super) fn discipline_from_settings(store: &Store) -> String {
    store.device_setting(WHO_DISCIPLINE).unwrap_or_default()
}

/// Stores the discipline on this device; an empty one is forgotten. A failure is ignored, as that of the
/// name is.
pub(super) fn store_discipline(store: &Store, discipline: &str) {
    let value = Some(discipline).filter(|text| !text.is_empty());
    drop(store.set_device_setting(WHO_DISCIPLINE, value));
}
