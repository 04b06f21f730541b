//! The heading of a part of the analysis.

use leptos::prelude::*;

/// What a part is about, and what it found.
pub(super) fn heading(topic: &'static str, finding: Signal<String>) -> AnyView {
    view! {
        <h4 class="analysis__heading">
            <span class="analysis__topic">{topic}</span>
            <span class="analysis__finding" translate="no">{finding}</span>
        </h4>
    }
    .into_any()
}
