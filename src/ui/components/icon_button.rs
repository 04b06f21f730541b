//! Buttons with an icon: one with a word beside it, and one that shows an item's other buttons.

use leptos::prelude::*;

use crate::texts::labels as t;
use crate::ui::icon::{self, Icon};
use crate::ui::view::{derived, handler};

use super::button::{Button, ButtonKind, Label};

/// A button that shows and hides an item's other buttons, so that they don't crowd the page.
#[component]
pub(crate) fn MenuButton(
    /// The id of what it shows and hides.
    controls: String,
    /// The item that the buttons belong to.
    #[prop(into)]
    about: Signal<String>,
    open: RwSignal<bool>,
) -> impl IntoView {
    view! {
        <Button kind=ButtonKind::Icon title=t::MORE controls expanded=open
            label=derived(move || format!("{}: {}", t::MORE, about.get()))
            on_press=handler(move |_| open.update(|open| *open = !*open))>
            {icon::icon(Icon::More)}
        </Button>
    }
}

/// A button with an icon and a word. It keeps the focus when it can do no more.
#[component]
pub(crate) fn IconButton(
    icon: Icon,
    #[prop(into)] text: Signal<String>,
    #[prop(into)] on_press: Callback<()>,
    #[prop(optional, into)] disabled: Signal<bool>,
    /// A label, if the word alone doesn't tell apart several of these buttons.
    #[prop(optional, into)]
    name: Label,
    /// A hook to find the button again after a move.
    #[prop(optional, into)]
    hook: String,
) -> impl IntoView {
    view! {
        <Button kind=ButtonKind::Text inactive=disabled label=name hook
            on_press=handler(move |_| on_press.run(()))>
            {icon::icon(icon)}
            <span>{derived(move || text.get())}</span>
        </Button>
    }
}
