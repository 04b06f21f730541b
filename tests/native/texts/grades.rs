//! The words around the grades.

use maatwerk::domain::{Date, Grade, Moment};
use maatwerk::texts::grades;

fn day(text: &str) -> Option<Date> {
    Some(text.parse().unwrap())
}

fn grade(text: &str) -> Grade {
    text.parse().unwrap()
}

fn texts(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

#[test]
fn suggested_roles_leave_out_those_that_are_taken() {
    assert_eq!(grades::suggestions(&[]), ["moeder", "vader", "jeugdige 1"]);
    assert_eq!(
        grades::suggestions(&texts(&["Moeder "])),
        ["vader", "jeugdige 1"]
    );
    let taken = texts(&["moeder", "vader", "jeugdige 1", "jeugdige 2"]);
    assert_eq!(grades::suggestions(&taken), ["jeugdige 3"]);
    assert_eq!(
        grades::suggestions(&texts(&["jeugdige 2"])),
        ["moeder", "vader", "jeugdige 1"]
    );
}

#[test]
fn a_trend_is_said_from_old_to_new() {
    let points = [
        (day("2026-11-21"), grade("4.5")),
        (day("2027-06-01"), grade("7.5")),
        (None, grade("10")),
    ];
    assert_eq!(
        grades::trend("moeder", &points),
        "Cijfers van moeder, van oud naar nieuw: 4,5 op 21-11-2026, 7,5 op 01-06-2027, 10."
    );
    assert_eq!(
        grades::trend("moeder", &points[..1]),
        "Cijfer van moeder: 4,5 op 21-11-2026."
    );
    assert_eq!(
        grades::trend(" ", &[]),
        "Nog geen cijfer van persoon zonder rol."
    );
}

#[test]
fn later_grades_count_from_the_day_the_plan_was_carried_out() {
    let executed = day("2026-08-31");
    assert_eq!(
        grades::due(&Moment::RightAfter, executed),
        "vanaf 31-08-2026"
    );
    assert_eq!(
        grades::due(&Moment::After6Months, executed),
        "vanaf 28-02-2027"
    );
    assert_eq!(
        grades::due(&Moment::After12Months, executed),
        "vanaf 31-08-2027"
    );
    assert_eq!(
        grades::due(&Moment::After6Months, None),
        "als het plan is uitgevoerd"
    );
    assert!(grades::due_days(executed.unwrap()).contains("na 6 maanden 28-02-2027"));
}

#[test]
fn a_heading_starts_with_a_capital() {
    assert_eq!(grades::role_heading("jeugdige 1"), "Jeugdige 1");
    assert_eq!(grades::role_heading("  "), "Persoon zonder rol");
    assert_eq!(grades::role_heading("één ouder"), "Één ouder");
}
