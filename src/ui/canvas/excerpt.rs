//! The start of a text, to name an item by.

/// Letters of a text that are enough to tell items apart.
const LENGTH: usize = 40;

/// The first letters of a text, with an ellipsis where more follow.
pub(crate) fn excerpt(text: &str) -> String {
    let mut start: String = text.chars().take(LENGTH).collect();
    if text.chars().count() > LENGTH {
        start.push('…');
    }
    start
}
