//! Personal data in texts.

use maatwerk::domain::{PersonalData, personal_data};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

fn digits(number: u32) -> [u32; 9] {
    std::array::from_fn(|at| number / 10_u32.pow(8 - u32::try_from(at).unwrap()) % 10)
}

/// The elfproef: 9a + 8b + 7c + 6d + 5e + 4f + 3g + 2h - i is a multiple of eleven.
fn passes(number: u32) -> bool {
    let weights = [9, 8, 7, 6, 5, 4, 3, 2, -1];
    let sum: i64 = digits(number)
        .iter()
        .zip(weights)
        .map(|(digit, weight)| i64::from(*digit) * weight)
        .sum();
    number != 0 && sum % 11 == 0
}

fn has(text: &str, kind: PersonalData) -> bool {
    personal_data(text).contains(&kind)
}

/// Twelve ways to write nine digits in a text.
fn notations(number: u32) -> [String; 12] {
    let plain = format!("{number:09}");
    let grouped = |gap: &str| format!("{}{gap}{}{gap}{}", &plain[..3], &plain[3..6], &plain[6..]);
    [
        plain.clone(),
        grouped("."),
        grouped(" "),
        grouped("-"),
        grouped("\u{a0}"),
        grouped(" - "),
        format!("{}.{}.{}", &plain[..4], &plain[4..6], &plain[6..]),
        format!("BSN: {plain}, moeder"),
        format!("BSN{plain}."),
        format!("(bsn {})", grouped(".")),
        format!("jeugdige 1\n{plain}\njeugdige 2"),
        plain.chars().flat_map(|digit| [digit, ' ']).collect(),
    ]
}

#[test]
fn the_known_test_number_passes() {
    assert!(passes(111_222_333) && passes(123_456_782));
    assert!(!passes(111_222_334) && !passes(0));
    assert!(has("111222333", PersonalData::Bsn));
    assert!(!has("111222334", PersonalData::Bsn));
    assert!(!has("000000000", PersonalData::Bsn));
    assert!(
        has("10000008 is met acht cijfers", PersonalData::Bsn),
        "the first zero left out"
    );
}

proptest! {
    #![proptest_config(Config { cases: 10_000, failure_persistence: None, ..Config::default() })]

    #[test]
    fn every_valid_number_is_found_in_twelve_notations(start in 1_u32..999_999_989) {
        let number = (start..).find(|number| passes(*number)).unwrap();
        for text in notations(number) {
            prop_assert!(has(&text, PersonalData::Bsn), "{}", text);
        }
    }

    #[test]
    fn nothing_makes_it_panic(text in "\\PC{0,40}", other in "[0-9A-Za-z@.+€ ()-]{0,40}") {
        prop_assert!(personal_data(&text).len() <= 5);
        prop_assert!(personal_data(&other).len() <= 5);
    }
}

#[test]
fn of_random_numbers_one_in_eleven_is_found() {
    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    let mut found = 0;
    for _ in 0..20_000 {
        let number = (100_000_000_u32..1_000_000_000)
            .new_tree(&mut runner)
            .unwrap()
            .current();
        found += usize::from(!personal_data(&number.to_string()).is_empty());
    }
    assert!(
        (1_700..=1_900).contains(&found),
        "{found} of 20.000 is not near one in eleven"
    );
}

use proptest::strategy::ValueTree;

#[test]
fn phone_numbers_are_found() {
    for text in [
        "0612345678",
        "06-12345678",
        "06 12 34 56 78",
        "06 - 12345678",
        "bel 06.1234.5678 na vijf uur",
        "(043) 350 40 40",
        "043-3504040",
        "+31612345678",
        "+31 6 12345678",
        "+31 (0)6 12345678",
        "+31-43-350 40 40",
        "0031612345678",
        "tel:0612345678",
        "06/12345678",
        "0612345678.",
    ] {
        assert!(has(text, PersonalData::Phone), "{text}");
    }
}

#[test]
fn account_numbers_are_found() {
    for text in [
        "NL91ABNA0417164300",
        "nl91 abna 0417 1643 00",
        "rekening NL91 ABNA 0417 1643 00.",
        "BE68539007547034",
        "DE89 3704 0044 0532 0130 00",
        "NL91-ABNA-0417-1643-00",
    ] {
        assert!(has(text, PersonalData::Iban), "{text}");
    }
    for text in [
        "NL92ABNA0417164300",
        "NL91ABNA041716430",
        "in 12 maanden en de rest van het jaar 2026 nog",
    ] {
        assert!(!has(text, PersonalData::Iban), "{text}");
    }
}

#[test]
fn mail_addresses_are_found() {
    for text in [
        "a@b.nl",
        "mail naam.achternaam@voorbeeld.nl!",
        "<x_y+z@sub.voorbeeld.org>",
        "é@voorbeeld.nl",
    ] {
        assert!(has(text, PersonalData::Email), "{text}");
    }
    for text in ["@gemeente", "a@b", "a @ b.nl", "3 @ 5.", "@"] {
        assert!(!has(text, PersonalData::Email), "{text}");
    }
}

#[test]
fn addresses_are_found() {
    for text in [
        "6211 AB 12",
        "6211AB 12",
        "6211ab 12",
        "6211AB12",
        "6211 AB, 12a",
        "Straat 12, 6211 AB",
        "Straat 12a 6211 AB Maastricht",
        "woont op 6211\u{a0}AB 12",
    ] {
        assert!(has(text, PersonalData::Address), "{text}");
    }
    for text in [
        "6211 AB",
        "postcode 6211 AB Maastricht",
        "0211 AB 12",
        "16211 AB 12",
        "6211 ABC 12",
    ] {
        assert!(!has(text, PersonalData::Address), "{text}");
    }
}

#[test]
fn harmless_texts_are_left_alone() {
    for text in [
        "",
        "2020 in 12 maanden",
        "€ 111.222.333,00",
        "€ 111.222.333",
        "EUR 111222333",
        "111.222.333,50 euro",
        "om 10.30 uur in 2026",
        "in 2026 gaat het gezin verhuizen naar een huis van de corporatie",
        "op 21-11-2026 om 14:05",
        "van 01-01-2026 tot 31-12-2026",
        "20-11-2026 3 personen",
        "€ 1.354,33 eenmalig en € 74,00 per maand",
        "2 uur per week, 12 maanden x € 60,00 = € 6.240,00",
        "dossier C-2026/42",
        "artikel 2.3 van de Jeugdwet en art. 35 Participatiewet",
        "de kosten zijn 20.000, 90.000 en 63.000",
        "Hulp 3x per week, 52 weken, 1200 uur in totaal",
        "groep 7 en 8, klas 2B",
        "BE 12 en NL 24 zijn geen rekeningen",
        "de 1.000.000.000 van het fonds",
        "IBAN volgt later",
        "cijfer 7,5 (was 4,5)",
        "zaaknummer 2026.000123",
    ] {
        assert_eq!(personal_data(text), [], "{text}");
    }
}
