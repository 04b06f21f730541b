//! Where things stand in a chart.

mod axis;
mod break_even;
mod labels;
