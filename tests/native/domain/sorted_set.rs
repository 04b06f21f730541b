//! The sorted set against the library's own.

use std::collections::BTreeSet;

use maatwerk::domain::{SortedSet, first_of_each};
use proptest::prelude::*;

use crate::generate;

proptest! {
    #![proptest_config(generate::ten_thousand())]

    #[test]
    fn it_does_what_the_librarys_set_does(
        steps in prop::collection::vec(prop::collection::vec(0_u8..40, 0..5), 0..20),
    ) {
        let (mut ours, mut theirs) = (SortedSet::new(), BTreeSet::new());
        for values in steps {
            match values[..] {
                [value] => prop_assert_eq!(ours.insert(value), theirs.insert(value)),
                _ => {
                    ours.extend(values.clone());
                    theirs.extend(values);
                }
            }
            prop_assert!(ours.iter().eq(theirs.iter()));
            prop_assert_eq!(ours.last(), theirs.last());
            prop_assert_eq!(ours.is_empty(), theirs.is_empty());
            for value in 0..40 {
                prop_assert_eq!(ours.contains(&value), theirs.contains(&value));
                prop_assert_eq!(ours.first_from(&value), theirs.range(value..).next());
            }
        }
        let collected: SortedSet<u8> = theirs.iter().rev().copied().collect();
        prop_assert_eq!(&ours, &collected);
        prop_assert!(ours.into_iter().eq(theirs));
    }

    #[test]
    fn of_each_value_the_first_stays_in_its_place(values in prop::collection::vec(0_u8..20, 0..40)) {
        let mut seen = BTreeSet::new();
        let expected: Vec<u8> = values.iter().copied().filter(|value| seen.insert(*value)).collect();
        prop_assert_eq!(first_of_each(values.into_iter()), expected);
    }
}
