//! Folding cases: the order doesn't matter, and sums are those of a naive computation.

use std::cmp::Ordering;

use maatwerk::domain::method::{BudgetUse, PlanState};
use maatwerk::domain::results::{Behind, CaseFigures, Filter, Period, Results, Spread, months};
use maatwerk::domain::{Canvas, Date};
use proptest::prelude::*;
use rust_decimal::Decimal;

use super::{analysed, blank, case, day};
use crate::generate;

fn folded(cases: &[CaseFigures]) -> Results {
    let mut results = Results::default();
    cases.iter().for_each(|case| results.add(case));
    results
}

fn behind(cases: &[CaseFigures], figure: &Behind) -> usize {
    cases.iter().filter(|case| figure.has(case)).count()
}

/// Whether two results show the same; how amounts came in may differ.
fn same(one: &Results, other: &Results) -> bool {
    let spread = |it: &Results| {
        let savings: &Spread = it.savings();
        (
            savings.sum(),
            savings.mean(),
            savings.median(),
            savings.range(),
            savings.count(),
        )
    };
    let groups = |it: &Results| {
        let all = it.payers().iter().chain(it.life_domains().iter());
        all.map(|(key, sum)| (key.clone(), sum.clone()))
            .collect::<Vec<_>>()
    };
    let rest = |it: &Results| {
        let rules = it.rules().map(|(rule, counts)| (rule.clone(), *counts));
        let hindrances = it.hindrances().into_iter();
        (
            (
                it.cases(),
                it.states(),
                *it.totals(),
                it.changes(),
                it.regular(),
                it.parties(),
            ),
            (
                *it.grades(),
                it.realised(),
                it.own_factor(),
                it.budget(),
                it.outcomes(),
            ),
            rules.collect::<Vec<_>>(),
            hindrances
                .map(|(theme, cases)| (theme.to_owned(), cases))
                .collect::<Vec<_>>(),
        )
    };
    spread(one) == spread(other) && groups(one) == groups(other) && rest(one) == rest(other)
}

#[test]
fn twenty_analyses_of_maastricht_come_to_its_figures() {
    // 830.000 and 404.000 over twenty cases: a mean saving of 21.300.
    let mut cases: Vec<CaseFigures> = (0..18).map(|_| analysed(41_000, 20_000)).collect();
    cases.extend([analysed(60_000, 30_000), analysed(32_000, 14_000)]);
    let results = folded(&cases);
    assert_eq!(results.totals().looming, Decimal::from(830_000));
    assert_eq!(results.totals().tailored, Decimal::from(404_000));
    assert_eq!(results.savings().sum(), Decimal::from(426_000));
    assert_eq!(results.savings().mean(), Some(Decimal::new(2_130_000, 2)));
    assert_eq!(results.savings().median(), Some(Decimal::from(21_000)));
}

#[test]
fn a_case_without_a_total_that_threatens_has_no_saving() {
    let results = folded(&[analysed(0, 5_000), analysed(90_000, 63_000)]);
    assert_eq!(results.savings().count(), 1);
    assert_eq!(results.totals().tailored, Decimal::from(63_000));
    assert_eq!(results.cases(), 2);
}

#[test]
fn a_median_of_an_even_number_is_between_the_two_in_the_middle() {
    let mut spread = Spread::default();
    assert_eq!(
        (spread.mean(), spread.median(), spread.range()),
        (None, None, None)
    );
    for amount in [100, 3, 1, 2] {
        spread.add(Decimal::from(amount));
    }
    assert_eq!(spread.median(), Some(Decimal::new(250, 2)));
    assert_eq!(spread.range(), Some([Decimal::ONE, Decimal::from(100)]));
}

#[test]
fn a_period_has_its_ends_and_no_case_without_a_day() {
    let period = Period {
        from: Some(day("2020-01-01")),
        to: Some(day("2020-12-31")),
    };
    assert!(period.has(Some(day("2020-01-01"))) && period.has(Some(day("2020-12-31"))));
    assert!(!period.has(Some(day("2019-12-31"))) && !period.has(None));
    assert!(Period::default().has(None));
    assert!(period.has_year(2020) && !period.has_year(2021));
}

#[test]
fn a_filter_takes_what_is_of_its_state_team_and_theme() {
    let mut case = blank();
    case.team = "Oost".to_owned();
    let filter = |state, team: Option<&str>| Filter {
        state,
        team: team.map(str::to_owned),
        ..Filter::default()
    };
    assert!(filter(None, None).accepts(&case));
    assert!(filter(Some(PlanState::Concept), Some("Oost")).accepts(&case));
    assert!(!filter(Some(PlanState::Closed), None).accepts(&case));
    assert!(!filter(None, Some("West")).accepts(&case));
}

proptest! {
    #![proptest_config(generate::ten_thousand())]

    #[test]
    fn the_order_of_cases_does_not_matter(cases in prop::collection::vec(case(), 0..7), turn in 0..7_usize) {
        let mut turned = cases.clone();
        turned.reverse();
        let turn = turn.min(turned.len());
        turned.rotate_left(turn);
        prop_assert!(same(&folded(&cases), &folded(&turned)));
    }

    #[test]
    fn sums_are_those_of_a_naive_computation(cases in prop::collection::vec(case(), 0..7)) {
        let results = folded(&cases);
        let analysed: Vec<&CaseFigures> = cases.iter().filter(|it| !it.totals.looming.is_zero()).collect();
        let looming: Decimal = analysed.iter().map(|it| it.totals.looming).sum();
        let tailored: Decimal = analysed.iter().map(|it| it.totals.tailored).sum();
        prop_assert_eq!(results.totals().looming, looming);
        prop_assert_eq!(results.savings().sum(), looming - tailored);
        // The groups of a table add up to what stands above it.
        let groups: Decimal = results.payers().iter().map(|(_, it)| it.saving()).sum();
        prop_assert_eq!(groups, results.savings().sum());
        prop_assert_eq!(results.states().into_iter().sum::<usize>(), cases.len());
        prop_assert_eq!(results.savings().count(), behind(&cases, &Behind::Analysed));
        for (state, count) in PlanState::ALL.into_iter().zip(results.states()) {
            prop_assert_eq!(count, behind(&cases, &Behind::State(state)));
        }
        for (at, mean) in results.grades().iter().enumerate() {
            prop_assert_eq!(mean.cases, behind(&cases, &Behind::Grade(at)));
            let grades = cases.iter().flat_map(|it| &it.people).filter_map(|it| it.grades[at]);
            prop_assert_eq!(mean.sum, grades.map(|it| it.decimal()).sum::<Decimal>());
        }
        for (count, way) in results.changes().into_iter().zip([Ordering::Greater, Ordering::Equal, Ordering::Less]) {
            prop_assert_eq!(count, behind(&cases, &Behind::Change(way)));
        }
        for (theme, count) in results.hindrances() {
            prop_assert_eq!(count, behind(&cases, &Behind::Theme(theme.to_owned())));
        }
        for (rule, counts) in results.rules() {
            let any = behind(&cases, &Behind::Rule(rule.clone()));
            prop_assert!(counts.solved.max(counts.pending).max(counts.friction) <= any);
        }
        prop_assert_eq!(results.outcomes().friction, behind(&cases, &Behind::Outcome("frictie")));
        prop_assert_eq!(results.budget().cases, behind(&cases, &Behind::Budget));
        prop_assert_eq!(results.regular(), behind(&cases, &Behind::Regular));
        prop_assert_eq!(results.realised().cases, behind(&cases, &Behind::Realised));
        prop_assert_eq!(results.own_factor().cases, behind(&cases, &Behind::Factor));
        prop_assert_eq!(results.parties()[0], behind(&cases, &Behind::Parties));
        for (key, group) in results.payers().iter() {
            prop_assert!(group.cases >= behind(&cases, &Behind::Payer(key.clone())));
        }
    }

    #[test]
    fn what_is_stored_of_a_case_is_read_back(case in case()) {
        prop_assert_eq!(CaseFigures::decode(&case.encode()), Some(case));
    }

    #[test]
    fn the_figures_of_any_canvas_are_read_back(canvas in generate::canvas()) {
        let figures = CaseFigures::of(&canvas);
        prop_assert_eq!(CaseFigures::decode(&figures.encode()), Some(figures));
    }
}

#[test]
fn a_team_document_or_an_empty_canvas_adds_a_case_without_figures() {
    let figures = CaseFigures::of(&Canvas::new("leeg".parse().unwrap()));
    assert_eq!(figures, blank());
    assert_eq!(CaseFigures::decode("{\"v\":0}"), None);
}

#[test]
fn the_seven_examples_come_to_the_sum_of_their_own_totals() {
    let examples = [
        "kinderdagverblijf",
        "klein-huis",
        "leeg-huis",
        "naar-school",
        "schuldregeling",
        "veilige-plek",
        "vrouwenopvang",
    ];
    let (mut results, mut figures) = (Results::default(), Vec::new());
    let (mut looming, mut tailored) = (Decimal::ZERO, Decimal::ZERO);
    for name in examples {
        let path = format!(
            "{}/src/texts/examples/{name}.json",
            env!("CARGO_MANIFEST_DIR")
        );
        let text = std::fs::read_to_string(path).unwrap();
        let canvas = maatwerk::domain::read_document(&text).unwrap();
        let totals = maatwerk::domain::Totals::of(&canvas.costs);
        if totals.saving().is_some() {
            (looming, tailored) = (looming + totals.looming, tailored + totals.tailored);
        }
        let case = CaseFigures::of(&canvas);
        results.add(&case);
        figures.push(case);
    }
    assert_eq!(results.cases(), 7);
    assert_eq!(results.totals().looming, looming);
    assert_eq!(results.totals().tailored, tailored);
    assert_eq!(results.savings().sum(), looming - tailored);
    assert_eq!(
        behind(&figures, &Behind::Analysed),
        results.savings().count()
    );
    assert!(
        results
            .hindrances()
            .iter()
            .any(|(theme, _)| *theme == "wonen")
    );
}

/// As the team's own page has it: a plan takes from the budget once it was decided on, and what it costs beyond what
/// it commits is gone too.
#[test]
fn only_plans_that_were_decided_on_take_from_the_budget() {
    let case = |state, committed, paid| CaseFigures {
        state,
        budget: Some(BudgetUse {
            committed: Decimal::from(committed),
            paid: Decimal::from(paid),
        }),
        ..blank()
    };
    let executed = |case: CaseFigures| CaseFigures {
        executed_on: Date::new(2026, 3, 2),
        ..case
    };
    let mut results = Results::default();
    for case in [
        case(PlanState::Concept, 900, 0),
        case(PlanState::Discussed, 600, 0),
        case(PlanState::Approved, 5_000, 0),
        executed(case(PlanState::Followed, 4_000, 4_500)),
        executed(case(PlanState::Closed, 3_000, 2_000)),
        // The family moved away: nothing will be spent, or no more than what was paid by then.
        case(PlanState::Closed, 7_000, 0),
        case(PlanState::Closed, 7_000, 100),
    ] {
        results.add(&case);
    }
    let budget = results.budget();
    let numbers = [budget.committed, budget.paid, budget.taken, budget.asked];
    assert_eq!(budget.cases, 4);
    assert_eq!(numbers, [12_100, 6_600, 12_600, 1_500].map(Decimal::from));
    assert_eq!(results.executed(), 2);
}

#[test]
fn a_mistyped_day_takes_no_month_of_now_away() {
    let day = |year, month| Date::new(year, month, 12).unwrap();
    let today = day(2026, 12);
    let first = |year, month| Date::new(year, month, 1).unwrap();
    let some = months([day(2025, 11), day(2026, 2)], today);
    let all = [(2025, 11), (2025, 12), (2026, 1), (2026, 2)];
    assert_eq!(some, all.map(|(year, month)| first(year, month)));
    for wrong in [[day(1985, 3), day(2026, 12)], [day(2024, 1), day(2199, 1)]] {
        let found = months(wrong, today);
        assert!(found.contains(&first(2026, 12)), "{wrong:?}");
        assert!(found.len() <= 240, "{wrong:?}");
    }
    assert_eq!(months([day(2199, 1); 2], today), [first(2199, 1)]);
}
