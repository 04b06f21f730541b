//! The domain's tests.

mod apply;
mod arithmetic;
mod choice;
mod dates;
mod export;
mod findings;
mod format;
mod order;
mod privacy;
mod score;
mod values;
