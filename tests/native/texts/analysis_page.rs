//! The words of the analysis that numbers change.

use maatwerk::domain::{LineAmounts, Totals};
use maatwerk::texts::analysis_page::{difference, lists, over};
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
fn a_horizon_and_the_lists_are_told_as_people_say_them() {
    assert_eq!(over(1), "Over 1 maand.");
    assert_eq!(over(60), "Over 60 maanden.");
    assert_eq!(lists(81, None), "Algemene prijslijst: 81 prijzen.");
    assert_eq!(
        lists(81, Some(2)),
        "Algemene prijslijst: 81 prijzen. Prijslijst van de gemeente: 2 prijzen."
    );
}
