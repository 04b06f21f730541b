//! The document in a record.

use serde_json::Value;

use crate::domain::{Canvas, DocumentError, DocumentId, receive};
use crate::store::{BEYOND_LIMITS, FIRST_REASON, UNREADABLE};

/// The highest version reported for a newer record: those from [`FIRST_REASON`] on mean something
/// else.
pub(super) const NEWEST: u32 = FIRST_REASON - 1;

/// The fields of a record that the protocol defines; all others are kept as they are.
pub(super) const OWN_FIELDS: [&str; 9] = [
    "id",
    "last_modified",
    "fmt",
    "rev",
    "revs",
    "deleted",
    "schema",
    "doc",
    "enc",
];

/// The canvas of this id in a record's document, or what stands for the reason why it can't be read.
pub(super) fn canvas_in(doc: Value, id: &DocumentId) -> Result<Canvas, u32> {
    let canvas = receive(doc).map_err(|error| match error {
        DocumentError::TooNew { found } => found.min(NEWEST),
        DocumentError::TooLarge { .. }
        | DocumentError::TooDeep { .. }
        | DocumentError::TooManyItems { .. } => BEYOND_LIMITS,
        _ => UNREADABLE,
    })?;
    if canvas.id == *id {
        Ok(canvas)
    } else {
        Err(UNREADABLE)
    }
}
