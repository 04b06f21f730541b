//! Calendar dates and points in time.

use std::fmt::{self, Write};
use std::str::FromStr;

use time::{Month, OffsetDateTime};

use super::id::as_text_on_the_wire;

/// A day of the calendar, years 1900 to 2199; `2026-11-21` on the wire (ISO 8601).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(time::Date);

impl Date {
    /// 1 January 1970.
    pub const EPOCH: Self = Self(OffsetDateTime::UNIX_EPOCH.date());

    /// A day from year, month (1 to 12) and day of the month; `None` when there is no such day.
    #[must_use]
    pub fn new(year: i32, month: u8, day: u8) -> Option<Self> {
        if !(1900..=2199).contains(&year) {
            return None;
        }
        let month = Month::try_from(month).ok()?;
        time::Date::from_calendar_date(year, month, day)
            .ok()
            .map(Self)
    }

    /// The year.
    #[must_use]
    pub fn year(self) -> i32 {
        self.0.year()
    }

    /// The month, 1 to 12.
    #[must_use]
    pub fn month(self) -> u8 {
        self.0.month().into()
    }

    /// The day of the month.
    #[must_use]
    pub fn day(self) -> u8 {
        self.0.day()
    }

    /// The same day `months` later. The last day of the month if that is shorter, and 31 December 2199
    /// at the latest.
    #[must_use]
    pub fn plus_months(self, months: u16) -> Self {
        self.shift_months(months.into())
            .or_else(|| Self::new(2199, 12, 31))
            .unwrap_or(self)
    }

    /// The same day `months` later (earlier if negative), or the last day of the month if that is
    /// shorter; `None` outside the years 1900 to 2199.
    #[must_use]
    pub fn shift_months(self, months: i32) -> Option<Self> {
        let zero_based = i32::from(self.month())
            .saturating_sub(1)
            .saturating_add(months);
        let year = self.year().saturating_add(zero_based.div_euclid(12));
        let month = u8::try_from(zero_based.rem_euclid(12)).ok()?;
        let month = month.saturating_add(1);
        (1..=self.day())
            .rev()
            .find_map(|day| Self::new(year, month, day))
    }

    /// The day `days` later (earlier if negative); `None` outside the years 1900 to 2199.
    #[must_use]
    pub fn shift_days(self, days: i32) -> Option<Self> {
        let day = self.0.checked_add(time::Duration::days(days.into()))?;
        Self::new(day.year(), day.month().into(), day.day())
    }

    /// The day of the week, 1 (Monday) to 7 (Sunday), as in ISO 8601.
    #[must_use]
    pub fn weekday(self) -> u8 {
        self.0.weekday().number_from_monday()
    }

    /// Days from `earlier` to this day; negative when this day comes first.
    #[must_use]
    pub fn days_since(self, earlier: Self) -> i32 {
        self.0
            .to_julian_day()
            .saturating_sub(earlier.0.to_julian_day())
    }
}

/// The text isn't a date or time in the wire's form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidDate;

impl fmt::Display for InvalidDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a date (jjjj-mm-dd) or time (RFC 3339, UTC)")
    }
}

/// A number of exactly `width` digits.
fn digits<N: FromStr>(text: &str, width: usize) -> Result<N, InvalidDate> {
    let plain = text.len() == width && text.bytes().all(|b| b.is_ascii_digit());
    if plain {
        text.parse().map_err(|_| InvalidDate)
    } else {
        Err(InvalidDate)
    }
}

impl FromStr for Date {
    type Err = InvalidDate;

    fn from_str(text: &str) -> Result<Self, InvalidDate> {
        let mut parts = text.split('-');
        let mut next = || parts.next().ok_or(InvalidDate);
        let (year, month, day) = (
            digits(next()?, 4)?,
            digits(next()?, 2)?,
            digits(next()?, 2)?,
        );
        if parts.next().is_some() {
            return Err(InvalidDate);
        }
        Self::new(year, month, day).ok_or(InvalidDate)
    }
}

/// Writes a number with as many digits as `first`, the weight of its first digit, has. A document has dozens
/// of dates and times, for which Rust's own formatting takes three times as long.
fn padded(f: &mut fmt::Formatter<'_>, number: u32, first: u32) -> fmt::Result {
    let mut weight = first;
    while weight > 0 {
        let digit = char::from_digit(number / weight % 10, 10);
        f.write_char(digit.unwrap_or('0'))?;
        weight /= 10;
    }
    Ok(())
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        padded(f, self.year().unsigned_abs(), 1000)?;
        f.write_char('-')?;
        padded(f, self.month().into(), 10)?;
        f.write_char('-')?;
        padded(f, self.day().into(), 10)
    }
}

/// A point in time: milliseconds since 1970 in UTC; RFC 3339 with `Z` on the wire, where finer
/// fractions are cut off.
///
/// A device's clock is for display, and never decides which edit wins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(i64);

impl Timestamp {
    /// A time from milliseconds since 1970, held within the years 1970 to 2199.
    #[must_use]
    pub fn from_millis(millis: i64) -> Self {
        Self(millis.clamp(0, 7_258_118_399_999))
    }

    /// Milliseconds since 1970.
    #[must_use]
    pub fn millis(self) -> i64 {
        self.0
    }
}

impl FromStr for Timestamp {
    type Err = InvalidDate;

    fn from_str(text: &str) -> Result<Self, InvalidDate> {
        let utc = text.strip_suffix('Z').ok_or(InvalidDate)?;
        let (date, clock) = utc.split_once('T').ok_or(InvalidDate)?;
        let (clock, fraction) = clock.split_once('.').unwrap_or((clock, "0"));
        if !(1..=9).contains(&fraction.len()) || !fraction.bytes().all(|b| b.is_ascii_digit()) {
            return Err(InvalidDate);
        }
        let mut parts = clock.split(':');
        let mut next = || {
            parts
                .next()
                .ok_or(InvalidDate)
                .and_then(|part| digits::<u8>(part, 2))
        };
        let (hour, minute, second) = (next()?, next()?, next()?);
        if parts.next().is_some() {
            return Err(InvalidDate);
        }
        let thousandths = fraction.bytes().chain([b'0'; 2]).take(3);
        let millis = thousandths.fold(0, |sum: u16, digit| {
            let digit = u16::from(digit.saturating_sub(b'0'));
            sum.saturating_mul(10).saturating_add(digit)
        });
        let day = date.parse::<Date>()?.0;
        let clock = day
            .with_hms_milli(hour, minute, second, millis)
            .map_err(|_| InvalidDate)?;
        let seconds = clock.assume_utc().unix_timestamp();
        Ok(Self::from_millis(
            seconds.saturating_mul(1000).saturating_add(millis.into()),
        ))
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let at = OffsetDateTime::from_unix_timestamp(self.0 / 1000)
            .unwrap_or(OffsetDateTime::UNIX_EPOCH);
        let (hour, minute, second) = at.to_hms();
        fmt::Display::fmt(&Date(at.date()), f)?;
        for (sign, part) in [('T', hour), (':', minute), (':', second)] {
            f.write_char(sign)?;
            padded(f, part.into(), 10)?;
        }
        let millis = u32::try_from(self.0 % 1000).unwrap_or_default();
        if millis > 0 {
            f.write_char('.')?;
            padded(f, millis, 100)?;
        }
        f.write_char('Z')
    }
}

as_text_on_the_wire!(Date, Timestamp);
