//! Amounts as people write them, alone or as a sum: `1.354,33`, `12x74`, `3*74+10`, `12k`, `7½`.

use rust_decimal::Decimal;

use super::digits::{NumberError, Parts, is_minus, without_fraction};

/// The largest intermediate result, in euros.
const MOST: i64 = 1_000_000_000_000_000;

/// A term of a sum, to be added or subtracted.
struct Term<'a> {
    text: &'a str,
    minus: bool,
    /// Whether there is white space around the minus.
    apart: bool,
}

/// The exact value of an amount or a sum, before it is rounded to cents.
///
/// # Errors
///
/// [`NumberError`] when a part is no number, or when the result can't be exact.
pub(super) fn value(text: &str) -> Result<Decimal, NumberError> {
    let terms = terms(text);
    if terms.len() == 1 && !text.contains(is_times) {
        return factor(text, true);
    }
    if !text.contains(|c: char| c.is_ascii_digit()) {
        return Err(NumberError::NotANumber);
    }
    let mut total = Decimal::ZERO;
    for term in &terms {
        let value = product(term.text)?;
        let value = if term.minus { -value } else { value };
        let scale = total.scale().max(value.scale());
        total = exact(total.checked_add(value), scale)?;
    }
    // `100-200` may be a range, `2026-11-21` a day: nothing is guessed.
    let plus = text.contains(|c: char| c == '+' || is_times(c));
    let clear = plus || terms.iter().all(|term| !term.minus || term.apart);
    let taken = terms.iter().any(|term| term.minus);
    if clear && !(taken && total < Decimal::ZERO) {
        Ok(total)
    } else {
        Err(NumberError::NotANumber)
    }
}

fn is_times(c: char) -> bool {
    matches!(c, 'x' | 'X' | '*' | '×' | '·')
}

/// The terms of a sum; a minus directly before a number is its sign.
fn terms(text: &str) -> Vec<Term<'_>> {
    let mut terms = Vec::new();
    let (mut start, mut minus, mut apart) = (0, false, false);
    let mut last = None;
    for (at, c) in text.char_indices() {
        let next = at.saturating_add(c.len_utf8());
        let (before, behind) = (text.get(start..at), text.get(next..));
        let (before, behind) = (before.unwrap_or_default(), behind.unwrap_or_default());
        // Behind a number it takes off; behind a euro sign or at the start it is the number's own.
        let takes_off =
            || before.contains(is_digit) && last.is_some_and(ends_number) && begins_number(behind);
        if c == '+' || (is_minus(c) && takes_off()) {
            terms.push(Term {
                text: before,
                minus,
                apart,
            });
            (start, minus, last) = (next, is_minus(c), None);
            apart =
                before.ends_with(char::is_whitespace) && behind.starts_with(char::is_whitespace);
        } else if !c.is_whitespace() {
            last = Some(c);
        }
    }
    terms.push(Term {
        text: text.get(start..).unwrap_or_default(),
        minus,
        apart,
    });
    terms
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '¼' | '½' | '¾')
}

fn ends_number(c: char) -> bool {
    c.is_alphanumeric() && !is_times(c)
}

fn begins_number(text: &str) -> bool {
    let begins = |c: char| is_digit(c) || matches!(c, ',' | '.' | '€');
    text.trim_start().starts_with(begins)
}

fn product(text: &str) -> Result<Decimal, NumberError> {
    let mut product = Decimal::ONE;
    for part in text.split(is_times) {
        if part.trim().is_empty() {
            return Err(NumberError::Unfinished);
        }
        let value = factor(part, false)?.normalize();
        let scale = product.scale().saturating_add(value.scale());
        let zero = product.is_zero() || value.is_zero();
        product = if zero {
            Decimal::ZERO
        } else {
            exact(product.checked_mul(value), scale)?.normalize()
        };
    }
    Ok(product)
}

/// The result of a step, if it is exact.
fn exact(result: Option<Decimal>, scale: u32) -> Result<Decimal, NumberError> {
    let value = result.ok_or(NumberError::TooLarge)?;
    if value.abs() > Decimal::from(MOST) {
        Err(NumberError::TooLarge)
    } else if value.scale() < scale {
        Err(NumberError::TooManyDecimals)
    } else {
        Ok(value)
    }
}

/// Parses one number with a euro sign, a minus, a dash for the cents or a `k`. `alone` allows a minus
/// after the amount, for an amount that isn't part of a sum.
fn factor(text: &str, alone: bool) -> Result<Decimal, NumberError> {
    let (before, number) = unwrapped(text);
    let (behind, number) = match without_minus(number) {
        Some(number) if alone && !before => (true, number),
        _ => (false, number),
    };
    let number = without_dash(number);
    let (number, thousands) = match number.strip_suffix(['k', 'K']) {
        Some(number) => (number.trim_end(), Decimal::ONE_THOUSAND),
        None => (number, Decimal::ONE),
    };
    let (whole, part) = without_fraction(number);
    let value = if whole.is_empty() && !part.is_zero() {
        part
    } else {
        Parts::read(whole, 2)?.value(9)?.saturating_add(part)
    };
    let value = value.saturating_mul(thousands);
    Ok(if before || behind { -value } else { value })
}

/// The number before a trailing minus; `None` if that is a dash for the cents.
fn without_minus(number: &str) -> Option<&str> {
    let number = number.strip_suffix(is_minus)?.trim_end();
    number.ends_with(ends_number).then_some(number)
}

/// Strips the euro sign; returns whether there was a leading minus, and the number.
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

/// Strips the dash that whole euros are often written with: `1.354,-`.
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
