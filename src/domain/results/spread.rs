//! The sum, mean, median and range of amounts.

use rust_decimal::Decimal;

use crate::domain::decimal::{add, div};
use crate::domain::money::Money;
use crate::domain::sort::sort_by;

/// Amounts of cases, one each, of which sum, mean, median and range are told. Keeps every amount, 16 bytes each:
/// an exact median needs them all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spread {
    sum: Decimal,
    amounts: Vec<Decimal>,
}

impl Spread {
    /// Adds the amount of a case.
    pub fn add(&mut self, amount: Decimal) {
        self.sum = add(self.sum, amount);
        self.amounts.push(amount);
    }

    /// The number of amounts.
    #[must_use]
    pub fn count(&self) -> usize {
        self.amounts.len()
    }

    /// Their exact sum.
    #[must_use]
    pub fn sum(&self) -> Decimal {
        self.sum
    }

    /// Their mean, rounded to cents; `None` without amounts.
    #[must_use]
    pub fn mean(&self) -> Option<Decimal> {
        div(self.sum, Decimal::from(self.count())).map(Money::round)
    }

    /// The middle one, or the mean of the two in the middle rounded to cents; `None` without amounts.
    #[must_use]
    pub fn median(&self) -> Option<Decimal> {
        let sorted = self.sorted();
        let middle = sorted.len() / 2;
        let upper = *sorted.get(middle)?;
        if sorted.len() % 2 == 1 {
            return Some(upper);
        }
        let lower = *sorted.get(middle.checked_sub(1)?)?;
        div(add(lower, upper), Decimal::TWO).map(Money::round)
    }

    /// The least and the most; `None` without amounts.
    #[must_use]
    pub fn range(&self) -> Option<[Decimal; 2]> {
        let amounts = self.amounts.iter().copied();
        Some([amounts.clone().min()?, amounts.max()?])
    }

    fn sorted(&self) -> Vec<Decimal> {
        let mut sorted = self.amounts.clone();
        sort_by(&mut sorted, &Ord::cmp);
        sorted
    }
}
