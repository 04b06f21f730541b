//! A line's calculation: a sheet over the canvas, opened by its button and never by itself.

mod form;
mod picker;
mod price;
mod proof;
mod usage;

use leptos::html;
use leptos::prelude::*;

use crate::domain::{CostLine, ItemId, Place, Scenario};
use crate::texts::{calculation as c, labels as t, names, number};
use crate::ui::context::{App, Sheet};
use crate::ui::icon::{Icon, icon};

/// The calculation of the line that was asked for, if any.
pub(crate) fn calculation() -> AnyView {
    let (app, sheet) = (App::here(), Sheet::here());
    let dialog = NodeRef::<html::Dialog>::new();
    let title = app.id("kop-berekening");
    let labelled = title.clone();
    let wanted = sheet.calculating;
    // A line that another page takes away takes its sheet along.
    let shown = Memo::new(move |_| {
        let id = wanted.get()?;
        sheet
            .session
            .read(Place::Lines, |canvas| canvas.costs.lines.contains_key(&id))
            .then_some(id)
    });
    Effect::new(move || {
        let (Some(dialog), shown) = (dialog.get(), shown.get()) else {
            return;
        };
        match shown {
            Some(_) if !dialog.open() => drop(dialog.show_modal()),
            None if dialog.open() => dialog.close(),
            _ => {}
        }
    });
    let close = move |_| {
        if let Some(dialog) = dialog.get_untracked() {
            dialog.close();
        }
    };
    view! {
        <dialog class="calculation" node_ref=dialog aria-labelledby=labelled on:close=move |_| wanted.set(None)>
            <div class="calculation__head">
                <h3 class="block__title calculation__title" id=title tabindex="-1" autofocus>{c::CALCULATION}</h3>
                <button type="button" class="utrecht-button utrecht-button--subtle icon-button" aria-label=t::CLOSE
                    title=t::CLOSE on:click=close>{icon(Icon::Close)}</button>
            </div>
            {move || shown.get().map(content)}
            <div class="calculation__foot">
                {move || shown.get().map(amounts)}
                <button type="button" class="utrecht-button utrecht-button--primary-action" on:click=close>{c::DONE}</button>
            </div>
        </dialog>
    }
    .into_any()
}

/// What stands in the sheet of a line.
fn content(id: ItemId) -> AnyView {
    let sheet = Sheet::here();
    let about = move || {
        let own = read(sheet, id, |line| line.description.clone()).unwrap_or_default();
        if own.is_empty() {
            c::NO_DESCRIPTION.to_owned()
        } else {
            own
        }
    };
    view! {
        <div class="calculation__body" data-calculation=id.to_string()>
            <p class="calculation__line">{about}</p>
            {price::price(id)}
            {Scenario::ALL.map(|scenario| usage::usage(id, scenario)).into_iter().collect::<Vec<_>>()}
            {proof::about(id)}
            {proof::proof(id)}
        </div>
    }
    .into_any()
}

/// The three amounts, always in sight.
fn amounts(id: ItemId) -> AnyView {
    let sheet = Sheet::here();
    let amount = move |scenario: Scenario| {
        let value = sheet.session.read(Place::Line(id), |canvas| {
            let line = canvas.costs.lines.get(&id)?;
            line.amount(scenario, canvas.costs.horizon)
        });
        value.map_or_else(|| t::NO_AMOUNT.to_owned(), number::format_euro)
    };
    view! {
        <dl class="calculation__amounts">
            {Scenario::ALL.map(|scenario| view! {
                <div>
                    <dt>{names::scenario(scenario)}</dt>
                    <dd translate="no">{move || amount(scenario)}</dd>
                </div>
            }.into_any()).into_iter().collect::<Vec<_>>()}
        </dl>
    }
    .into_any()
}

/// Reads a line and waits for it.
fn read<T>(sheet: Sheet, id: ItemId, read: fn(&CostLine) -> T) -> Option<T> {
    sheet.session.read(Place::Line(id), |canvas| {
        canvas.costs.lines.get(&id).map(read)
    })
}
