//! The one sort.

use maatwerk::domain::sort::sort_by;
use proptest::prelude::*;

use crate::generate;

proptest! {
    #![proptest_config(generate::ten_thousand())]

    #[test]
    fn it_sorts_as_the_library_does_and_keeps_equal_ones_in_order(
        values in prop::collection::vec((0_u8..10, any::<u8>()), 0..60),
    ) {
        let mut ours: Vec<(u8, String)> =
            values.iter().map(|(key, value)| (*key, value.to_string())).collect();
        let mut theirs = ours.clone();
        sort_by(&mut ours, &|one, other| one.0.cmp(&other.0));
        theirs.sort_by_key(|(key, _)| *key);
        prop_assert_eq!(ours, theirs);
    }
}
