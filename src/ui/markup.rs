//! Views that only show: each is made by a plain function, and their elements are all of one type. What
//! `view!` makes has a type of its own for each element, and so code of its own.

use leptos::html::custom;
use leptos::prelude::*;

/// An element.
pub(crate) fn element(tag: &'static str, class: &str, content: Vec<AnyView>) -> AnyView {
    let element = custom(name_of(tag)).class(class.to_owned());
    element.child(content).into_any()
}

/// An element with a text.
pub(crate) fn text(tag: &'static str, class: &str, text: impl Into<String>) -> AnyView {
    element(tag, class, vec![text.into().into_any()])
}

/// A cell of a table, with one attribute.
pub(crate) fn cell(
    tag: &'static str,
    class: &str,
    (name, value): (&'static str, &'static str),
    text: impl Into<String>,
) -> AnyView {
    let cell = custom(name_of(tag))
        .class(class.to_owned())
        .attr(name, value);
    cell.child(text.into()).into_any()
}

/// A tag's name as the browser tells it. By another name an element would be made anew each time that it is
/// shown again, and lose the focus.
fn name_of(tag: &str) -> String {
    tag.to_ascii_uppercase()
}
