//! What one unit costs.

use leptos::prelude::*;
use rust_decimal::Decimal;

use crate::domain::{ItemId, LineEdit, Money, Place, Price};
use crate::texts::calculation as c;
use crate::ui::context::Sheet;
use crate::ui::field::{Choices, Dress, Look, money_field, select_field};

use super::form::put;

/// The units that there are prices for.
const UNITS: [&str; 17] = [
    "uur", "dagdeel", "dag", "etmaal", "week", "maand", "kwartaal", "jaar", "eenmalig", "stuk",
    "traject", "contact", "consult", "bezoek", "rit", "km", "delict",
];

/// Unit price and unit.
pub(super) fn price(id: ItemId) -> AnyView {
    let sheet = Sheet::here();
    let amount = Signal::derive(move || -> Option<Decimal> {
        read_price(sheet, id, |price| price.amount.map(Money::decimal))?
    });
    let on_amount = Callback::new(move |amount: Option<Money>| {
        change(sheet, id, |price| {
            // Another amount than the list's is no longer the list's.
            price.code.clear();
            (price.low, price.high) = (None, None);
            price.amount = amount;
        })
    });
    let unit = Signal::derive(move || {
        let unit = read_price(sheet, id, |price| price.unit.clone()).unwrap_or_default();
        (unit.clone(), unit)
    });
    let on_unit = Callback::new(move |unit: String| {
        change(sheet, id, |price| price.unit.clone_from(&unit));
    });
    let mut units: Choices = vec![(String::new(), String::new())];
    units.extend(UNITS.map(|unit| (unit.to_owned(), unit.to_owned())));
    let label = |text: &str| Signal::stored(text.to_owned());
    view! {
        <section class="calculation__part">
            <h4 class="calculation__heading">{c::PRICE}</h4>
            <div class="calculation__pair">
                {money_field("berekening-prijs", label(c::UNIT_PRICE), amount, on_amount, sheet.locked.into(), Dress::default())}
                {select_field("berekening-eenheid", label(c::UNIT), Signal::stored(units), unit, on_unit, sheet.locked.into(), Look::Above)}
            </div>
        </section>
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
