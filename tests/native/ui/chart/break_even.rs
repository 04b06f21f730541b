//! Where the plan has paid for itself.

use maatwerk::domain::analysis::payback;
use maatwerk::ui::chart::break_even::{BreakEven, MONTH};
use proptest::prelude::*;
use rust_decimal::Decimal;

fn months(looming: &[i64], tailored: &[i64]) -> Vec<[Decimal; 3]> {
    let pairs = looming.iter().zip(tailored);
    pairs
        .map(|(looming, tailored)| [Decimal::ZERO, (*looming).into(), (*tailored).into()])
        .collect()
}

#[test]
fn the_lines_meet_within_the_first_cheaper_month() {
    // 60 behind at the end of month 1, 40 ahead at the end of month 2.
    let found = BreakEven::of(&months(&[40, 200], &[100, 160])).unwrap();
    assert_eq!((found.month, found.at), (2, 1600));
    assert_eq!(found.amount, Decimal::from(136));
}

#[test]
fn a_plan_that_is_cheaper_from_the_start_breaks_even_there() {
    let found = BreakEven::of(&months(&[100, 200], &[50, 100])).unwrap();
    assert_eq!((found.month, found.at, found.amount), (1, 0, Decimal::ZERO));
}

#[test]
fn a_plan_that_does_not_end_cheaper_has_no_mark() {
    assert_eq!(BreakEven::of(&months(&[100, 200], &[50, 200])), None);
    assert_eq!(BreakEven::of(&[]), None);
}

/// Cents, up to the largest amount of many lines.
fn costs() -> impl Strategy<Value = Vec<[Decimal; 3]>> {
    let month = [0..=9_999_999_999_999_i64, 0..=9_999_999_999_999_i64];
    proptest::collection::vec(month, 1..=60).prop_map(|months| {
        let mut sums = [Decimal::ZERO; 3];
        let mut all = Vec::new();
        for [looming, tailored] in months {
            sums[1] += Decimal::new(looming, 2);
            sums[2] += Decimal::new(tailored, 2);
            all.push(sums);
        }
        all
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    #[test]
    fn the_mark_stands_where_the_lines_meet(months in costs()) {
        let found = BreakEven::of(&months);
        prop_assert_eq!(found.map(|it| it.month), payback(&months));
        let Some(found) = found else { return Ok(()) };
        let start = i32::from(found.month - 1) * MONTH;
        prop_assert!((start..=start + MONTH).contains(&found.at));
        let before = match found.month { 1 => [Decimal::ZERO; 3], month => months[usize::from(month) - 2] };
        let after = months[usize::from(found.month) - 1];
        // By both lines, to a thousandth of what is spent in that month.
        let part = Decimal::from(found.at - start) / Decimal::from(MONTH);
        for line in [1, 2] {
            let spent = after[line] - before[line];
            let there = before[line] + spent * part;
            prop_assert!((there - found.amount).abs() <= spent / Decimal::from(MONTH) + Decimal::new(1, 2));
        }
    }
}
