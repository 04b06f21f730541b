//! Numbers as Dutch people write them, both ways, exactly.
//!
//! The last separator decides: one or two digits after it are decimals. Three are thousands after a
//! point, and an error after a comma, as `1,354` may be meant either way.

use rust_decimal::{Decimal, RoundingStrategy};

use crate::domain::{Count, Grade, Money};

use super::digits::{MINUS, Parts, is_minus, without_fraction};
use super::{sum, unit};

pub use super::digits::NumberError;

/// The no-break space between the euro sign and the amount.
const FIXED_SPACE: char = '\u{a0}';

/// Why a text isn't a grade.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GradeError {
    /// It isn't a number.
    NotANumber,
    /// It is below 1 or above 10.
    Outside,
    /// It lies between the halves.
    NotAHalf,
}

/// Parses an amount in euros, also as a sum (`12x74`, `3*74+10`) or in thousands (`12k`); `None` for an
/// empty text. A sum is exact until it is rounded to cents once.
///
/// # Errors
///
/// [`NumberError`], if the text isn't an amount. An ambiguous text is an error, never a guess.
pub fn parse_money(text: &str) -> Result<Option<Money>, NumberError> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    match sum::value(text) {
        Ok(value) => Money::from_decimal(value)
            .map(Some)
            .ok_or(NumberError::TooLarge),
        Err(NumberError::NotANumber) if unit::has_unit(text) => Err(NumberError::PerUnit),
        Err(error) => Err(error),
    }
}

/// Parses a count or a percentage; `None` for an empty text. A comma always precedes decimals here, as
/// up to four are allowed.
///
/// # Errors
///
/// [`NumberError`], if the text isn't a count.
pub fn parse_count(text: &str) -> Result<Option<Count>, NumberError> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    if text.starts_with(is_minus) {
        return Err(NumberError::Negative);
    }
    let (text, part) = without_fraction(text);
    let value = if text.is_empty() && !part.is_zero() {
        part
    } else {
        Parts::read(text, 4)?.value(5)?.saturating_add(part)
    };
    if value.normalize().scale() > 4 {
        return Err(NumberError::TooManyDecimals);
    }
    Count::from_decimal(value)
        .map(Some)
        .ok_or(NumberError::TooLarge)
}

/// Parses a grade: `7,5`, `7.5`, `7½`, `7 1/2`; `None` for an empty text.
///
/// # Errors
///
/// [`GradeError`], if the text isn't a grade from 1 to 10 in halves.
pub fn parse_grade(text: &str) -> Result<Option<Grade>, GradeError> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let (negative, number) = match text.strip_prefix(is_minus) {
        Some(rest) => (true, rest.trim_start()),
        None => (false, text),
    };
    let (number, part) = without_fraction(number);
    let whole = if number.is_empty() && !part.is_zero() {
        Decimal::ZERO
    } else {
        let parts = Parts::read(number, 4).and_then(|parts| parts.value(9));
        parts.map_err(|error| match error {
            NumberError::TooLarge => GradeError::Outside,
            NumberError::TooManyDecimals => GradeError::NotAHalf,
            _ => GradeError::NotANumber,
        })?
    };
    let value = whole.saturating_add(part);
    let within = value >= Decimal::ONE && value <= Decimal::TEN;
    if negative || !within {
        return Err(GradeError::Outside);
    }
    Grade::from_decimal(value)
        .map(Some)
        .ok_or(GradeError::NotAHalf)
}

/// `1354.33` as `1.354,33`; below zero with a real minus.
#[must_use]
pub fn format_money(value: Decimal) -> String {
    written(Money::round(value), 2)
}

/// `1354.33` as `€ 1.354,33`. Below zero it is `€ −5,00`: the Taalunie advises the minus right
/// before the number, as the sign of the amount; before the euro sign it would mean a discount.
#[must_use]
pub fn format_euro(value: Decimal) -> String {
    format!("€{FIXED_SPACE}{}", format_money(value))
}

/// `1354.33` as `€ 1.354`, for charts.
#[must_use]
pub fn format_whole_euro(value: Decimal) -> String {
    format!("€{FIXED_SPACE}{}", written(value, 0))
}

/// A grade as `7,5` or `8`.
#[must_use]
pub fn format_grade(grade: Grade) -> String {
    grade.to_string().replace('.', ",")
}

/// A mean of grades, always with one decimal: `7,0`.
#[must_use]
pub fn format_mean(mean: Decimal) -> String {
    written(mean, 1)
}

/// A number of months: `1 maand`, `12 maanden`.
#[must_use]
pub fn format_months(count: u8) -> String {
    let unit = if count == 1 { " maand" } else { " maanden" };
    [&count.to_string(), unit].concat()
}

/// The difference of a mean, always signed unless zero: `+1,5`, `−0,5`, `0,0`.
#[must_use]
pub fn format_change(change: Decimal) -> String {
    let text = written(change, 1);
    if text.starts_with(MINUS) || text == "0,0" {
        text
    } else {
        format!("+{text}")
    }
}

/// A count as `1.500` or `2,5`.
#[must_use]
pub fn format_count(count: Count) -> String {
    let value = count.decimal();
    written(value, value.scale())
}

/// A number in Dutch notation, rounded half away from zero.
fn written(value: Decimal, decimals: u32) -> String {
    let rounded = value.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero);
    let mut shown = rounded.abs();
    shown.rescale(decimals);
    let text = shown.to_string();
    let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
    let mut written = String::new();
    if rounded.is_sign_negative() && !rounded.is_zero() {
        written.push(MINUS);
    }
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && whole.len().saturating_sub(index).is_multiple_of(3) {
            written.push('.');
        }
        written.push(digit);
    }
    if !part.is_empty() {
        written.push(',');
        written.push_str(part);
    }
    written
}
