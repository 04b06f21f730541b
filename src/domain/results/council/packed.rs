//! The marks of a report as they are kept: which rows there are, and for each family one text with what it adds to each.
//!
//! A team keeps all its reports in one document that a server takes only up to a size, and a family is in some twenty
//! rows. By row it would take twelve characters in each; so it takes one for a row that it isn't in or adds nothing to,
//! and three for any other.

use super::marks::{Marks, is_nothing};
use crate::domain::sorted_map::SortedMap;

/// The digits of an amount's mark, of six bits each.
const DIGITS: &[u8; 64] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz*+";
/// A row that the family isn't in.
const ABSENT: char = '.';
/// A row that the family is in and adds nothing to.
const NOTHING: char = '-';

/// The marks of rows by family: the keys of the rows in the order of the texts, and the texts.
#[must_use]
pub(super) fn pack(rows: &SortedMap<String, Marks>) -> (Vec<String>, SortedMap<String, String>) {
    let mut families: SortedMap<String, String> = SortedMap::new();
    for marks in rows.values() {
        for (family, _) in marks.iter() {
            families.entry(family.clone()).or_default();
        }
    }
    for marks in rows.values() {
        for (family, text) in families.iter_mut() {
            match marks.amount(family) {
                None => text.push(ABSENT),
                Some(amount) if is_nothing(amount) => text.push(NOTHING),
                Some(amount) => text.extend(digits(amount)),
            }
        }
    }
    (rows.keys().cloned().collect(), families)
}

/// The marks of the rows whose keys begin with `prefix`, by what follows that. What is no mark is left out.
#[must_use]
pub(super) fn unpack(
    columns: &[String],
    families: &SortedMap<String, String>,
    prefix: &str,
) -> SortedMap<String, Marks> {
    let mut rows: SortedMap<String, Marks> = SortedMap::new();
    for (family, text) in families.iter() {
        let mut text = text.chars();
        for column in columns {
            let Some(amount) = next_amount(&mut text) else {
                break;
            };
            if let (Some(key), Some(amount)) = (column.strip_prefix(prefix), amount) {
                rows.entry(key.to_owned()).or_default().put(family, amount);
            }
        }
    }
    rows
}

/// A mark of four hexadecimal digits in three of [`DIGITS`].
fn digits(amount: &str) -> [char; 3] {
    let value = u16::from_str_radix(amount, 16).unwrap_or_default();
    [12, 6, 0].map(|shift| {
        let digit = DIGITS.get(usize::from((value >> shift) & 63));
        digit.map_or(NOTHING, |digit| char::from(*digit))
    })
}

/// The mark that a text goes on with, `None` inside for a row that the family isn't in; `None` at its end.
fn next_amount(text: &mut std::str::Chars<'_>) -> Option<Option<String>> {
    let first = text.next()?;
    let value = match first {
        ABSENT => return Some(None),
        NOTHING => 0,
        first => [Some(first), text.next(), text.next()]
            .into_iter()
            .try_fold(0_u32, |value, digit| {
                let digit = DIGITS
                    .iter()
                    .position(|it| Some(char::from(*it)) == digit)?;
                let digit = u32::try_from(digit).ok()?;
                Some(value.checked_shl(6)?.saturating_add(digit))
            })?,
    };
    let halves = [12, 8, 4, 0].map(|shift| char::from_digit((value >> shift) & 15, 16));
    Some(halves.into_iter().collect())
}
