//! Three reports and more: what they tell together, by brute force.

use std::collections::BTreeSet;

use maatwerk::domain::method::PlanState;
use maatwerk::domain::results::council::{CouncilFigures, Draft, Release, Threshold};
use maatwerk::domain::results::{CaseFigures, Period};
use maatwerk::domain::{Date, DocumentId};
use proptest::prelude::*;
use rust_decimal::Decimal;

use super::released::in_state;
use super::{analysed, blank, day};

const FEW: usize = 5;
const DAYS: [&str; 3] = ["2020-07-01", "2021-01-01", "2021-01-02"];

fn threshold() -> Threshold {
    Threshold::new(FEW).unwrap()
}

/// The first half of a year, the second half, and the whole.
fn periods() -> [Period; 3] {
    let day = |month, day| Date::new(2020, month, day);
    [
        (day(1, 1), day(6, 30)),
        (day(7, 1), day(12, 31)),
        (day(1, 1), day(12, 31)),
    ]
    .map(|(from, to)| Period { from, to })
}

fn figures(cases: &[(String, CaseFigures)]) -> CouncilFigures {
    let mut figures = CouncilFigures::default();
    for (id, case) in cases {
        figures.add(&id.parse::<DocumentId>().unwrap(), case);
    }
    figures
}

/// Three reports after each other, each beside those before it.
fn releases(cases: [Vec<(String, CaseFigures)>; 3], periods: [Period; 3]) -> Vec<Release> {
    let mut all: Vec<Release> = Vec::new();
    for ((cases, period), on) in cases.iter().zip(periods).zip(DAYS) {
        let draft = Draft::of(figures(cases), period, threshold(), &all);
        let mut released = draft.release(on);
        released.day = Some(day(on));
        all.push(released);
    }
    all
}

/// Families that are in the same reports, and in the same part.
#[derive(Clone, Copy)]
struct Group {
    families: usize,
    state: PlanState,
    reports: [bool; 3],
}

fn cases_of(groups: &[Group]) -> [Vec<(String, CaseFigures)>; 3] {
    [0, 1, 2].map(|report| {
        let mut cases = Vec::new();
        for (at, group) in groups
            .iter()
            .enumerate()
            .filter(|(_, it)| it.reports[report])
        {
            let case = |family| {
                let case = in_state(group.state, blank());
                (format!("groep-{at}-{family}"), case)
            };
            cases.extend((0..group.families).map(case));
        }
        cases
    })
}

/// What a reader knows: for each number that a report tells of its own, which groups it is the sum of.
fn told(groups: &[Group], releases: &[Release]) -> Vec<Vec<bool>> {
    let parts = [
        ("voorbereiding", PlanState::Concept),
        ("regulier", PlanState::Executed),
    ];
    let mut all = Vec::new();
    for (at, release) in releases.iter().enumerate() {
        let own = |table: &str| release.table(table).is_some_and(|it| it.of.is_none());
        let of = |is_in: &dyn Fn(&Group) -> bool| -> Vec<bool> {
            groups
                .iter()
                .map(|it| it.reports[at] && is_in(it))
                .collect()
        };
        if own("plannen") && release.told("plannen", "alle").is_some() {
            all.push(of(&|_| true));
        }
        for (row, state) in parts {
            if own("stand") && release.told("stand", row).is_some() {
                all.push(of(&|it| it.state == state));
            }
        }
    }
    all
}

/// Whether a number of one to four families is among what numbers come to that are each added or taken off up to so
/// many times.
fn betrays(groups: &[Group], told: &[Vec<bool>], most: i32) -> bool {
    let ways = usize::try_from(2 * most + 1).unwrap();
    (0..ways.pow(u32::try_from(told.len()).unwrap())).any(|mut way| {
        let mut sums = vec![0_i32; groups.len()];
        for number in told {
            let times = i32::try_from(way % ways).unwrap() - most;
            way /= ways;
            for (sum, is_in) in sums.iter_mut().zip(number) {
                *sum += times * i32::from(*is_in);
            }
        }
        let left = groups.iter().zip(sums).filter(|(_, sum)| *sum != 0);
        let left: usize = left.map(|(group, _)| group.families).sum();
        left > 0 && left < FEW
    })
}

fn vectors(length: usize, values: &[usize]) -> impl Iterator<Item = Vec<usize>> + '_ {
    let all = values.len().pow(u32::try_from(length).unwrap());
    (0..all).map(move |mut at| {
        let mut next = || {
            let value = values[at % values.len()];
            at /= values.len();
            value
        };
        (0..length).map(|_| next()).collect()
    })
}

fn group(families: usize, state: PlanState, reports: u8) -> Group {
    Group {
        families,
        state,
        reports: [1, 2, 4].map(|it| reports & it != 0),
    }
}

#[test]
fn one_family_that_came_late_does_not_follow_from_a_year_and_its_halves() {
    let plans = |from: usize, to: usize| {
        let case = |at| (format!("casus-{at}"), analysed(41_500, 20_200));
        (from..to).map(case).collect::<Vec<_>>()
    };
    let year = |to| plans(0, to);
    let saving = |report: &Release| Some(report.told("kba", "besparing")?.sum?.decimal());
    let told = |last| releases([plans(0, 20), plans(20, 40), year(last)], periods());
    let all = told(40);
    assert_eq!(
        saving(&all[2]),
        Some(Decimal::from(852_000)),
        "the halves together"
    );
    assert_eq!(
        all.iter().filter(|it| it.salt == all[0].salt).count(),
        3,
        "one salt"
    );
    let all = told(41);
    assert_eq!(
        saving(&all[0]).zip(saving(&all[1])),
        Some((Decimal::from(426_000), Decimal::from(426_000)))
    );
    assert_eq!(
        saving(&all[2]),
        None,
        "the year less its halves would be one family"
    );
    assert!(all[2].told("plannen", "alle").is_none());
    assert!(all[2].told("financier", "wmo").is_none());
    assert_eq!(
        saving(&told(45)[2]),
        Some(Decimal::from(958_500)),
        "five are enough"
    );
}

/// The rule of before: each report beside each earlier one, and never beside two of them.
#[test]
fn reports_that_are_only_compared_in_pairs_are_caught() {
    let groups = [
        group(6, PlanState::Concept, 1 | 4),
        group(6, PlanState::Concept, 2 | 4),
        group(1, PlanState::Concept, 4),
    ];
    let cases = cases_of(&groups);
    let [first, second, whole] = periods();
    let alone = |at: usize, period| {
        let draft = Draft::of(figures(&cases[at]), period, threshold(), &[]);
        draft.release("zout")
    };
    let (first, second) = (alone(0, first), alone(1, second));
    let beside = |one: &Release| {
        let one = std::slice::from_ref(one);
        Draft::of(figures(&cases[2]), whole, threshold(), one).release("zout")
    };
    let in_pairs = [first.clone(), second.clone(), beside(&first)];
    assert_eq!(
        beside(&first).tables,
        beside(&second).tables,
        "either alone lets it pass"
    );
    let seen = told(&groups, &in_pairs);
    assert_eq!(seen.len(), 6);
    assert!(betrays(&groups, &seen, 1), "the year less its halves");
    let released = releases(cases, periods());
    assert!(!betrays(&groups, &told(&groups, &released), 1));
}

/// Three reports of any families: those in the first alone, in the first two, and so on, none, few or enough of each.
#[test]
fn no_three_totals_betray_a_few_families() {
    for sizes in vectors(7, &[0, 3, 6]) {
        let groups: Vec<Group> = sizes
            .iter()
            .zip(1..)
            .map(|(families, reports)| group(*families, PlanState::Concept, reports))
            .collect();
        let released = releases(cases_of(&groups), periods());
        let seen = told(&groups, &released);
        assert!(!betrays(&groups, &seen, 1), "{sizes:?}: {seen:?}");
    }
}

/// The halves of a year and the whole, in two parts that add up to a total.
#[test]
fn no_three_tables_with_parts_betray_a_few_families() {
    for sizes in vectors(6, &[0, 3, 6]) {
        let states = [PlanState::Concept, PlanState::Executed];
        let of = |(at, families): (usize, &usize)| {
            group(*families, states[at % 2], [1 | 4, 2 | 4, 4][at / 2])
        };
        let groups: Vec<Group> = sizes.iter().enumerate().map(of).collect();
        let released = releases(cases_of(&groups), periods());
        let seen = told(&groups, &released);
        assert!(!betrays(&groups, &seen, 1), "{sizes:?}: {seen:?}");
    }
}

/// How many values a reader can't rule out for a number that is hidden, by all numbers that are told.
#[test]
fn no_hidden_number_of_three_reports_is_known_closer_than_the_threshold() {
    let most = 9;
    let values: Vec<usize> = (0..=most).collect();
    // In the first half, in the second, and in the year but in neither half.
    let all: Vec<(Vec<usize>, Vec<Option<usize>>)> = vectors(3, &values)
        .map(|sizes| {
            let groups: Vec<Group> = sizes
                .iter()
                .zip([1 | 4, 2 | 4, 4])
                .map(|(families, reports)| group(*families, PlanState::Concept, reports))
                .collect();
            let released = releases(cases_of(&groups), periods());
            let told = |it: &Release| it.told("plannen", "alle")?.families;
            (sizes, released.iter().map(told).collect())
        })
        .collect();
    let asked: [[usize; 3]; 7] = [
        [1, 0, 0],
        [0, 1, 0],
        [0, 0, 1],
        [1, 1, 0],
        [1, 0, 1],
        [0, 1, 1],
        [1, 1, 1],
    ];
    let fits = |sizes: &[usize], told: &[Option<usize>]| {
        let real = [sizes[0], sizes[1], sizes.iter().sum()];
        told.iter()
            .zip(real)
            .all(|(told, real)| told.is_none_or(|told| told == real))
    };
    for (sizes, told) in &all {
        let value = |sizes: &[usize], asked: &[usize; 3]| -> usize {
            sizes
                .iter()
                .zip(asked)
                .map(|(size, times)| size * times)
                .sum()
        };
        for asked in asked
            .iter()
            .filter(|it| (1..FEW).contains(&value(sizes, it)))
        {
            let possible = all.iter().filter(|(other, _)| fits(other, told));
            let possible: BTreeSet<usize> =
                possible.map(|(other, _)| value(other, asked)).collect();
            assert!(
                possible.len() >= FEW,
                "{sizes:?} tells {told:?}: {asked:?} is one of {possible:?}"
            );
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    /// Families in any of three reports, each in one of two parts, and numbers that are used up to twice.
    #[test]
    fn any_three_reports_betray_no_few_families(all in prop::collection::vec((0..9_usize, any::<bool>(), 0..8_u8), 1..8)) {
        let state = |is_executed| if is_executed { PlanState::Executed } else { PlanState::Concept };
        let groups: Vec<Group> = all.iter().map(|(families, part, reports)| group(*families, state(*part), *reports)).collect();
        let released = releases(cases_of(&groups), periods());
        let mut seen = told(&groups, &released);
        seen.truncate(7);
        prop_assert!(!betrays(&groups, &seen, 1), "{:?}: {:?}", all, seen);
    }
}
