//! A set that is a sorted vector.

use std::borrow::Borrow;

use super::sort::sort_by;
use super::sorted_map::SortedMap;

/// A set in order, with the part of [`std::collections::BTreeSet`]'s interface that is used here.
///
/// An insertion shifts all later values; one greater than all others is appended without shifting. To
/// add many, use [`extend`](Extend) or `collect`, which sort once. A `BTreeSet` would add many kilobytes
/// of wasm for each type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SortedSet<K>(Vec<K>);

impl<K> Default for SortedSet<K> {
    fn default() -> Self {
        Self::new()
    }
}

impl<K> SortedSet<K> {
    /// A set without values.
    #[must_use]
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// Whether there are no values.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The values in order.
    pub fn iter(&self) -> std::slice::Iter<'_, K> {
        self.0.iter()
    }

    /// The greatest value.
    #[must_use]
    pub fn last(&self) -> Option<&K> {
        self.0.last()
    }
}

impl<K: Ord> SortedSet<K> {
    /// Whether a value is in it.
    #[must_use]
    pub fn contains<Q: Ord + ?Sized>(&self, value: &Q) -> bool
    where
        K: Borrow<Q>,
    {
        let found = self.0.binary_search_by(|other| other.borrow().cmp(value));
        found.is_ok()
    }

    /// The least value that isn't below this one.
    #[must_use]
    pub fn first_from<Q: Ord + ?Sized>(&self, value: &Q) -> Option<&K>
    where
        K: Borrow<Q>,
    {
        let at = self.0.partition_point(|other| other.borrow() < value);
        self.0.get(at)
    }

    /// Adds a value. Returns whether it was not in it yet.
    pub fn insert(&mut self, value: K) -> bool {
        let place = match self.0.last() {
            Some(last) if *last < value => Err(self.0.len()),
            _ => self.0.binary_search(&value),
        };
        if let Err(at) = place {
            self.0.insert(at, value);
        }
        place.is_err()
    }
}

/// The values without repetitions, in the order in which each came first. One sort, however many there are.
pub fn first_of_each<K: Clone + Ord>(values: impl Iterator<Item = K>) -> Vec<K> {
    let values: Vec<K> = values.collect();
    // Backwards, as of several entries with one key the map keeps the last.
    let at = (0..values.len()).rev();
    let firsts: SortedMap<&K, usize> = values.iter().rev().zip(at).collect();
    let mut firsts: Vec<usize> = firsts.into_values().collect();
    sort_by(&mut firsts, &Ord::cmp);
    let firsts = firsts.into_iter();
    firsts.filter_map(|at| values.get(at).cloned()).collect()
}

impl<K: Ord> Extend<K> for SortedSet<K> {
    fn extend<I: IntoIterator<Item = K>>(&mut self, values: I) {
        self.0.extend(values);
        sort_by(&mut self.0, &K::cmp);
        self.0.dedup();
    }
}

impl<K: Ord> FromIterator<K> for SortedSet<K> {
    fn from_iter<I: IntoIterator<Item = K>>(values: I) -> Self {
        let mut set = Self::new();
        set.extend(values);
        set
    }
}

impl<K> IntoIterator for SortedSet<K> {
    type Item = K;
    type IntoIter = std::vec::IntoIter<K>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}
