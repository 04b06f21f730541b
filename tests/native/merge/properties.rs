//! What holds for every merge.

use maatwerk::domain::{Canvas, canonical, read_document};
use maatwerk::merge::merge;
use proptest::prelude::*;

use super::editors::people;
use crate::generate::ten_thousand;

proptest! {
    #![proptest_config(ten_thousand())]

    #[test]
    fn what_one_side_changed_is_taken((base, [x]) in people()) {
        prop_assert_eq!(&merge(Some(&base), &x, &base), &x);
        prop_assert_eq!(&merge(Some(&base), &base, &x), &x);
    }

    #[test]
    fn what_both_made_the_same_is_no_conflict((base, [x]) in people()) {
        prop_assert_eq!(&merge(Some(&base), &x, &x), &x);
        prop_assert_eq!(&merge(None, &x, &x), &x);
    }

    #[test]
    fn sides_have_no_rank((base, [x, y]) in people()) {
        prop_assert_eq!(merge(Some(&base), &x, &y), merge(Some(&base), &y, &x));
        prop_assert_eq!(merge(None, &x, &y), merge(None, &y, &x));
    }

    #[test]
    fn the_result_reads_well((base, [x, y]) in people()) {
        for base in [Some(&base), None] {
            let merged = merge(base, &x, &y);
            prop_assert_eq!(read_document(&canonical(&merged)), Ok(merged));
        }
    }

    /// Where there is a difference, who stands by its sides may be told anew.
    #[test]
    fn merging_again_changes_nothing((base, [x, y]) in people()) {
        let merged = merge(Some(&base), &x, &y);
        for side in [&x, &y] {
            let again = merge(Some(&base), &merged, side);
            if merged.differences.is_empty() {
                prop_assert_eq!(&again, &merged);
            }
            prop_assert_eq!(unsigned(again), unsigned(merged.clone()));
        }
    }
}

fn unsigned(canvas: Canvas) -> Canvas {
    let mut canvas = canvas.without_stamps();
    for difference in canvas.differences.values_mut() {
        for side in [&mut difference.ours, &mut difference.theirs] {
            (side.by, side.at) = (None, None);
        }
    }
    canvas
}
