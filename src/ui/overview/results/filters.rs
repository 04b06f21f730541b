//! Which canvases count: by period, by where the plan stands, by team and by theme.

use leptos::prelude::*;

use crate::domain::Date;
use crate::domain::method::PlanState;
use crate::domain::results::{Filter, months};
use crate::texts::results as t;
use crate::ui::field::Choices;
use crate::ui::view::{callback, derived, memo};

use super::choice::{choice, with_all};
use super::pass::ResultsController;

/// The filters.
pub(super) fn filters(controller: ResultsController) -> AnyView {
    let choices = memo(move |_| controller.shown.with(|shown| shown.choices.clone()));
    let today = controller.overview.library.get().environment().today();
    let months = memo(move |_| {
        let days = choices.with(|it| it.days);
        days.map(|days| months(days, today)).unwrap_or_default()
    });
    let from = move || {
        let months = months.get().into_iter();
        with_all(
            t::BEGIN,
            months.map(|day| (day.to_string(), t::month(day))).collect(),
        )
    };
    let to = move || {
        let months = months.get().into_iter();
        let last = months.map(|day| (end_of(day).to_string(), t::month(day)));
        with_all(t::END, last.collect())
    };
    let states = || {
        let named = PlanState::ALL.map(|it| (it.wire().to_owned(), t::state(it).to_owned()));
        with_all(t::ALL, named.into())
    };
    let teams = move || {
        let named = |team: &String| {
            let name = if team.is_empty() { t::OWN_TEAM } else { team };
            (["=", team].concat(), name.to_owned())
        };
        with_all(
            t::ALL,
            choices.with(|it| it.teams.iter().map(named).collect()),
        )
    };
    let themes = move || {
        let named = |theme: &String| (theme.clone(), t::named(theme));
        with_all(
            t::ALL,
            choices.with(|it| it.themes.iter().map(named).collect()),
        )
    };
    let has_teams = move || {
        let several = choices.with(|it| it.teams.iter().count() > 1);
        several.then(|| field(controller, "team", t::TEAM, derived(teams)))
    };
    view! {
        <div class="results__filters" role="group" aria-label=t::FILTERS>
            {field(controller, "van", t::FROM, derived(from))}
            {field(controller, "tot", t::TO, derived(to))}
            {field(controller, "stand", t::STATE, derived(states))}
            {field(controller, "thema", t::THEME, derived(themes))}
            {crate::ui::view::dynamic(has_teams)}
        </div>
    }
    .into_any()
}

fn field(
    controller: ResultsController,
    name: &'static str,
    label: &'static str,
    choices: Signal<Choices>,
) -> AnyView {
    let value = derived(move || controller.filter.with(|filter| value_of(filter, name)));
    let set = callback(move |value: String| {
        controller.behind.set(None);
        controller.filter.update(|filter| set(filter, name, &value));
    });
    choice(&["resultaten-", name].concat(), label, choices, value, set)
}

/// The value of a filter in its field; empty for none.
fn value_of(filter: &Filter, name: &str) -> String {
    let day = |day: Option<Date>| day.map(|day| day.to_string());
    let value = match name {
        "van" => day(filter.period.from),
        "tot" => day(filter.period.to),
        "stand" => filter.state.map(|state| state.wire().to_owned()),
        "team" => filter.team.as_ref().map(|team| ["=", team].concat()),
        _ => filter.theme.clone(),
    };
    value.unwrap_or_default()
}

fn set(filter: &mut Filter, name: &str, value: &str) {
    match name {
        "van" => filter.period.from = value.parse().ok(),
        "tot" => filter.period.to = value.parse().ok(),
        "stand" => filter.state = PlanState::from_wire(value),
        "team" => filter.team = value.strip_prefix('=').map(str::to_owned),
        _ => filter.theme = (!value.is_empty()).then(|| value.to_owned()),
    }
}

/// The last day of the month that begins on a day.
pub(super) fn end_of(day: Date) -> Date {
    day.plus_months(1).shift_days(-1).unwrap_or(day)
}
