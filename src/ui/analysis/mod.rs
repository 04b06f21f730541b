//! The analysis of the costs, in a view of its own that is opened by its button and never by itself.

mod bars;
mod calculation_field;
pub(crate) mod figures;
pub(crate) mod gaps;
mod heading;
pub(crate) mod lines;
mod over_time;
pub(crate) mod tables;

use leptos::prelude::*;

use crate::domain::analysis::Analysis;
use crate::domain::{Command, Place};
use crate::session::{EditError, Late, Part};
use crate::texts::analysis_csv::csv;
use crate::texts::analysis_page as t;
use crate::ui::components::{Button, ButtonKind};
use crate::ui::context::{CanvasContext, ElementContext, WorkspaceHandle};
use crate::ui::field::{Choices, Look, select_field};
use crate::ui::icon::{Icon, icon};
use crate::ui::location::CanvasView;
use crate::ui::overview::{download, file_name};
use crate::ui::styles::adopt;
use crate::ui::view::{callback, derived, dynamic, handler, memo};
use crate::ui::view_button::view_button;

pub(crate) use calculation_field::field;
use figures::{FIGURES, Figure, Shows};
use heading::heading;

/// The button that opens it.
pub(crate) fn analysis_button() -> AnyView {
    view_button(CanvasView::Analysis)
}

const STYLE: &str = include_str!(concat!(env!("OUT_DIR"), "/analysis.css"));

/// The view.
pub(crate) static ANALYSIS: Late<fn() -> AnyView> = Late::new(Part::Analysis);

/// Gives what is late here; called by the part.
pub(crate) fn give() {
    ANALYSIS.give(analysis);
}

/// The view.
fn analysis() -> AnyView {
    let (app, context) = (ElementContext::here(), CanvasContext::here());
    if let Some(root) = app.root.get_untracked() {
        adopt(app.number, &root, STYLE);
    }
    let heading = app.id("kop-analyse");
    let labelled = heading.clone();
    let back = move |_| app.bridge.set_view(CanvasView::Boxes);
    // One look for all sections; it follows every change.
    let all = memo(move |_| {
        context
            .handle
            .read_all(|canvas| Analysis::of(&canvas.costs))
    });
    let has_amounts = memo(move |_| all.with(|all| all.totals.has_amounts));
    view! {
        <section class="analysis" aria-labelledby=labelled>
            <div class="analysis__bar">
                <Button kind=ButtonKind::Text on_press=handler(back)>
                    {icon(Icon::Back)}<span>{t::TO_CANVAS}</span>
                </Button>
                <span class="toolbar__gap"></span>
                {out()}
            </div>
            <div class="analysis__head">
                <h3 class="analysis__title" id=heading tabindex="-1" data-hook="view">{t::ANALYSIS}</h3>
                {horizon()}
            </div>
            {dynamic(move || if has_amounts.get() {
                sections(all)
            } else {
                view! { <p>{t::NO_AMOUNTS}</p> }.into_any()
            })}
        </section>
    }
    .into_any()
}

/// The buttons that export to a spreadsheet and to paper.
fn out() -> AnyView {
    let (app, context, library) = (
        ElementContext::here(),
        CanvasContext::here(),
        WorkspaceHandle::here(),
    );
    let save = move |_| {
        context.handle.commit_typing();
        let own = library.get().own().get_untracked();
        let today = context.handle.environment().today();
        context.handle.peek(|canvas| {
            let name = file_name("maatwerkcanvas", &canvas.case_number, today, "csv");
            download(&name, &csv(canvas, &own.names));
        });
    };
    let print = move |_| app.print();
    view! {
        <Button kind=ButtonKind::Text on_press=handler(save)>
            {icon(Icon::Save)}<span>{t::CSV}</span>
        </Button>
        <Button kind=ButtonKind::Text on_press=handler(print)>
            {icon(Icon::Print)}<span>{t::PRINT}</span>
        </Button>
    }
    .into_any()
}

/// The months that all of it spans.
fn horizon() -> AnyView {
    let context = CanvasContext::here();
    let months = |months: u8| (months.to_string(), months.to_string());
    let choices: Choices = (1..=60).map(months).collect();
    let value = derived(move || {
        context
            .handle
            .read(Place::Horizon, |canvas| months(canvas.costs.horizon))
    });
    let choose = callback(move |text: String| {
        let months = text.parse().ok()?;
        match context.handle.dispatch(Command::Horizon(months)) {
            Err(EditError::Rejected(_)) => Some(t::HORIZON_TOO_LONG.to_owned()),
            _ => None,
        }
    });
    let label = Signal::stored(t::HORIZON.to_owned());
    let field = select_field(
        "looptijd",
        label,
        Signal::stored(choices),
        value,
        choose,
        context.locked.into(),
        Look::Above,
    );
    view! {
        <div class="analysis__horizon">
            {field}
            <p class="analysis__keeps" role="status">{derived(keeps_amount(context))}</p>
        </div>
    }
    .into_any()
}

/// How many lines don't follow the horizon.
fn keeps_amount(context: CanvasContext) -> impl Fn() -> String + Clone + Send + Sync + 'static {
    move || {
        context.handle.read(Place::Horizon, |canvas| {
            let lines = canvas.costs.lines.values();
            let keep = lines.filter(|line| line.ignores_horizon()).count();
            t::keep_amount(keep, canvas.costs.horizon)
        })
    }
}

/// What lines still lack first, then the figures, then every line.
fn sections(all: Memo<Analysis>) -> AnyView {
    let figures: Vec<AnyView> = FIGURES.iter().map(|it| figure(it, all)).collect();
    view! {
        {gaps::gaps()}
        <div class="analysis__figures">{figures}</div>
        <section class="analysis__part">
            <h4 class="analysis__heading">{t::LINES}</h4>
            {lines::lines()}
        </section>
    }
    .into_any()
}

/// A figure that follows the costs; its table is shown when it is asked for.
fn figure(figure: &'static Figure, all: Memo<Analysis>) -> AnyView {
    let library = WorkspaceHandle::here();
    let shows = move |show: Shows<AnyView>| {
        dynamic(move || {
            let own = library.get().own();
            own.with(|own| all.with(|all| show(all, &own.names)))
        })
    };
    let said = move |say: Shows<String>| {
        derived(move || {
            let own = library.get().own();
            own.with(|own| all.with(|all| say(all, &own.names)))
        })
    };
    view! {
        <section class="analysis__part">
            {heading(figure.topic, said(figure.finding))}
            <p class="analysis__measure">{said(figure.measure)}</p>
            {shows(figure.chart)}
            <details class="analysis__details">
                <summary>{figure.table}</summary>
                {shows(figure.rows)}
            </details>
        </section>
    }
    .into_any()
}
