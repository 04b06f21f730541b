//! Amounts: typed as people write them, kept exactly.

use leptos::prelude::*;
use rust_decimal::Decimal;

use crate::domain::Money;
use crate::texts::unit_price::{UnitPrice, parse_unit_price};
use crate::texts::{explain, number};
use crate::ui::view::derived;

use super::draft::Draft;
use super::value::{FieldOptions, typed_field};

/// An amount in euros.
pub(crate) fn money_field(
    name: &str,
    label: Signal<String>,
    value: Signal<Option<Decimal>>,
    // Takes the amount, or says why it can't be.
    on_amount: Callback<Option<Money>, Option<String>>,
    locked: Signal<bool>,
    options: FieldOptions,
) -> AnyView {
    let draft = money_draft(value, on_amount);
    typed_field(draft, name, label, locked, in_euros(options))
}

/// The draft of an amount in euros.
pub(crate) fn money_draft(
    value: Signal<Option<Decimal>>,
    // Takes the amount, or says why it can't be.
    on_amount: Callback<Option<Money>, Option<String>>,
) -> Draft {
    let parse = |text: &str| number::parse_money(text).map_err(explain::number_error);
    let format = |amount: Money| number::format_money(amount.decimal());
    Draft::new(written(value), parse, format, on_amount)
}

/// The price of a unit, in euros; the unit may be typed behind it.
pub(crate) fn unit_price_field(
    name: &str,
    label: Signal<String>,
    value: Signal<Option<Decimal>>,
    // Takes the price, or says why it can't be.
    on_price: Callback<Option<UnitPrice>, Option<String>>,
    locked: Signal<bool>,
    options: FieldOptions,
) -> AnyView {
    let parse = |text: &str| parse_unit_price(text).map_err(explain::number_error);
    let format = |price: UnitPrice| number::format_money(price.amount.decimal());
    // A half-typed price would also change the price's range.
    let draft = Draft::new(written(value), parse, format, on_price).restarting();
    typed_field(draft, name, label, locked, in_euros(options))
}

fn written(value: Signal<Option<Decimal>>) -> Signal<String> {
    derived(move || value.get().map(number::format_money).unwrap_or_default())
}

fn in_euros(options: FieldOptions) -> FieldOptions {
    FieldOptions {
        class: "utrecht-textbox--numeric money__input",
        sign: Some("€"),
        ..options
    }
}
