//! A sum of amounts, as it is stored.

use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;

use crate::domain::id::as_text_on_the_wire;
use crate::domain::money::Money;

/// A sum of amounts in euros with two decimals, without a bound.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Sum(Decimal);

impl Sum {
    /// A sum, rounded to cents by the one rule.
    #[must_use]
    pub fn new(value: Decimal) -> Self {
        Self(Money::round(value))
    }

    /// The sum in euros.
    #[must_use]
    pub fn decimal(self) -> Decimal {
        self.0
    }
}

/// The text is no decimal number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidSum;

impl fmt::Display for InvalidSum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a sum is digits, a point and two decimals")
    }
}

impl FromStr for Sum {
    type Err = InvalidSum;

    fn from_str(text: &str) -> Result<Self, InvalidSum> {
        let value = Decimal::from_str_exact(text).map_err(|_| InvalidSum)?;
        Ok(Self::new(value))
    }
}

impl fmt::Display for Sum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

as_text_on_the_wire!(Sum);
