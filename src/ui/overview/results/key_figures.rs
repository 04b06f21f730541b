//! The figures that matter most, each with one tap to the canvases behind it.

use leptos::prelude::*;
use rust_decimal::Decimal;

use crate::domain::results::{Behind, Results};
use crate::texts::{number, results as t};
use crate::ui::markup::element;
use crate::ui::view::handler;

use super::pass::ResultsController;
use super::rows::ask;

/// The plans next to the goal, and what they are expected to save.
pub(super) fn key_figures(controller: ResultsController, results: &Results) -> AnyView {
    let goal = controller.overview.team().with_untracked(|team| team.goal);
    let euro = |amount: Decimal| number::format_whole_euro(amount);
    let savings = results.savings();
    let mut figures = vec![figure(
        controller,
        t::PLANS,
        t::of_goal(results.cases(), goal),
        t::executed(results),
        Behind::All,
    )];
    if let Some(mean) = savings.mean() {
        let totals = results.totals();
        let families = t::families(savings.count());
        figures.push(figure(
            controller,
            t::SAVING,
            euro(savings.sum()),
            families,
            Behind::Analysed,
        ));
        for (name, amount) in [
            (t::LOOMING, totals.looming),
            (t::TAILORED, totals.tailored),
            (t::MEAN, mean),
        ] {
            let shown = euro(amount);
            figures.push(figure(
                controller,
                name,
                shown,
                String::new(),
                Behind::Analysed,
            ));
        }
    }
    element("div", "results__keys", figures)
}

fn figure(
    controller: ResultsController,
    name: &'static str,
    value: String,
    note: String,
    behind: Behind,
) -> AnyView {
    let asked = (name.to_owned(), behind);
    let open = move |_| ask(controller, asked.clone());
    view! {
        <button type="button" class="results__key" on:click=handler(open)>
            <span class="results__key-name">{name}</span>
            <span class="results__key-value" translate="no">{value}</span>
            <span class="results__key-note">{note}</span>
        </button>
    }
    .into_any()
}
