//! A section of the view: a heading, what it is for, and its content.

use leptos::html::section as section_element;
use leptos::prelude::*;

use crate::ui::context::ElementContext;
use crate::ui::markup::text;

/// The style of the views that have such sections.
pub(super) const STYLE: &str = include_str!(concat!(env!("OUT_DIR"), "/method.css"));

/// A section under a heading. `block` is its `data-block`.
pub(super) fn section(
    block: &'static str,
    heading: &str,
    hint: &str,
    content: Vec<AnyView>,
) -> AnyView {
    let id = ElementContext::here().id(&["kop-", block].concat());
    let labelled = id.clone();
    let heading = heading.to_owned();
    let hint = (!hint.is_empty()).then(|| text("p", "method__hint", hint));
    section_element()
        .class("method__part")
        .attr("data-block", block)
        .attr("aria-labelledby", labelled)
        .child(view! { <h4 class="method__heading" id=id tabindex="-1">{heading}</h4> })
        .child(hint)
        .child(content)
        .into_any()
}
