//! The cost-benefit analysis.

mod bars;
mod cost_line;
mod panel;

pub(crate) use panel::CostsPanel;
