//! Ranges of the totals, from the ranges of the prices.

use rust_decimal::Decimal;

use super::super::costs::{Costs, Scenario};
use super::super::decimal::{add, sub};
use super::super::price::Price;

/// A total with its range, in euros.
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
    /// Whether low and high differ.
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

/// The bands of the three scenarios and of the saving. A typed amount, or one whose price has no range,
/// is the same in low, middle and high.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Bands {
    /// The current scenario.
    pub current: Band,
    /// The looming scenario.
    pub looming: Band,
    /// The tailored scenario.
    pub tailored: Band,
    /// The saving. A line has the same price in both scenarios, so this is narrower than the lowest of
    /// the one minus the highest of the other.
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

/// The saving of a line at each of the three prices, lowest first.
fn saving(looming: [Decimal; 3], tailored: [Decimal; 3]) -> [Decimal; 3] {
    let [[low, middle, high], [less_low, less_middle, less_high]] = [looming, tailored];
    let at_low = sub(low, less_low);
    let at_high = sub(high, less_high);
    let middle = sub(middle, less_middle);
    [at_low.min(at_high), middle, at_low.max(at_high)]
}
