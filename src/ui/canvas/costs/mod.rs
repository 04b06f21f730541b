//! The cost-benefit analysis.

mod bars;
mod cost_line;
mod line;
mod line_fields;
mod line_template;
mod lines;
mod panel;
mod step_down;

pub(crate) use panel::CostsPanel;
