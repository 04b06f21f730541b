//! The analysis of the cost lines: totals by payer and life domain, ranges, and costs by month. Pure,
//! and independent of the order of the lines.

mod bands;
mod double;
mod groups;
mod months;

pub use bands::{Band, Bands};
pub use double::{DoubleCount, double_counting};
pub use groups::{Group, by_life_domain, by_payer};
pub use months::{months, payback};

use rust_decimal::Decimal;

use super::costs::Costs;
use super::totals::Totals;

/// The whole analysis.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Analysis {
    /// The horizon in months.
    pub horizon: u8,
    /// The totals of the scenarios.
    pub totals: Totals,
    /// The totals by payer, in the payers' order on screen.
    pub payers: Vec<Group>,
    /// The totals by life domain.
    pub life_domains: Vec<Group>,
    /// The ranges of the totals.
    pub bands: Bands,
    /// For each month the cumulative costs, in the order of [`super::Scenario::ALL`].
    pub months: Vec<[Decimal; 3]>,
    /// The first month from which the plan stays cheaper than the looming scenario; `None` if it
    /// doesn't end cheaper.
    pub payback: Option<u8>,
}

impl Analysis {
    /// The analysis of the lines.
    #[must_use]
    pub fn of(costs: &Costs) -> Self {
        let months = months(costs);
        Self {
            horizon: costs.horizon,
            totals: Totals::of(costs),
            payers: by_payer(costs),
            life_domains: by_life_domain(costs),
            bands: Bands::of(costs),
            payback: payback(&months),
            months,
        }
    }
}
