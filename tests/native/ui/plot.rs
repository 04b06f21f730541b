//! Where the dots of a trend stand.

use maatwerk::domain::{Date, Grade};
use maatwerk::ui::plot::{Dot, Frame, Points, line, span};
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

fn on(days: &[(&str, &str)]) -> Points {
    let point = |(day, points): &(&str, &str)| (day.parse().ok(), grade(points));
    days.iter().map(point).collect()
}

fn places(points: &Points, width: i32) -> Vec<i32> {
    let dots = FRAME.dots(points, span(&[points]), width);
    dots.iter().map(|dot| dot.x).collect()
}

#[test]
fn dots_stand_as_far_apart_as_their_days() {
    let points = on(&[
        ("2026-01-01", "4.5"),
        ("2026-01-11", "7.5"),
        ("2026-04-11", "6"),
    ]);
    let dots = FRAME.dots(&points, span(&[&points]), 200);
    let expected = [
        Dot { x: 40, y: 75 },
        Dot { x: 60, y: 45 },
        Dot { x: 240, y: 60 },
    ];
    assert_eq!(dots, expected);
    assert_eq!(line(&dots), "M40,75 60,45 240,60");
}

#[test]
fn people_share_the_days_of_all() {
    let long = on(&[("2026-01-01", "4"), ("2026-12-27", "5")]);
    let short = on(&[("2026-03-02", "4"), ("2026-06-30", "5")]);
    let all = span(&[&long, &short]);
    let dots = FRAME.dots(&short, all, 360);
    assert_eq!(dots.iter().map(|dot| dot.x).collect::<Vec<_>>(), [100, 220]);
}

#[test]
fn without_days_that_differ_dots_stand_equally_far_apart() {
    let undated = on(&[("", "4"), ("2026-01-02", "5"), ("2026-06-01", "6")]);
    assert_eq!(places(&undated, 108), [40, 94, 148]);
    let same = on(&[("2026-01-02", "4"), ("2026-01-02", "5")]);
    assert_eq!(places(&same, 108), [40, 148]);
    assert_eq!(places(&on(&[("2026-01-02", "4")]), 108), [148]);
    assert_eq!(places(&Points::new(), 108), [0; 0]);
}

#[test]
fn a_line_without_dots_is_empty() {
    assert_eq!(line(&[]), "");
}

proptest! {
    #[test]
    fn a_higher_grade_never_stands_lower(a in 2_u8..=20, b in 2_u8..=20) {
        let level = |halves: u8| FRAME.level(Grade::new(halves / 2, halves % 2 == 1).unwrap());
        prop_assert_eq!(a.cmp(&b), level(b).cmp(&level(a)));
    }

    #[test]
    fn every_dot_stands_in_the_frame_and_in_its_order(
        given in proptest::collection::vec((2_u8..=20, 0_i32..90_000), 0..60),
        width in 0_i32..400,
    ) {
        let mut given = given;
        given.sort_by_key(|(_, day)| *day);
        let first = Date::new(1900, 1, 1).unwrap();
        let points: Points = given
            .iter()
            .map(|(halves, day)| (first.shift_days(*day), Grade::new(halves / 2, halves % 2 == 1).unwrap()))
            .collect();
        let dots = FRAME.dots(&points, span(&[&points]), width);
        prop_assert_eq!(dots.len(), points.len());
        for dot in &dots {
            prop_assert!((40..=40 + width).contains(&dot.x));
            prop_assert!((20..=110).contains(&dot.y));
        }
        prop_assert!(dots.windows(2).all(|pair| pair[0].x <= pair[1].x));
    }
}
