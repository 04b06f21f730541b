//! The recovery code: read as it is printed, and every slip of the hand is found.

use maatwerk::crypto::{GROUP, GROUPS, RecoveryCode, RecoveryCodeError, is_group};
use proptest::prelude::*;

fn code(bytes: [u8; 20]) -> RecoveryCode {
    RecoveryCode::new(bytes.into())
}

fn text(code: &RecoveryCode) -> String {
    code.groups().join("-")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    #[test]
    fn it_is_read_as_it_was_printed_and_a_slip_names_its_group(
        bytes in any::<[u8; 20]>(),
        at in 0..GROUPS * GROUP,
        letter in "[0-9A-HJKMNP-TV-Z]",
        from in 0..GROUPS,
        to in 0..GROUPS,
    ) {
        let code = code(bytes);
        let printed = text(&code);
        prop_assert_eq!(printed.len(), 47);
        prop_assert!(RecoveryCode::parse(&printed) == Ok(code.clone()));
        prop_assert!(RecoveryCode::parse(&printed.to_lowercase().replace('-', " ")) == Ok(code.clone()));

        let plain = printed.replace('-', "");
        let slip = [&plain[..at], &letter, &plain[at + 1..]].concat();
        if slip != plain {
            let wrong = RecoveryCodeError::Group(at / GROUP + 1);
            prop_assert_eq!(RecoveryCode::parse(&slip).unwrap_err(), wrong, "{}", slip);
        }

        let mut groups = code.groups();
        groups.swap(from, to);
        if from != to {
            let wrong = RecoveryCodeError::Group(from.min(to) + 1);
            prop_assert_eq!(RecoveryCode::parse(&groups.join("")).unwrap_err(), wrong);
        }
        // Two letters of a group in the wrong order.
        let mut letters: Vec<char> = plain.chars().collect();
        let next = at / GROUP * GROUP + (at + 1) % GROUP;
        if letters[at] != letters[next] {
            letters.swap(at, next);
            let swapped: String = letters.into_iter().collect();
            prop_assert_eq!(RecoveryCode::parse(&swapped).unwrap_err(), RecoveryCodeError::Group(at / GROUP + 1));
        }
    }
}

#[test]
fn letters_that_look_like_digits_are_read_as_these() {
    let printed = text(&code([0; 20]));
    assert!(printed.contains('0'));
    assert!(RecoveryCode::parse(&printed.replace('0', "o")) == RecoveryCode::parse(&printed));
    let ones = text(&code([0b0000_1000; 20]));
    for typed in ["i", "L", "I", "l"] {
        assert!(RecoveryCode::parse(&ones.replace('1', typed)) == RecoveryCode::parse(&ones));
    }
}

#[test]
fn what_is_too_short_or_too_long_is_told() {
    let printed = text(&code([7; 20]));
    let length = |text: &str| RecoveryCode::parse(text).unwrap_err();
    assert_eq!(length(""), RecoveryCodeError::Length(0));
    assert_eq!(length(&printed[..46]), RecoveryCodeError::Length(39));
    assert_eq!(
        length(&format!("{printed}0")),
        RecoveryCodeError::Length(41)
    );
    assert_eq!(
        length(&printed.replacen(&printed[..1], "U", 1)),
        RecoveryCodeError::Group(1)
    );
    assert_eq!(format!("{:?}", code([7; 20])), "RecoveryCode(…)");
}

#[test]
fn a_group_is_known_however_it_is_typed_and_no_other_passes_for_it() {
    for typed in ["0A1KF", " 0a1kf ", "OAIKF", "oalkf"] {
        assert!(is_group(typed, "0A1KF"), "{typed}");
    }
    for typed in ["", "0A1K", "0A1KFF", "0A1KG", "0A 1KF", "ÓA1KF"] {
        assert!(!is_group(typed, "0A1KF"), "{typed}");
    }
}
