//! The list of canvases.

use leptos::prelude::*;

use crate::domain::DocumentId;
use crate::ui::view::{For, Show};

use crate::texts::overview as t;

use super::desk::{Desk, HEADING};
use super::row::Row;

/// The canvases that the search lets through.
#[component]
pub(super) fn List() -> impl IntoView {
    let desk = Desk::here();
    let clear = move |_| {
        desk.query.set(String::new());
        desk.focus(HEADING);
    };
    view! {
        <Show when=move || desk.visible.with(Vec::is_empty)>
            <div class="nothing">
                <p class="nothing__text">{t::found(0)}</p>
                <button type="button" class="utrecht-button utrecht-button--secondary-action" on:click=clear>
                    {t::CLEAR_SEARCH}
                </button>
            </div>
        </Show>
        // Said to be a list, as browsers forget that where the style shows no bullets.
        <ul class="entries" role="list">
            <For each=move || desk.visible.get() key=DocumentId::to_string let:id>
                <Row id />
            </For>
        </ul>
    }
}
