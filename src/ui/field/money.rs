//! Amounts: typed as people write them, kept exactly.

use leptos::prelude::*;
use rust_decimal::Decimal;

use crate::domain::Money;
use crate::texts::{explain, number};

use super::draft::{Draft, Dress, typed_field};

/// An amount in euros.
pub(crate) fn money_field(
    name: &str,
    label: Signal<String>,
    value: Signal<Option<Decimal>>,
    // Takes the amount, or says why it can't be.
    on_amount: Callback<Option<Money>, Option<String>>,
    locked: Signal<bool>,
    dress: Dress,
) -> AnyView {
    let written = Signal::derive(move || value.get().map(number::format_money).unwrap_or_default());
    let accept = Callback::new(move |text: String| {
        let amount = number::parse_money(&text).ok()?;
        on_amount.run(amount)
    });
    let dress = Dress {
        class: "utrecht-textbox--numeric money__input",
        sign: Some("€"),
        ..dress
    };
    typed_field(
        Draft::new(written, read, accept),
        name,
        label,
        locked,
        dress,
    )
}

fn read(text: &str) -> Result<String, String> {
    number::parse_money(text)
        .map(|amount| {
            amount
                .map(Money::decimal)
                .map(number::format_money)
                .unwrap_or_default()
        })
        .map_err(explain::number_error)
}
