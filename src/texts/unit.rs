//! The unit after an amount: `per uur`, `/uur`, `eenmalig`.

use crate::domain::lowercase;

use super::codes::UNITS;
use super::digits::NumberError;
use super::sum;

/// Other spellings of units, with the unit's name.
const ALSO: [(&str, &str); 21] = [
    ("u", "uur"),
    ("uren", "uur"),
    ("dagdelen", "dagdeel"),
    ("dagen", "dag"),
    ("etmalen", "etmaal"),
    ("wk", "week"),
    ("weken", "week"),
    ("mnd", "maand"),
    ("maanden", "maand"),
    ("kwartalen", "kwartaal"),
    ("jr", "jaar"),
    ("jaren", "jaar"),
    ("st", "stuk"),
    ("stuks", "stuk"),
    ("trajecten", "traject"),
    ("contacten", "contact"),
    ("consulten", "consult"),
    ("bezoeken", "bezoek"),
    ("ritten", "rit"),
    ("kilometer", "km"),
    ("delicten", "delict"),
];
/// The maximum length of a unit, in characters.
const LONGEST: usize = 30;

/// Whether a text is a valid amount followed by a unit.
pub(super) fn has_unit(text: &str) -> bool {
    split(text).is_some_and(|(amount, _)| sum::value(amount).is_ok())
}

/// Splits a text into the amount before `per`, `p/` or a slash, and the word after it.
pub(super) fn split(text: &str) -> Option<(&str, &str)> {
    let text = text.trim();
    let begin = text.trim_end_matches(char::is_alphabetic).len();
    let (before, word) = text.split_at_checked(begin)?;
    let before = before.trim_end();
    if word.eq_ignore_ascii_case("eenmalig") {
        return Some((before, word));
    }
    if let Some(amount) = before.strip_suffix('/') {
        let amount = amount.strip_suffix(['p', 'P']).unwrap_or(amount);
        return Some((amount.trim_end(), word));
    }
    // `62,40 per` lacks its unit.
    let (text, word) = if word.eq_ignore_ascii_case("per") {
        (text, "")
    } else {
        (before, word)
    };
    let (amount, per) = text.split_at_checked(text.len().checked_sub(3)?)?;
    let apart = !amount.ends_with(char::is_alphabetic);
    (apart && per.eq_ignore_ascii_case("per")).then(|| (amount.trim_end(), word))
}

/// The unit for a word; an unknown word is kept. [`NumberError::NoUnit`] if it is too long, or only the
/// beginning of a known unit, as it may not be finished.
pub(super) fn unit(word: &str) -> Result<String, NumberError> {
    let word = lowercase(word);
    if UNITS.contains(&word.as_str()) {
        return Ok(word);
    }
    if let Some((_, unit)) = ALSO.iter().find(|(also, _)| *also == word) {
        return Ok((*unit).to_owned());
    }
    let mut known = UNITS.iter().chain(ALSO.iter().map(|(also, _)| also));
    if word.chars().count() > LONGEST || known.any(|unit| unit.starts_with(&word)) {
        Err(NumberError::NoUnit)
    } else {
        Ok(word)
    }
}
