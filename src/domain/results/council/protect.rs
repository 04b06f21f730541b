//! Which rows of a table are hidden.
//!
//! Rows are hidden first for what they are: a number of families from 1 to the threshold, or a sum that few families
//! make up. Then, where the total is told, for what follows from the rest: the next smallest row is hidden too, until
//! what is known of each hidden row leaves at least as many values as the threshold. All hidden rows look the same: a
//! reader who knew which were small themselves could tell the others.

use rust_decimal::Decimal;

use super::figures::{Kind, Row};
use super::sums::may_be_told;
use super::threshold::Threshold;
use crate::domain::sorted_map::SortedMap;
use crate::domain::sorted_set::SortedSet;

/// Why a row is hidden. For who makes the report, never in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// It is about fewer families than the threshold.
    Few,
    /// One or two families make up most of it.
    Share,
    /// A hidden row would follow from it.
    Derived,
    /// It differs from an earlier report by a few families.
    Earlier,
}

/// What of a table is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Protected {
    /// The rows, each with why it is hidden; `None` for one that is told.
    Rows(Vec<Option<Why>>),
    /// Only the order of the rows, most first, without numbers.
    Ranking(Vec<Option<Why>>),
    /// Nothing, not even which rows there are.
    Withheld(Why),
}

impl Protected {
    /// Why a row is hidden; `None` if it is told.
    #[must_use]
    pub fn why(&self, at: usize) -> Option<Why> {
        match self {
            Self::Rows(rows) | Self::Ranking(rows) => rows.get(at).copied().flatten(),
            Self::Withheld(why) => Some(*why),
        }
    }
}

/// Decides which rows of a table are hidden. `forced` are rows that are hidden for another reason; it may be shorter
/// than the rows.
#[must_use]
pub fn protect(
    kind: Kind,
    rows: &[&Row],
    forced: &[Option<Why>],
    threshold: Threshold,
) -> Protected {
    let forced = |at: usize| forced.get(at).copied().flatten();
    let own = rows.iter().enumerate().map(|(at, row)| {
        let own = match kind {
            Kind::Parts | Kind::Counts => few(row, threshold),
            Kind::Sums | Kind::Together | Kind::Apart => untold(row, threshold),
        };
        own.or(forced(at))
    });
    let mut hidden: Vec<Option<Why>> = own.collect();
    match kind {
        Kind::Apart => Protected::Rows(hidden),
        Kind::Together => together(hidden),
        Kind::Counts => counts(rows, &mut hidden, threshold),
        Kind::Parts => parts(rows, &mut hidden, threshold),
        Kind::Sums => sums(rows, &mut hidden, threshold),
    }
}

/// Why a number of families is hidden for what it is.
fn few(row: &Row, threshold: Threshold) -> Option<Why> {
    (!threshold.allows(row.families())).then_some(Why::Few)
}

/// Why a sum is hidden for what it is. Its number of families is told with it: one of few is hidden, whatever they add.
fn untold(row: &Row, threshold: Threshold) -> Option<Why> {
    if let Some(why) = few(row, threshold) {
        return Some(why);
    }
    let amounts = || row.contributions.iter().map(|it| it.amount);
    if may_be_told(amounts(), threshold) {
        return None;
    }
    let adds = amounts().filter(|it| !it.is_zero()).count();
    Some(if threshold.allows(adds) {
        Why::Share
    } else {
        Why::Few
    })
}

/// Numbers of families that may be in several rows. Their total isn't told, but who knows how many plans there are may
/// guess it. Where none can be told, their order is, unless all together are few families.
fn counts(rows: &[&Row], hidden: &mut Vec<Option<Why>>, threshold: Threshold) -> Protected {
    let all = rows.iter().flat_map(|row| &row.contributions);
    let families: SortedSet<usize> = all.map(|it| it.family).collect();
    if !threshold.allows(families.iter().len()) {
        return Protected::Withheld(Why::Few);
    }
    let protected = parts(rows, hidden, threshold);
    let told = |(at, row): (usize, &&Row)| protected.why(at).is_none() && row.families() > 0;
    if rows.iter().enumerate().any(told) || rows.iter().all(|row| row.families() == 0) {
        protected
    } else {
        Protected::Ranking(rows.iter().map(|_| Some(Why::Few)).collect())
    }
}

/// Figures of which one follows from the others.
fn together(hidden: Vec<Option<Why>>) -> Protected {
    match hidden.iter().find_map(|why| *why) {
        Some(why) => Protected::Withheld(why),
        None => Protected::Rows(hidden),
    }
}

/// Numbers of families that add up to a total.
fn parts(rows: &[&Row], hidden: &mut Vec<Option<Why>>, threshold: Threshold) -> Protected {
    let counts: Vec<usize> = rows.iter().map(|row| row.families()).collect();
    let total = counts.iter().copied().fold(0, usize::saturating_add);
    if !threshold.allows(total) {
        return Protected::Withheld(Why::Few);
    }
    while let Some(first) = hidden.iter().find_map(|why| *why) {
        if is_wide(&counts, hidden, threshold) {
            break;
        }
        if !hide_smallest(hidden, |at| {
            counts.get(at).map(|count| Decimal::from(*count))
        }) {
            return Protected::Withheld(first);
        }
    }
    Protected::Rows(std::mem::take(hidden))
}

/// Whether what is known leaves enough values for each hidden number. By the total and the rows that are told it is one
/// of at least as many values as the threshold. And who also knows that the smallest rows are hidden can't rule out any
/// number below the threshold: whichever it is, the others can make up the rest and still be smaller than what is told.
fn is_wide(counts: &[usize], hidden: &[Option<Why>], threshold: Threshold) -> bool {
    let rows = || counts.iter().zip(hidden).filter(|(count, _)| **count > 0);
    let (mut sum, mut rest) = (0_usize, 0_usize);
    for (count, _) in rows().filter(|(_, why)| why.is_some()) {
        sum = sum.saturating_add(*count);
        rest = rest.saturating_add(1);
    }
    let others = rest.saturating_sub(1);
    let told = rows().filter(|(_, why)| why.is_none());
    let least_told = told.map(|(count, _)| *count).min();
    let fits =
        |least: usize| sum.saturating_sub(1) <= others.saturating_mul(least.saturating_sub(1));
    others > 0 && sum.saturating_sub(others) >= threshold.families() && least_told.is_none_or(fits)
}

/// Sums that add up to a total.
fn sums(rows: &[&Row], hidden: &mut Vec<Option<Why>>, threshold: Threshold) -> Protected {
    while let Some(first) = hidden.iter().find_map(|why| *why) {
        let several = hidden.iter().flatten().count() > 1;
        if several && may_be_told(merged(rows, hidden).into_values(), threshold) {
            break;
        }
        let size = |at: usize| rows.get(at).map(|row| row.sum().abs());
        if !hide_smallest(hidden, size) {
            return Protected::Withheld(first);
        }
    }
    Protected::Rows(std::mem::take(hidden))
}

/// What each family adds to the hidden rows together: that much follows from the total.
fn merged(rows: &[&Row], hidden: &[Option<Why>]) -> SortedMap<usize, Decimal> {
    let mut sums: SortedMap<usize, Decimal> = SortedMap::new();
    for (row, _) in rows.iter().zip(hidden).filter(|(_, why)| why.is_some()) {
        for it in &row.contributions {
            let sum = sums.entry(it.family).or_default();
            *sum = crate::domain::decimal::add(*sum, it.amount);
        }
    }
    sums
}

/// Hides the smallest row that is told and isn't nothing; of equal ones the first. Returns `false` if there is none.
fn hide_smallest(hidden: &mut [Option<Why>], size: impl Fn(usize) -> Option<Decimal>) -> bool {
    let told = hidden.iter().enumerate().filter(|(_, why)| why.is_none());
    let sized = told.filter_map(|(at, _)| Some((size(at)?, at)));
    let smallest = sized.filter(|(size, _)| !size.is_zero()).min();
    let Some(why) = smallest.and_then(|(_, at)| hidden.get_mut(at)) else {
        return false;
    };
    *why = Some(Why::Derived);
    true
}
