//! Passphrases: the rule for one's own, and words that are proposed.

use std::fmt;

use zeroize::Zeroizing;

/// The least number of characters of a passphrase, without blanks at its ends.
pub const MIN_LENGTH: usize = 15;

/// The number of words in the list that a proposal is drawn from: four throws of a die.
pub const WORDS: usize = 1296;

/// The number of words of a proposal: 51.7 random bits.
pub const PROPOSED_WORDS: usize = 5;

/// A passphrase has only this many characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooShort {
    /// The number of characters that it has.
    pub found: usize,
}

impl fmt::Display for TooShort {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} characters instead of {MIN_LENGTH}", self.found)
    }
}

impl std::error::Error for TooShort {}

/// Checks the length of a new passphrase, and gives it without blanks at its ends.
///
/// # Errors
///
/// If it has less than [`MIN_LENGTH`] characters.
pub fn check_passphrase(text: &str) -> Result<&str, TooShort> {
    let text = text.trim();
    match text.chars().count() {
        found if found < MIN_LENGTH => Err(TooShort { found }),
        _ => Ok(text),
    }
}

/// Proposes a passphrase: five words out of `words`, which has [`WORDS`] of them, each as likely as any
/// other. `random` gives 16 random bits at each call.
pub fn propose_words(words: &[&str], mut random: impl FnMut() -> u16) -> Zeroizing<String> {
    let mut phrase = Zeroizing::new(String::with_capacity(PROPOSED_WORDS * 8));
    for at in 0..PROPOSED_WORDS {
        if at > 0 {
            phrase.push(' ');
        }
        phrase.push_str(draw(words, &mut random));
    }
    phrase
}

/// One word: draws again where the numbers would not divide evenly among them.
fn draw<'a>(words: &[&'a str], random: &mut impl FnMut() -> u16) -> &'a str {
    let count = words.len().clamp(1, usize::from(u16::MAX));
    let fair = (usize::from(u16::MAX) + 1) / count * count;
    loop {
        let number = usize::from(random());
        if number < fair {
            return words.get(number % count).copied().unwrap_or_default();
        }
    }
}
