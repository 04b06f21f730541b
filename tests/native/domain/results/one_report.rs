//! What follows from tables of one report together, and what a report may say of few families.

use maatwerk::domain::results::council::{ReportTexts, Why};
use maatwerk::domain::results::{CaseFigures, FollowUp, GroupFigures, LessonFigures, Sum};
use rust_decimal::Decimal;

use super::released::{draft, executed, year};
use super::{analysed, blank};

fn euro(amount: i64) -> Sum {
    Sum::new(Decimal::from(amount))
}

/// Analyses of which the first ones also know what they have cost.
fn reviewed(all: usize, known: usize) -> Vec<(usize, CaseFigures)> {
    let case = |at| {
        let follow_up = FollowUp {
            expected: euro(20_200),
            realised: euro(21_000),
            is_complete: true,
        };
        let case = CaseFigures {
            follow_up: (at < known).then_some(follow_up),
            ..analysed(41_500, 20_200)
        };
        (at, executed(case))
    };
    (0..all).map(case).collect()
}

#[test]
fn what_plans_cost_isnt_told_twice_of_nearly_the_same_families() {
    let both = |all, known| {
        let report = draft(&reviewed(all, known), year(2020), &[]).report();
        let told = |table, row| report.told(table, row).is_some();
        [told("kba", "maatwerk"), told("gerealiseerd", "verwacht")]
    };
    assert_eq!(both(12, 12), [true, true], "of the same families");
    assert_eq!(both(12, 11), [true, false], "one family is the difference");
    assert_eq!(both(20, 11), [true, false], "nine are");
    assert_eq!(both(20, 10), [true, true], "ten are");
}

#[test]
fn what_the_budget_pays_isnt_told_twice_of_nearly_the_same_families() {
    let tailored = |amount| GroupFigures {
        code: "maatwerkbudget".to_owned(),
        looming: euro(0),
        tailored: euro(amount),
        ..GroupFigures::default()
    };
    let both = |all: usize, decided: usize| {
        let case = |at| {
            let case = analysed(41_500, 20_200);
            let case = CaseFigures {
                payers: [case.payers.clone(), vec![tailored(5_000)]].concat(),
                budget: Some(maatwerk::domain::method::BudgetUse {
                    committed: Decimal::from(5_000),
                    paid: Decimal::ZERO,
                }),
                ..case
            };
            let is_decided = at < decided;
            (at, if is_decided { executed(case) } else { case })
        };
        let cases: Vec<_> = (0..all).map(case).collect();
        let report = draft(&cases, year(2020), &[]).report();
        let told = |table, row| report.told(table, row).is_some();
        [
            told("financier", "maatwerkbudget"),
            told("budget", "toegezegd"),
        ]
    };
    assert_eq!(both(12, 12), [true, true]);
    assert_eq!(both(12, 11), [true, false]);
    assert_eq!(both(20, 10), [true, true]);
}

/// One family saves most of it, so that the sum isn't told; its parts, of which no family has most, would add up to it.
#[test]
fn parts_dont_tell_a_total_that_is_withheld() {
    let case = |at: usize| {
        let group = |code: &str, looming: i64, tailored: i64| GroupFigures {
            code: code.to_owned(),
            looming: euro(looming),
            tailored: euro(tailored),
            ..GroupFigures::default()
        };
        let payers = if at == 0 {
            vec![group("wmo", 60, 0), group("zvw", 40, 0)]
        } else {
            vec![group("wmo", 30, 0), group("zvw", 0, 28)]
        };
        let sum = |of: fn(&GroupFigures) -> Sum| -> i64 {
            let sum: Decimal = payers.iter().map(|it| of(it).decimal()).sum();
            sum.try_into().unwrap()
        };
        let case = analysed(sum(|it| it.looming), sum(|it| it.tailored));
        (at, executed(CaseFigures { payers, ..case }))
    };
    let cases: Vec<_> = (0..12).map(case).collect();
    let draft = draft(&cases, year(2020), &[]);
    assert!(draft.table("kba").unwrap().told.is_withheld);
    let payers = draft.table("financier").unwrap();
    assert!(payers.told.is_withheld, "{payers:?}");
    assert_eq!(payers.whole, Some(Why::Share));
}

/// Cases with a lesson on a theme each.
fn with_themes(themes: &[&str]) -> Vec<(usize, CaseFigures)> {
    let case = |(at, theme): (usize, &&str)| {
        let lesson = LessonFigures {
            theme: (*theme).to_owned(),
            ..LessonFigures::default()
        };
        let lessons = vec![lesson];
        (at, CaseFigures { lessons, ..blank() })
    };
    themes.iter().enumerate().map(case).collect()
}

#[test]
fn what_one_family_alone_has_named_is_told_nowhere() {
    let own = "kamer voor de dochter";
    let one = draft(&with_themes(&[own]), year(2020), &[]);
    assert!(one.table("thema").unwrap().told.is_withheld);
    let nine = draft(&with_themes(&["wonen"; 9]), year(2020), &[]);
    assert!(
        nine.table("thema").unwrap().told.is_withheld,
        "nine are few"
    );
    for many in [vec!["wonen"; 39], vec!["wonen"; 5]] {
        let mut themes = many;
        themes.extend(["vervoer"; 5]);
        themes.push(own);
        let draft = draft(&with_themes(&themes), year(2020), &[]);
        let table = &draft.table("thema").unwrap().told;
        assert!(table.row("wonen").is_some(), "{table:?}");
        assert!(table.row("vervoer").is_some(), "{table:?}");
        assert!(!draft.report().value().to_string().contains(own));
    }
}

#[test]
fn a_text_that_a_family_takes_back_leaves_the_report() {
    let [kept, gone] = ["Wij wonen weer.", "Ik werk weer."].map(str::to_owned);
    let mut texts = ReportTexts {
        quotes: vec![kept.clone(), gone.clone()],
        story: gone.clone(),
        ..ReportTexts::default()
    };
    texts.keep_agreed(&[&kept]);
    assert_eq!(texts.quotes.as_slice(), std::slice::from_ref(&kept));
    assert_eq!(texts.story, "");
    texts.story.clone_from(&kept);
    texts.keep_agreed(&[&kept, &gone]);
    assert_eq!(texts.story, kept);
}
