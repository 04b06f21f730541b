//! Where the dots of a trend stand.

use maatwerk::domain::Grade;
use maatwerk::ui::plot::{Dot, Frame, line};
use proptest::prelude::*;

const FRAME: Frame = Frame {
    left: 40,
    top: 20,
    height: 90,
};

fn grade(text: &str) -> Grade {
    text.parse().unwrap()
}

#[test]
fn a_ten_stands_at_the_top_and_a_one_at_the_bottom() {
    assert_eq!(FRAME.level(grade("10")), 20);
    assert_eq!(FRAME.level(grade("1")), 110);
    assert_eq!(FRAME.level(grade("5.5")), 65);
}

#[test]
fn a_half_point_is_a_step_of_five() {
    assert_eq!(FRAME.level(grade("7")) - FRAME.level(grade("7.5")), 5);
    assert_eq!(FRAME.level(grade("7.5")) - FRAME.level(grade("8")), 5);
}

#[test]
fn dots_stand_a_step_apart_in_the_given_order() {
    let dots = FRAME.dots(&[grade("4.5"), grade("7.5"), grade("6")], 78);
    let expected = [
        Dot { x: 40, y: 75 },
        Dot { x: 118, y: 45 },
        Dot { x: 196, y: 60 },
    ];
    assert_eq!(dots, expected);
    assert_eq!(line(&dots), "40,75 118,45 196,60");
}

#[test]
fn spread_dots_fill_the_width() {
    let three = FRAME.spread(&[grade("4"), grade("5"), grade("6")], 108);
    let places: Vec<i32> = three.iter().map(|dot| dot.x).collect();
    assert_eq!(places, [40, 94, 148]);
    let one = FRAME.spread(&[grade("4")], 108);
    assert_eq!(one, [Dot { x: 148, y: 80 }]);
    assert_eq!(FRAME.spread(&[], 108), []);
}

#[test]
fn a_line_without_dots_is_empty() {
    assert_eq!(line(&FRAME.dots(&[], 78)), "");
}

proptest! {
    #[test]
    fn a_higher_grade_never_stands_lower(a in 2_u8..=20, b in 2_u8..=20) {
        let level = |halves: u8| FRAME.level(Grade::new(halves / 2, halves % 2 == 1).unwrap());
        prop_assert_eq!(a.cmp(&b), level(b).cmp(&level(a)));
    }

    #[test]
    fn every_dot_stands_in_the_frame(halves in proptest::collection::vec(2_u8..=20, 0..60), width in 0_i32..400) {
        let grades: Vec<Grade> = halves.iter().map(|halves| Grade::new(halves / 2, halves % 2 == 1).unwrap()).collect();
        let dots = FRAME.spread(&grades, width);
        prop_assert_eq!(dots.len(), grades.len());
        for dot in dots {
            prop_assert!((40..=40 + width).contains(&dot.x));
            prop_assert!((20..=110).contains(&dot.y));
        }
    }
}
