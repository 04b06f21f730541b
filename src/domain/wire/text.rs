//! Values as JSON text.

use serde_json::Value;

use super::traits::Wire;

/// Reads a value from JSON that this app has written; `None` if it is damaged.
pub(crate) fn read_text<T: Wire>(text: &str) -> Option<T> {
    T::read(serde_json::from_str(text).ok()?).ok()
}

/// Canonical JSON of a value; `null` if it is left out on the wire.
pub(crate) fn text_of<T: Wire>(value: &T) -> String {
    let mut text = String::new();
    if !value.write(&mut text) {
        text.push_str("null");
    }
    text
}

/// What a value is on the wire; `null` if it is left out.
pub(crate) fn written<T: Wire>(value: &T) -> Value {
    serde_json::from_str(&text_of(value)).unwrap_or_default()
}
