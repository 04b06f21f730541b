//! What the line belongs to, and why it can be believed.

use leptos::prelude::*;

use crate::domain::{CostLine, ItemId, LineEdit};
use crate::texts::calculation as c;
use crate::ui::context::Sheet;
use crate::ui::field::{AreaField, TextField};

use super::form::put;
use super::price::{change, read_price};
use super::read;

/// Life domain and payer.
pub(super) fn about(_id: ItemId) -> AnyView {
    ().into_any()
}

/// Rationale, source and who checked it.
pub(super) fn proof(id: ItemId) -> AnyView {
    let sheet = Sheet::here();
    let text = move |get: fn(&CostLine) -> String| {
        Signal::derive(move || read(sheet, id, get).unwrap_or_default())
    };
    let edit = move |edit: LineEdit| drop(put(sheet, id, edit));
    let source = Signal::derive(move || {
        read_price(sheet, id, |price| price.source.clone()).unwrap_or_default()
    });
    view! {
        <section class="calculation__part">
            <h4 class="calculation__heading">{c::PROOF}</h4>
            <AreaField name="berekening-onderbouwing".to_owned() label=c::RATIONALE value=text(|line| line.rationale.clone())
                locked=sheet.locked on_input=Callback::new(move |text| edit(LineEdit::Rationale(text))) />
            <TextField name="berekening-bron".to_owned() label=c::SOURCE value=source locked=sheet.locked
                on_input=Callback::new(move |text: String| drop(change(sheet, id, |price| price.source = text))) />
            <TextField name="berekening-getoetst".to_owned() label=c::CHECKED_BY value=text(|line| line.checked_by.clone())
                locked=sheet.locked on_input=Callback::new(move |text| edit(LineEdit::CheckedBy(text))) />
        </section>
    }
    .into_any()
}
