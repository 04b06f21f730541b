//! Amounts in euros.

use std::fmt;
use std::str::FromStr;

use rust_decimal::{Decimal, RoundingStrategy};

use super::id::as_text_on_the_wire;

/// An amount of a line or a price: euros with two decimals, at most 999.999.999,99 either way.
///
/// Costs are positive. Sums of amounts have no bound and are a plain [`Decimal`]. There is one
/// rounding rule: half a cent goes away from zero ([`Money::round`]).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Money(Decimal);

impl Money {
    /// The largest amount, in cents.
    pub const MAX_CENTS: i64 = 99_999_999_999;

    /// An amount from whole cents; `None` beyond the bound.
    #[must_use]
    pub fn from_cents(cents: i64) -> Option<Self> {
        (cents.unsigned_abs() <= Self::MAX_CENTS.unsigned_abs())
            .then(|| Self(Decimal::new(cents, 2)))
    }

    /// An amount from a decimal, rounded to cents; `None` beyond the bound.
    #[must_use]
    pub fn from_decimal(value: Decimal) -> Option<Self> {
        let rounded = Self::round(value);
        (rounded.abs() <= Decimal::new(Self::MAX_CENTS, 2)).then_some(Self(rounded))
    }

    /// Rounds to whole cents, half away from zero, and shows two decimals: the one rounding rule.
    #[must_use]
    pub fn round(value: Decimal) -> Decimal {
        let mut rounded = value.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero);
        rounded.rescale(2);
        if rounded.is_zero() {
            Decimal::new(0, 2)
        } else {
            rounded
        }
    }

    /// The amount as a decimal number of euros.
    #[must_use]
    pub fn decimal(self) -> Decimal {
        self.0
    }
}

/// The text isn't an amount in wire form: `^-?\d+\.\d{2}$` without leading zeros or minus zero, and
/// within the bound.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidMoney;

impl fmt::Display for InvalidMoney {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an amount is digits, a point and two decimals")
    }
}

impl FromStr for Money {
    type Err = InvalidMoney;

    fn from_str(text: &str) -> Result<Self, InvalidMoney> {
        let value = Decimal::from_str_exact(text).map_err(|_| InvalidMoney)?;
        // Writing it back tells every other notation (007.00, -0.00, 1.5) from the one there is.
        Self::from_decimal(value)
            .filter(|amount| amount.to_string() == text)
            .ok_or(InvalidMoney)
    }
}

impl fmt::Display for Money {
    /// The wire form, such as `1354.33`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // As it has two decimals and is within the bound; Decimal's own way takes five times as long.
        let cents = i64::try_from(self.0.mantissa()).unwrap_or_default();
        let (sign, cents) = (if cents < 0 { "-" } else { "" }, cents.unsigned_abs());
        write!(f, "{sign}{}.{:02}", cents / 100, cents % 100)
    }
}

as_text_on_the_wire!(Money);
