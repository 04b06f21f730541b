//! The cost-benefit analysis.

mod bars;
mod cost_line;
mod panel;
mod step_down;

pub(crate) use panel::CostsPanel;
