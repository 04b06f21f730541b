//! What follows from the lines: totals for each payer and part of life, low and high totals, the
//! costs month by month. All pure, and nothing that depends on the order of the lines.

mod bands;
mod double;
mod groups;
mod months;

pub use bands::{Band, Bands};
pub use double::{Double, double_counting};
pub use groups::{Group, by_life_domain, by_payer};
pub use months::{months, payback};

use rust_decimal::Decimal;

use super::costs::Costs;
use super::totals::Totals;

/// The whole analysis.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Analysis {
    /// The months that it spans.
    pub horizon: u8,
    /// What each scenario costs.
    pub totals: Totals,
    /// The same for each payer, in the payers' order on screen.
    pub payers: Vec<Group>,
    /// The same for each part of life.
    pub life_domains: Vec<Group>,
    /// The lowest and highest that the totals can be.
    pub bands: Bands,
    /// For each month the costs up to and including it, in the order of
    /// [`super::Scenario::ALL`].
    pub months: Vec<[Decimal; 3]>,
    /// The first month from which the plan stays cheaper than what threatens.
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
