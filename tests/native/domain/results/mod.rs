//! Results of a team: folding cases, what may leave the team, and similar cases.

mod fold;
mod many_reports;
mod one_report;
mod released;
mod several;
mod similar;
mod suppression;

use maatwerk::domain::method::{BudgetUse, PlanState};
use maatwerk::domain::results::{
    CaseFigures, FollowUp, GroupFigures, LessonFigures, Person, RuleFigures, Sum,
};
use maatwerk::domain::{Date, Grade, Totals};
use proptest::prelude::*;
use rust_decimal::Decimal;

fn sum(cents: i64) -> Sum {
    Sum::new(Decimal::new(cents, 2))
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// A case without anything in it.
fn blank() -> CaseFigures {
    CaseFigures {
        day: None,
        executed_on: None,
        state: PlanState::Concept,
        team: String::new(),
        totals: Totals::default(),
        payers: Vec::new(),
        life_domains: Vec::new(),
        people: Vec::new(),
        follow_up: None,
        budget: None,
        rules: Vec::new(),
        lessons: Vec::new(),
        parties_now: 0,
        parties_after: 0,
        publication: String::new(),
    }
}

/// A case with an analysis, all of one payer.
fn analysed(looming: i64, tailored: i64) -> CaseFigures {
    let [looming, tailored] = [looming, tailored].map(|euro| Decimal::new(euro, 0));
    let group = |code: &str| GroupFigures {
        code: code.to_owned(),
        looming: Sum::new(looming),
        tailored: Sum::new(tailored),
        ..GroupFigures::default()
    };
    CaseFigures {
        totals: Totals {
            looming,
            tailored,
            has_amounts: true,
            ..Totals::default()
        },
        payers: vec![group("wmo")],
        life_domains: vec![group("wonen")],
        ..blank()
    }
}

fn group() -> impl Strategy<Value = GroupFigures> {
    let code = prop_oneof![Just(""), Just("wmo"), Just("zvw")];
    let name = prop_oneof![Just(""), Just("Loket"), Just("Fonds")];
    (code, name, -900_000..900_000_i64, -900_000..900_000_i64).prop_map(
        |(code, name, looming, tailored)| GroupFigures {
            code: code.to_owned(),
            name: name.to_owned(),
            looming: sum(looming),
            tailored: sum(tailored),
        },
    )
}

fn person() -> impl Strategy<Value = Person> {
    prop::array::uniform4(prop::option::of((1..=9_u8, any::<bool>()))).prop_map(|grades| Person {
        grades: grades.map(|it| it.and_then(|(points, half)| Grade::new(points, half))),
    })
}

fn rule() -> impl Strategy<Value = RuleFigures> {
    let name = prop_oneof![Just("Opiumwet"), Just("Verordening"), Just("")];
    let outcome = prop_oneof![Just("opgelost"), Just("loopt"), Just("frictie"), Just("")];
    (name, outcome).prop_map(|(rule, outcome)| RuleFigures {
        rule: rule.to_owned(),
        outcome: outcome.to_owned(),
    })
}

fn lesson() -> impl Strategy<Value = LessonFigures> {
    let theme = prop_oneof![Just("Wonen"), Just("wonen"), Just("Vervoer"), Just("")];
    theme.prop_map(|theme| LessonFigures {
        theme: theme.to_owned(),
        bottleneck: "Te weinig huizen".to_owned(),
        ..LessonFigures::default()
    })
}

/// Any case.
fn case() -> impl Strategy<Value = CaseFigures> {
    let amounts = prop::collection::vec(group(), 0..4);
    let follow_up = prop::option::of((0..90_000_i64, 0..90_000_i64, any::<bool>()));
    let budget = prop::option::of((0..90_000_i64, 0..90_000_i64));
    let method = (
        prop::collection::vec(rule(), 0..3),
        prop::collection::vec(lesson(), 0..3),
        0..5_usize,
        0..5_usize,
    );
    let plan = (
        prop::option::of(1..=28_u8),
        prop::sample::select(&PlanState::ALL[..]),
    );
    let people = prop::collection::vec(person(), 0..3);
    (plan, amounts, people, follow_up, budget, method).prop_map(
        |((day, state), groups, people, follow_up, budget, (rules, lessons, now, after))| {
            let add = |of: fn(&GroupFigures) -> Sum| {
                groups
                    .iter()
                    .fold(Decimal::ZERO, |all, it| all + of(it).decimal())
            };
            CaseFigures {
                day: day.and_then(|day| Date::new(2026, 1, day)),
                state,
                totals: Totals {
                    looming: add(|it| it.looming),
                    tailored: add(|it| it.tailored),
                    has_amounts: !groups.is_empty(),
                    ..Totals::default()
                },
                payers: groups.clone(),
                life_domains: groups,
                people,
                follow_up: follow_up.map(|(expected, realised, is_complete)| FollowUp {
                    expected: sum(expected),
                    realised: sum(realised),
                    is_complete,
                }),
                budget: budget.map(|(committed, paid)| BudgetUse {
                    committed: sum(committed).decimal(),
                    paid: sum(paid).decimal(),
                }),
                rules,
                lessons,
                parties_now: now,
                parties_after: after,
                ..blank()
            }
        },
    )
}
