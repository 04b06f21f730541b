//! The title of the page: what screen readers find first, and where the focus goes when it opens.

use leptos::prelude::*;

use crate::domain::Place;
use crate::texts::sentences;
use crate::ui::context::CanvasContext;
use crate::ui::view::derived;

/// A selector for it.
pub(crate) const TITLE: &str = "[data-hook=\"canvas-title\"]";

/// The title; it can only be seen while it has the focus, as the boxes below it say as much.
#[component]
pub(crate) fn Title() -> impl IntoView {
    let handle = CanvasContext::here().handle;
    let title = move || handle.read(Place::Header, sentences::title);
    view! {
        <h2 class="canvas-title" tabindex="-1" data-hook="canvas-title">{derived(title)}</h2>
    }
    .into_any()
}
