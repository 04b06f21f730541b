//! Days and times.

use maatwerk::domain::{Date, Timestamp};
use proptest::prelude::*;

use crate::generate;

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

#[test]
fn only_days_that_exist_are_read() {
    for good in ["2026-11-21", "2024-02-29", "1900-01-01", "2199-12-31"] {
        assert_eq!(day(good).to_string(), good);
    }
    for bad in [
        "",
        "2026-2-1",
        "2026-02-29",
        "2026-13-01",
        "2026-00-10",
        "2026-11-31",
        "1899-12-31",
        "2200-01-01",
        "21-11-2026",
        "2026-11-21T00:00:00Z",
        "+026-11-21",
        "2026-11-2x",
        "2026-11-21-",
        "2026/11/21",
    ] {
        assert!(bad.parse::<Date>().is_err(), "{bad}");
    }
}

#[test]
fn months_later_is_the_same_day_or_the_last() {
    for (from, months, to) in [
        ("2026-11-21", 0, "2026-11-21"),
        ("2026-11-21", 6, "2027-05-21"),
        ("2026-11-21", 12, "2027-11-21"),
        ("2026-12-31", 2, "2027-02-28"),
        ("2027-08-31", 6, "2028-02-29"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2026-01-31", 3, "2026-04-30"),
        ("2026-12-05", 1, "2027-01-05"),
        ("2199-06-30", 12, "2199-12-31"),
    ] {
        assert_eq!(
            day(from).plus_months(months).to_string(),
            to,
            "{from} + {months}"
        );
    }
    assert_eq!(day("2026-03-01").days_since(day("2026-02-28")), 1);
    assert_eq!(day("2024-02-28").days_since(day("2024-03-01")), -2);
}

#[test]
fn times_are_utc_and_exact_to_the_millisecond() {
    for (text, written) in [
        ("2026-11-21T09:30:00Z", "2026-11-21T09:30:00Z"),
        ("2026-11-03T23:59:59.999Z", "2026-11-03T23:59:59.999Z"),
        ("2026-11-03T23:59:59.5Z", "2026-11-03T23:59:59.500Z"),
        ("2026-11-03T23:59:59.123456789Z", "2026-11-03T23:59:59.123Z"),
        ("2026-11-03T23:59:59.000Z", "2026-11-03T23:59:59Z"),
    ] {
        assert_eq!(text.parse::<Timestamp>().unwrap().to_string(), written);
    }
    for bad in [
        "",
        "2026-11-21",
        "2026-11-21T09:30Z",
        "2026-11-21T09:30:00",
        "2026-11-21T09:30:00+01:00",
        "2026-11-21T09:30:00+00:00",
        "2026-11-21T24:00:00Z",
        "2026-11-21T09:60:00Z",
        "2026-11-21T09:30:60Z",
        "2026-11-21T09:30:99Z",
        "2026-11-21T09:30:00.Z",
        "2026-11-21T09:30:00.123xyzZ",
        "2026-11-21T09:30:00.1234567890Z",
        "2026-11-21T09:30:00:00Z",
        "2026-11-21 09:30:00Z",
        "2026-11-21t09:30:00z",
        "2026-11-21T+9:30:00Z",
    ] {
        assert!(bad.parse::<Timestamp>().is_err(), "{bad}");
    }
    assert_eq!(Timestamp::from_millis(i64::MIN).millis(), 0);
    assert_eq!(
        Timestamp::from_millis(i64::MAX).to_string(),
        "2199-12-31T23:59:59.999Z"
    );
}

proptest! {
    #![proptest_config(generate::ten_thousand())]

    #[test]
    fn every_day_and_time_survives_the_wire(date in generate::date(), millis in 0_i64..7_258_118_400_000) {
        prop_assert_eq!(date.to_string().parse::<Date>(), Ok(date));
        let at = Timestamp::from_millis(millis);
        prop_assert_eq!(at.to_string().parse::<Timestamp>(), Ok(at));
    }

    #[test]
    fn later_months_come_in_order(date in generate::date(), months in 0_u16..120) {
        let later = date.plus_months(months);
        prop_assert!(later >= date);
        prop_assert!(later.day() <= date.day() || later.to_string() == "2199-12-31");
        prop_assert!(date.plus_months(months + 1) >= later);
        prop_assert_eq!(later.days_since(date) >= 28 * i32::from(months), later.to_string() != "2199-12-31" || later.days_since(date) >= 28 * i32::from(months));
    }
}

#[test]
fn days_of_the_week_and_steps_both_ways() {
    let day = |text: &str| text.parse::<Date>().unwrap();
    assert_eq!(day("2026-11-30").weekday(), 1);
    assert_eq!(day("2026-11-29").weekday(), 7);
    let to = |date: Option<Date>| date.map(|date| date.to_string());
    assert_eq!(
        to(day("2026-03-01").shift_days(-1)).as_deref(),
        Some("2026-02-28")
    );
    assert_eq!(
        to(day("2026-12-31").shift_days(1)).as_deref(),
        Some("2027-01-01")
    );
    assert_eq!(
        to(day("2026-03-31").shift_months(-1)).as_deref(),
        Some("2026-02-28")
    );
    assert_eq!(
        to(day("2024-01-31").shift_months(1)).as_deref(),
        Some("2024-02-29")
    );
    assert_eq!(
        to(day("2026-01-15").shift_months(-13)).as_deref(),
        Some("2024-12-15")
    );
    for beyond in [
        day("2199-12-31").shift_days(1),
        day("1900-01-01").shift_days(-1),
        day("2199-12-31").shift_months(1),
        day("1900-01-31").shift_months(-1),
        day("2026-01-01").shift_days(i32::MAX),
        day("2026-01-01").shift_days(i32::MIN),
        day("2026-01-01").shift_months(i32::MAX),
        day("2026-01-01").shift_months(i32::MIN),
    ] {
        assert_eq!(beyond, None);
    }
}
