//! What the line belongs to, and why it can be believed.

use leptos::prelude::*;

use crate::domain::{CostLine, ItemId, LineEdit, Payer};
use crate::texts::{calculation as c, codes};
use crate::ui::context::{CanvasContext, WorkspaceHandle};
use crate::ui::field::{
    AreaField, Choices, Draft, FieldOptions, Look, TextField, select_field, typed_field,
};
use crate::ui::view::{callback, derived};

use super::form::put;
use super::line::read;
use super::price::{change, read_price};

/// Life domain and payer.
pub(super) fn about(id: ItemId) -> AnyView {
    let (context, library) = (CanvasContext::here(), WorkspaceHandle::here());
    let own = move || library.get().own();
    let choices = move |all: fn(&crate::domain::OwnNames) -> Vec<Payer>| {
        derived(move || {
            let all = own().with(|own| all(&own.names));
            let mut choices: Choices = vec![(String::new(), c::NOT_CHOSEN.to_owned())];
            choices.extend(all.into_iter().map(|kind| (kind.code, kind.name)));
            choices
        })
    };
    let domain = derived(move || {
        let code = read(context, id, |line| line.life_domain.clone()).flatten();
        let code = code.unwrap_or_default();
        let name = own().with(|own| codes::life_domain_name(&code, &own.names));
        (code, name)
    });
    let payer = derived(move || {
        let payer = read(context, id, |line| line.payer.clone()).flatten();
        let payer = payer.unwrap_or_default();
        let name = own().with(|own| codes::payer_name(&payer.code, &payer.name, &own.names));
        (payer.code, name)
    });
    let on_domain = callback(move |code: String| {
        let code = Some(code).filter(|code| !code.is_empty());
        put(context, id, LineEdit::LifeDomain(code))
    });
    let on_payer = callback(move |code: String| {
        let name = own().with(|own| codes::payer_name(&code, "", &own.names));
        let payer = (!code.is_empty()).then(|| Payer {
            code,
            name,
            ..Payer::default()
        });
        put(context, id, LineEdit::Payer(payer))
    });
    let label = |text: &str| Signal::stored(text.to_owned());
    view! {
        <section class="calculation__part">
            <h4 class="calculation__heading">{c::ABOUT}</h4>
            <div class="calculation__pair">
                {select_field("berekening-leefgebied", label(c::LIFE_DOMAIN), choices(codes::life_domains), domain,
                    on_domain, context.locked.into(), Look::Above)}
                {select_field("berekening-financier", label(c::PAYER), choices(codes::payers), payer,
                    on_payer, context.locked.into(), Look::Above)}
            </div>
        </section>
    }
    .into_any()
}

/// Rationale, source and who checked it.
pub(super) fn proof(id: ItemId) -> AnyView {
    let context = CanvasContext::here();
    let text = move |get: fn(&CostLine) -> String| {
        derived(move || read(context, id, get).unwrap_or_default())
    };
    let edit = move |edit: LineEdit| drop(put(context, id, edit));
    let source =
        derived(move || read_price(context, id, |price| price.source.clone()).unwrap_or_default());
    view! {
        <section class="calculation__part">
            <h4 class="calculation__heading">{c::PROOF}</h4>
            <AreaField name="berekening-onderbouwing".to_owned() label=c::RATIONALE value=text(|line| line.rationale.clone())
                locked=context.locked on_input=callback(move |text| edit(LineEdit::Rationale(text))) />
            <TextField name="berekening-bron".to_owned() label=c::SOURCE value=source locked=context.locked
                on_input=callback(move |text: String| drop(change(context, id, |price| price.source = text))) />
            <div class="calculation__pair">
                {price_year(id)}
                <TextField name="berekening-getoetst".to_owned() label=c::CHECKED_BY value=text(|line| line.checked_by.clone())
                    locked=context.locked on_input=callback(move |text| edit(LineEdit::CheckedBy(text))) />
            </div>
        </section>
    }
    .into_any()
}

/// The year that the price is of.
fn price_year(id: ItemId) -> AnyView {
    let context = CanvasContext::here();
    let written = derived(move || {
        let year = read_price(context, id, |price| price.price_year).flatten();
        year.map(|year| year.to_string()).unwrap_or_default()
    });
    let put = callback(move |year: Option<u16>| {
        change(context, id, |price| price.price_year = year).map(|_| c::PRICE_YEAR_WRONG.to_owned())
    });
    let draft = Draft::new(written, parse_year, |year: u16| year.to_string(), put);
    let label = Signal::stored(c::PRICE_YEAR.to_owned());
    typed_field(
        draft,
        "berekening-peiljaar",
        label,
        context.locked.into(),
        FieldOptions::default(),
    )
}

fn parse_year(text: &str) -> Result<Option<u16>, String> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let digits = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    let year = digits.then(|| text.parse().ok()).flatten();
    year.map(Some).ok_or_else(|| c::PRICE_YEAR_WRONG.to_owned())
}
