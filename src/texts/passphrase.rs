//! The words that a passphrase is proposed from.

/// 1,296 Dutch words that are easy to remember and to type, chosen for this app.
const LIST: &str = include_str!("words.txt");

/// The words.
#[must_use]
pub fn word_list() -> Vec<&'static str> {
    LIST.lines().collect()
}
