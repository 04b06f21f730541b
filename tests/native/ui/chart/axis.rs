//! Ticks on round amounts and on months that people count in.

use maatwerk::ui::chart::axis::{Axis, months};
use proptest::prelude::*;
use rust_decimal::Decimal;

fn ticks(least: i64, most: i64) -> Vec<String> {
    let axis = Axis::covering(least.into(), most.into());
    axis.ticks().iter().map(Decimal::to_string).collect()
}

#[test]
fn ticks_are_round_and_begin_at_zero() {
    assert_eq!(
        ticks(0, 90_000),
        ["0", "20000", "40000", "60000", "80000", "100000"]
    );
    assert_eq!(
        ticks(0, 100_000),
        ["0", "20000", "40000", "60000", "80000", "100000"]
    );
    assert_eq!(
        ticks(0, 101_000),
        ["0", "25000", "50000", "75000", "100000", "125000"]
    );
    assert_eq!(ticks(0, 130_000), ["0", "50000", "100000", "150000"]);
    assert_eq!(ticks(0, 7), ["0", "2", "4", "6", "8"]);
}

#[test]
fn nothing_and_a_few_cents_still_have_an_axis() {
    assert_eq!(ticks(0, 0), ["0", "1", "2"]);
    let cents = Axis::covering(Decimal::ZERO, Decimal::new(30, 2));
    assert_eq!(cents.ticks().len(), 3);
    assert_eq!(cents.place(Decimal::ONE, 1000), 500);
}

#[test]
fn what_is_below_zero_has_ticks_of_its_own() {
    assert_eq!(
        ticks(-6_864, 40_000),
        ["-10000", "0", "10000", "20000", "30000", "40000"]
    );
    assert_eq!(
        ticks(-500, -500),
        ["-500", "-400", "-300", "-200", "-100", "0"]
    );
}

#[test]
fn the_ends_of_the_axis_are_its_first_and_last_tick() {
    let axis = Axis::covering(Decimal::from(-50), Decimal::from(100));
    assert_eq!(axis.place(Decimal::from(-50), 600), 0);
    assert_eq!(axis.place(Decimal::ZERO, 600), 200);
    assert_eq!(axis.place(Decimal::from(100), 600), 600);
    assert_eq!(
        axis.place(Decimal::from(5_000), 600),
        600,
        "not beyond its end"
    );
}

#[test]
fn months_have_ticks_that_people_count_in() {
    for (horizon, expected) in [
        (1, vec![1]),
        (5, vec![1, 2, 3, 4, 5]),
        (12, vec![3, 6, 9, 12]),
        (24, vec![6, 12, 18, 24]),
        (60, vec![12, 24, 36, 48, 60]),
    ] {
        assert_eq!(months(horizon), expected);
    }
    for horizon in 1..=60 {
        assert!((1..=5).contains(&months(horizon).len()), "{horizon}");
    }
}

/// Cents up to the largest amount of a line, times many lines.
fn cents() -> impl Strategy<Value = Decimal> {
    let amount = prop_oneof![0..=99_999_999_999_i64, 0..=500_000_i64];
    (amount, prop_oneof![Just(1_i64), 1..=10_000_i64])
        .prop_map(|(cents, lines)| Decimal::new(cents, 2) * Decimal::from(lines))
}

/// Whether a tick's step is 1, 2 or 5 times a power of ten, or 25 times one.
fn is_round(step: Decimal) -> bool {
    let digits = step.normalize().to_string();
    matches!(digits.trim_end_matches('0'), "1" | "2" | "5" | "25")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    #[test]
    fn an_axis_covers_all_with_three_to_six_round_ticks(most in cents(), below in cents(), has_less in any::<bool>()) {
        let least = if has_less { -below } else { Decimal::ZERO };
        let ticks = Axis::covering(least, most).ticks();
        prop_assert!((3..=6).contains(&ticks.len()), "{:?}", ticks);
        prop_assert!(ticks[0] <= least && ticks[ticks.len() - 1] >= most, "{:?}", ticks);
        prop_assert!(ticks.contains(&Decimal::ZERO));
        let step = ticks[1] - ticks[0];
        prop_assert!(is_round(step), "{}", step);
        for pair in ticks.windows(2) {
            prop_assert_eq!(pair[1] - pair[0], step);
        }
    }

    #[test]
    fn more_never_stands_lower(a in cents(), b in cents(), length in 100_i32..2000) {
        let axis = Axis::covering(Decimal::ZERO, a.max(b));
        let [low, high] = [a.min(b), a.max(b)].map(|amount| axis.place(amount, length));
        prop_assert!(0 <= low && low <= high && high <= length);
        prop_assert_eq!(axis.place(Decimal::ZERO, length), 0);
        for (index, tick) in axis.ticks().into_iter().enumerate() {
            let gaps = axis.ticks().len() - 1;
            let exact = Decimal::from(length) * Decimal::from(index) / Decimal::from(gaps);
            prop_assert!((Decimal::from(axis.place(tick, length)) - exact).abs() <= Decimal::new(5, 1));
        }
    }
}
