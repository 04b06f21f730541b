//! What one unit costs: from the price list, or filled in.

use leptos::prelude::*;
use rust_decimal::Decimal;

use crate::domain::prices::Indexation;
use crate::domain::{ItemId, LineEdit, Money, Place, Price};
use crate::texts::{calculation as c, kinds, prices as p};
use crate::ui::context::Sheet;
use crate::ui::field::{Choices, Dress, Look, money_field, select_field};

use super::form::put;
use super::picker::picker;

/// Unit price and unit, with where they come from.
pub(super) fn price(id: ItemId) -> AnyView {
    let sheet = Sheet::here();
    let amount = Signal::derive(move || -> Option<Decimal> {
        read_price(sheet, id, |price| price.amount.map(Money::decimal))?
    });
    let on_amount = Callback::new(move |amount: Option<Money>| {
        change(sheet, id, |price| *price = price.retyped(amount))
    });
    let unit = Signal::derive(move || {
        let unit = read_price(sheet, id, |price| price.unit.clone()).unwrap_or_default();
        (unit.clone(), unit)
    });
    let on_unit = Callback::new(move |unit: String| {
        change(sheet, id, |price| price.unit.clone_from(&unit));
    });
    let mut units: Choices = vec![(String::new(), String::new())];
    units.extend(kinds::UNITS.map(|unit| (unit.to_owned(), unit.to_owned())));
    let label = |text: &str| Signal::stored(text.to_owned());
    view! {
        <section class="calculation__part">
            <h4 class="calculation__heading">{c::PRICE}</h4>
            {picker(id)}
            <div class="calculation__pair">
                {money_field("berekening-prijs", label(c::UNIT_PRICE), amount, on_amount, sheet.locked.into(), Dress::default())}
                {select_field("berekening-eenheid", label(c::UNIT), Signal::stored(units), unit, on_unit, sheet.locked.into(), Look::Above)}
            </div>
            {move || origin(id)}
        </section>
    }
    .into_any()
}

/// Where the price is from, its range, and what can be done about an old one.
fn origin(id: ItemId) -> AnyView {
    let sheet = Sheet::here();
    let price = read_price(sheet, id, Price::clone).unwrap_or_default();
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
    view! {
        {(!parts.is_empty()).then(|| view! { <p class="calculation__note" translate="no">{parts.join(", ")}</p> })}
        {(!told.is_empty()).then(|| view! { <p class="calculation__note" translate="no">{told}</p> })}
        {other.filter(|_| !sheet.locked.get()).map(|other| {
            let press = move |_| drop(put(sheet, id, LineEdit::Price(Some((*other).clone()))));
            view! {
                <button type="button" class="utrecht-button utrecht-button--secondary-action text-button calculation__index"
                    on:click=press>{index}</button>
            }
        })}
    }
    .into_any()
}

/// Reads the line's price and waits for it.
pub(super) fn read_price<T>(sheet: Sheet, id: ItemId, read: fn(&Price) -> T) -> Option<T> {
    sheet.session.read(Place::Line(id), |canvas| {
        let line = canvas.costs.lines.get(&id)?;
        line.price.as_ref().map(read)
    })
}

/// Changes a part of the line's price; a price of which nothing is left goes.
pub(super) fn change(sheet: Sheet, id: ItemId, change: impl FnOnce(&mut Price)) -> Option<String> {
    let mut price = sheet
        .session
        .peek(|canvas| canvas.costs.lines.get(&id)?.price.clone())
        .unwrap_or_default();
    change(&mut price);
    let price = Some(price).filter(|price| *price != Price::default());
    put(sheet, id, LineEdit::Price(price))
}
