//! The maatwerkbudget: what there was, what plans take and what is left.

use leptos::prelude::*;

use crate::domain::results::{Behind, Results};
use crate::domain::team::YearBudget;
use crate::texts::{number, results as t, team};

use super::pass::ResultsController;
use super::rows::{amount, bars, number_rows};
use super::spread_out::Section;

/// The budget of the years that are asked for; of anything else what its plans take.
pub(super) fn budget(controller: ResultsController, results: &Results) -> Section {
    let its = results.budget();
    let behind = || (its.cases > 0).then_some(Behind::Budget);
    let plans = |committed, paid| {
        vec![
            amount(t::COMMITTED, committed, "maatwerk", behind()),
            amount(t::PAID, paid, "besparing", behind()),
        ]
    };
    // What is left is left of whole years, whichever of their plans are looked at.
    let years = years_of(controller);
    let (mut rows, asked) = match &years {
        Some(years) => {
            let mut rows = plans(years.plans.committed, years.plans.paid);
            rows.insert(0, amount(t::BUDGET_ALL, years.budget, "huidig", None));
            rows.push(amount(t::SPENT, years.spent, "dreigend", None));
            (rows, years.asked)
        }
        None => (plans(its.committed, its.paid), its.asked),
    };
    let mut table = number_rows(&rows);
    let finding = match &years {
        None => t::LEFT_OF_YEARS.to_owned(),
        Some(years) => {
            let left = number::format_euro(years.left());
            table.push((t::LEFT.to_owned(), vec![left]));
            if years.budget.is_zero() {
                t::NO_BUDGET.to_owned()
            } else {
                t::budget_left(years.left())
            }
        }
    };
    if !asked.is_zero() {
        table.push((team::ASKED.to_owned(), vec![number::format_euro(asked)]));
    }
    rows.retain(|bar| !bar.value.is_zero());
    let regular = [t::REGULAR, ": ", &t::families(results.regular())].concat();
    table.push((t::REGULAR.to_owned(), vec![results.regular().to_string()]));
    let chart = (!rows.is_empty()).then(|| bars(controller, rows, true));
    let has_regular = results.regular() > 0;
    let open = has_regular.then(|| super::rows::name(controller, regular, Some(Behind::Regular)));
    Section {
        topic: t::BUDGET,
        finding,
        note: String::new(),
        columns: vec![t::WHAT, t::AMOUNT],
        rows: table,
        chart: Some((chart, open).into_any()),
    }
}

/// The budgets of the years that the filter asks for, together; `None` if it asks for something else.
fn years_of(controller: ResultsController) -> Option<YearBudget> {
    let filter = controller.filter.get_untracked();
    filter.is_of_years().then(|| {
        let years = controller.budgets.get_value().into_iter();
        let asked = years.filter(|it| filter.period.has_year(it.year));
        asked.fold(YearBudget::default(), YearBudget::with)
    })
}
