//! The list of canvases.

use std::ops::Range;

use leptos::prelude::*;

use crate::domain::DocumentId;
use crate::ui::view::{Show, derived, handler, memo};

use crate::texts::overview as t;
use crate::ui::components::{Button, ButtonKind, DeferredList};

use super::controller::{HEADING, OverviewController};
use super::row::Row;

/// The canvases that the search lets through.
#[component]
pub(super) fn List() -> impl IntoView {
    let controller = OverviewController::here();
    let clear = move |_| {
        controller.query.set(String::new());
        controller.focus(HEADING);
    };
    let count = memo(move |_| controller.visible.with(Vec::len));
    let ids = move |places: Range<usize>| {
        controller.visible.with(|all| {
            let ids = all.get(places).unwrap_or_default().iter();
            ids.map(DocumentId::to_string).collect()
        })
    };
    let row = |id: String| match id.parse() {
        Ok(id) => view! { <Row id /> }.into_any(),
        Err(_) => ().into_any(),
    };
    view! {
        <Show when=derived(move || count.get() == 0)>
            <div class="nothing">
                <p class="nothing__text">{t::found(0)}</p>
                <Button kind=ButtonKind::Secondary on_press=handler(clear)>
                    {t::CLEAR_SEARCH}
                </Button>
            </div>
        </Show>
        // Said to be a list, as browsers forget that where the style shows no bullets.
        <ul class="entries" role="list">
            <DeferredList count ids text=move |id| controller.text(id) row />
        </ul>
    }
}
