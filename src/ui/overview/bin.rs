//! The bin: what was removed, for thirty days.

use crate::ui::view::{For, Show, dynamic, of, then};
use leptos::prelude::*;

use crate::domain::DocumentId;
use crate::texts::{labels, overview as t};
use crate::ui::canvas::IconButton;
use crate::ui::dom::focus_soon;
use crate::ui::icon::{Icon, icon};

use super::desk::Desk;

const DAY: i64 = 86_400_000;

/// Whole days that the bin still keeps a canvas.
pub(super) fn days_left(desk: Desk, id: &DocumentId, now: i64) -> Option<i64> {
    let card = desk
        .cards
        .try_with_untracked(|cards| cards.get(id).cloned())??;
    let removed = card.summary.removed.as_ref()?.at?.millis();
    let days = now.saturating_sub(removed).checked_div(DAY)?;
    Some(
        i64::from(crate::session::BIN_DAYS)
            .saturating_sub(days)
            .clamp(0, i64::from(crate::session::BIN_DAYS)),
    )
}

/// What was removed, folded away until it is asked for.
#[component]
pub(super) fn Bin() -> impl IntoView {
    let desk = Desk::here();
    let count = move || desk.bin.with(Vec::len);
    view! {
        <Show when=move || count() != 0>
            <details class="bin">
                <summary class="bin__summary" data-hook="bin">{icon(Icon::Bin)}<span>{of(move || t::bin(count()))}</span></summary>
                <p class="bin__hint">{t::BIN_HINT}</p>
                <ul class="bin__list" role="list">
                    <For each=move || desk.bin.get() key=DocumentId::to_string let:id>
                        <Removed id />
                    </For>
                </ul>
            </details>
        </Show>
    }
}

/// A removed canvas.
#[component]
fn Removed(id: DocumentId) -> impl IntoView {
    let desk = Desk::here();
    let now = (desk.library.get().environment.now)().millis();
    let left = days_left(desk, &id, now).map(t::days_left);
    let own = id.clone();
    let name = Signal::derive(move || desk.card(&own).map(|card| card.name()).unwrap_or_default());
    let named = Signal::derive(move || format!("{}: {}", labels::PUT_BACK, name.get()));
    let restored = StoredValue::new(id.clone());
    let deleted = StoredValue::new(id);
    view! {
        <li class="bin__entry">
            <p class="bin__name">{of(move || name.get())}<span class="bin__days">{left}</span></p>
            <Show when=move || !desk.locked.get()>
                <IconButton icon=Icon::Undo text=labels::PUT_BACK name=named
                    on_press=Callback::new(move |()| desk.restore(restored.get_value())) />
                <DeleteButton id=deleted.get_value() name />
            </Show>
        </li>
    }
    .into_any()
}

/// Deletes a canvas for good, after asking.
#[component]
pub(super) fn DeleteButton(id: DocumentId, #[prop(into)] name: Signal<String>) -> impl IntoView {
    let desk = Desk::here();
    let asking = RwSignal::new(false);
    let named = Signal::derive(move || format!("{}: {}", t::DELETE, name.get()));
    let hook = format!("delete-{id}");
    let [ask_hook, keep_hook] = [hook.clone(), format!("keep-{id}")];
    let focus = move |hook: &str| focus_soon(desk.app.root, format!("[data-hook=\"{hook}\"]"));
    let ask = {
        let keep_hook = keep_hook.clone();
        Callback::new(move |()| {
            desk.message.set(None);
            asking.set(true);
            focus(&keep_hook);
        })
    };
    let keep = Callback::new(move |()| {
        asking.set(false);
        focus(&ask_hook);
    });
    let id = StoredValue::new(id);
    let question = desk.app.id(&format!("vraag-{}", id.get_value()));
    view! {
        {dynamic(move || if asking.get() {
            let keep_hook = keep_hook.clone();
            view! {
                <div class="sure" role="group" aria-labelledby=question.clone()>
                    <p class="sure__text" id=question.clone()>{t::DELETE_SURE}</p>
                    <button type="button" class="utrecht-button utrecht-button--primary-action sure__yes"
                        on:click=then(move |_| desk.delete(id.get_value()))>{t::DELETE_YES}</button>
                    <button type="button" class="utrecht-button utrecht-button--secondary-action"
                        data-hook=keep_hook on:click=then(move |_| keep.run(()))>{labels::CANCEL}</button>
                </div>
            }.into_any()
        } else {
            view! { <IconButton icon=Icon::Bin text=t::DELETE name=named hook=hook.clone() on_press=ask /> }.into_any()
        })}
    }
    .into_any()
}
