//! What the lines lack: who pays, why the amount is right, where it comes from, who checked it. One tap
//! goes to the field.

use leptos::prelude::*;

use crate::domain::{Canvas, Date, Evidence, Finding, ItemId, justification};
use crate::texts::analysis_page as t;
use crate::ui::context::{CanvasContext, ElementContext};
use crate::ui::dom::focus_if_lost;
use crate::ui::icon::{Icon, icon};
use crate::ui::view::{derived, dynamic, handler, memo};

use super::calculation_field::evidence_field;
use super::heading::heading;
use super::lines::title;

/// The number of lines that show at once.
const FIRST: usize = 5;

/// A line, its name, and each thing that it lacks with the field for it.
type Gap = (ItemId, String, Vec<(String, &'static str)>);

/// The lines that lack something, in their order.
fn found(canvas: &Canvas, today: Date) -> Vec<Gap> {
    let findings = justification(canvas, today);
    let lines = canvas.lines_in_order().into_iter();
    lines
        .map(|(id, line)| {
            let mut lacks = Vec::new();
            for finding in &findings {
                match finding {
                    Finding::Unproven(own, missing) if *own == id => {
                        lacks.extend(missing.iter().map(|missing| field(*missing)));
                    }
                    Finding::OldPrice(own, year) if *own == id => {
                        lacks.push((t::price_of(*year), ".calculation .picker__button"));
                    }
                    _ => {}
                }
            }
            (id, title(line), lacks)
        })
        .filter(|(_, _, lacks)| !lacks.is_empty())
        .collect()
}

fn field(missing: Evidence) -> (String, &'static str) {
    let name = match missing {
        Evidence::Payer => t::GAP_PAYER,
        Evidence::Rationale => t::GAP_RATIONALE,
        Evidence::Source => t::GAP_SOURCE,
        Evidence::Check => t::GAP_CHECK,
    };
    (name.to_owned(), evidence_field(missing))
}

/// The lines that lack something, each with what it lacks in words on one line.
pub(crate) fn lacking(canvas: &Canvas, today: Date) -> Vec<(ItemId, String)> {
    let told = |(id, _, lacks): Gap| {
        let lacks: Vec<String> = lacks.into_iter().map(|(name, _)| name).collect();
        (id, [t::TO_PROVE, ": ", &lacks.join(" · ")].concat())
    };
    found(canvas, today).into_iter().map(told).collect()
}

/// The part of the view. Where a field was filled in its button has gone: then the focus goes to what the
/// line lacks next, or else to the next line.
pub(super) fn gaps() -> AnyView {
    let (app, context) = (ElementContext::here(), CanvasContext::here());
    let today = context.handle.environment().today();
    let all = memo(move |_| context.handle.read_all(|canvas| found(canvas, today)));
    Effect::new(move |before: Option<Option<ItemId>>| {
        let now = context.calculating.get();
        if let (Some(Some(id)), None) = (before, now) {
            let own = ["[data-gaps=\"", &id.to_string(), "\"] button"].concat();
            let next = [
                own,
                ".gap".to_owned(),
                "[data-hook=\"analysis\"]".to_owned(),
            ];
            focus_if_lost(app.root, next.into());
        }
        now
    });
    dynamic(move || part(all.get())).into_any()
}

/// The lines with what they lack; where nothing lacks it is one sentence.
fn part(mut gaps: Vec<Gap>) -> AnyView {
    if gaps.is_empty() {
        return view! { <p class="analysis__proven">{t::NOTHING_TO_PROVE}</p> }.into_any();
    }
    let said = t::lacking(gaps.len());
    let others = gaps.split_off(gaps.len().min(FIRST));
    let more = (!others.is_empty()).then(|| {
        view! {
            <details class="analysis__details">
                <summary>{t::more_lines(others.len())}</summary>
                {list(others)}
            </details>
        }
        .into_any()
    });
    view! {
        <section class="analysis__part">
            {heading(t::TO_PROVE, derived(move || said.clone()))}
            {list(gaps)}
            {more}
        </section>
    }
    .into_any()
}

fn list(gaps: Vec<Gap>) -> AnyView {
    let rows: Vec<AnyView> = gaps.into_iter().map(row).collect();
    view! { <ul class="gaps" role="list">{rows}</ul> }.into_any()
}

fn row((id, name, lacks): Gap) -> AnyView {
    let (app, context) = (ElementContext::here(), CanvasContext::here());
    let button = |(what, field): (String, &'static str)| {
        let label = [&what, ": ", &name].concat();
        view! {
            <button type="button" class="gap" aria-haspopup="dialog" aria-label=label
                on:click=handler(move |_| context.calculate(app, id, Some(field)))>
                {icon(Icon::Plus)}{what}
            </button>
        }
        .into_any()
    };
    let buttons: Vec<AnyView> = lacks.into_iter().map(button).collect();
    view! {
        <li class="gaps__line" data-gaps=id.to_string()>
            <span class="gaps__name">{name.clone()}</span>
            {buttons}
        </li>
    }
    .into_any()
}
