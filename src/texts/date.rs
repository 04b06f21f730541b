//! Dates and times as Dutch people write them.

use crate::domain::{Date, Timestamp, lowercase};

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

const WEEKDAYS: [&str; 7] = [
    "maandag",
    "dinsdag",
    "woensdag",
    "donderdag",
    "vrijdag",
    "zaterdag",
    "zondag",
];
const NUMBERS: [&str; 13] = [
    "nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf",
    "twaalf",
];

/// Why a text isn't a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateError {
    /// It doesn't consist of a day, a month and a year.
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
    format!("{} {} {}", date.day(), month_name(date), date.year())
}

/// `zaterdag 21 november 2026`.
#[must_use]
pub fn format_full(date: Date) -> String {
    [weekday_name(date.weekday()), " ", &format_long(date)].concat()
}

/// `november 2026`.
#[must_use]
pub fn format_month(date: Date) -> String {
    format!("{} {}", month_name(date), date.year())
}

fn month_name(date: Date) -> &'static str {
    let month = usize::from(date.month()).saturating_sub(1);
    MONTHS.get(month).copied().unwrap_or_default()
}

/// The name of a day of the week, 1 (Monday) to 7 (Sunday).
#[must_use]
pub fn weekday_name(weekday: u8) -> &'static str {
    let day = usize::from(weekday).saturating_sub(1);
    WEEKDAYS.get(day).copied().unwrap_or_default()
}

/// `21-11-2026 om 14:05`, on a clock that is `offset_minutes` ahead of UTC.
#[must_use]
pub fn format_timestamp(at: Timestamp, offset_minutes: i32) -> String {
    let shift = i64::from(offset_minutes).saturating_mul(60_000);
    let local = Timestamp::from_millis(at.millis().saturating_add(shift)).to_string();
    let (day, clock) = local.split_once('T').unwrap_or((&local, ""));
    let day = day.parse::<Date>().map(format_date).unwrap_or_default();
    format!("{day} om {}", clock.get(..5).unwrap_or_default())
}

/// Parses a date: `21-11-2026`, `21.11.26`, `21/11/2026`, `za 21 nov 2026`, `2026-11-21`, `vandaag`,
/// `over 2 weken`; `None` for an empty text. A year of two digits is in this century.
///
/// # Errors
///
/// [`DateError`], if the text isn't a complete and existing date.
pub fn parse_date(text: &str, today: Date) -> Result<Option<Date>, DateError> {
    let lower = lowercase(text.trim());
    if lower.is_empty() {
        return Ok(None);
    }
    let gap = |c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '-' | '.' | '/' | ',' | '\u{2010}'..='\u{2013}' | '\u{2212}'
            )
    };
    let parts: Vec<&str> = lower.split(gap).filter(|part| !part.is_empty()).collect();
    if let Some(day) = relative(&parts, today) {
        return day.map(Some).ok_or(DateError::NoSuchDay);
    }
    let (weekday, parts) = match parts.split_first() {
        Some((first, rest)) if weekday_of(first).is_some() => (weekday_of(first), rest),
        _ => (None, parts.as_slice()),
    };
    let (day, month, year) = match parts {
        [year, month, day] if year.len() == 4 => (number(day)?, month_of(month)?, year_of(year)?),
        [day, month, year] => (day_of(day)?, month_of(month)?, year_of(year)?),
        [day, month] if day_of(day).is_ok() && month_of(month).is_ok() => {
            return Err(DateError::NoYear);
        }
        _ => return Err(DateError::NotADate),
    };
    Date::new(year, month, day)
        .filter(|date| weekday.is_none_or(|weekday| weekday == date.weekday()))
        .map(Some)
        .ok_or(DateError::NoSuchDay)
}

/// A day as seen from today; the inner `None` is beyond the calendar.
fn relative(parts: &[&str], today: Date) -> Option<Option<Date>> {
    let (count, unit, back) = match parts {
        ["eergisteren"] => (2, "dagen", true),
        ["gisteren"] => (1, "dag", true),
        ["vandaag"] => (0, "dagen", false),
        ["morgen"] => (1, "dag", false),
        ["overmorgen"] => (2, "dagen", false),
        ["over", count, unit] => (small_number(count)?, *unit, false),
        [count, unit, "geleden"] => (small_number(count)?, *unit, true),
        _ => return None,
    };
    let count = if back {
        0_i32.saturating_sub(count)
    } else {
        count
    };
    match unit {
        "dag" | "dagen" => Some(today.shift_days(count)),
        "week" | "weken" => Some(today.shift_days(count.saturating_mul(7))),
        "maand" | "maanden" => Some(today.shift_months(count)),
        "kwartaal" | "kwartalen" => Some(today.shift_months(count.saturating_mul(3))),
        "jaar" | "jaren" => Some(today.shift_months(count.saturating_mul(12))),
        _ => None,
    }
}

/// A number of at most four digits, or a word up to twelve.
fn small_number(text: &str) -> Option<i32> {
    let word = text.replace('é', "e");
    if let Some(at) = NUMBERS.iter().position(|name| *name == word) {
        return i32::try_from(at).ok();
    }
    let plain = (1..=4).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}

/// A day of the week by its name, or by two letters of it.
fn weekday_of(text: &str) -> Option<u8> {
    let named = (1_u8..).zip(WEEKDAYS);
    let mut found = named.filter(|(_, name)| text == *name || name.get(..2) == Some(text));
    found.next().map(|(weekday, _)| weekday)
}

/// A day of the month: `1`, `01`, `1e`, `2de`, `3ste`.
fn day_of(text: &str) -> Result<u8, DateError> {
    let bare = ["ste", "de", "e"]
        .iter()
        .find_map(|end| text.strip_suffix(end));
    number(bare.unwrap_or(text))
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
    let text = text.strip_prefix(['\'', '\u{2019}']).unwrap_or(text);
    let digits = text.bytes().all(|b| b.is_ascii_digit());
    let year: i32 = text.parse().map_err(|_| DateError::NotADate)?;
    match text.len() {
        2 if digits => Ok(year.saturating_add(2000)),
        4 if digits => Ok(year),
        _ => Err(DateError::NotADate),
    }
}
