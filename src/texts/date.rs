//! Dates and times as Dutch people write them.

use crate::domain::{Date, Timestamp};

const MONTHS: [&str; 12] = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
];

/// Why a text is no date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateError {
    /// It is no day, month and year.
    NotADate,
    /// The year is missing.
    NoYear,
    /// There is no such day, such as 31-02-2026.
    NoSuchDay,
}

/// `21-11-2026`.
#[must_use]
pub fn format_date(date: Date) -> String {
    format!("{:02}-{:02}-{:04}", date.day(), date.month(), date.year())
}

/// `21 november 2026`.
#[must_use]
pub fn format_long(date: Date) -> String {
    let month = usize::from(date.month()).saturating_sub(1);
    let name = MONTHS.get(month).copied().unwrap_or_default();
    format!("{} {name} {}", date.day(), date.year())
}

/// `21-11-2026 om 14:05`, on a clock that is so many minutes ahead of UTC.
#[must_use]
pub fn format_timestamp(at: Timestamp, offset_minutes: i32) -> String {
    let shift = i64::from(offset_minutes).saturating_mul(60_000);
    let local = Timestamp::from_millis(at.millis().saturating_add(shift)).to_string();
    let (day, clock) = local.split_once('T').unwrap_or((&local, ""));
    let day = day.parse::<Date>().map(format_date).unwrap_or_default();
    format!("{day} om {}", clock.get(..5).unwrap_or_default())
}

/// Reads a date: `21-11-2026`, `21.11.26`, `21/11/2026`, `21 nov 2026`, `2026-11-21`; `None` when
/// nothing is filled in. A year of two digits is in this century.
///
/// # Errors
///
/// [`DateError`] says what is wrong.
pub fn parse_date(text: &str) -> Result<Option<Date>, DateError> {
    let lower = text.trim().to_lowercase();
    if lower.is_empty() {
        return Ok(None);
    }
    let gap =
        |c: char| c.is_whitespace() || matches!(c, '-' | '.' | '/' | ',' | '\u{2011}' | '\u{2013}');
    let parts: Vec<&str> = lower.split(gap).filter(|part| !part.is_empty()).collect();
    let (day, month, year) = match parts.as_slice() {
        [year, month, day] if year.len() == 4 => (number(day)?, month_of(month)?, year_of(year)?),
        [day, month, year] => (number(day)?, month_of(month)?, year_of(year)?),
        [day, month] if number(day).is_ok() && month_of(month).is_ok() => {
            return Err(DateError::NoYear);
        }
        _ => return Err(DateError::NotADate),
    };
    Date::new(year, month, day)
        .map(Some)
        .ok_or(DateError::NoSuchDay)
}

/// A number of one or two digits.
fn number(text: &str) -> Result<u8, DateError> {
    let plain = (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    let number = plain.then(|| text.parse().ok()).flatten();
    number.ok_or(DateError::NotADate)
}

/// A month by number or by its name, cut off after three letters or more.
fn month_of(text: &str) -> Result<u8, DateError> {
    if text == "mrt" {
        return Ok(3);
    }
    let named = (1_u8..)
        .zip(MONTHS)
        .find(|(_, name)| text.len() >= 3 && name.starts_with(text));
    named.map_or_else(|| number(text), |(month, _)| Ok(month))
}

fn year_of(text: &str) -> Result<i32, DateError> {
    let digits = text.bytes().all(|b| b.is_ascii_digit());
    let year: i32 = text.parse().map_err(|_| DateError::NotADate)?;
    match text.len() {
        2 if digits => Ok(year.saturating_add(2000)),
        4 if digits => Ok(year),
        _ => Err(DateError::NotADate),
    }
}
