//! The point at which the plan has paid for itself.

use rust_decimal::Decimal;

use crate::domain::analysis::payback;
use crate::domain::decimal::{add, div, mul, sub};

use super::axis::whole_number;

/// Parts of a month, for positions within it.
pub const MONTH: i32 = 1000;

/// Where the line of the plan goes below the one of the looming scenario, and stays there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BreakEven {
    /// The first month that ends cheaper, from 1.
    pub month: u8,
    /// When the lines meet, from the start, in parts of a [`MONTH`]; within that month.
    pub at: i32,
    /// What both have cost by then.
    pub amount: Decimal,
}

impl BreakEven {
    /// The point, from the cumulative costs by month; `None` if the plan doesn't end cheaper.
    #[must_use]
    pub fn of(months: &[[Decimal; 3]]) -> Option<Self> {
        let month = payback(months)?;
        let before = usize::from(month).checked_sub(2);
        let [_, looming, tailored] = before.map_or(Some([Decimal::ZERO; 3]), |before| {
            months.get(before).copied()
        })?;
        let [_, then, tailored_then] = *months.get(usize::from(month).checked_sub(1)?)?;
        let behind = sub(tailored, looming);
        let part = div(behind, add(behind, sub(then, tailored_then))).unwrap_or_default();
        let within = mul(part, MONTH.into()).map_or(0, whole_number);
        let spent = mul(sub(then, looming), part).unwrap_or_default();
        Some(Self {
            month,
            at: i32::from(month)
                .saturating_sub(1)
                .saturating_mul(MONTH)
                .saturating_add(within.clamp(0, MONTH)),
            amount: add(looming, spent),
        })
    }
}
