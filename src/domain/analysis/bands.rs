//! The lowest and highest that totals can be, from the ranges of the prices.

use rust_decimal::Decimal;

use super::super::costs::{Costs, Price, Scenario};
use super::super::exact::{add, sub};

/// A total with the lowest and highest that it can be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Band {
    /// At the lowest prices.
    pub low: Decimal,
    /// At the prices themselves.
    pub middle: Decimal,
    /// At the highest prices.
    pub high: Decimal,
}

impl Band {
    /// Whether there is a range at all.
    #[must_use]
    pub fn is_wide(&self) -> bool {
        self.low != self.high
    }

    fn add(&mut self, [low, middle, high]: [Decimal; 3]) {
        self.low = add(self.low, low);
        self.middle = add(self.middle, middle);
        self.high = add(self.high, high);
    }
}

/// The bands of the three scenarios and of what the plan saves. A typed amount, and one whose price
/// has no range, is the same in all three.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Bands {
    /// What help costs now.
    pub current: Band,
    /// What it would cost if nothing changes.
    pub looming: Band,
    /// What the plan costs.
    pub tailored: Band,
    /// What the plan saves. A line's price is the same in both scenarios that are compared, so this
    /// is narrower than the lowest of the one minus the highest of the other.
    pub saving: Band,
}

impl Bands {
    /// The bands of the lines' totals.
    #[must_use]
    pub fn of(costs: &Costs) -> Self {
        let mut bands = Self::default();
        for line in costs.lines.values() {
            let (low, high) = line.price.as_ref().and_then(Price::ends).unzip();
            let prices = [low, line.unit_price(), high];
            let [current, looming, tailored] = Scenario::ALL.map(|scenario| {
                let usage = line.usage(scenario);
                prices.map(|price| {
                    let amount = usage.and_then(|usage| usage.amount(price, costs.horizon));
                    amount.unwrap_or_default()
                })
            });
            bands.current.add(current);
            bands.looming.add(looming);
            bands.tailored.add(tailored);
            bands.saving.add(saving(looming, tailored));
        }
        bands
    }

    /// The band of a scenario.
    #[must_use]
    pub fn get(&self, scenario: Scenario) -> &Band {
        match scenario {
            Scenario::Current => &self.current,
            Scenario::Looming => &self.looming,
            Scenario::Tailored => &self.tailored,
        }
    }
}

/// What a line saves at each of the three prices, the lowest first.
fn saving(looming: [Decimal; 3], tailored: [Decimal; 3]) -> [Decimal; 3] {
    let [[low, middle, high], [less_low, less_middle, less_high]] = [looming, tailored];
    let at_low = sub(low, less_low);
    let at_high = sub(high, less_high);
    let middle = sub(middle, less_middle);
    [at_low.min(at_high), middle, at_low.max(at_high)]
}
