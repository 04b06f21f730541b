//! Probabilities in percent as people write them: `25`, `50%`, `1/2`, `1 op 3`.

use rust_decimal::{Decimal, RoundingStrategy};

use crate::domain::{Count, lowercase};

use super::number::{NumberError, parse_count};

/// Characters that are a fraction by themselves.
const SIGNS: [(&str, (&str, &str)); 3] = [("½", ("1", "2")), ("¼", ("1", "4")), ("¾", ("3", "4"))];

/// Why a text isn't a probability.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChanceError {
    /// It isn't a number, a percentage or a fraction.
    NotAChance,
    /// It is below 0 or above 100 percent.
    Outside,
    /// It has more than four decimals.
    TooManyDecimals,
}

/// Parses a probability in percent; `None` for an empty text, which means certain. A fraction is
/// converted to percent, rounded to four decimals.
///
/// # Errors
///
/// [`ChanceError`], if the text isn't a probability. An ambiguous text is an error, never a guess.
pub fn parse_chance(text: &str) -> Result<Option<Count>, ChanceError> {
    let text = lowercase(text.trim());
    if text.is_empty() {
        return Ok(None);
    }
    let percents = match parts(&text) {
        Some((part, whole)) => of_fraction(part, whole)?,
        None => of_percents(&text)?,
    };
    if percents > Decimal::ONE_HUNDRED {
        return Err(ChanceError::Outside);
    }
    Count::from_decimal(percents)
        .map(Some)
        .ok_or(ChanceError::NotAChance)
}

/// The two numbers of `1/3` or `1 op de 3`, as they are written.
fn parts(text: &str) -> Option<(&str, &str)> {
    if let Some((_, parts)) = SIGNS.iter().find(|(sign, _)| *sign == text) {
        return Some(*parts);
    }
    let (part, whole) = text.split_once('/').or_else(|| text.split_once(" op "))?;
    let whole = whole.trim();
    let whole = whole.strip_prefix("de ").unwrap_or(whole);
    Some((part.trim(), whole.trim()))
}

fn of_fraction(part: &str, whole: &str) -> Result<Decimal, ChanceError> {
    let number = |text: &str| {
        let plain = (1..=4).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
        let number = plain.then(|| text.parse::<u32>().ok()).flatten();
        number.map(Decimal::from).ok_or(ChanceError::NotAChance)
    };
    let percents = number(part)?
        .checked_mul(Decimal::ONE_HUNDRED)
        .and_then(|hundredfold| hundredfold.checked_div(number(whole).ok()?))
        .ok_or(ChanceError::NotAChance)?;
    Ok(percents.round_dp_with_strategy(4, RoundingStrategy::MidpointAwayFromZero))
}

fn of_percents(text: &str) -> Result<Decimal, ChanceError> {
    let number = ["%", "procent"]
        .iter()
        .find_map(|sign| text.strip_suffix(sign))
        .unwrap_or(text);
    match parse_count(number) {
        Ok(count) => count.map(Count::decimal).ok_or(ChanceError::NotAChance),
        Err(NumberError::Negative | NumberError::TooLarge) => Err(ChanceError::Outside),
        Err(NumberError::TooManyDecimals) => Err(ChanceError::TooManyDecimals),
        Err(_) => Err(ChanceError::NotAChance),
    }
}
