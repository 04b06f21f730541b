//! Labels that would stand on each other are put apart.

use maatwerk::ui::chart::labels::apart;
use proptest::prelude::*;

#[test]
fn names_of_lines_that_end_together_stand_apart_within_the_drawing() {
    let placed = |wanted: [i32; 3]| apart(&wanted, 19, 14, 243);
    assert_eq!(placed([100, 20, 60]), [100, 20, 60]);
    // All at the top, all at the bottom, and two that nearly meet.
    assert_eq!(placed([12, 12, 12]), [14, 33, 52]);
    assert_eq!(placed([243, 243, 243]), [205, 224, 243]);
    assert_eq!(placed([243, 100, 105]), [243, 100, 119]);
    assert_eq!(placed([243, 240, 20]), [243, 224, 20]);
    assert_eq!(apart(&[], 19, 14, 243), [0; 0]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    #[test]
    fn labels_never_overlap(
        wanted in proptest::collection::vec(-50_i32..400, 0..8),
        gap in 1_i32..60,
        top in 0_i32..40,
        height in 0_i32..400,
    ) {
        let bottom = top + height;
        let places = apart(&wanted, gap, top, bottom);
        prop_assert_eq!(places.len(), wanted.len());
        for (index, place) in places.iter().enumerate() {
            prop_assert!(*place <= bottom);
            for (other, beside) in places.iter().enumerate().skip(index + 1) {
                prop_assert!((place - beside).abs() >= gap, "{:?}", places);
                if wanted[index] < wanted[other] {
                    prop_assert!(place < beside, "in the same order");
                }
            }
        }
        let needed = gap * i32::try_from(wanted.len().saturating_sub(1)).unwrap();
        if needed <= height {
            prop_assert!(places.iter().all(|place| *place >= top), "there is room: {:?}", places);
        }
    }

    #[test]
    fn what_has_room_stays_where_it_is(start in 20_i32..60, gaps in proptest::collection::vec(20_i32..60, 0..5)) {
        let wanted: Vec<i32> = gaps.iter().scan(start, |place, gap| { *place += gap; Some(*place) }).collect();
        prop_assert_eq!(apart(&wanted, 20, 0, 1000), wanted);
    }
}
