//! The words of the analysis that numbers change.

use maatwerk::domain::{LineAmounts, Totals};
use maatwerk::texts::analysis_page::{
    cheaper_from, difference, finding, lacking, more_lines, over,
};
use maatwerk::texts::sentences;
use rust_decimal::Decimal;

fn totals(looming: i64, tailored: i64) -> Totals {
    let amount = |cents| Some(Decimal::new(cents, 2));
    Totals::default().plus(LineAmounts([None, amount(looming), amount(tailored)]))
}

#[test]
fn a_difference_says_less_or_more_and_never_shows_a_minus() {
    assert_eq!(
        difference(&totals(9_000_000, 6_300_000)),
        "€\u{a0}27.000,00 minder"
    );
    assert_eq!(difference(&totals(0, 50_001)), "€\u{a0}500,01 meer");
    assert_eq!(difference(&totals(100, 100)), "gelijk");
    assert_eq!(difference(&Totals::default()), "gelijk");
}

#[test]
fn a_horizon_and_a_number_of_lines_are_told_as_people_say_them() {
    assert_eq!(over(1), "Over 1 maand.");
    assert_eq!(over(60), "Over 60 maanden.");
    assert_eq!(cheaper_from(5), "Goedkoper vanaf maand 5");
    assert_eq!(lacking(1), "Bij 1 regel ontbreekt nog iets.");
    assert_eq!(lacking(7), "Bij 7 regels ontbreekt nog iets.");
    assert_eq!(more_lines(1), "Nog 1 regel");
    assert_eq!(more_lines(7), "Nog 7 regels");
}

#[test]
fn a_finding_says_the_saving_once() {
    let with_now = |current, looming, tailored| {
        let amount = |cents| Some(Decimal::new(cents, 2));
        let all = LineAmounts([amount(current), amount(looming), amount(tailored)]);
        Totals::default().plus(all)
    };
    let says = |totals: &Totals| finding(totals).replace('\u{a0}', " ");
    assert_eq!(
        says(&with_now(2_000_000, 9_000_000, 6_300_000)),
        "Het plan bespaart € 27.000,00 en kost € 43.000,00 meer dan nu."
    );
    assert_eq!(
        says(&with_now(6_300_000, 9_000_000, 6_300_000)),
        "Het plan bespaart € 27.000,00 en kost evenveel als nu."
    );
    assert_eq!(
        says(&totals(9_000_000, 6_300_000)),
        "Het plan bespaart € 27.000,00."
    );
    for other in [
        totals(100, 200),
        totals(100, 100),
        totals(100, 0),
        totals(0, 100),
    ] {
        assert_eq!(finding(&other), sentences::totals(&other));
    }
}
