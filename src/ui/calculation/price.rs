//! What one unit costs: from the price list, or filled in.

use leptos::prelude::*;
use rust_decimal::Decimal;

use crate::domain::prices::Indexation;
use crate::domain::{ItemId, LineEdit, Money, Place, Price};
use crate::texts::unit_price::UnitPrice;
use crate::texts::{calculation as c, codes, prices as p};
use crate::ui::components::{Button, ButtonKind};
use crate::ui::context::CanvasContext;
use crate::ui::field::{Choices, FieldOptions, Look, select_field, unit_price_field};
use crate::ui::view::{callback, derived, dynamic, handler};

use super::form::{put, refusal};
use super::picker::picker;

/// Unit price and unit, with where they come from.
pub(super) fn price(id: ItemId) -> AnyView {
    let context = CanvasContext::here();
    let amount = derived(move || -> Option<Decimal> {
        read_price(context, id, |price| price.amount.map(Money::decimal))?
    });
    let on_price = callback(move |typed: Option<UnitPrice>| {
        let (amount, unit) = typed.map_or((None, None), |typed| (Some(typed.amount), typed.unit));
        change(context, id, |price| {
            *price = price.retyped(amount);
            if let Some(unit) = unit {
                price.unit = unit;
            }
        })
    });
    let unit = derived(move || {
        let unit = read_price(context, id, |price| price.unit.clone()).unwrap_or_default();
        (unit.clone(), unit)
    });
    let on_unit = callback(move |unit: String| change(context, id, |price| price.unit = unit));
    let mut units: Choices = vec![(String::new(), String::new())];
    units.extend(codes::UNITS.map(|unit| (unit.to_owned(), unit.to_owned())));
    let label = |text: &str| Signal::stored(text.to_owned());
    view! {
        <section class="calculation__part">
            <h4 class="calculation__heading">{c::PRICE}</h4>
            {picker(id)}
            <div class="calculation__pair">
                {unit_price_field("berekening-prijs", label(c::UNIT_PRICE), amount, on_price, context.locked.into(), FieldOptions::default())}
                {select_field("berekening-eenheid", label(c::UNIT), Signal::stored(units), unit, on_unit, context.locked.into(), Look::Above)}
            </div>
            {dynamic(move || origin(id))}
        </section>
    }
    .into_any()
}

/// Where the price is from, its range, and what can be done about an old one.
fn origin(id: ItemId) -> AnyView {
    let context = CanvasContext::here();
    let price = read_price(context, id, Price::clone).unwrap_or_default();
    let code = Some(price.code.as_str()).filter(|code| !code.is_empty());
    let from = code.map(|code| [c::FROM_LIST, " ", code].concat());
    let parts = [from.unwrap_or_default(), p::range(&price)];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    let (index, other) = match Indexation::of(&price) {
        Indexation::Possible(lifted) => (p::lift(), Some(lifted)),
        Indexation::Done(original) => (p::put_back(&original), Some(original)),
        Indexation::NotNeeded | Indexation::NoFactor(_) => (String::new(), None),
    };
    let told = p::indexation(&price);
    let refused = RwSignal::new(None);
    view! {
        {(!parts.is_empty()).then(|| view! { <p class="calculation__note" translate="no">{parts.join(", ")}</p> })}
        {(!told.is_empty()).then(|| view! { <p class="calculation__note" translate="no">{told}</p> })}
        {other.filter(|_| !context.locked.get()).map(|other| {
            let press = move |_| refused.set(put(context, id, LineEdit::Price(Some((*other).clone()))));
            view! {
                <Button kind=ButtonKind::SecondaryText class="calculation__index" on_press=handler(press)>{index}</Button>
            }
        })}
        {refusal(refused)}
    }
    .into_any()
}

/// Reads the line's price; a view that calls this follows it.
pub(super) fn read_price<T>(
    context: CanvasContext,
    id: ItemId,
    read: fn(&Price) -> T,
) -> Option<T> {
    context.handle.read(Place::Line(id), |canvas| {
        let line = canvas.costs.lines.get(&id)?;
        line.price.as_ref().map(read)
    })
}

/// Changes a part of the line's price; a price of which nothing is left goes.
pub(super) fn change(
    context: CanvasContext,
    id: ItemId,
    change: impl FnOnce(&mut Price),
) -> Option<String> {
    let mut price = context
        .handle
        .peek(|canvas| canvas.costs.lines.get(&id)?.price.clone())
        .unwrap_or_default();
    change(&mut price);
    let price = Some(price).filter(|price| *price != Price::default());
    put(context, id, LineEdit::Price(price))
}
