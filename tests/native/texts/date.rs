//! Dates as Dutch people write them.

use maatwerk::domain::{Date, Timestamp};
use maatwerk::texts::date::{
    DateError, format_date, format_full, format_long, format_month, format_timestamp, parse_date,
};
use proptest::prelude::*;

use crate::generate;

#[test]
fn notations_of_a_date() {
    use DateError::{NoSuchDay, NoYear, NotADate};
    for (text, expected) in [
        ("21-11-2026", Ok("2026-11-21")),
        ("1-2-2026", Ok("2026-02-01")),
        ("01-02-26", Ok("2026-02-01")),
        ("21.11.26", Ok("2026-11-21")),
        ("21/11/2026", Ok("2026-11-21")),
        ("21 11 2026", Ok("2026-11-21")),
        ("2026-11-21", Ok("2026-11-21")),
        ("21 nov 2026", Ok("2026-11-21")),
        ("21 november 2026", Ok("2026-11-21")),
        ("21 Nov. 2026", Ok("2026-11-21")),
        ("3 mrt 2027", Ok("2027-03-03")),
        ("3 maart 2027", Ok("2027-03-03")),
        ("3 sept 2027", Ok("2027-09-03")),
        ("29-2-2024", Ok("2024-02-29")),
        (" 5 mei 2026 ", Ok("2026-05-05")),
        ("1-2-26", Ok("2026-02-01")),
        ("01.02.2026", Ok("2026-02-01")),
        ("1 feb 2026", Ok("2026-02-01")),
        ("1 februari '26", Ok("2026-02-01")),
        ("1e februari 2026", Ok("2026-02-01")),
        ("2026-02-01", Ok("2026-02-01")),
        ("zo 1 feb 2026", Ok("2026-02-01")),
        ("Zondag 1 februari 2026", Ok("2026-02-01")),
        ("ma 1 feb 2026", Err(NoSuchDay)),
        ("31-02-2026", Err(NoSuchDay)),
        ("29-02-2027", Err(NoSuchDay)),
        ("1-2-202", Err(NotADate)),
        ("1-2-2", Err(NotADate)),
        ("29-2-2026", Err(NoSuchDay)),
        ("31-4-2026", Err(NoSuchDay)),
        ("0-1-2026", Err(NoSuchDay)),
        ("1-13-2026", Err(NoSuchDay)),
        ("1-1-1815", Err(NoSuchDay)),
        ("21-11", Err(NoYear)),
        ("21 november", Err(NoYear)),
        ("november 2026", Err(NotADate)),
        ("21", Err(NotADate)),
        ("21112026", Err(NotADate)),
        ("21-11-2026-3", Err(NotADate)),
        ("21 ma 2026", Err(NotADate)),
        ("21-11-026", Err(NotADate)),
        ("+1-11-2026", Err(NotADate)),
        ("overgisteren", Err(NotADate)),
        ("--", Err(NotADate)),
    ] {
        let read = parse_date(text, today()).map(|date| date.expect(text).to_string());
        assert_eq!(read, expected.map(str::to_owned), "{text}");
    }
    assert_eq!(parse_date(" ", today()), Ok(None));
}

fn today() -> Date {
    "2026-11-28".parse().unwrap()
}

#[test]
fn days_as_seen_from_today() {
    use DateError::{NoSuchDay, NotADate};
    for (text, expected) in [
        ("vandaag", Ok("2026-11-28")),
        ("Vandaag ", Ok("2026-11-28")),
        ("morgen", Ok("2026-11-29")),
        ("overmorgen", Ok("2026-11-30")),
        ("gisteren", Ok("2026-11-27")),
        ("eergisteren", Ok("2026-11-26")),
        ("over 2 weken", Ok("2026-12-12")),
        ("over twee weken", Ok("2026-12-12")),
        ("over een week", Ok("2026-12-05")),
        ("over één dag", Ok("2026-11-29")),
        ("over 3 maanden", Ok("2027-02-28")),
        ("over 1 kwartaal", Ok("2027-02-28")),
        ("over 1 jaar", Ok("2027-11-28")),
        ("2 weken geleden", Ok("2026-11-14")),
        ("6 maanden geleden", Ok("2026-05-28")),
        ("over 9999 jaar", Err(NoSuchDay)),
        ("9999 weken geleden", Err(NoSuchDay)),
        ("over", Err(NotADate)),
        ("over 2", Err(NotADate)),
        ("over 2 we", Err(NotADate)),
        ("over 99999 dagen", Err(NotADate)),
        ("vandaa", Err(NotADate)),
    ] {
        let read = parse_date(text, today()).map(|date| date.expect(text).to_string());
        assert_eq!(read, expected.map(str::to_owned), "{text}");
    }
}

#[test]
fn dates_and_times_are_written_in_dutch() {
    let date: Date = "2026-01-03".parse().unwrap();
    assert_eq!(format_date(date), "03-01-2026");
    assert_eq!(format_long(date), "3 januari 2026");
    assert_eq!(format_full(date), "zaterdag 3 januari 2026");
    assert_eq!(format_month(date), "januari 2026");
    let at: Timestamp = "2026-11-21T13:05:59Z".parse().unwrap();
    assert_eq!(format_timestamp(at, 60), "21-11-2026 om 14:05");
    assert_eq!(format_timestamp(at, 0), "21-11-2026 om 13:05");
    let midnight: Timestamp = "2026-12-31T23:30:00Z".parse().unwrap();
    assert_eq!(format_timestamp(midnight, 60), "01-01-2027 om 00:30");
    assert_eq!(format_timestamp(midnight, -24 * 60), "30-12-2026 om 23:30");
    assert_eq!(
        format_timestamp(Timestamp::from_millis(0), i32::MIN),
        "01-01-1970 om 00:00"
    );
}

proptest! {
    #![proptest_config(generate::ten_thousand())]

    #[test]
    fn what_is_written_reads_back(date in generate::date(), text in "\\PC{0,16}") {
        prop_assert_eq!(parse_date(&format_date(date), today()), Ok(Some(date)));
        prop_assert_eq!(parse_date(&format_long(date), today()), Ok(Some(date)));
        prop_assert_eq!(parse_date(&date.to_string(), today()), Ok(Some(date)));
        let _any = parse_date(&text, today());
    }
}
