//! Resultaten: what the cases of a team come to together, the report for the council, the comparison with others, and
//! what was learned.

mod behind;
mod budget;
mod choice;
mod compare;
mod council;
mod filters;
mod folding;
mod key_figures;
mod learn;
mod pass;
mod rows;
mod sections;
mod similar_cases;
mod spread_out;
mod workbook;

use leptos::prelude::*;

use crate::session::{Late, Part};
use crate::texts::results as t;
use crate::ui::components::{Button, ButtonKind};
use crate::ui::markup::{element, text};
use crate::ui::styles::adopt;
use crate::ui::view::{derived, dynamic, handler};

use super::controller::OverviewController;
use pass::ResultsController;

/// The view.
pub(super) static RESULTS: Late<fn(OverviewController) -> AnyView> = Late::new(Part::Results);

const STYLE: &str = include_str!(concat!(env!("OUT_DIR"), "/results.css"));

/// Gives what is late here; called by the part.
pub(crate) fn give() {
    RESULTS.give(view);
}

/// What shows of the results.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Pane {
    /// The figures.
    #[default]
    Figures,
    /// The report for the council.
    Council,
    /// The comparison with other years and municipalities.
    Compare,
    /// What was learned.
    Learn,
}

fn view(overview: OverviewController) -> AnyView {
    let app = overview.app;
    if let Some(root) = app.root.get_untracked() {
        adopt(app.number, &root, STYLE);
    }
    let controller = ResultsController::new(overview);
    controller.follow();
    let pane = RwSignal::new(Pane::Figures);
    let shown = move || match pane.get() {
        Pane::Figures => figures(controller),
        Pane::Council => council::council(controller),
        Pane::Compare => compare::compare(controller),
        Pane::Learn => learn::learn(controller),
    };
    view! {
        <section class="pane results" data-block="resultaten">
            <div class="pane__head">
                <h3 class="overview__heading" tabindex="-1" data-hook="list-heading">{crate::texts::week::RESULTS}</h3>
                <p class="pane__hint">{t::RESULTS_HINT}</p>
            </div>
            {panes(pane)}
            {dynamic(shown)}
        </section>
    }
    .into_any()
}

/// The buttons that choose what shows.
fn panes(pane: RwSignal<Pane>) -> AnyView {
    let button = |to: Pane, name: &'static str| {
        let pressed = derived(move || pane.get() == to);
        view! {
            <Button kind=ButtonKind::Subtle class="tab" pressed on_press=handler(move |_| pane.set(to))>{name}</Button>
        }
        .into_any()
    };
    let buttons = vec![
        button(Pane::Figures, t::FIGURES),
        button(Pane::Council, t::COUNCIL),
        button(Pane::Compare, t::COMPARE),
        button(Pane::Learn, t::LEARN),
    ];
    view! { <div class="results__panes" role="group" aria-label=t::SHOW_WHAT>{buttons}</div> }
        .into_any()
}

/// The figures, or the canvases behind one of them.
fn figures(controller: ResultsController) -> AnyView {
    let body = move || match controller.behind.get() {
        Some(asked) => behind::behind(controller, asked),
        None => all_figures(controller),
    };
    let parts = vec![
        filters::filters(controller),
        progress(controller),
        dynamic(body).into_any(),
    ];
    element("div", "results__body", parts)
}

/// How far the computation is; nothing once it is done.
fn progress(controller: ResultsController) -> AnyView {
    let said = move || {
        let progress = controller.progress.get();
        progress
            .map(|it| t::progress(it.done, it.all))
            .unwrap_or_default()
    };
    let failed = move || {
        controller
            .has_failed
            .get()
            .then(|| text("p", "results__failed", t::FAILED))
    };
    view! {
        <p class="results__progress" role="status">{derived(said)}</p>
        {dynamic(failed)}
    }
    .into_any()
}

fn all_figures(controller: ResultsController) -> AnyView {
    let body = move || {
        controller.shown.with(|shown| {
            if shown.results.cases() == 0 {
                return text("p", "results__none", t::NONE);
            }
            let mut parts = vec![key_figures::key_figures(controller, &shown.results)];
            parts.push(sections::sections(controller, shown));
            element("div", "results__figures", parts)
        })
    };
    dynamic(body).into_any()
}
