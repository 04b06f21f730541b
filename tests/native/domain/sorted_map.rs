//! The sorted map against the library's own, and how much work it is.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use maatwerk::domain::{ItemId, ItemMap, SortedMap};
use proptest::prelude::*;

use crate::generate;

/// What can be done with a map.
#[derive(Clone, Debug)]
enum Step {
    Insert(u8, u32),
    Remove(u8),
    Change(u8, u32),
    Entry(u8, u32),
    Extend(Vec<(u8, u32)>),
    Retain(u32),
}

fn step() -> impl Strategy<Value = Step> {
    let key = 0_u8..40;
    prop_oneof![
        (key.clone(), any::<u32>()).prop_map(|(key, value)| Step::Insert(key, value)),
        key.clone().prop_map(Step::Remove),
        (key.clone(), any::<u32>()).prop_map(|(key, value)| Step::Change(key, value)),
        (key.clone(), any::<u32>()).prop_map(|(key, value)| Step::Entry(key, value)),
        prop::collection::vec((key, any::<u32>()), 0..8).prop_map(Step::Extend),
        (1_u32..5).prop_map(Step::Retain),
    ]
}

proptest! {
    #![proptest_config(generate::ten_thousand())]

    #[test]
    fn it_does_what_the_librarys_map_does(steps in prop::collection::vec(step(), 0..40)) {
        let (mut ours, mut theirs) = (SortedMap::new(), BTreeMap::new());
        for step in steps {
            match step {
                Step::Insert(key, value) => {
                    prop_assert_eq!(ours.insert(key, value), theirs.insert(key, value));
                }
                Step::Remove(key) => prop_assert_eq!(ours.remove(&key), theirs.remove(&key)),
                Step::Change(key, to) => {
                    let (one, other) = (ours.get_mut(&key), theirs.get_mut(&key));
                    prop_assert_eq!(&one, &other);
                    one.into_iter().chain(other).for_each(|value| *value = to);
                }
                Step::Entry(key, value) => {
                    let (one, other) = (ours.entry(key), theirs.entry(key));
                    prop_assert_eq!(one.or_insert(value), other.or_insert(value));
                }
                Step::Extend(entries) => {
                    ours.extend(entries.clone());
                    theirs.extend(entries);
                }
                Step::Retain(part) => {
                    ours.retain(|_, value| *value % part == 0);
                    theirs.retain(|_, value| *value % part == 0);
                }
            }
            prop_assert!(ours.iter().eq(theirs.iter()));
            prop_assert!(ours.keys().rev().eq(theirs.keys().rev()));
            prop_assert!(ours.values().eq(theirs.values()));
            prop_assert_eq!(ours.len(), theirs.len());
            prop_assert_eq!(ours.is_empty(), theirs.is_empty());
            prop_assert!(ours.iter_mut().eq(theirs.iter_mut()));
            for key in 0..40 {
                prop_assert_eq!(ours.get(&key), theirs.get(&key));
                prop_assert_eq!(ours.contains_key(&key), theirs.contains_key(&key));
            }
        }
        let collected: SortedMap<u8, u32> = theirs.clone().into_iter().rev().collect();
        prop_assert_eq!(&ours, &collected);
        prop_assert!(ours.into_iter().eq(theirs));
    }
}

/// How long it takes to collect that many entries in reversed order, at best of three.
#[expect(
    clippy::disallowed_methods,
    reason = "how long it takes is what is tested"
)]
fn collecting(count: u128) -> Duration {
    let once = || {
        let start = Instant::now();
        let ids = (0..count).rev().map(ItemId::from_bits);
        let map: ItemMap<u64> = ids.map(|id| (id, 0)).collect();
        assert_eq!(map.len(), usize::try_from(count).unwrap());
        assert!(map.keys().is_sorted());
        start.elapsed()
    };
    (0..3).map(|_| once()).min().unwrap()
}

#[test]
fn many_items_in_reversed_order_are_not_much_more_work_each_than_a_few() {
    // A hundred times as many: ten thousand times the work if each moved all others.
    let (few, many) = (collecting(1_000), collecting(100_000));
    assert!(many < few * 1_500, "{few:?} and {many:?}");
}
