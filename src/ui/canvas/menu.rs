//! The buttons of an item, behind one button so that they don't crowd the page.

use crate::ui::view::{Show, of, then};
use leptos::prelude::*;

use crate::domain::ItemId;
use crate::texts::labels as t;
use crate::ui::context::App;
use crate::ui::icon::{Icon, icon};

/// A button that shows and hides an item's other buttons.
#[component]
pub(crate) fn MenuButton(
    /// The id of what it shows and hides.
    controls: String,
    /// Of which item the buttons are.
    #[prop(into)]
    about: Signal<String>,
    open: RwSignal<bool>,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class="utrecht-button utrecht-button--subtle icon-button"
            aria-expanded=of(move || open.get().to_string())
            aria-controls=controls
            aria-label=of(move || format!("{}: {}", t::MORE, about.get()))
            title=t::MORE
            on:click=then(move |_| open.update(|open| *open = !*open))
        >
            {icon(Icon::More)}
        </button>
    }
}

/// What gets the focus when an item goes: the one after it, else the one before it, else the button
/// that adds one.
pub(super) fn after_removal(ids: &[ItemId], id: ItemId, block: &str) -> String {
    let at = ids
        .iter()
        .position(|other| *other == id)
        .unwrap_or_default();
    let before = || at.checked_sub(1).and_then(|before| ids.get(before));
    match ids.get(at.saturating_add(1)).or_else(before) {
        Some(next) => format!("[data-item=\"{next}\"] [aria-expanded]"),
        None => format!("[data-block=\"{block}\"] .add-button"),
    }
}

/// One button with an icon and a word. It keeps the focus when it can do no more.
#[component]
pub(crate) fn IconButton(
    icon: Icon,
    #[prop(into)] text: Signal<String>,
    #[prop(into)] on_press: Callback<()>,
    #[prop(optional, into)] disabled: Signal<bool>,
    /// A name that tells this button from its namesakes, where the word alone doesn't.
    #[prop(optional, into)]
    name: Option<Signal<String>>,
    /// A hook to find the button again after a move.
    #[prop(optional, into)]
    hook: Option<String>,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class="utrecht-button utrecht-button--subtle text-button"
            aria-disabled=of(move || disabled.get().then_some("true"))
            aria-label=of(move || name.map(|name| name.get()))
            data-hook=hook
            on:click=then(move |_| if !disabled.get_untracked() { on_press.run(()) })
        >
            {crate::ui::icon::icon(icon)}
            <span>{of(move || text.get())}</span>
        </button>
    }
}

/// A button that adds an item to a list.
#[component]
pub(crate) fn AddButton(
    text: &'static str,
    #[prop(into)] name: String,
    #[prop(into)] on_press: Callback<()>,
) -> impl IntoView {
    let sheet = crate::ui::context::Sheet::here();
    view! {
        <Show when=move || !sheet.locked.get()>
            <button
                type="button"
                class="utrecht-button utrecht-button--secondary-action add-button"
                aria-label=name.clone()
                on:click=then(move |_| on_press.run(()))
            >
                {icon(Icon::Plus)}
                <span>{text}</span>
            </button>
        </Show>
    }
}

/// An id for the buttons of an item.
pub(crate) fn menu_id(item: ItemId) -> String {
    App::here().id(&format!("menu-{item}"))
}
