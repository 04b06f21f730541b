//! Values as JSON text.

use super::traits::Wire;

/// Reads a value from JSON that this app has written; `None` if it is damaged.
pub(crate) fn read_text<T: Wire>(text: &str) -> Option<T> {
    T::read(serde_json::from_str(text).ok()?).ok()
}
