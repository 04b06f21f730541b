//! What is announced to screen readers, in the page and in what lies over it.

use leptos::prelude::*;

use crate::ui::context::CanvasContext;
use crate::ui::view::{callback, derived};

/// Announces a text in the live regions that show `said`. What was announced last is announced once more: a
/// screen reader reads out what changes, so its text then ends in a space.
pub(in crate::ui::canvas) fn announcer(said: RwSignal<String>) -> Callback<String> {
    callback(move |text: String| {
        said.try_update(|said| {
            let again = *said == text;
            *said = text;
            if again {
                said.push('\u{a0}');
            }
        });
    })
}

/// The element whose text screen readers read out when it changes.
pub(crate) fn live_region(context: CanvasContext) -> AnyView {
    let said = context.said;
    view! { <p class="visually-hidden" role="status">{derived(move || said.get())}</p> }.into_any()
}
