//! The totals of a cost-benefit analysis.

use rust_decimal::Decimal;

use super::costs::{CostLine, Costs, Scenario};
use super::exact::{add, div, mul, sub};

/// A line's amounts, rounded to cents, in the order of [`Scenario::ALL`]; `None` where there is none.
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
}

/// What each scenario costs together: the sum of the lines' rounded amounts, so that the printed
/// page adds up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// What help costs now.
    pub current: Decimal,
    /// What it would cost if nothing changes.
    pub looming: Decimal,
    /// What the plan costs.
    pub tailored: Decimal,
    /// Whether any line has an amount at all.
    pub has_amounts: bool,
}

/// How the plan compares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Differences {
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

    /// Whether a scenario costs anything: a sum of nothing may only not be filled in yet.
    #[must_use]
    pub fn is_filled(&self, scenario: Scenario) -> bool {
        !self.get(scenario).is_zero()
    }

    /// What the plan saves, or costs more when negative. `None` while nothing is filled in of what
    /// threatens: then there is nothing to save on, and no loss either.
    #[must_use]
    pub fn saving(&self) -> Option<Decimal> {
        let known = self.is_filled(Scenario::Looming);
        known.then(|| self.differences().saving)
    }

    /// What the plan saves, and how it compares with now.
    #[must_use]
    pub fn differences(&self) -> Differences {
        Differences {
            saving: sub(self.looming, self.tailored),
            above_current: sub(self.tailored, self.current),
        }
    }

    /// A scenario's share of the dearest one in percents, 0 to 100, for a bar's length.
    #[must_use]
    pub fn share(&self, scenario: Scenario) -> Decimal {
        let most = self.current.max(self.looming).max(self.tailored);
        let part = self.get(scenario).max(Decimal::ZERO);
        mul(part, Decimal::ONE_HUNDRED)
            .and_then(|hundredfold| div(hundredfold, most))
            .map_or(Decimal::ZERO, super::Money::round)
    }
}
