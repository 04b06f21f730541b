//! The analysis of the costs, in a view of its own that is opened by its button and never by itself.

pub(crate) mod chart;
pub(crate) mod lines;
mod own;
pub(crate) mod tables;

use leptos::prelude::*;
use rust_decimal::Decimal;

use crate::domain::analysis::{Analysis, Group};
use crate::domain::{Canvas, Command, Finding, OwnNames, Place, Proof, Totals, justification};
use crate::texts::analysis_csv::csv;
use crate::texts::{analysis as a, analysis_page as t, kinds, sentences};
use crate::ui::context::{App, Library, Sheet};
use crate::ui::dom::focus_soon;
use crate::ui::field::{Choices, Look, select_field};
use crate::ui::icon::{Icon, icon};
use crate::ui::overview::{download, file_name};

/// Payers or parts of life by name.
type Groups = fn(&Analysis, &OwnNames) -> Vec<(String, Totals)>;
/// Who saves and who pays more, in sentences.
type Gains = fn(&Analysis, &OwnNames) -> Vec<String>;

/// The button that opens it.
pub(crate) fn analysis_button() -> AnyView {
    let (app, sheet) = (App::here(), Sheet::here());
    let press = move |_| {
        sheet.session.settle();
        sheet.analysis.set(true);
        focus_soon(app.root, "[data-hook=\"analysis\"]".to_owned());
    };
    view! {
        <button type="button" class="utrecht-button utrecht-button--secondary-action text-button analysis-button"
            data-hook="open-analysis" on:click=press>
            {icon(Icon::Chart)}<span>{t::ANALYSIS}</span>
        </button>
    }
    .into_any()
}

/// The view.
pub(crate) fn analysis() -> AnyView {
    let (app, sheet) = (App::here(), Sheet::here());
    let heading = app.id("kop-analyse");
    let labelled = heading.clone();
    let back = move |_| {
        sheet.analysis.set(false);
        focus_soon(app.root, "[data-hook=\"open-analysis\"]".to_owned());
    };
    // One look for all sections; it follows every change.
    let all = Memo::new(move |_| sheet.session.read_all(|canvas| Analysis::of(&canvas.costs)));
    let has_amounts = Memo::new(move |_| all.with(|all| all.totals.has_amounts));
    view! {
        <section class="analysis" aria-labelledby=labelled>
            <div class="analysis__bar">
                <button type="button" class="utrecht-button utrecht-button--subtle text-button" on:click=back>
                    {icon(Icon::Back)}<span>{t::TO_CANVAS}</span>
                </button>
                <span class="toolbar__gap"></span>
                {out()}
            </div>
            <div class="analysis__head">
                <h3 class="analysis__title" id=heading tabindex="-1" data-hook="analysis">{t::ANALYSIS}</h3>
                {horizon()}
            </div>
            {move || if has_amounts.get() {
                sections(all)
            } else {
                view! { <p>{t::NO_AMOUNTS}</p> }.into_any()
            }}
            {own::own()}
        </section>
    }
    .into_any()
}

/// What goes out: a file for a spreadsheet, and paper.
fn out() -> AnyView {
    let (sheet, library) = (Sheet::here(), Library::here());
    let save = move |_| {
        sheet.session.settle();
        let own = library.get().own.get_untracked();
        let today = sheet.session.environment().today();
        sheet.session.peek(|canvas| {
            let name = file_name(&canvas.case_number, today).replace(".json", ".csv");
            download(&name, &csv(canvas, &own.names));
        });
    };
    let print = move |_| {
        if let Some(window) = web_sys::window() {
            // A page that may not print (a sandboxed frame) leaves everything as it is.
            window.print().ok();
        }
    };
    view! {
        <button type="button" class="utrecht-button utrecht-button--subtle text-button" on:click=save>
            {icon(Icon::Save)}<span>{t::CSV}</span>
        </button>
        <button type="button" class="utrecht-button utrecht-button--subtle text-button" on:click=print>
            {icon(Icon::Print)}<span>{t::PRINT}</span>
        </button>
    }
    .into_any()
}

/// The months that all of it spans.
fn horizon() -> AnyView {
    let sheet = Sheet::here();
    let months = |months: u8| (months.to_string(), months.to_string());
    let choices: Choices = (1..=60).map(months).collect();
    let value = Signal::derive(move || {
        sheet
            .session
            .read(Place::Horizon, |canvas| months(canvas.costs.horizon))
    });
    let choose = Callback::new(move |text: String| {
        if let Ok(months) = text.parse() {
            sheet.session.edit(Command::Horizon(months));
        }
    });
    let label = Signal::stored(t::HORIZON.to_owned());
    select_field(
        "looptijd",
        label,
        Signal::stored(choices),
        value,
        choose,
        sheet.locked.into(),
        Look::Above,
    )
}

fn sections(all: Memo<Analysis>) -> AnyView {
    let library = Library::here();
    let named = move |groups: Groups| {
        let own = library.get().own.clone();
        own.with(|own| all.with(|all| groups(all, &own.names)))
    };
    let parts = move |title: &'static str, groups: Groups, gains: Gains| {
        section(title, move || {
            let groups = named(groups);
            let own = library.get().own.get_untracked();
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
            kinds::payer_name(&group.code, &group.name, own),
            group.totals,
        )
    };
    all.payers.iter().map(name).collect()
}

/// The parts of life by name.
pub(crate) fn life_domains(all: &Analysis, own: &OwnNames) -> Vec<(String, Totals)> {
    let name = |group: &Group| (kinds::life_domain_name(&group.code, own), group.totals);
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

/// The line chart with its sentence, and its figures for who asks.
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
    let (app, sheet) = (App::here(), Sheet::here());
    let today = sheet.session.environment().today();
    let rows = sheet.session.read_all(|canvas: &Canvas| {
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
                sheet.calculating.set(Some(id));
                focus_soon(app.root, field(&finding).unwrap_or_default().to_owned());
            }
        };
        view! { <li><button type="button" class="finding" aria-haspopup="dialog" on:click=go>{text}</button></li> }.into_any()
    };
    let rows: Vec<AnyView> = rows.into_iter().map(row).collect();
    view! { <ul class="findings__list" role="list">{rows}</ul> }.into_any()
}

/// The field of a line's calculation that a finding asks for, if it does.
pub(crate) fn field(finding: &Finding) -> Option<&'static str> {
    Some(match finding {
        Finding::Unproven(_, missing) => match missing.first() {
            Some(Proof::Source) => ".calculation [id$=\"berekening-bron\"]",
            Some(Proof::Check) => ".calculation [id$=\"berekening-getoetst\"]",
            Some(Proof::Rationale) | None => ".calculation [id$=\"berekening-onderbouwing\"]",
        },
        Finding::OldPrice(..) | Finding::ComparisonPrice(_) | Finding::DoubleCounting(_) => {
            ".calculation .picker__button"
        }
        Finding::BeyondHorizon(_) | Finding::BackwardsMonths(_) => ".calculation .usage select",
        _ => return None,
    })
}
