//! The totals of a cost-benefit analysis.

use rust_decimal::Decimal;

use super::command::Rejected;
use super::costs::{CostLine, Costs, Scenario};
use super::decimal::{add, div, mul, sub};
use super::money::Money;

/// A line's amounts in euros, rounded to cents, in the order of [`Scenario::ALL`]; `None` for a
/// scenario without an amount.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LineAmounts(pub [Option<Decimal>; 3]);

impl LineAmounts {
    /// The amounts of a line over a horizon in months.
    #[must_use]
    pub fn of(line: &CostLine, horizon: u8) -> Self {
        Self(Scenario::ALL.map(|scenario| line.amount(scenario, horizon)))
    }

    /// The amount in a scenario.
    #[must_use]
    pub fn get(self, scenario: Scenario) -> Option<Decimal> {
        let [current, looming, tailored] = self.0;
        match scenario {
            Scenario::Current => current,
            Scenario::Looming => looming,
            Scenario::Tailored => tailored,
        }
    }

    /// Refuses an amount beyond the bound of [`Money`], unless it was the same in `before`: a document
    /// from elsewhere can still be edited.
    pub(super) fn check_bound(self, before: Self) -> Result<(), Rejected> {
        let too_large = |amount: Option<Decimal>| {
            amount.is_some_and(|amount| Money::from_decimal(amount).is_none())
        };
        let worse = |scenario| {
            let (before, after) = (before.get(scenario), self.get(scenario));
            too_large(after) && before != after
        };
        if Scenario::ALL.into_iter().any(worse) {
            Err(Rejected::TooLarge)
        } else {
            Ok(())
        }
    }
}

/// The total of each scenario: the sum of the lines' rounded amounts, so that the printed page adds up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// The current scenario (huidig).
    pub current: Decimal,
    /// The looming scenario (dreigend).
    pub looming: Decimal,
    /// The tailored scenario (maatwerk).
    pub tailored: Decimal,
    /// Whether any line has an amount at all.
    pub has_amounts: bool,
}

/// The plan compared with the other two scenarios.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Savings {
    /// Looming minus tailored: what the plan saves; negative when it costs more.
    pub saving: Decimal,
    /// Tailored minus current: what the plan costs more than help does now; not a loss.
    pub above_current: Decimal,
}

impl Totals {
    /// The totals of an analysis.
    #[must_use]
    pub fn of(costs: &Costs) -> Self {
        Self::sum(
            costs
                .lines
                .values()
                .map(|line| LineAmounts::of(line, costs.horizon)),
        )
    }

    /// The totals of lines' amounts.
    #[must_use]
    pub fn sum(lines: impl Iterator<Item = LineAmounts>) -> Self {
        lines.fold(Self::default(), Self::plus)
    }

    /// The totals with a line's amounts added.
    #[must_use]
    pub fn plus(self, line: LineAmounts) -> Self {
        let [current, looming, tailored] = line.0;
        Self {
            current: add(self.current, current.unwrap_or_default()),
            looming: add(self.looming, looming.unwrap_or_default()),
            tailored: add(self.tailored, tailored.unwrap_or_default()),
            has_amounts: self.has_amounts || line.0.iter().any(Option::is_some),
        }
    }

    /// The total of a scenario.
    #[must_use]
    pub fn get(&self, scenario: Scenario) -> Decimal {
        match scenario {
            Scenario::Current => self.current,
            Scenario::Looming => self.looming,
            Scenario::Tailored => self.tailored,
        }
    }

    /// Whether a scenario's total isn't zero. A total of zero may mean that nothing is filled in yet.
    #[must_use]
    pub fn is_filled(&self, scenario: Scenario) -> bool {
        !self.get(scenario).is_zero()
    }

    /// Looming minus tailored: what the plan saves, negative if it costs more. `None` while the looming
    /// total is zero: then there is neither a saving nor a loss.
    #[must_use]
    pub fn saving(&self) -> Option<Decimal> {
        let known = self.is_filled(Scenario::Looming);
        known.then(|| self.savings().saving)
    }

    /// The plan compared with the looming and the current scenario.
    #[must_use]
    pub fn savings(&self) -> Savings {
        Savings {
            saving: sub(self.looming, self.tailored),
            above_current: sub(self.tailored, self.current),
        }
    }

    /// A scenario's total as a percentage of the highest of the three, 0 to 100: a bar's length.
    #[must_use]
    pub fn share(&self, scenario: Scenario) -> Decimal {
        let most = self.current.max(self.looming).max(self.tailored);
        let part = self.get(scenario).max(Decimal::ZERO);
        mul(part, Decimal::ONE_HUNDRED)
            .and_then(|hundredfold| div(hundredfold, most))
            .map_or(Decimal::ZERO, Money::round)
    }
}
