//! The domain's tests.

mod apply;
mod arithmetic;
mod around;
mod conflicts;
mod csv;
mod dates;
mod double;
mod export;
mod faults;
mod findings;
mod follow_up;
mod format;
mod hand_over;
mod import;
mod limits;
mod method;
mod oracle;
mod order;
mod plan;
mod price_search;
mod prices;
mod privacy;
mod replace_all;
mod results;
mod retention;
mod score;
mod sort;
mod sorted_map;
mod sorted_set;
mod standing;
mod start;
mod team;
mod values;
mod worked;

/// A canvas in which nothing has been written.
fn empty() -> maatwerk::domain::Canvas {
    maatwerk::domain::Canvas::new("leeg".parse().unwrap())
}
