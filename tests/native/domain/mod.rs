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

/// A canvas in which nothing has been written.
fn empty() -> maatwerk::domain::Canvas {
    maatwerk::domain::Canvas::new("leeg".parse().unwrap())
}
