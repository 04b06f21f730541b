//! The analysis of the costs, in a view of its own that is opened by its button and never by itself.

pub(crate) mod chart;
pub(crate) mod lines;
mod own;
pub(crate) mod tables;

use leptos::prelude::*;
use rust_decimal::Decimal;

use crate::domain::analysis::{Analysis, Group};
use crate::domain::{Canvas, Command, Evidence, Finding, OwnNames, Place, Totals, justification};
use crate::session::{EditError, Late, Part};
use crate::texts::analysis_csv::csv;
use crate::texts::{analysis as a, analysis_page as t, codes, sentences};
use crate::ui::components::{Button, ButtonKind};
use crate::ui::context::{CanvasContext, ElementContext, WorkspaceHandle};
use crate::ui::field::{Choices, Look, select_field};
use crate::ui::icon::{Icon, icon};
use crate::ui::location::CanvasView;
use crate::ui::overview::{download, file_name};
use crate::ui::view::{derived, dynamic, handler};
use crate::ui::view_button::view_button;

/// Payers or parts of life by name.
type Groups = fn(&Analysis, &OwnNames) -> Vec<(String, Totals)>;
/// Who saves and who pays more, in sentences.
type Gains = fn(&Analysis, &OwnNames) -> Vec<String>;

/// The button that opens it.
pub(crate) fn analysis_button() -> AnyView {
    view_button(CanvasView::Analysis, ButtonKind::SecondaryText, "")
}

/// The view.
pub(crate) static ANALYSIS: Late<fn() -> AnyView> = Late::new(Part::Analysis);

/// Gives what is late here; called by the part.
pub(crate) fn give() {
    ANALYSIS.give(analysis);
}

/// The view.
fn analysis() -> AnyView {
    let (app, context) = (ElementContext::here(), CanvasContext::here());
    let heading = app.id("kop-analyse");
    let labelled = heading.clone();
    let back = move |_| app.bridge.set_view(CanvasView::Boxes);
    // One look for all sections; it follows every change.
    let all = Memo::new(move |_| {
        context
            .handle
            .read_all(|canvas| Analysis::of(&canvas.costs))
    });
    let has_amounts = Memo::new(move |_| all.with(|all| all.totals.has_amounts));
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
            {own::own()}
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
            let name = file_name(&canvas.case_number, today).replace(".json", ".csv");
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
    let value = Signal::derive(move || {
        context
            .handle
            .read(Place::Horizon, |canvas| months(canvas.costs.horizon))
    });
    let choose = Callback::new(move |text: String| {
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

fn sections(all: Memo<Analysis>) -> AnyView {
    let library = WorkspaceHandle::here();
    let named = move |groups: Groups| {
        let own = library.get().own();
        own.with(|own| all.with(|all| groups(all, &own.names)))
    };
    let parts = move |title: &'static str, groups: Groups, gains: Gains| {
        section(title, move || {
            let groups = named(groups);
            let own = library.get().own().get_untracked();
            let gains: Vec<AnyView> = all
                .with(|all| gains(all, &own.names))
                .into_iter()
                .map(|gain| view! { <li>{gain}</li> }.into_any())
                .collect();
            let table = tables::groups(title, &groups, &all.with(|all| all.totals));
            view! {
                <ul class="analysis__gains" role="list" translate="no">{gains}</ul>
                <div class="analysis__pair">{chart::bars(&groups)}{table}</div>
            }
            .into_any()
        })
    };
    view! {
        {section(t::TOTALS, move || all.with(totals))}
        {section(t::MONTHS, move || all.with(months))}
        {parts(t::PAYERS, payers, |all, own| a::who_gains(&all.payers, own))}
        {parts(t::LIFE_DOMAINS, life_domains, |all, own| a::where_it_gains(&all.life_domains, own))}
        {section(t::TO_PROVE, to_prove)}
        {section(t::LINES, lines::lines)}
    }
    .into_any()
}

/// A part of the view; what is in it follows what it reads.
fn section(title: &'static str, content: impl Fn() -> AnyView + Send + Sync + 'static) -> AnyView {
    view! {
        <section class="analysis__part">
            <h4 class="analysis__heading">{title}</h4>
            {content}
        </section>
    }
    .into_any()
}

/// The payers by name.
pub(crate) fn payers(all: &Analysis, own: &OwnNames) -> Vec<(String, Totals)> {
    let name = |group: &Group| {
        (
            codes::payer_name(&group.code, &group.name, own),
            group.totals,
        )
    };
    all.payers.iter().map(name).collect()
}

/// The parts of life by name.
pub(crate) fn life_domains(all: &Analysis, own: &OwnNames) -> Vec<(String, Totals)> {
    let name = |group: &Group| (codes::life_domain_name(&group.code, own), group.totals);
    all.life_domains.iter().map(name).collect()
}

/// The totals in words, with the lowest and the highest that they can be.
fn totals(all: &Analysis) -> AnyView {
    view! {
        <p class="analysis__sentence" translate="no">{sentences::totals(&all.totals)}</p>
        {tables::bands(all)}
    }
    .into_any()
}

/// The line chart with its sentence, and its figures in a part that can be opened.
fn months(all: &Analysis) -> AnyView {
    let sentence = a::payback(all);
    let months: Vec<[Decimal; 3]> = all.months.clone();
    let chart = chart::lines(&months, &sentence);
    view! {
        <p class="analysis__sentence" translate="no">{sentence}</p>
        <figure class="analysis__figure">{chart}</figure>
        <details class="analysis__details">
            <summary>{t::MONTHS_TABLE}</summary>
            {tables::months(&months)}
        </details>
    }
    .into_any()
}

/// What each amount still lacks, with one tap to the place.
fn to_prove() -> AnyView {
    let (app, context) = (ElementContext::here(), CanvasContext::here());
    let today = context.handle.environment().today();
    let rows = context.handle.read_all(|canvas: &Canvas| {
        let found = justification(canvas, today).into_iter();
        found
            .map(|finding| (sentences::finding(&finding, canvas), finding))
            .collect::<Vec<_>>()
    });
    if rows.is_empty() {
        return view! { <p>{t::NOTHING_TO_PROVE}</p> }.into_any();
    }
    let row = |(text, finding): (String, Finding)| {
        let go = move |_| {
            if let Place::Line(id) = finding.place() {
                context.calculate(app, id, field(&finding));
            }
        };
        view! { <li><button type="button" class="finding" aria-haspopup="dialog" on:click=handler(go)>{text}</button></li> }.into_any()
    };
    let rows: Vec<AnyView> = rows.into_iter().map(row).collect();
    view! { <ul class="findings__list" role="list">{rows}</ul> }.into_any()
}

/// The field of a line's calculation that a finding asks for, if it does.
pub(crate) fn field(finding: &Finding) -> Option<&'static str> {
    Some(match finding {
        Finding::Unproven(_, missing) => match missing.first() {
            Some(Evidence::Source) => ".calculation [id$=\"berekening-bron\"]",
            Some(Evidence::Check) => ".calculation [id$=\"berekening-getoetst\"]",
            Some(Evidence::Rationale) | None => ".calculation [id$=\"berekening-onderbouwing\"]",
        },
        Finding::OldPrice(..) | Finding::ComparisonPrice(_) | Finding::DoubleCounting(_) => {
            ".calculation .picker__button"
        }
        Finding::TooLarge(_) => ".calculation .usage input",
        Finding::BeyondHorizon(_) | Finding::BackwardsMonths(_) => ".calculation .usage select",
        _ => return None,
    })
}
