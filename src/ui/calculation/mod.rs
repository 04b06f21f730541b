//! A line's calculation: a sheet over the canvas, opened by its button and never by itself.

mod form;
mod line;
mod months;
mod picker;
mod price;
mod proof;
mod usage;

use leptos::prelude::*;

use crate::domain::{ItemId, Place, Scenario};
use crate::session::{Late, Part};
use crate::texts::{calculation as c, labels as t, names, number};
use crate::ui::canvas::live_region;
use crate::ui::components::{Button, ButtonKind, Dialog, DialogHandle, DialogName};
use crate::ui::context::{CanvasContext, ElementContext};
use crate::ui::field::Closing;
use crate::ui::icon::{Icon, icon};
use crate::ui::styles::adopt;
use crate::ui::view::{callback, derived, dynamic, handler, memo};

use line::read;

const STYLE: &str = include_str!(concat!(env!("OUT_DIR"), "/calculation.css"));

/// The calculation of the line that was asked for, if any.
pub(crate) static CALCULATION: Late<fn() -> AnyView> = Late::new(Part::Calculation);

/// Gives what is late here; called by the part.
pub(crate) fn give() {
    CALCULATION.give(calculation);
}

/// The calculation of the line that was asked for, if any.
fn calculation() -> AnyView {
    let (app, context) = (ElementContext::here(), CanvasContext::here());
    if let Some(root) = app.root.get_untracked() {
        adopt(app.number, &root, STYLE);
    }
    let dialog = DialogHandle::new();
    let title = app.id("kop-berekening");
    let wanted = context.calculating;
    let fields = Closing::new();
    fields.provide();
    // A line that another page takes away takes its sheet along.
    let shown = memo(move |_| {
        let id = wanted.get()?;
        context
            .handle
            .read(Place::Lines, |canvas| canvas.costs.lines.contains_key(&id))
            .then_some(id)
    });
    let open = memo(move |_| shown.get().is_some());
    // Not over what is no amount; who gives it up has the cross.
    let done = move |_| {
        if fields.may_close(app) {
            dialog.close();
        }
    };
    view! {
        <Dialog handle=dialog class="calculation".to_owned() name=DialogName::Heading(title.clone()) open
            on_close=callback(move |()| wanted.set(None))>
            <div class="calculation__head">
                <h3 class="block__title calculation__title" id=title tabindex="-1" autofocus>{c::CALCULATION}</h3>
                <Button kind=ButtonKind::Icon label=t::CLOSE title=t::CLOSE on_press=handler(move |_| dialog.close())>{icon(Icon::Close)}</Button>
            </div>
            {dynamic(move || shown.get().map(content))}
            <div class="calculation__foot">
                {dynamic(move || shown.get().map(amounts))}
                <Button kind=ButtonKind::Primary on_press=handler(done)>{c::DONE}</Button>
            </div>
            {live_region(context)}
        </Dialog>
    }
    .into_any()
}

/// The body of a line's sheet.
fn content(id: ItemId) -> AnyView {
    let context = CanvasContext::here();
    let about = move || {
        let own = read(context, id, |line| line.description.clone()).unwrap_or_default();
        if own.is_empty() {
            c::NO_DESCRIPTION.to_owned()
        } else {
            own
        }
    };
    view! {
        <div class="calculation__body" data-calculation=id.to_string()>
            <p class="calculation__line">{derived(about)}</p>
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
    let context = CanvasContext::here();
    let amount = move |scenario: Scenario| {
        let value = context.handle.read(Place::Line(id), |canvas| {
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
                    <dd translate="no">{derived(move || amount(scenario))}</dd>
                </div>
            }.into_any()).into_iter().collect::<Vec<_>>()}
        </dl>
    }
    .into_any()
}
