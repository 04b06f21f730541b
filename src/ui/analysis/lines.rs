//! Every line with its calculation, its source and who checked it.

use leptos::prelude::*;

use crate::domain::{Canvas, CostLine, ItemId, OwnNames, Place, Scenario};
use crate::texts::{analysis::calculation, calculation as c, codes, names, prices};
use crate::ui::components::{Button, ButtonKind};
use crate::ui::context::{CanvasContext, ElementContext, WorkspaceHandle};
use crate::ui::icon::{Icon, icon};
use crate::ui::view::{For, handler, memo};

/// The facts about a line, each with a name: its calculations first.
fn facts(line: &CostLine, horizon: u8, own: &OwnNames) -> Vec<(&'static str, String)> {
    let mut facts: Vec<(&'static str, String)> = Scenario::ALL
        .into_iter()
        .filter_map(|scenario| {
            Some((
                names::scenario(scenario),
                Some(calculation(line, scenario, horizon)).filter(|text| !text.is_empty())?,
            ))
        })
        .collect();
    let domain = line.life_domain.as_deref();
    let belongs = [
        line.payer.as_ref().map(|_| codes::payer_of(line, own)),
        domain.map(|domain| codes::life_domain_name(domain, own)),
    ];
    facts.push((
        c::ABOUT,
        belongs
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" · "),
    ));
    facts.push((c::SOURCE, source(line)));
    facts.push((c::RATIONALE, line.rationale.clone()));
    facts.push((c::CHECKED_BY, line.checked_by.clone()));
    facts.retain(|(_, text)| !text.is_empty());
    facts
}

/// Source, code, year and range of the price on one line.
fn source(line: &CostLine) -> String {
    let Some(price) = &line.price else {
        return String::new();
    };
    let year = price.price_year.map(|year| year.to_string());
    let parts = [
        price.source.clone(),
        price.code.clone(),
        year.unwrap_or_default(),
        prices::range(price),
    ];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(" · ")
}

/// A line's facts as a list of names and texts.
pub(crate) fn fact_list(line: &CostLine, horizon: u8, own: &OwnNames) -> AnyView {
    let rows: Vec<AnyView> = facts(line, horizon, own)
        .into_iter()
        .map(|(name, text)| view! { <div><dt>{name}</dt><dd>{text}</dd></div> }.into_any())
        .collect();
    view! { <dl class="facts" translate="no">{rows}</dl> }.into_any()
}

/// The description of a line, or that it has none.
pub(crate) fn title(line: &CostLine) -> String {
    if line.description.is_empty() {
        c::NO_DESCRIPTION.to_owned()
    } else {
        line.description.clone()
    }
}

/// The lines on screen, each with a button to its calculation.
pub(super) fn lines() -> AnyView {
    let context = CanvasContext::here();
    let ids = memo(move |_| {
        let ids = |canvas: &Canvas| -> Vec<ItemId> {
            canvas
                .lines_in_order()
                .into_iter()
                .map(|(id, _)| id)
                .collect()
        };
        context.handle.read(Place::Lines, ids)
    });
    view! {
        <ul class="proofs" role="list">
            <For each=ids key=ItemId::to_string let:id>{line(id)}</For>
        </ul>
    }
    .into_any()
}

fn line(id: ItemId) -> AnyView {
    let (app, context, library) = (
        ElementContext::here(),
        CanvasContext::here(),
        WorkspaceHandle::here(),
    );
    let name = move || {
        let title = |canvas: &Canvas| canvas.costs.lines.get(&id).map(title);
        context.handle.read(Place::Line(id), title)
    };
    let list = move || {
        context.handle.read(Place::Horizon, |_| ());
        let own = library.get().own();
        context.handle.read(Place::Line(id), |canvas| {
            let line = canvas.costs.lines.get(&id)?;
            Some(own.with(|own| fact_list(line, canvas.costs.horizon, &own.names)))
        })
    };
    view! {
        <li class="proof">
            <div class="proof__head">
                <h5 class="proof__title">{name}</h5>
                <Button kind=ButtonKind::Text opens_dialog=true
                    on_press=handler(move |_| context.calculate(app, id, None))>
                    {icon(Icon::Sum)}<span>{c::CALCULATION}</span><span class="visually-hidden">": "{name}</span>
                </Button>
            </div>
            {list}
        </li>
    }
    .into_any()
}
