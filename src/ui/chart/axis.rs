//! Axes with round ticks.

use rust_decimal::{Decimal, RoundingStrategy};

use crate::domain::decimal::{div, mul, sub};

/// The parts that [`percent`] divides the width of a drawing into.
pub const WIDTH: i32 = 1000;

/// The most steps between the first tick and the last.
const MOST: i32 = 5;
/// The fewest.
const FEWEST: i32 = 2;
/// The smallest steps.
const SMALL: [i32; 3] = [1, 2, 5];
/// A larger step is one of these times a power of ten.
const LARGE: [i32; 4] = [10, 20, 25, 50];
/// Steps between months that people count in.
const MONTH_STEPS: [u8; 5] = [1, 2, 3, 6, 12];

/// An axis of amounts: 3 to 6 ticks on round amounts, zero among them, from at or below the least amount
/// to at or above the most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Axis {
    /// The amount between two ticks, at least one euro.
    step: Decimal,
    /// The number of steps below zero.
    below: i32,
    /// The number of steps above zero.
    above: i32,
}

impl Axis {
    /// The axis of amounts between these two, with the smallest step that needs no more than six ticks.
    #[must_use]
    pub fn covering(least: Decimal, most: Decimal) -> Self {
        let least = sub(Decimal::ZERO, least.min(Decimal::ZERO));
        let (mut factors, mut power) = (&SMALL[..], Decimal::ONE);
        loop {
            for factor in factors {
                let step = mul(power, (*factor).into()).unwrap_or(Decimal::MAX);
                let (below, above) = (steps(step, least), steps(step, most));
                if below.saturating_add(above) <= MOST || step == Decimal::MAX {
                    let above = above.max(FEWEST.saturating_sub(below));
                    return Self { step, below, above };
                }
            }
            if factors.len() == LARGE.len() {
                power = mul(power, Decimal::TEN).unwrap_or(Decimal::MAX);
            }
            factors = &LARGE;
        }
    }

    /// The amounts at the ticks, lowest first.
    #[must_use]
    pub fn ticks(&self) -> Vec<Decimal> {
        let ticks = self.below.saturating_neg()..=self.above;
        ticks.map(|tick| self.tick(tick)).collect()
    }

    /// How far along the axis an amount is, in whole parts of which the axis has `length`; what is beyond
    /// an end is at the end.
    #[must_use]
    pub fn place(&self, amount: Decimal, length: i32) -> i32 {
        let first = self.tick(self.below.saturating_neg());
        let whole = self.tick(self.above.saturating_add(self.below));
        let part = div(sub(amount, first), whole);
        let part = part.and_then(|part| mul(part, length.into()));
        whole_number(part.unwrap_or_default()).clamp(0, length)
    }

    fn tick(&self, steps: i32) -> Decimal {
        mul(self.step, steps.into()).unwrap_or(Decimal::MAX)
    }
}

/// The number of steps that an amount needs; more than [`MOST`] if that many are not enough.
fn steps(step: Decimal, amount: Decimal) -> i32 {
    let reaches = |count: &i32| mul(step, (*count).into()).is_none_or(|end| end >= amount);
    let enough = (0..=MOST).find(reaches);
    enough.unwrap_or(MOST.saturating_add(1))
}

/// The nearest whole number; a position, never an amount.
pub(super) fn whole_number(value: Decimal) -> i32 {
    let whole = value.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero);
    i32::try_from(whole.mantissa()).unwrap_or_default()
}

/// The months of a horizon that get a tick: at most five, equally far apart.
#[must_use]
pub fn months(horizon: u8) -> Vec<u8> {
    let few = |step: &u8| horizon / (*step).max(1) <= 5;
    let step = MONTH_STEPS.into_iter().find(few).unwrap_or(12);
    (step..=horizon).step_by(step.into()).collect()
}

/// Parts of [`WIDTH`] as a length in SVG.
#[must_use]
pub fn percent(parts: i32) -> String {
    let tenths = (parts % 10).to_string();
    [&(parts / 10).to_string(), ".", &tenths, "%"].concat()
}
