//! The sections of the results.

use std::cmp::Ordering;

use leptos::prelude::*;
use rust_decimal::Decimal;

use crate::domain::OwnNames;
use crate::domain::method::PlanState;
use crate::domain::results::{Behind, GroupSum, GroupSums, MOMENTS, Results};
use crate::domain::sort::sort_by;
use crate::texts::{codes, number, results as t};
use crate::ui::markup::{element, text};

use super::budget::budget;
use super::folding::Shown;
use super::pass::ResultsController;
use super::rows::{Bar, amount, bars, diverging, number_rows};
use super::spread_out::Section;

/// The most rows of a ranking that are drawn.
const RANKED: usize = 8;

/// All sections. Those that need every canvas say so until they are known.
pub(super) fn sections(controller: ResultsController, shown: &Shown) -> AnyView {
    let results = &shown.results;
    let own = controller.overview.library.get().own();
    let own = own.get_untracked().names;
    let mut all = vec![states(controller, results), savings(controller, results)];
    if shown.is_whole {
        all.extend([
            groups(controller, t::PAYERS, results.payers(), &own),
            groups(controller, t::LIFE_DOMAINS, results.life_domains(), &own),
            grades(controller, results),
            realised(controller, results),
            budget(controller, results),
            hindrances(controller, results),
            rules(controller, results),
            parties(controller, results),
        ]);
    }
    let mut parts: Vec<AnyView> = all.into_iter().map(Section::show).collect();
    if !shown.is_whole {
        parts.push(text("p", "results__note", t::NOT_ALL));
    }
    element("div", "results__sections", parts)
}

fn count(count: usize) -> Decimal {
    Decimal::from(count)
}

/// A bar of a number of families.
fn counted(name: String, cases: usize, kind: &'static str, behind: Behind) -> Bar {
    Bar {
        name,
        shown: cases.to_string(),
        value: count(cases),
        kind,
        behind: (cases > 0).then_some(behind),
    }
}

/// A chart of numbers of families; what no family is in is in the table alone.
fn numbers(controller: ResultsController, mut rows: Vec<Bar>) -> AnyView {
    rows.retain(|bar| !bar.value.is_zero());
    bars(controller, rows, false)
}

fn states(controller: ResultsController, results: &Results) -> Section {
    let goal = controller.overview.team().with_untracked(|team| team.goal);
    let states = PlanState::ALL.into_iter().zip(results.states());
    let rows: Vec<Bar> = states
        .map(|(state, cases)| {
            let name = t::state(state).to_owned();
            counted(name, cases, "maatwerk", Behind::State(state))
        })
        .collect();
    Section {
        topic: t::PLANS,
        finding: t::plans(results, goal),
        note: if goal == 0 {
            t::GOAL_HINT.to_owned()
        } else {
            String::new()
        },
        columns: vec![t::STATE, t::CASES],
        rows: number_rows(&rows),
        chart: Some(numbers(controller, rows)),
    }
}

fn savings(controller: ResultsController, results: &Results) -> Section {
    let (totals, savings) = (results.totals(), results.savings());
    let is_known = savings.count() > 0;
    let behind = || Some(Behind::Analysed);
    let rows = vec![
        amount(t::LOOMING, totals.looming, "dreigend", behind()),
        amount(t::TAILORED, totals.tailored, "maatwerk", behind()),
        amount(t::SAVING, savings.sum(), "besparing", behind()),
    ];
    let mut table = number_rows(&rows);
    let [low, high] = savings.range().unwrap_or_default();
    for (name, value) in [
        (t::MEAN, savings.mean()),
        (t::MEDIAN, savings.median()),
        (t::LOWEST, Some(low)),
        (t::HIGHEST, Some(high)),
    ] {
        let shown = value.map(number::format_euro).unwrap_or_default();
        table.push((name.to_owned(), vec![shown]));
    }
    Section {
        topic: t::SAVING,
        finding: t::saving(results),
        note: if is_known {
            t::spread(savings)
        } else {
            String::new()
        },
        columns: vec![t::WHAT, t::AMOUNT],
        rows: if is_known { table } else { Vec::new() },
        chart: is_known.then(|| bars(controller, rows, true)),
    }
}

fn groups(
    controller: ResultsController,
    topic: &'static str,
    sums: &GroupSums,
    own: &OwnNames,
) -> Section {
    let is_payer = topic == t::PAYERS;
    let named = |((code, name), sum): (&(String, String), &GroupSum)| {
        let shown = if is_payer {
            let name = if name.is_empty() { &sum.name } else { name };
            codes::payer_name(code, name, own)
        } else {
            codes::life_domain_name(code, own)
        };
        let key = (code.clone(), name.clone());
        let behind = if is_payer {
            Behind::Payer(key)
        } else {
            Behind::LifeDomain(key)
        };
        (shown, sum.clone(), behind)
    };
    let mut rows: Vec<(String, GroupSum, Behind)> = sums.iter().map(named).collect();
    sort_by(&mut rows, &|one, other| {
        (other.1.saving(), &one.0).cmp(&(one.1.saving(), &other.0))
    });
    let table = rows.iter().map(|(name, sum, _)| {
        let cells = [sum.looming, sum.tailored, sum.saving()].map(number::format_money);
        let mut cells: Vec<String> = cells.into();
        cells.push(sum.cases.to_string());
        (name.clone(), cells)
    });
    let table = table.collect();
    let finding = t::who_gains(
        rows.iter()
            .map(|(name, sum, _)| (name.as_str(), sum.saving())),
    );
    let bars = rows.into_iter().map(|(name, sum, behind)| {
        let saving = sum.saving();
        Bar {
            name,
            shown: t::difference(saving),
            value: saving,
            kind: if saving < Decimal::ZERO {
                "meer"
            } else {
                "minder"
            },
            behind: Some(behind),
        }
    });
    Section {
        topic,
        finding,
        note: String::new(),
        columns: vec![topic, t::LOOMING, t::TAILORED, t::SAVING, t::CASES],
        rows: table,
        chart: (!sums.is_empty()).then(|| diverging(controller, bars.collect())),
    }
}

fn grades(controller: ResultsController, results: &Results) -> Section {
    let moments = MOMENTS.iter().zip(results.grades()).enumerate();
    let known = moments.filter_map(|(at, (moment, mean))| Some((at, moment, mean, mean.mean()?)));
    let known: Vec<_> = known.collect();
    let table = known.iter().map(|(_, moment, grades, mean)| {
        let cells = vec![
            number::format_mean(*mean),
            grades.grades.to_string(),
            grades.cases.to_string(),
        ];
        (t::moment(moment).to_owned(), cells)
    });
    let mut rows: Vec<(String, Vec<String>)> = table.collect();
    let means = known.iter().map(|(at, moment, _, mean)| Bar {
        name: t::moment(moment).to_owned(),
        shown: number::format_mean(*mean),
        value: *mean,
        kind: "huidig",
        behind: Some(Behind::Grade(*at)),
    });
    let changes = results.changes();
    let ways = [
        (t::UP, Ordering::Greater, "maatwerk"),
        (t::SAME, Ordering::Equal, "huidig"),
        (t::DOWN, Ordering::Less, "meer"),
    ];
    let ways = ways.into_iter().zip(changes);
    let ways: Vec<Bar> = ways
        .map(|((name, way, kind), cases)| {
            counted(name.to_owned(), cases, kind, Behind::Change(way))
        })
        .collect();
    for bar in &ways {
        let cells = vec![String::new(), String::new(), bar.shown.clone()];
        rows.push((bar.name.clone(), cells));
    }
    let chart = (!known.is_empty()).then(|| {
        let means = bars(controller, means.collect(), false);
        let has_both = changes.iter().any(|cases| *cases > 0);
        (means, has_both.then(|| numbers(controller, ways))).into_any()
    });
    Section {
        topic: t::GRADES,
        finding: t::changes(changes),
        note: String::new(),
        columns: vec![t::WHEN, t::MEAN_GRADE, t::GRADES_GIVEN, t::CASES],
        rows: if known.is_empty() { Vec::new() } else { rows },
        chart,
    }
}

fn realised(controller: ResultsController, results: &Results) -> Section {
    let compared = results.realised();
    let behind = || Some(Behind::Realised);
    let rows = vec![
        amount(t::EXPECTED, compared.expected, "maatwerk", behind()),
        amount(t::ACTUAL, compared.realised, "huidig", behind()),
    ];
    let is_known = compared.cases > 0;
    Section {
        topic: t::REALISED,
        finding: t::realised(compared),
        note: t::own_factor(results.own_factor()),
        columns: vec![t::WHAT, t::AMOUNT],
        rows: if is_known {
            number_rows(&rows)
        } else {
            Vec::new()
        },
        chart: is_known.then(|| bars(controller, rows, true)),
    }
}

fn hindrances(controller: ResultsController, results: &Results) -> Section {
    let ranked = results.hindrances();
    let rows: Vec<Bar> = ranked
        .into_iter()
        .map(|(theme, cases)| {
            let behind = Behind::Theme(theme.to_owned());
            counted(t::named(theme), cases, "dreigend", behind)
        })
        .collect();
    let table = number_rows(&rows);
    let drawn: Vec<Bar> = rows.into_iter().take(RANKED).collect();
    Section {
        topic: t::HINDRANCES,
        finding: t::hindrance(results),
        note: String::new(),
        columns: vec![t::THEME, t::CASES],
        chart: (!drawn.is_empty()).then(|| bars(controller, drawn, false)),
        rows: table,
    }
}

fn rules(controller: ResultsController, results: &Results) -> Section {
    let counts = results.outcomes();
    let rows: Vec<Bar> = [
        (t::SOLVED, counts.solved, "opgelost", "maatwerk"),
        (t::PENDING, counts.pending, "loopt", "huidig"),
        (t::FRICTION, counts.friction, "frictie", "meer"),
    ]
    .into_iter()
    .map(|(name, cases, outcome, kind)| {
        counted(name.to_owned(), cases, kind, Behind::Outcome(outcome))
    })
    .collect();
    let named = results.rules().filter(|(rule, _)| !rule.is_empty());
    let table = named.map(|(rule, counts)| {
        let cells = [counts.solved, counts.pending, counts.friction];
        (t::named(rule), cells.map(|it| it.to_string()).into())
    });
    let has_any = rows.iter().any(|bar| bar.behind.is_some());
    Section {
        topic: t::RULES,
        finding: t::rules(results),
        note: String::new(),
        columns: vec![t::RULES, t::SOLVED, t::PENDING, t::FRICTION],
        rows: table.collect(),
        chart: has_any.then(|| numbers(controller, rows)),
    }
}

fn parties(controller: ResultsController, results: &Results) -> Section {
    let parties = results.parties();
    let [cases, now, after] = parties;
    let rows = vec![
        counted(t::NOW.to_owned(), now, "huidig", Behind::Parties),
        counted(t::AFTER.to_owned(), after, "maatwerk", Behind::Parties),
    ];
    Section {
        topic: t::PARTIES,
        finding: t::parties(parties),
        note: String::new(),
        columns: vec![t::WHEN, t::COUNT],
        rows: if cases > 0 {
            number_rows(&rows)
        } else {
            Vec::new()
        },
        chart: (cases > 0).then(|| bars(controller, rows, false)),
    }
}
