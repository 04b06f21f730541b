//! The texts' tests.

mod conflict;
mod date;
mod explain;
mod grades;
mod number;
mod print;
mod sentences;
mod sync;
