//! Released reports: frozen, and no two of them betray a family.

use maatwerk::domain::DocumentError;
use maatwerk::domain::method::PlanState;
use maatwerk::domain::results::council::{
    CouncilFigures, Draft, LARGEST_SHARED_FILE, Release, Threshold, Why, read_shared, shared_file,
};
use maatwerk::domain::results::{CaseFigures, Period};
use maatwerk::domain::{Date, DocumentId};
use rust_decimal::Decimal;

use super::{analysed, blank, day};

pub(super) fn id(at: usize) -> DocumentId {
    format!("casus-{at}").parse().unwrap()
}

pub(super) fn executed(case: CaseFigures) -> CaseFigures {
    in_state(PlanState::Executed, case)
}

/// A case whose plan stands so; carried out where it says so.
pub(super) fn in_state(state: PlanState, case: CaseFigures) -> CaseFigures {
    CaseFigures {
        state,
        executed_on: Date::new(2020, 6, 1).filter(|_| state == PlanState::Executed),
        ..case
    }
}

pub(super) fn figures(cases: &[(usize, CaseFigures)]) -> CouncilFigures {
    let mut figures = CouncilFigures::default();
    for (at, case) in cases {
        figures.add(&id(*at), case);
    }
    figures
}

pub(super) fn year(year: i32) -> Period {
    Period {
        from: Date::new(year, 1, 1),
        to: Date::new(year, 12, 31),
    }
}

pub(super) fn draft(cases: &[(usize, CaseFigures)], period: Period, earlier: &[Release]) -> Draft {
    Draft::of(figures(cases), period, Threshold::default(), earlier)
}

pub(super) fn release(
    cases: &[(usize, CaseFigures)],
    period: Period,
    earlier: &[Release],
    on: &str,
) -> Release {
    Release {
        day: Some(day(on)),
        ..draft(cases, period, earlier).release("zout")
    }
}

pub(super) fn plans(count: usize) -> Vec<(usize, CaseFigures)> {
    (0..count)
        .map(|at| (at, executed(analysed(41_500, 20_200))))
        .collect()
}

fn saving(report: &Release) -> Option<Decimal> {
    Some(report.told("kba", "besparing")?.sum?.decimal())
}

#[test]
fn a_report_of_twenty_tells_their_figures() {
    let report = draft(&plans(20), year(2020), &[]).report();
    assert_eq!(saving(&report), Some(Decimal::from(426_000)));
    let row = report.told("kba", "besparing").unwrap();
    assert_eq!(row.mean(), Some(Decimal::from(21_300)));
    assert_eq!(report.told("plannen", "alle").unwrap().families, Some(20));
    assert_eq!(report.told("stand", "regulier").unwrap().families, Some(20));
}

#[test]
fn a_report_of_nine_tells_nothing() {
    let draft = draft(&plans(9), year(2020), &[]);
    let report = draft.report();
    assert_eq!(saving(&report), None);
    assert!(report.told("plannen", "alle").is_none());
    assert_eq!(draft.table("kba").unwrap().whole, Some(Why::Few));
    // Nor does what is frozen say how many there were.
    assert!(
        !report
            .tables
            .iter()
            .any(|table| table.rows.iter().any(|row| row.is_told()))
    );
}

#[test]
fn one_more_family_changes_nothing_of_the_report_of_a_period() {
    // 426.000 and then 453.000 would be the saving of one family.
    let first = release(&plans(20), year(2020), &[], "2020-10-01");
    let mut more = plans(20);
    more.push((20, executed(analysed(90_000, 63_000))));
    let draft = draft(&more, year(2020), std::slice::from_ref(&first));
    let report = draft.report();
    assert_eq!(saving(&report), Some(Decimal::from(426_000)), "as it was");
    assert_eq!(report.table("kba").unwrap().of, Some(day("2020-10-01")));
    assert_eq!(draft.table("kba").unwrap().whole, Some(Why::Earlier));
    // In a report over another period the figures would be the same families and one.
    let other = self::draft(&more, Period::default(), &[first]).report();
    assert_eq!(saving(&other), None);
}

#[test]
fn the_same_families_with_another_amount_count_as_other_families() {
    let first = release(&plans(20), year(2020), &[], "2020-10-01");
    let mut changed = plans(20);
    changed[3].1 = executed(analysed(90_000, 63_000));
    let report = draft(&changed, year(2020), &[first]).report();
    assert_eq!(saving(&report), Some(Decimal::from(426_000)));
}

#[test]
fn ten_more_families_renew_the_report() {
    let first = release(&plans(20), year(2020), &[], "2020-10-01");
    let second = release(
        &plans(30),
        year(2020),
        std::slice::from_ref(&first),
        "2020-12-01",
    );
    assert_eq!(saving(&second), Some(Decimal::from(639_000)));
    assert_eq!(second.table("kba").unwrap().of, None);
    // One family more than the second, and eleven more than the first.
    let third = draft(&plans(31), year(2020), &[first, second]).report();
    assert_eq!(saving(&third), Some(Decimal::from(639_000)));
    assert_eq!(third.table("kba").unwrap().of, Some(day("2020-12-01")));
}

#[test]
fn what_a_report_took_from_an_earlier_one_says_nothing_of_its_own() {
    let first = release(&plans(20), year(2020), &[], "2020-10-01");
    let second = release(
        &plans(25),
        year(2020),
        std::slice::from_ref(&first),
        "2020-11-01",
    );
    assert_eq!(second.table("kba").unwrap().of, Some(day("2020-10-01")));
    assert!(second.row_marks("kba").is_empty());
    let third = draft(&plans(30), year(2020), &[first, second]).report();
    assert_eq!(
        saving(&third),
        Some(Decimal::from(639_000)),
        "ten more than the first"
    );
}

#[test]
fn a_release_is_read_back_and_goes_out_without_marks_and_texts() {
    let release = release(&plans(20), year(2020), &[], "2020-10-01");
    assert_eq!(Release::of_value(&release.value()), Some(release.clone()));
    assert!(!release.row_marks("kba").is_empty());
    let text = release.aggregates().value().to_string();
    assert!(
        !text.contains("zout") && !text.contains("kolommen") && !text.contains("gezinnen\":{"),
        "{text}"
    );
}

#[test]
fn a_file_for_others_is_read_back_and_what_is_none_says_why() {
    let release = release(&plans(20), year(2020), &[], "2020-10-01");
    let text = shared_file(&release);
    assert!(text.len() < LARGEST_SHARED_FILE / 20);
    assert_eq!(read_shared(text.as_bytes()), Ok(release.aggregates()));
    let error = |text: &str| read_shared(text.as_bytes()).unwrap_err();
    let newer = text.replace("\"versie\":1", "\"versie\":2");
    assert_eq!(error(&newer), DocumentError::TooNew { found: 2 });
    for none in [
        "{}",
        "[]",
        "12",
        &text.replace("vergelijking", "export"),
        &text.replace("\"versie\":1", "\"versie\":0"),
    ] {
        assert_eq!(error(none), DocumentError::NotACanvas, "{none}");
    }
    let large = " ".repeat(LARGEST_SHARED_FILE + 1);
    assert!(matches!(error(&large), DocumentError::TooLarge { .. }));
    assert!(matches!(error(&text[1..]), DocumentError::NotJson { .. }));
    let deep = ["[".repeat(1_000), "]".repeat(1_000)].concat();
    assert!(matches!(error(&deep), DocumentError::TooDeep { .. }));
    assert!(matches!(
        read_shared(&[0xff, 0xfe]),
        Err(DocumentError::NotUtf8 { .. })
    ));
}

/// Two reports of three parts each: what was told of one never makes a hidden number of the other follow.
#[test]
fn no_pair_of_reports_makes_a_hidden_number_follow() {
    let threshold = Threshold::new(5).unwrap();
    let states = [PlanState::Concept, PlanState::Executed];
    // Two parts (in preparation, carried out), each first with up to 10 families, and then with up to 7 more.
    let cases = |counts: [usize; 2]| -> Vec<(usize, CaseFigures)> {
        let of = |part: usize| {
            let state = states[part];
            (0..counts[part]).map(move |at| (part * 100 + at, in_state(state, blank())))
        };
        of(0).chain(of(1)).collect()
    };
    let told = |report: &Release, row: &str| report.told("stand", row).and_then(|it| it.families);
    let total = |report: &Release| report.told("plannen", "alle").and_then(|it| it.families);
    for first in 0..11_usize.pow(2) {
        let before = [first % 11, first / 11];
        let one = Release {
            day: Some(day("2020-10-01")),
            ..Draft::of(figures(&cases(before)), year(2020), threshold, &[]).release("zout")
        };
        for more in 0..8_usize.pow(2) {
            let after = [before[0] + more % 8, before[1] + more / 8];
            let two = Draft::of(
                figures(&cases(after)),
                year(2020),
                threshold,
                std::slice::from_ref(&one),
            )
            .report();
            for (row, at) in [("voorbereiding", 0), ("regulier", 1)] {
                if let (Some(old), Some(new)) = (told(&one, row), told(&two, row)) {
                    assert!(
                        threshold.allows(new - old),
                        "{before:?} {after:?}: {row} {old} {new}"
                    );
                }
                // Hidden in one, while the rest and the total of either make it follow.
                for report in [&one, &two] {
                    let other = ["voorbereiding", "regulier"][1 - at];
                    let is_hidden = report.table("stand").is_some_and(|table| {
                        table.is_withheld || table.row(row).is_some_and(|it| !it.is_told())
                    });
                    if is_hidden && told(report, other).is_some_and(|it| it > 0) {
                        assert!(
                            total(report).is_none(),
                            "{before:?} {after:?}: {row} follows"
                        );
                    }
                }
            }
            if let (Some(old), Some(new)) = (total(&one), total(&two)) {
                assert!(
                    threshold.allows(new - old),
                    "{before:?} {after:?}: {old} {new}"
                );
            }
        }
    }
}
