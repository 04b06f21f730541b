//! Sorting: one sort for values of all types.

use std::cmp::Ordering;

/// Sorts values by a comparison. Those that are equal stay in the order that they have.
///
/// The positions are sorted and the values then moved. The library's sort is some four kilobytes of
/// wasm for each type of what it sorts and for each comparison; this way it is there once.
pub fn sort_by<T>(values: &mut Vec<T>, compare: &dyn Fn(&T, &T) -> Ordering) {
    let at = |one: usize, other: usize| match (values.get(one), values.get(other)) {
        (Some(one), Some(other)) => compare(one, other),
        _ => Ordering::Equal,
    };
    let Some(order) = sorted_positions(values.len(), &at) else {
        return;
    };
    let mut left: Vec<Option<T>> = std::mem::take(values).into_iter().map(Some).collect();
    let moved = order.into_iter().filter_map(|at| left.get_mut(at)?.take());
    values.extend(moved);
}

/// The positions of that many values in their sorted order; `None` if they are sorted.
pub(super) fn sorted_positions(
    count: usize,
    compare: &dyn Fn(usize, usize) -> Ordering,
) -> Option<Vec<usize>> {
    let is_sorted = (1..count).all(|at| compare(at.saturating_sub(1), at) != Ordering::Greater);
    if is_sorted {
        return None;
    }
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by(|one, other| compare(*one, *other));
    Some(order)
}
