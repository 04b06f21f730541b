//! Amounts, counts, grades and ids in their one form on the wire.

use maatwerk::domain::{Count, DocumentId, Grade, ItemId, Money};
use proptest::prelude::*;
use rust_decimal::Decimal;

use crate::generate;

#[test]
fn money_is_bounded_either_way() {
    assert!(Money::from_cents(Money::MAX_CENTS).is_some());
    assert!(Money::from_cents(-Money::MAX_CENTS).is_some());
    for cents in [
        Money::MAX_CENTS + 1,
        -Money::MAX_CENTS - 1,
        i64::MAX,
        i64::MIN,
    ] {
        assert_eq!(Money::from_cents(cents), None, "{cents}");
    }
    assert_eq!(Money::from_decimal(Decimal::MAX), None);
    assert_eq!(Money::from_decimal(Decimal::new(999_999_999_995, 3)), None);
    assert_eq!(
        Money::from_decimal(Decimal::new(999_999_999_994, 3)).map(|money| money.to_string()),
        Some("999999999.99".to_owned())
    );
}

#[test]
fn half_a_cent_goes_away_from_zero() {
    for (text, rounded) in [
        ("0.005", "0.01"),
        ("0.015", "0.02"),
        ("0.025", "0.03"),
        ("0.0049999", "0.00"),
        ("-0.005", "-0.01"),
        ("-0.004", "0.00"),
        ("2.5", "2.50"),
        ("-1.125", "-1.13"),
    ] {
        assert_eq!(
            Money::round(text.parse().unwrap()).to_string(),
            rounded,
            "{text}"
        );
    }
    assert!(!Money::round("-0.001".parse().unwrap()).is_sign_negative());
}

#[test]
fn only_the_canonical_form_is_read() {
    for good in [
        "0.00",
        "1354.33",
        "-0.01",
        "-12.50",
        "999999999.99",
        "-999999999.99",
    ] {
        assert_eq!(good.parse::<Money>().unwrap().to_string(), good);
    }
    for bad in [
        "",
        "-",
        ".",
        "1",
        "1.5",
        "1.500",
        "01.50",
        "007.00",
        "-0.00",
        "+1.00",
        "1,50",
        " 1.00",
        "1.00 ",
        "1_0.00",
        "1e2.00",
        "1000000000.00",
        "-1000000000.00",
        ".50",
        "1.",
        "--1.00",
        "\u{661}.00",
        "NaN",
    ] {
        assert!(bad.parse::<Money>().is_err(), "{bad}");
    }
    for good in ["0", "1", "2.5", "0.0001", "99999.9999", "100"] {
        assert_eq!(good.parse::<Count>().unwrap().to_string(), good);
    }
    for bad in [
        "", "-1", "-0", "+1", "01", "1.0", "1.50", ".5", "5.", "1.00001", "100000", "1e3", "1_0",
        "1.2.3", " 1", "00",
    ] {
        assert!(bad.parse::<Count>().is_err(), "{bad}");
    }
    for bad in [
        "", "0", "0.5", "10.5", "11", "7.0", "7.50", "07", "7,5", "-7", "x", "7.3",
    ] {
        assert!(bad.parse::<Grade>().is_err(), "{bad}");
    }
}

#[test]
fn there_are_nineteen_grades() {
    let grades: Vec<Grade> = (0..=u8::MAX)
        .flat_map(|points| [Grade::new(points, false), Grade::new(points, true)])
        .flatten()
        .collect();
    assert_eq!(grades.len(), 19);
    for grade in grades {
        assert_eq!(grade.to_string().parse(), Ok(grade));
        assert_eq!(Grade::from_decimal(grade.decimal()), Some(grade));
        assert_eq!(Grade::new(grade.points(), grade.has_half()), Some(grade));
    }
    assert_eq!(Grade::from_decimal(Decimal::new(73, 1)), None);
}

#[test]
fn ids_have_one_form() {
    for good in ["a", "0", "Dossier_2026-0042", &"x".repeat(64)] {
        assert!(good.parse::<DocumentId>().is_ok(), "{good}");
    }
    for bad in ["", "-a", "_a", "a/b", "a b", "é", &"x".repeat(65), "../x"] {
        assert!(bad.parse::<DocumentId>().is_err(), "{bad}");
    }
    let id = ItemId::from_bits(0xa1);
    assert_eq!(id.to_string(), "000000000000000000000000000000a1");
    assert_eq!(id.to_string().parse(), Ok(id));
    for bad in [
        "",
        "a1",
        "0000000000000000000000000000000A",
        "+0000000000000000000000000000001",
    ] {
        assert!(bad.parse::<ItemId>().is_err(), "{bad}");
    }
}

proptest! {
    #![proptest_config(generate::ten_thousand())]

    #[test]
    fn money_and_counts_survive_the_wire(money in generate::money(), count in generate::count()) {
        prop_assert_eq!(money.to_string().parse::<Money>(), Ok(money));
        prop_assert_eq!(count.to_string().parse::<Count>(), Ok(count));
    }

    #[test]
    fn nothing_makes_a_parser_panic(text in "\\PC{0,20}") {
        let _money = text.parse::<Money>().map(|money| assert_eq!(money.to_string(), text));
        let _count = text.parse::<Count>().map(|count| assert_eq!(count.to_string(), text));
        let _grade = text.parse::<Grade>().map(|grade| assert_eq!(grade.to_string(), text));
    }
}
