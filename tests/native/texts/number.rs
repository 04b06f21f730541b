//! Numbers as Dutch people write them.

use maatwerk::domain::{Count, Grade, Money};
use maatwerk::texts::chance::parse_chance;
use maatwerk::texts::number::{
    GradeError, NumberError, format_change, format_count, format_euro, format_grade, format_mean,
    format_money, format_whole_euro, parse_count, parse_grade, parse_money,
};
use maatwerk::texts::unit_price::parse_unit_price;
use proptest::prelude::*;
use rust_decimal::Decimal;

use crate::generate;

fn decimal(text: &str) -> Decimal {
    text.parse().unwrap()
}

#[test]
fn sixty_notations_of_an_amount() {
    use NumberError::{Ambiguous, Grouping, NotANumber, PerUnit, TooLarge, TooManyDecimals};
    let table: [(&str, Result<&str, NumberError>); 84] = [
        ("1354,33", Ok("1354.33")),
        ("1.354,33", Ok("1354.33")),
        ("€ 1.354,-", Ok("1354.00")),
        ("1354.33", Ok("1354.33")),
        ("1.35", Ok("1.35")),
        ("1,3", Ok("1.30")),
        (",50", Ok("0.50")),
        ("1.354", Ok("1354.00")),
        ("1,354", Err(Ambiguous)),
        ("1.35.4", Err(Grouping)),
        ("EUR 1.354", Ok("1354.00")),
        ("eur 1.354,33", Ok("1354.33")),
        ("€1354", Ok("1354.00")),
        ("€\u{a0}1.354,33", Ok("1354.33")),
        ("1\u{a0}354,33", Ok("1354.33")),
        ("1\u{2009}354,33", Ok("1354.33")),
        ("1\u{202f}354,33", Ok("1354.33")),
        ("1 354,33", Ok("1354.33")),
        ("1 354 000", Ok("1354000.00")),
        ("1.354,--", Ok("1354.00")),
        ("1.354,\u{2013}", Ok("1354.00")),
        ("1.354,\u{2014}", Ok("1354.00")),
        ("1.354,=", Ok("1354.00")),
        ("1354,-", Ok("1354.00")),
        ("1354.-", Ok("1354.00")),
        ("-5", Ok("-5.00")),
        ("\u{2212}5,00", Ok("-5.00")),
        ("\u{2013} 5,00", Ok("-5.00")),
        ("-€ 5,00", Ok("-5.00")),
        ("€ -5,00", Ok("-5.00")),
        ("- € 1.354,-", Ok("-1354.00")),
        ("€\u{a0}\u{2212}1.354,33", Ok("-1354.33")),
        ("0", Ok("0.00")),
        ("-0", Ok("0.00")),
        ("0,00", Ok("0.00")),
        ("0.5", Ok("0.50")),
        (".5", Ok("0.50")),
        ("007", Ok("7.00")),
        ("000000000001", Ok("1.00")),
        ("1354 euro", Ok("1354.00")),
        ("1354,33 EUR", Ok("1354.33")),
        ("1354€", Ok("1354.00")),
        ("  74,00  ", Ok("74.00")),
        ("1354,", Ok("1354.00")),
        ("1354.", Ok("1354.00")),
        ("1.354.000", Ok("1354000.00")),
        ("1.354.000,5", Ok("1354000.50")),
        ("1,354.33", Ok("1354.33")),
        ("1,354,000.33", Ok("1354000.33")),
        ("999.999.999,99", Ok("999999999.99")),
        ("-999999999,99", Ok("-999999999.99")),
        ("1000000000", Err(TooLarge)),
        ("1.000.000.000,00", Err(TooLarge)),
        ("99999999999999999999999999999999999999", Err(TooLarge)),
        ("0,354", Err(Ambiguous)),
        ("1.354,354", Err(Ambiguous)),
        ("1,3544", Err(TooManyDecimals)),
        ("1.3544", Err(TooManyDecimals)),
        ("1.354.33", Err(Grouping)),
        ("1,35,4", Err(Grouping)),
        ("13.54.000", Err(Grouping)),
        ("1354.000", Err(Grouping)),
        ("0.354", Err(Grouping)),
        (".354", Err(Grouping)),
        ("1..354", Err(Grouping)),
        ("1 35", Err(Grouping)),
        ("1 3 5", Err(Grouping)),
        ("12 5,00", Err(Grouping)),
        ("1.354 000", Err(Grouping)),
        ("1.354,33,", Err(Grouping)),
        ("x", Err(NotANumber)),
        ("€", Err(NotANumber)),
        ("-", Err(NotANumber)),
        (",", Err(NotANumber)),
        (",-", Err(NotANumber)),
        ("1-2", Err(NotANumber)),
        ("5-", Ok("-5.00")),
        ("--5", Err(NotANumber)),
        ("€€5", Err(NotANumber)),
        ("20k", Ok("20000.00")),
        ("1e3", Err(NotANumber)),
        ("1354,33 per maand", Err(PerUnit)),
        ("\u{661}\u{662}", Err(NotANumber)),
        ("74 + 26", Ok("100.00")),
    ];
    for (text, expected) in table {
        let read = parse_money(text).map(|amount| amount.expect(text).to_string());
        assert_eq!(read, expected.map(str::to_owned), "{text}");
    }
    for empty in ["", " ", "\u{a0}", "\t\n"] {
        assert_eq!(parse_money(empty), Ok(None));
    }
}

#[test]
fn notations_of_a_count() {
    use NumberError::{Grouping, Negative, NotANumber, TooLarge, TooManyDecimals};
    for (text, expected) in [
        ("2", Ok("2")),
        ("2,5", Ok("2.5")),
        ("2.5", Ok("2.5")),
        ("2,50", Ok("2.5")),
        ("2½", Ok("2.5")),
        ("2 ½", Ok("2.5")),
        ("½", Ok("0.5")),
        ("2¼", Ok("2.25")),
        ("1 1/2", Ok("1.5")),
        ("0,125", Ok("0.125")),
        ("1,354", Ok("1.354")),
        ("1.354", Ok("1354")),
        ("1.3541", Ok("1.3541")),
        ("0,3333", Ok("0.3333")),
        ("99.999,9999", Ok("99999.9999")),
        ("0", Ok("0")),
        ("1,33333", Err(TooManyDecimals)),
        ("100.000", Err(TooLarge)),
        ("-1", Err(Negative)),
        ("\u{2212}1", Err(Negative)),
        ("5-", Err(NotANumber)),
        ("1.35.4", Err(Grouping)),
        ("twee", Err(NotANumber)),
        ("2,5½", Err(NotANumber)),
        ("€ 2", Err(NotANumber)),
        ("2 uur", Err(NotANumber)),
    ] {
        let read = parse_count(text).map(|count| count.expect(text).to_string());
        assert_eq!(read, expected.map(str::to_owned), "{text}");
    }
    assert_eq!(parse_count(" "), Ok(None));
}

#[test]
fn notations_of_a_grade() {
    use GradeError::{NotAHalf, NotANumber, Outside};
    for (text, expected) in [
        ("4,5", Ok("4.5")),
        ("7,5", Ok("7.5")),
        ("7.5", Ok("7.5")),
        ("7½", Ok("7.5")),
        ("7 ½", Ok("7.5")),
        ("7 1/2", Ok("7.5")),
        ("7,50", Ok("7.5")),
        ("7,0", Ok("7")),
        ("7,", Ok("7")),
        (" 8 ", Ok("8")),
        ("08", Ok("8")),
        ("1", Ok("1")),
        ("10", Ok("10")),
        ("10,0", Ok("10")),
        ("0", Err(Outside)),
        ("0,5", Err(Outside)),
        ("½", Err(Outside)),
        ("10,5", Err(Outside)),
        ("10½", Err(Outside)),
        ("11", Err(Outside)),
        ("-7", Err(Outside)),
        ("75", Err(Outside)),
        ("99999999999", Err(Outside)),
        ("7,3", Err(NotAHalf)),
        ("7,25", Err(NotAHalf)),
        ("7,4999", Err(NotAHalf)),
        ("x", Err(NotANumber)),
        ("zeven", Err(NotANumber)),
        ("7-8", Err(NotANumber)),
        ("71/2", Err(NotANumber)),
        ("8/10", Err(NotANumber)),
        ("7+", Err(NotANumber)),
        ("-", Err(NotANumber)),
        ("1.2.3", Err(NotANumber)),
    ] {
        let read = parse_grade(text).map(|grade| grade.expect(text).to_string());
        assert_eq!(read, expected.map(str::to_owned), "{text}");
    }
    assert_eq!(parse_grade(""), Ok(None));
}

#[test]
fn amounts_are_written_in_dutch() {
    for (value, written) in [
        ("1354.33", "1.354,33"),
        ("0", "0,00"),
        ("-0.001", "0,00"),
        ("0.005", "0,01"),
        ("12.3", "12,30"),
        ("999999999.99", "999.999.999,99"),
        ("-1354.335", "\u{2212}1.354,34"),
        ("-0.5", "\u{2212}0,50"),
        ("100", "100,00"),
        ("1000", "1.000,00"),
        ("9999999999900.00", "9.999.999.999.900,00"),
    ] {
        assert_eq!(format_money(decimal(value)), written);
    }
    assert_eq!(format_euro(decimal("1354.33")), "€\u{a0}1.354,33");
    assert_eq!(format_euro(decimal("-5")), "€\u{a0}\u{2212}5,00");
    assert_eq!(format_whole_euro(decimal("1354.50")), "€\u{a0}1.355");
    assert_eq!(format_whole_euro(decimal("-0.4")), "€\u{a0}0");
}

#[test]
fn grades_and_counts_are_written_in_dutch() {
    assert_eq!(format_grade(Grade::new(7, true).unwrap()), "7,5");
    assert_eq!(format_grade(Grade::new(10, false).unwrap()), "10");
    assert_eq!(format_mean(decimal("7")), "7,0");
    assert_eq!(format_mean(decimal("6.3")), "6,3");
    assert_eq!(format_change(decimal("1.5")), "+1,5");
    assert_eq!(format_change(decimal("-0.5")), "\u{2212}0,5");
    assert_eq!(format_change(decimal("0.0")), "0,0");
    assert_eq!(format_count("2.5".parse().unwrap()), "2,5");
    assert_eq!(format_count("99999.9999".parse().unwrap()), "99.999,9999");
    assert_eq!(format_count("12".parse().unwrap()), "12");
}

/// Everything that a text must keep to read the same again, whoever wrote it.
fn reads_as(text: &str, amount: Money) -> Result<(), TestCaseError> {
    prop_assert_eq!(parse_money(text), Ok(Some(amount)), "{}", text);
    Ok(())
}

proptest! {
    #![proptest_config(generate::ten_thousand())]

    #[test]
    fn what_is_written_reads_back(amount in generate::money(), count in generate::count(), grade in generate::grade()) {
        let written = format_money(amount.decimal());
        reads_as(&written, amount)?;
        reads_as(&format_euro(amount.decimal()), amount)?;
        reads_as(&written.replace('.', " "), amount)?;
        reads_as(&written.replace('.', ""), amount)?;
        reads_as(&written.replace('\u{2212}', "-"), amount)?;
        reads_as(&format!("EUR {written}"), amount)?;
        reads_as(&amount.to_string(), amount)?;
        prop_assert_eq!(parse_count(&format_count(count)), Ok(Some(count)));
        prop_assert_eq!(parse_grade(&format_grade(grade)), Ok(Some(grade)));
    }

    #[test]
    fn any_text_is_read_or_refused(text in "[-0-9., €½\u{2212}a]{0,14}", odd in "\\PC{0,14}") {
        for text in [text, odd] {
            if let Ok(Some(amount)) = parse_money(&text) {
                reads_as(&format_money(amount.decimal()), amount)?;
                let digits = |text: &str| text.bytes().filter(|b| (b'1'..=b'9').contains(b)).collect::<Vec<_>>();
                // A sum, a half and thousands make other digits.
                if !text.contains(|c: char| matches!(c, '+' | 'x' | 'X' | '*' | '×' | '·' | '\u{bc}'..='\u{be}' | 'k' | 'K' | '/')) && ![" - ", " \u{2212} "].iter().any(|minus| text.contains(minus)) {
                    prop_assert_eq!(digits(&text), digits(&amount.to_string()), "no digit is lost or made: {}", text);
                }
            }
            let _count: Result<Option<Count>, _> = parse_count(&text);
            let _grade: Result<Option<Grade>, _> = parse_grade(&text);
            let _price = parse_unit_price(&text);
            if let Ok(Some(chance)) = parse_chance(&text) {
                prop_assert!(chance.decimal() <= Decimal::ONE_HUNDRED, "{}", text);
            }
        }
    }
}
