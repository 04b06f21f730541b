//! Text on the wire: what is empty is absent, so an empty text is refused.

use serde::{Deserialize, Deserializer, de};

/// Reads a text that has at least one character.
pub(super) fn filled<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let text = String::deserialize(deserializer)?;
    if text.is_empty() {
        return Err(de::Error::custom("an empty text has to be left out"));
    }
    Ok(text)
}

/// As [`filled`], where the text may be absent.
pub(super) fn filled_or_absent<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<String>, D::Error> {
    filled(deserializer).map(Some)
}

/// Whether there is nothing to write.
pub(super) fn is_blank(text: &Option<String>) -> bool {
    text.as_ref().is_none_or(String::is_empty)
}
