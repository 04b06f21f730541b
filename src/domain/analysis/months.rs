//! Cumulative costs by month.

use rust_decimal::Decimal;

use super::super::costs::{Costs, Scenario};
use super::super::decimal::add;

/// For each month of the horizon the cumulative costs, in the order of [`Scenario::ALL`]. The last
/// entry is the total.
#[must_use]
pub fn months(costs: &Costs) -> Vec<[Decimal; 3]> {
    let up_to = |month| {
        Scenario::ALL.map(|scenario| {
            let amounts = costs.lines.values();
            amounts
                .filter_map(|line| line.up_to(scenario, costs.horizon, month))
                .fold(Decimal::new(0, 2), add)
        })
    };
    (1..=costs.horizon).map(up_to).collect()
}

/// The first month, from 1, from which the plan stays cheaper than the looming scenario up to the end;
/// `None` if it isn't cheaper at the end.
#[must_use]
pub fn payback(months: &[[Decimal; 3]]) -> Option<u8> {
    let cheaper = months
        .iter()
        .rev()
        .take_while(|[_, looming, tailored]| tailored < looming)
        .count();
    let first = months.len().saturating_sub(cheaper).saturating_add(1);
    u8::try_from(first).ok().filter(|_| cheaper > 0)
}
