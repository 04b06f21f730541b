//! Rows of two tables of one report that are sums of the same amounts.
//!
//! What plans cost stands in the analysis of all of them, and once more beside what they have cost, for those of which
//! that is known; what the maatwerkbudget pays stands with the payers, and once more for the plans that were decided
//! on. Where the families of both differ by few, one less the other tells what these few add.

use rust_decimal::Decimal;

use super::figures::{Row, Table};
use super::threshold::Threshold;
use crate::domain::codes::Payers;
use crate::domain::sorted_map::SortedMap;

/// A row: its table and its key.
type Place = (&'static str, &'static str);

/// Rows that are sums of the same amounts, up to their sign; the later one first.
const SAME: [[Place; 2]; 2] = [
    [("gerealiseerd", "verwacht"), ("kba", "maatwerk")],
    [("budget", "toegezegd"), ("financier", Payers::TAILORED)],
];

/// The keys of rows of a table from which a few families could be told beside the rows of other tables that are told.
pub(super) fn nearly_told(
    table: &Table,
    all: &[Table],
    is_told: &dyn Fn(&str, &str) -> bool,
    threshold: Threshold,
) -> Vec<&'static str> {
    let same = SAME.iter().filter(|[(its, _), _]| *its == table.key);
    let narrow = same.filter_map(|[(_, key), (other, other_key)]| {
        let differing = differing(row(table, key)?, row_of(all, other, other_key)?);
        let is_narrow = differing > 0 && !threshold.allows(differing);
        (is_narrow && is_told(other, other_key)).then_some(*key)
    });
    narrow.collect()
}

fn row_of<'a>(all: &'a [Table], table: &str, key: &str) -> Option<&'a Row> {
    row(all.iter().find(|it| it.key == table)?, key)
}

fn row<'a>(table: &'a Table, key: &str) -> Option<&'a Row> {
    table.rows.get(&key.to_owned())
}

/// The number of families that add another amount to the one than to the other.
fn differing(one: &Row, other: &Row) -> usize {
    let mut amounts: SortedMap<usize, [Decimal; 2]> = SortedMap::new();
    for (at, row) in [one, other].into_iter().enumerate() {
        for it in &row.contributions {
            let both = amounts.entry(it.family).or_default();
            if let Some(its) = both.get_mut(at) {
                *its = it.amount.abs();
            }
        }
    }
    let differs = |[one, other]: &&[Decimal; 2]| one != other;
    amounts.values().filter(differs).count()
}
