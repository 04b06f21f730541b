//! The texts' tests.

mod date;
mod explain;
mod number;
mod sentences;
