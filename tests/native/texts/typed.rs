//! What people type beside a plain number: sums, thousands, prices with their unit, chances.

use maatwerk::domain::Money;
use maatwerk::texts::chance::{ChanceError, parse_chance};
use maatwerk::texts::number::{NumberError, parse_money};
use maatwerk::texts::unit_price::parse_unit_price;
use num_rational::Ratio;
use proptest::prelude::*;
use proptest::sample::select;

use crate::generate;

#[test]
fn sums_thousands_halves_and_a_minus_behind() {
    use NumberError::{
        Ambiguous, Grouping, NotANumber, PerUnit, TooLarge, TooManyDecimals, Unfinished,
    };
    for (text, expected) in [
        ("12x74", Ok("888.00")),
        ("12 x 74", Ok("888.00")),
        ("12X74,33", Ok("891.96")),
        ("12×74", Ok("888.00")),
        ("12*€ 74,-", Ok("888.00")),
        ("3*74+10", Ok("232.00")),
        ("10+3*74", Ok("232.00")),
        ("74x12+1.354,33", Ok("2242.33")),
        ("74,00 + 26,50 + 0,01", Ok("100.51")),
        ("3*74-10", Ok("212.00")),
        ("100 - 20", Ok("80.00")),
        ("2x3x4", Ok("24.00")),
        ("-3x10", Ok("-30.00")),
        ("0,01x0,5", Ok("0.01")),
        ("0,01x0,49", Ok("0.00")),
        ("7½x74", Ok("555.00")),
        ("7½", Ok("7.50")),
        ("7 1/2", Ok("7.50")),
        ("½", Ok("0.50")),
        ("€ 2¼", Ok("2.25")),
        ("12k", Ok("12000.00")),
        ("12,5k", Ok("12500.00")),
        ("€ 1.354k", Ok("1354000.00")),
        ("12 K", Ok("12000.00")),
        ("2x12k", Ok("24000.00")),
        ("5,50-", Ok("-5.50")),
        ("€ 1.354,33-", Ok("-1354.33")),
        ("5 \u{2212}", Ok("-5.00")),
        ("12k-", Ok("-12000.00")),
        ("999999999,99x1", Ok("999999999.99")),
        ("0x74", Ok("0.00")),
        ("12,50 - 12,50", Ok("0.00")),
        ("EUR -5", Ok("-5.00")),
        ("3x€ -5", Ok("-15.00")),
        // Not finished, or meant in two ways.
        ("12x", Err(Unfinished)),
        ("12x74+", Err(Unfinished)),
        ("+5", Err(Unfinished)),
        ("12xx74", Err(Unfinished)),
        ("100-200", Err(NotANumber)),
        ("200-100", Err(NotANumber)),
        ("100 - 200", Err(NotANumber)),
        ("2026-11-21", Err(NotANumber)),
        ("21-11-2026", Err(NotANumber)),
        ("06-12345678", Err(NotANumber)),
        ("-5-", Err(NotANumber)),
        ("5--", Err(NotANumber)),
        ("x", Err(NotANumber)),
        ("+", Err(NotANumber)),
        ("k", Err(NotANumber)),
        ("12kk", Err(NotANumber)),
        ("12x7y", Err(NotANumber)),
        ("1/3", Err(NotANumber)),
        ("71/2", Err(NotANumber)),
        ("3x1,354", Err(Ambiguous)),
        ("3x1.35.4", Err(Grouping)),
        ("74 per maand", Err(PerUnit)),
        ("12x74 per maand", Err(PerUnit)),
        ("999999999x2", Err(TooLarge)),
        ("1000000k", Err(TooLarge)),
        ("999999999x999999999x999999999x999999999", Err(TooLarge)),
        (
            "0,33x0,33x0,33x0,33x0,33x0,33x0,33x0,33x0,33x0,33x0,33x0,33x0,33x0,33x0,33",
            Err(TooManyDecimals),
        ),
    ] {
        let read = parse_money(text).map(|amount| amount.expect(text).to_string());
        assert_eq!(read, expected.map(str::to_owned), "{text}");
    }
}

#[test]
fn notations_of_a_unit_price() {
    use NumberError::{NoUnit, NotANumber, TooLarge};
    for (text, amount, unit) in [
        ("62,40", "62.40", None),
        ("62,40 per uur", "62.40", Some("uur")),
        ("€ 62,40 per uur", "62.40", Some("uur")),
        ("62,40 Per Uur", "62.40", Some("uur")),
        ("62,40/uur", "62.40", Some("uur")),
        ("62,40 p/u", "62.40", Some("uur")),
        ("62,40 per u", "62.40", Some("uur")),
        ("1.354 per maand", "1354.00", Some("maand")),
        ("1.354,- per mnd", "1354.00", Some("maand")),
        ("12k per jaar", "12000.00", Some("jaar")),
        ("12x74 per jaar", "888.00", Some("jaar")),
        ("0,23 per km", "0.23", Some("km")),
        ("0,23 per kilometer", "0.23", Some("km")),
        ("1.354,33 eenmalig", "1354.33", Some("eenmalig")),
        ("62,40 per gezin", "62.40", Some("gezin")),
        ("62,40 euro per dag", "62.40", Some("dag")),
        ("62,40- per uur", "-62.40", Some("uur")),
    ] {
        let read = parse_unit_price(text).unwrap().expect(text);
        assert_eq!(
            (read.amount.to_string().as_str(), read.unit.as_deref()),
            (amount, unit),
            "{text}"
        );
    }
    for (text, error) in [
        ("62,40 per", NoUnit),
        ("62,40 per ", NoUnit),
        ("62,40 /", NoUnit),
        ("62,40 per uu", NoUnit),
        ("62,40 per maan", NoUnit),
        ("62,40 per kilo", NoUnit),
        ("62,40 per abcdefghijklmnopqrstuvwxyzabcdefgh", NoUnit),
        ("62,40 uur", NotANumber),
        ("62,40 per uur of dag", NotANumber),
        ("per uur", NotANumber),
        ("xper uur", NotANumber),
        ("per", NoUnit),
        ("1000000000 per uur", TooLarge),
    ] {
        assert_eq!(parse_unit_price(text), Err(error), "{text}");
    }
    assert_eq!(parse_unit_price("  "), Ok(None));
}

#[test]
fn notations_of_a_chance() {
    use ChanceError::{NotAChance, Outside, TooManyDecimals};
    for (text, expected) in [
        ("25", Ok("25")),
        ("50%", Ok("50")),
        ("50 %", Ok("50")),
        ("50 procent", Ok("50")),
        ("12,5", Ok("12.5")),
        ("0", Ok("0")),
        ("100", Ok("100")),
        ("1/2", Ok("50")),
        ("½", Ok("50")),
        ("¼", Ok("25")),
        ("3/4", Ok("75")),
        ("1/3", Ok("33.3333")),
        ("2 / 3", Ok("66.6667")),
        ("1 op 4", Ok("25")),
        ("1 op de 10", Ok("10")),
        ("101", Err(Outside)),
        ("525", Err(Outside)),
        ("3/2", Err(Outside)),
        ("-5", Err(Outside)),
        ("100.000", Err(Outside)),
        ("1/", Err(NotAChance)),
        ("/2", Err(NotAChance)),
        ("1/0", Err(NotAChance)),
        ("1/2%", Err(NotAChance)),
        ("1/2/3", Err(NotAChance)),
        ("%", Err(NotAChance)),
        ("50%%", Err(NotAChance)),
        ("half", Err(NotAChance)),
        ("1,33333", Err(TooManyDecimals)),
    ] {
        let read = parse_chance(text).map(|chance| chance.expect(text).to_string());
        assert_eq!(read, expected.map(str::to_owned), "{text}");
    }
    assert_eq!(parse_chance(" "), Ok(None));
}

/// A number as it is typed in a sum, and what it is.
fn part() -> impl Strategy<Value = (String, Ratio<i128>)> {
    (0_i128..1_000_000, 0_usize..4).prop_map(|(cents, form)| {
        let euros = cents / 100;
        let text = format!("{euros},{:02}", cents % 100);
        match form {
            0 => (text, Ratio::new(cents, 100)),
            1 => (format!("€ {text}"), Ratio::new(cents, 100)),
            2 => (format!("{euros}½"), Ratio::new(euros * 2 + 1, 2)),
            _ => (
                format!("{}k", euros % 100),
                Ratio::from_integer(euros % 100 * 1000),
            ),
        }
    })
}

proptest! {
    #![proptest_config(generate::ten_thousand())]

    #[test]
    fn a_sum_is_exact_and_rounded_once(
        first in part(), rest in prop::collection::vec((select(vec!["+", " + ", "x", "*", " x "]), part()), 1..4),
    ) {
        // Worked out apart, as fractions.
        let (mut text, mut total, mut product) = (first.0, Ratio::from_integer(0), first.1);
        for (sign, (written, value)) in rest {
            text = [text.as_str(), sign, &written].concat();
            if sign.contains('+') {
                total += std::mem::replace(&mut product, value);
            } else {
                product *= value;
            }
        }
        let cents = ((total + product) * 100 + Ratio::new(1, 2)).floor().to_integer();
        let expected = i64::try_from(cents).ok().and_then(Money::from_cents);
        prop_assert_eq!(parse_money(&text), expected.map(Some).ok_or(NumberError::TooLarge), "{}", text);
    }
}
