//! A satisfaction grade.

use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;

use super::id::as_text_on_the_wire;

/// A grade from 1 to 10 in halves, as Dutch schools give them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Grade {
    halves: u8,
}

impl Grade {
    /// A grade from whole points and perhaps a half; `None` outside 1 to 10.
    #[must_use]
    pub fn new(points: u8, half: bool) -> Option<Self> {
        let halves = points.checked_mul(2)?.checked_add(u8::from(half))?;
        (2..=20).contains(&halves).then_some(Self { halves })
    }

    /// A grade from a decimal; `None` outside 1 to 10 or between the halves.
    #[must_use]
    pub fn from_decimal(value: Decimal) -> Option<Self> {
        (2..=20)
            .map(|halves| Self { halves })
            .find(|grade| grade.decimal() == value)
    }

    /// The whole points, 1 to 10.
    #[must_use]
    pub fn points(self) -> u8 {
        self.halves / 2
    }

    /// Whether it is half a point more than [`Grade::points`].
    #[must_use]
    pub fn has_half(self) -> bool {
        self.halves % 2 == 1
    }

    /// The grade as a decimal number.
    #[must_use]
    pub fn decimal(self) -> Decimal {
        Decimal::new(i64::from(self.halves).saturating_mul(5), 1)
    }
}

/// The text isn't a grade in wire form: `^(10|[1-9](\.5)?)$`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidGrade;

impl fmt::Display for InvalidGrade {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a grade is 1 to 10, with .5 for a half")
    }
}

impl FromStr for Grade {
    type Err = InvalidGrade;

    fn from_str(text: &str) -> Result<Self, InvalidGrade> {
        (2..=20)
            .map(|halves| Self { halves })
            .find(|grade| grade.to_string() == text)
            .ok_or(InvalidGrade)
    }
}

impl fmt::Display for Grade {
    /// The wire form, such as `7.5`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let half = if self.has_half() { ".5" } else { "" };
        write!(f, "{}{half}", self.points())
    }
}

as_text_on_the_wire!(Grade);
