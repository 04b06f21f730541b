//! Amounts: typed as people write them, kept exactly.

use crate::ui::view::{of, then};
use leptos::prelude::*;
use rust_decimal::Decimal;

use crate::domain::Money;
use crate::texts::{explain, number};

use super::hold::Hold;
use super::wrap::{Look, Wrap, described_by};
use crate::ui::context::App;

/// An amount in euros. Wrong input stays in the field with its message and reaches nothing else.
#[component]
pub(crate) fn MoneyField(
    name: String,
    /// The scenario's wire name, a stable hook for tests of host pages.
    scenario: &'static str,
    #[prop(into)] label: Signal<String>,
    #[prop(into)] value: Signal<Option<Decimal>>,
    /// Takes the amount, or says why it can't be.
    #[prop(into)]
    on_amount: Callback<Option<Money>, Option<String>>,
    #[prop(into)] locked: Signal<bool>,
    #[prop(optional)] look: Look,
) -> impl IntoView {
    let id = App::here().id(&name);
    let described = described_by(&id);
    let hold = Hold::new();
    let draft = RwSignal::new(None::<String>);
    let left = RwSignal::new(false);
    let refused = RwSignal::new(None::<String>);
    let error = Signal::derive(move || {
        let unreadable = draft.with(|draft| {
            let text = draft.as_deref()?;
            number::parse_money(text).err().map(explain::number_error)
        });
        refused
            .get()
            .or_else(|| left.get().then_some(unreadable).flatten())
    });
    // The draft shows as long as it says what the document says, or what it can't say.
    let shown = move || {
        let value = value.get();
        let written = value.map(number::format_money).unwrap_or_default();
        draft.with(|draft| match draft {
            Some(text) if refused.with(Option::is_some) => text.clone(),
            Some(text) => match number::parse_money(text) {
                Ok(amount) if amount.map(Money::decimal) != value => written,
                Ok(_) | Err(_) => text.clone(),
            },
            None => written,
        })
    };
    let on_input = move |event| {
        let text = event_target_value(&event);
        draft.set(Some(text.clone()));
        left.set(false);
        hold.typed(text, &|text| {
            let amount = number::parse_money(text);
            refused.set(amount.ok().and_then(|amount| on_amount.run(amount)));
        });
    };
    let on_leave = move |_| {
        left.set(true);
        hold.leave();
        let good = draft.with_untracked(|draft| {
            draft
                .as_deref()
                .is_some_and(|text| number::parse_money(text).is_ok())
        });
        if good && refused.with_untracked(Option::is_none) {
            draft.set(None);
        }
    };
    view! {
        <Wrap id=id.clone() label look error>
            <div class="money">
                <span class="money__sign" aria-hidden="true">"€"</span>
                <input
                    class="utrecht-textbox utrecht-textbox--html-input utrecht-textbox--numeric money__input"
                    class:utrecht-textbox--invalid=of(move || error.with(Option::is_some))
                    type="text"
                    inputmode="decimal"
                    id=id
                    autocomplete="off"
                    data-scenario=scenario
                    aria-describedby=described
                    aria-invalid=of(move || error.with(Option::is_some).then_some("true"))
                    readonly=of(move || locked.get())
                    prop:value=of(move || hold.show(shown()))
                    on:focus=then(move |_| hold.enter())
                    on:input=on_input
                    on:blur=on_leave
                />
            </div>
        </Wrap>
    }
}
