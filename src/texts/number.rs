//! Numbers as Dutch people write them, both ways, exactly.
//!
//! The last separator decides: one or two digits behind it are decimals, three are thousands
//! behind a point and an error behind a comma (`1,354` may be meant either way).

use rust_decimal::{Decimal, RoundingStrategy};

use crate::domain::{Count, Grade, Money};

/// The space between the euro sign and the amount, which no line breaks at.
const FIXED_SPACE: char = '\u{a0}';
/// A real minus, as wide as a digit.
const MINUS: char = '\u{2212}';

/// Why a text is no number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberError {
    /// There is something in it that belongs in no number, or there is no digit.
    NotANumber,
    /// A comma with three digits behind it: thousands or decimals.
    Ambiguous,
    /// The separators don't stand between groups of three digits.
    Grouping,
    /// More decimals than there can be.
    TooManyDecimals,
    /// Below zero, where that can't be.
    Negative,
    /// Beyond the largest there can be.
    TooLarge,
}

/// Why a text is no grade.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GradeError {
    /// It is no number.
    NotANumber,
    /// It is below 1 or above 10.
    Outside,
    /// It lies between the halves.
    NotAHalf,
}

/// Reads an amount in euros; `None` when nothing is filled in.
///
/// # Errors
///
/// [`NumberError`] says what is wrong; nothing is guessed.
pub fn parse_money(text: &str) -> Result<Option<Money>, NumberError> {
    let (negative, number) = unwrapped(text);
    if number.is_empty() && !negative && text.trim().is_empty() {
        return Ok(None);
    }
    let number = without_dash(number);
    let value = Parts::read(number, 2)?.value(9)?;
    let value = if negative { -value } else { value };
    Money::from_decimal(value)
        .map(Some)
        .ok_or(NumberError::TooLarge)
}

/// Reads a count or a percentage; `None` when nothing is filled in. A comma always stands before
/// decimals here, as up to four are allowed.
///
/// # Errors
///
/// [`NumberError`] says what is wrong.
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

/// Reads a grade: `7,5`, `7.5`, `7½`, `7 1/2`; `None` when nothing is filled in.
///
/// # Errors
///
/// [`GradeError`] says what is wrong.
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

fn is_minus(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2013}' | MINUS)
}

/// The number without its euro sign, and whether a minus stands before it.
fn unwrapped(text: &str) -> (bool, &str) {
    let mut rest = text.trim();
    let mut negative = false;
    let (mut signed, mut named) = (false, false);
    loop {
        let before = rest;
        if !signed && let Some(after) = rest.strip_prefix(is_minus) {
            (negative, signed, rest) = (true, true, after.trim_start());
        }
        if !named && let Some(after) = strip_euro(rest) {
            (named, rest) = (true, after);
        }
        if rest == before {
            break;
        }
    }
    if !named {
        let lower = rest.len().checked_sub(4).and_then(|at| rest.get(at..));
        let word = lower.is_some_and(|end| end.eq_ignore_ascii_case("euro"));
        let after = if word {
            rest.get(..rest.len().saturating_sub(4))
        } else {
            rest.strip_suffix('€').or_else(|| {
                rest.strip_suffix("EUR")
                    .or_else(|| rest.strip_suffix("eur"))
            })
        };
        rest = after.map_or(rest, str::trim_end);
    }
    (negative, rest)
}

fn strip_euro(text: &str) -> Option<&str> {
    ["€", "EURO", "EUR", "euro", "eur", "Euro"]
        .iter()
        .find_map(|sign| text.strip_prefix(sign))
        .map(str::trim_start)
}

/// Whole euros are often written with a dash: `1.354,-`.
fn without_dash(number: &str) -> &str {
    let bare = number.trim_end_matches(|c: char| is_minus(c) || matches!(c, '\u{2014}' | '='));
    if bare.len() == number.len() {
        return number;
    }
    match bare.strip_suffix([',', '.']) {
        Some(whole) if number.chars().count() <= whole.chars().count().saturating_add(3) => whole,
        _ => number,
    }
}

/// The number before a half or a quarter, and that part.
fn without_fraction(text: &str) -> (&str, Decimal) {
    let fractions = [
        ("½", Decimal::new(5, 1)),
        ("¼", Decimal::new(25, 2)),
        ("¾", Decimal::new(75, 2)),
        ("1/2", Decimal::new(5, 1)),
    ];
    fractions
        .iter()
        .find_map(|(sign, part)| {
            let whole = text.strip_suffix(sign)?;
            // `71/2` would be half of 71.
            let apart = *sign != "1/2" || !whole.ends_with(|c: char| c.is_ascii_digit());
            let whole = whole.trim_end();
            let plain = whole.bytes().all(|b| b.is_ascii_digit());
            (apart && plain).then_some((whole, *part))
        })
        .unwrap_or((text, Decimal::ZERO))
}

/// The digits of a number before and behind the decimal separator.
struct Parts {
    whole: String,
    decimals: String,
}

impl Parts {
    /// Reads a number that has at most so many decimals.
    fn read(text: &str, most_decimals: usize) -> Result<Self, NumberError> {
        let known = |c: char| c.is_ascii_digit() || c.is_whitespace() || matches!(c, '.' | ',');
        if !text.chars().all(known) || !text.contains(|c: char| c.is_ascii_digit()) {
            return Err(NumberError::NotANumber);
        }
        let last = text.rfind(|c: char| !c.is_ascii_digit());
        let Some((before, separator, behind)) = last.and_then(|at| split_at_char(text, at)) else {
            return Self::grouped(text, None, "");
        };
        let decimal = match (separator, behind.len()) {
            ('.' | ',', 0..=2) => true,
            ('.', 3) => false,
            (',', 3) if most_decimals < 3 => return Err(NumberError::Ambiguous),
            ('.' | ',', digits) if digits <= most_decimals => true,
            ('.', _) if before.contains(['.', ',']) => return Err(NumberError::Grouping),
            ('.' | ',', _) => return Err(NumberError::TooManyDecimals),
            _ => false,
        };
        if decimal {
            Self::grouped(before, Some(separator), behind)
        } else {
            Self::grouped(text, None, "")
        }
    }

    /// Checks that the whole part is digits, or groups of three with one kind of separator.
    fn grouped(whole: &str, decimal: Option<char>, decimals: &str) -> Result<Self, NumberError> {
        let mut separators = whole.chars().filter(|c| !c.is_ascii_digit());
        let parts = Self {
            whole: whole.chars().filter(char::is_ascii_digit).collect(),
            decimals: decimals.to_owned(),
        };
        let Some(first) = separators.next() else {
            return Ok(parts);
        };
        let alike = separators.all(|c| c == first || (c.is_whitespace() && first.is_whitespace()));
        let mut groups = whole.split(|c: char| !c.is_ascii_digit());
        let head = groups.next().unwrap_or_default();
        let headed = (1..=3).contains(&head.len()) && !head.starts_with('0');
        if alike && headed && decimal != Some(first) && groups.all(|group| group.len() == 3) {
            Ok(parts)
        } else {
            Err(NumberError::Grouping)
        }
    }

    /// The value, when the whole part has at most so many digits.
    fn value(&self, most_digits: usize) -> Result<Decimal, NumberError> {
        let whole = self.whole.trim_start_matches('0');
        if whole.len() > most_digits {
            return Err(NumberError::TooLarge);
        }
        let text = format!("0{whole}.{}0", self.decimals);
        Decimal::from_str_exact(&text).map_err(|_| NumberError::NotANumber)
    }
}

/// The text before a character, that character, and the text behind it.
fn split_at_char(text: &str, at: usize) -> Option<(&str, char, &str)> {
    let (before, rest) = text.split_at_checked(at)?;
    let separator = rest.chars().next()?;
    Some((before, separator, rest.get(separator.len_utf8()..)?))
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

/// How far a mean moved: `+1,5`, `−0,5`, `0,0`.
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
