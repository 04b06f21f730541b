//! The price of a unit as people write it: `62,40 per uur`, `62,40/uur`.

use crate::domain::Money;

use super::number::{NumberError, parse_money};
use super::unit::{split, unit};

/// The price of a unit, with the unit if there is one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitPrice {
    /// Euros per unit.
    pub amount: Money,
    /// The unit's name on the wire; an unknown word is kept.
    pub unit: Option<String>,
}

/// Parses the price of a unit; `None` for an empty text.
///
/// # Errors
///
/// [`NumberError`], if the amount isn't valid or the unit isn't complete.
pub fn parse_unit_price(text: &str) -> Result<Option<UnitPrice>, NumberError> {
    let (amount, unit) = match split(text) {
        Some((amount, word)) => (amount, Some(unit(word)?)),
        None => (text, None),
    };
    match parse_money(amount)? {
        Some(amount) => Ok(Some(UnitPrice { amount, unit })),
        None if unit.is_some() => Err(NumberError::NotANumber),
        None => Ok(None),
    }
}
