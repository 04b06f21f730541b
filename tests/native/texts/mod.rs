//! The texts' tests.

mod date;
mod explain;
mod grades;
mod number;
mod print;
mod sentences;
