//! What each line has cost in the end, beside what was expected of it.

use leptos::prelude::*;

use crate::domain::method::{Realised, Review, expected};
use crate::domain::{Canvas, Command, CostLine, Date, ItemId, Money, Place, Scenario};
use crate::session::EditError;
use crate::texts::{explain, follow_up as t};
use crate::ui::context::CanvasContext;
use crate::ui::field::{DateField, FieldOptions, TextField, money_field};
use crate::ui::markup::text;
use crate::ui::view::{For, callback, derived, dynamic, memo};

/// The lines that the plan uses, once it was carried out, and those that say what they have cost.
pub(super) fn lines(context: CanvasContext) -> AnyView {
    let ids = memo(move |_| context.handle.read_all(used));
    let none = dynamic(move || {
        let has_begun = context
            .handle
            .read(Place::Header, |canvas| canvas.executed_on.is_some());
        let why = if has_begun {
            t::NO_LINES
        } else {
            t::NOT_EXECUTED
        };
        ids.read()
            .is_empty()
            .then(|| text("p", "method__hint", why))
    });
    view! {
        {none}
        <ul class="method__items" role="list">
            <For each=ids key=ItemId::to_string let:id>{line(context, id)}</For>
        </ul>
    }
    .into_any()
}

fn used(canvas: &Canvas) -> Vec<ItemId> {
    let is_used = |line: &CostLine| {
        let mut reviews = Review::ALL.into_iter();
        (canvas.executed_on.is_some() && line.usage(Scenario::Tailored).is_some())
            || reviews.any(|review| Realised::of(line, review) != Realised::default())
    };
    let lines = canvas.lines_in_order().into_iter();
    let used = lines.filter(|(_, line)| is_used(line));
    used.map(|(id, _)| id).collect()
}

fn line(context: CanvasContext, id: ItemId) -> AnyView {
    let name = derived(move || {
        let read = |canvas: &Canvas| {
            let line = canvas.costs.lines.get(&id)?;
            Some(t::line(&line.description))
        };
        context
            .handle
            .read(Place::Line(id), read)
            .unwrap_or_default()
    });
    view! {
        <li class="method__item" data-item=id.to_string()>
            <p class="method__label">{derived(move || name.get())}</p>
            {Review::ALL.map(|review| fields(context, id, review, name)).into_iter().collect_view()}
        </li>
    }
    .into_any()
}

/// The amount, where it is from and when that was looked up, at one moment.
fn fields(context: CanvasContext, id: ItemId, review: Review, name: Signal<String>) -> AnyView {
    let now = derived(move || {
        let read = |canvas: &Canvas| {
            let line = canvas.costs.lines.get(&id);
            line.map(|line| Realised::of(line, review))
                .unwrap_or_default()
        };
        context.handle.read(Place::Line(id), read)
    });
    let hoped = move || {
        context.handle.read(Place::Horizon, |_| ());
        context.handle.read(Place::Line(id), |canvas| {
            let line = canvas.costs.lines.get(&id);
            line.and_then(|line| expected(canvas, line, review))
        })
    };
    let put = move |next: Realised| {
        let edit = context.handle.peek(|canvas| {
            let line = canvas.costs.lines.get(&id);
            line.map(|line| next.edit(line, review))
        });
        let done = edit.map(|edit| context.handle.dispatch(Command::Line(id, edit)));
        match done {
            Some(Err(EditError::Rejected(why))) => Some(explain::rejected(why).to_owned()),
            _ => None,
        }
    };
    let kept = move || now.get_untracked();
    let about = derived(move || [t::after(review), ", ", &name.get()].concat());
    let named = |field: &str| [field, "-", review.wire(), "-", &id.to_string()].concat();
    let locked = context.locked;
    let amount = money_field(
        &named("bedrag"),
        Signal::stored(t::AMOUNT.to_owned()),
        derived(move || now.get().amount.map(Money::decimal)),
        callback(move |amount| put(Realised { amount, ..kept() })),
        locked.into(),
        FieldOptions {
            about: Some(about),
            ..FieldOptions::default()
        },
    );
    let source = callback(move |source| drop(put(Realised { source, ..kept() })));
    let day = callback(move |date: Option<Date>| drop(put(Realised { date, ..kept() })));
    view! {
        <div class="method__review">
            <p class="method__hint">{derived(move || t::expected(review, hoped()))}</p>
            <div class="method__fields">
                {amount}
                <TextField name=named("bron") label=t::SOURCE about value=derived(move || now.get().source) on_input=source locked />
                <DateField name=named("dag") label=t::LOOKED_UP about value=derived(move || now.get().date) on_date=day locked />
            </div>
        </div>
    }
    .into_any()
}
