//! Counts of units (hours, days, pieces), and probabilities in percent.

use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;

use super::id::as_text_on_the_wire;

/// A number from 0 to 99.999,9999 with at most four decimals.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Count(Decimal);

impl Count {
    /// The count of one.
    pub const ONE: Self = Self(Decimal::ONE);

    /// A count from a decimal; `None` when it is negative, too large or has over four decimals.
    #[must_use]
    pub fn from_decimal(value: Decimal) -> Option<Self> {
        let value = value.normalize();
        if value.is_zero() {
            return Some(Self(Decimal::ZERO));
        }
        let fits = value.scale() <= 4
            && !value.is_sign_negative()
            && value <= Decimal::new(999_999_999, 4);
        fits.then_some(Self(value))
    }

    /// The count as a decimal number.
    #[must_use]
    pub fn decimal(self) -> Decimal {
        self.0
    }
}

/// The text isn't a count in wire form: digits, and up to four decimals after a point without trailing
/// zeros.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidCount;

impl fmt::Display for InvalidCount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a count is digits, with a point and up to four decimals at most")
    }
}

impl FromStr for Count {
    type Err = InvalidCount;

    fn from_str(text: &str) -> Result<Self, InvalidCount> {
        let value = Decimal::from_str_exact(text).map_err(|_| InvalidCount)?;
        // Writing it back tells every other notation (1.50, 01, +1) from the one there is.
        Self::from_decimal(value)
            .filter(|count| count.to_string() == text)
            .ok_or(InvalidCount)
    }
}

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

as_text_on_the_wire!(Count);
