//! The bin: what was removed, for thirty days.

use crate::domain::{DocumentId, SortedMap};
use crate::ui::view::{For, Show, callback, derived, dynamic, handler};
use leptos::prelude::*;

use crate::session::BIN_DAYS;
use crate::texts::{labels, overview as t};
use crate::ui::components::{Button, ButtonKind, IconButton};
use crate::ui::dom::focus_soon;
use crate::ui::icon::{Icon, icon};

use super::controller::OverviewController;

/// What was removed, folded away until it is asked for.
#[component]
pub(super) fn Bin() -> impl IntoView {
    let controller = OverviewController::here();
    let count = move || controller.bin.with(Vec::len);
    view! {
        <Show when=derived(move || count() != 0)>
            <details class="bin">
                <summary class="bin__summary" data-hook="bin">{icon(Icon::Bin)}<span>{derived(move || t::bin(count()))}</span></summary>
                <p class="bin__hint">{t::BIN_HINT}</p>
                <ul class="bin__list" role="list">
                    <For each=derived(move || controller.bin.get()) key=DocumentId::to_string let:id>
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
    let controller = OverviewController::here();
    let days: ReadSignal<SortedMap<DocumentId, Option<i64>>> =
        controller.library.get().library().bin_days().into();
    let removed = id.clone();
    // What was put there a moment ago has all its days.
    let left = move || {
        let days = days.with(|days| days.get(&removed).copied());
        let days = days.unwrap_or(Some(BIN_DAYS));
        // Only a removal that the server told of has no author.
        let by = controller.card(&removed);
        let by = by.and_then(|card| card.summary.removed.as_ref()?.by.clone());
        if by.is_some() {
            t::days_left(days)
        } else {
            t::days_left_elsewhere(days)
        }
    };
    let own = id.clone();
    let name = derived(move || {
        controller
            .card(&own)
            .map(|card| card.name())
            .unwrap_or_default()
    });
    let named = derived(move || format!("{}: {}", labels::PUT_BACK, name.get()));
    let restored = StoredValue::new(id.clone());
    let deleted = StoredValue::new(id);
    view! {
        <li class="bin__entry">
            <p class="bin__name">{derived(move || name.get())}<span class="bin__days">{derived(left)}</span></p>
            <Show when=derived(move || !controller.locked.get())>
                <IconButton icon=Icon::Undo text=labels::PUT_BACK name=named
                    on_press=callback(move |()| controller.restore(restored.get_value())) />
                <DeleteButton id=deleted.get_value() name />
            </Show>
        </li>
    }
    .into_any()
}

/// Deletes a canvas for good, after asking.
#[component]
pub(super) fn DeleteButton(id: DocumentId, #[prop(into)] name: Signal<String>) -> impl IntoView {
    let controller = OverviewController::here();
    let asking = RwSignal::new(false);
    let named = derived(move || format!("{}: {}", t::DELETE, name.get()));
    let hook = format!("delete-{id}");
    let [ask_hook, keep_hook] = [hook.clone(), format!("keep-{id}")];
    let focus =
        move |hook: &str| focus_soon(controller.app.root, format!("[data-hook=\"{hook}\"]"));
    let ask = {
        let keep_hook = keep_hook.clone();
        callback(move |()| {
            controller.app.toaster.clear();
            asking.set(true);
            focus(&keep_hook);
        })
    };
    let keep = callback(move |()| {
        asking.set(false);
        focus(&ask_hook);
    });
    let id = StoredValue::new(id);
    let question = controller.app.id(&format!("vraag-{}", id.get_value()));
    view! {
        {dynamic(move || if asking.get() {
            let keep_hook = keep_hook.clone();
            view! {
                <div class="sure" role="group" aria-labelledby=question.clone()>
                    <p class="sure__text" id=question.clone()>{t::DELETE_SURE}</p>
                    <Button kind=ButtonKind::Primary class="sure__yes"
                        on_press=handler(move |_| controller.delete(id.get_value()))>{t::DELETE_YES}</Button>
                    <Button kind=ButtonKind::Secondary hook=keep_hook on_press=handler(move |_| keep.run(()))>{labels::CANCEL}</Button>
                </div>
            }.into_any()
        } else {
            view! { <IconButton icon=Icon::Bin text=t::DELETE name=named hook=hook.clone() on_press=ask /> }.into_any()
        })}
    }
    .into_any()
}
