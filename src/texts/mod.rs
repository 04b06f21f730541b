//! Every Dutch string, and how numbers and dates are written.

pub mod date;
pub mod examples;
pub mod explain;
pub mod grades;
pub mod hints;
pub mod labels;
pub mod names;
pub mod number;
pub mod overview;
pub mod print;
pub mod sentences;
pub mod storage;
