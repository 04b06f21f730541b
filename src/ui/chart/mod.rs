//! Where things stand in a chart: plain arithmetic. An amount becomes a whole number of parts of a length; no amount
//! becomes a float. What bars are drawn with is in `drawing`.

pub mod axis;
pub mod break_even;
pub(crate) mod drawing;
pub mod labels;
