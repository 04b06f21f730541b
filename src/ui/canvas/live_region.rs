//! What is announced to screen readers, in the page and in a view over the whole screen.

use leptos::prelude::*;

use crate::ui::context::CanvasContext;
use crate::ui::view::derived;

/// The element whose text screen readers read out when it changes.
pub(in crate::ui::canvas) fn live_region(context: CanvasContext) -> AnyView {
    let said = context.said;
    view! { <p class="visually-hidden" role="status">{derived(move || said.get())}</p> }.into_any()
}
