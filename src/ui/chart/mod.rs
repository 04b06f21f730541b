//! Where things stand in a chart: plain arithmetic, without a view. An amount becomes a whole number of
//! parts of a length; no amount becomes a float.

pub mod axis;
pub mod break_even;
pub mod labels;
