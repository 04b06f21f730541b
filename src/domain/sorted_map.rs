//! A map that is a sorted vector.

use std::fmt::Display;
use std::str::FromStr;

use serde_json::Value;

use super::fault::Fault;
use super::id::ItemId;
use super::sort::sort_by;
use super::wire::object::put;
use super::wire::{Wire, fields_of, write_object};

/// The items of a list by their ids.
pub type ItemMap<T> = SortedMap<ItemId, T>;

/// A map in key order, with the part of [`std::collections::BTreeMap`]'s interface that is used here.
///
/// It is a sorted vector of keys and boxed values. A lookup is a binary search. An insertion shifts all
/// later entries, each the size of a key and a pointer; a key greater than all others is appended without
/// shifting. To add many entries, use [`extend`](Extend) or `collect`, which sort once.
///
/// A `BTreeMap` would add many kilobytes of wasm for each value type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SortedMap<K, V> {
    entries: Vec<(K, Box<V>)>,
}

impl<K, V> Default for SortedMap<K, V> {
    fn default() -> Self {
        Self::new()
    }
}

impl<K, V> SortedMap<K, V> {
    /// A map without entries.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            entries: Vec::new(),
        }
    }

    /// The number of entries.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there are no entries.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The entries in the order of their keys.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (&K, &V)> + ExactSizeIterator {
        self.entries.iter().map(|(key, value)| (key, &**value))
    }

    /// The entries in the order of their keys, with mutable values.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = (&K, &mut V)> {
        let entries = self.entries.iter_mut();
        entries.map(|(key, value)| (&*key, &mut **value))
    }

    /// The keys in order.
    pub fn keys(&self) -> impl DoubleEndedIterator<Item = &K> + ExactSizeIterator {
        self.entries.iter().map(|(key, _)| key)
    }

    /// The values in the order of their keys.
    pub fn values(&self) -> impl DoubleEndedIterator<Item = &V> + ExactSizeIterator {
        self.entries.iter().map(|(_, value)| &**value)
    }

    /// The values in the order of their keys, mutably.
    pub fn values_mut(&mut self) -> impl DoubleEndedIterator<Item = &mut V> + ExactSizeIterator {
        self.entries.iter_mut().map(|(_, value)| &mut **value)
    }

    /// Consumes the map; its values in the order of their keys.
    pub fn into_values(self) -> impl DoubleEndedIterator<Item = V> + ExactSizeIterator {
        self.entries.into_iter().map(|(_, value)| *value)
    }

    /// Removes all entries.
    pub fn clear(&mut self) {
        self.entries.clear();
    }

    /// Keeps only the entries for which `keep` is true.
    pub fn retain(&mut self, mut keep: impl FnMut(&K, &mut V) -> bool) {
        self.entries.retain_mut(|(key, value)| keep(key, value));
    }
}

impl<K: Ord, V> SortedMap<K, V> {
    /// Where a key is, or where it would be inserted.
    fn find(&self, key: &K) -> Result<usize, usize> {
        match self.entries.last() {
            Some((last, _)) if last < key => Err(self.entries.len()),
            _ => self.entries.binary_search_by(|(other, _)| other.cmp(key)),
        }
    }

    /// The value of a key.
    #[must_use]
    pub fn get(&self, key: &K) -> Option<&V> {
        let at = self.find(key).ok()?;
        self.entries.get(at).map(|(_, value)| &**value)
    }

    /// The value of a key, mutably.
    pub fn get_mut(&mut self, key: &K) -> Option<&mut V> {
        let at = self.find(key).ok()?;
        self.entries.get_mut(at).map(|(_, value)| &mut **value)
    }

    /// Whether there is an entry with a key.
    #[must_use]
    pub fn contains_key(&self, key: &K) -> bool {
        self.find(key).is_ok()
    }

    /// Sets the value of a key. Returns the value that it had.
    pub fn insert(&mut self, key: K, value: V) -> Option<V> {
        match self.find(&key) {
            Ok(at) => {
                let (_, old) = self.entries.get_mut(at)?;
                Some(std::mem::replace(old, value))
            }
            Err(at) => {
                self.entries.insert(at, (key, Box::new(value)));
                None
            }
        }
    }

    /// Removes an entry. Returns its value.
    pub fn remove(&mut self, key: &K) -> Option<V> {
        let at = self.find(key).ok()?;
        Some(*self.entries.remove(at).1)
    }

    /// The entry of a key, to update or insert.
    pub fn entry(&mut self, key: K) -> Entry<'_, K, V> {
        Entry { map: self, key }
    }
}

/// The entry of a key, which may not be there yet.
pub struct Entry<'a, K, V> {
    map: &'a mut SortedMap<K, V>,
    key: K,
}

impl<'a, K: Ord, V> Entry<'a, K, V> {
    /// The value, mutably; inserted if there is none.
    pub fn or_insert(self, value: V) -> &'a mut V {
        self.or_insert_with(|| value)
    }

    /// The value, mutably; the default is inserted if there is none.
    pub fn or_default(self) -> &'a mut V
    where
        V: Default,
    {
        self.or_insert_with(V::default)
    }

    /// The value, mutably; what `make` returns is inserted if there is none.
    #[expect(
        clippy::indexing_slicing,
        reason = "the entry was found or inserted at that position"
    )]
    pub fn or_insert_with(self, make: impl FnOnce() -> V) -> &'a mut V {
        let at = match self.map.find(&self.key) {
            Ok(at) => at,
            Err(at) => {
                self.map.entries.insert(at, (self.key, Box::new(make())));
                at
            }
        };
        &mut self.map.entries[at].1
    }
}

impl<K: Ord, V> Extend<(K, V)> for SortedMap<K, V> {
    /// Adds entries. Of several with one key the last stays.
    fn extend<I: IntoIterator<Item = (K, V)>>(&mut self, entries: I) {
        let entries = entries.into_iter();
        self.entries
            .extend(entries.map(|(key, value)| (key, Box::new(value))));
        sort_by(&mut self.entries, &|(one, _), (other, _)| one.cmp(other));
        self.entries.dedup_by(|later, earlier| {
            let is_same = later.0 == earlier.0;
            if is_same {
                std::mem::swap(later, earlier);
            }
            is_same
        });
    }
}

impl<K: Ord, V> FromIterator<(K, V)> for SortedMap<K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(entries: I) -> Self {
        let mut map = Self::new();
        map.extend(entries);
        map
    }
}

impl<K, V> IntoIterator for SortedMap<K, V> {
    type Item = (K, V);
    type IntoIter = std::iter::Map<std::vec::IntoIter<(K, Box<V>)>, fn((K, Box<V>)) -> (K, V)>;

    fn into_iter(self) -> Self::IntoIter {
        self.entries.into_iter().map(|(key, value)| (key, *value))
    }
}

impl<'a, K, V> IntoIterator for &'a SortedMap<K, V> {
    type Item = (&'a K, &'a V);
    type IntoIter = std::iter::Map<std::slice::Iter<'a, (K, Box<V>)>, fn(&(K, Box<V>)) -> (&K, &V)>;

    fn into_iter(self) -> Self::IntoIter {
        self.entries.iter().map(|(key, value)| (key, &**value))
    }
}

impl<K: Ord + FromStr<Err: Display> + Display, V: Wire> Wire for SortedMap<K, V> {
    fn read(value: Value) -> Result<Self, Fault> {
        let mut map = Self::new();
        for (name, value) in fields_of(value)? {
            let read = || {
                let key = name.parse::<K>().map_err(|error| Fault::of(&error))?;
                Ok((key, V::read(value)?))
            };
            let (key, value) = read().map_err(|fault: Fault| fault.within(&name))?;
            map.insert(key, value);
        }
        Ok(map)
    }

    fn write(&self, to: &mut String) -> bool {
        if self.is_empty() {
            return false;
        }
        write_object(to, &|fields| {
            for (key, value) in &self.entries {
                put(fields, &key.to_string(), &**value);
            }
        });
        true
    }

    fn absent() -> Option<Self> {
        Some(Self::new())
    }
}
