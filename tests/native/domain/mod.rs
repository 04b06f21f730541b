//! The domain's tests.

mod apply;
mod arithmetic;
mod choice;
mod dates;
mod double;
mod export;
mod findings;
mod format;
mod import;
mod oracle;
mod order;
mod prices;
mod privacy;
mod score;
mod values;
mod whole;
mod worked;
