//! The few things that views do to the page directly.

use std::time::Duration;

use leptos::html::Div;
use leptos::prelude::{GetUntracked, NodeRef, set_timeout};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// Puts the focus on the first match inside the app, once the views have been drawn.
pub(crate) fn focus_soon(root: NodeRef<Div>, selector: String) {
    find_soon(root, selector, focus);
}

/// The same where the page must stay where it is as far as it can: under a finger that has just let go.
pub(crate) fn focus_in_place(root: NodeRef<Div>, selector: String) {
    find_soon(root, selector, take_focus);
}

fn find_soon(root: NodeRef<Div>, selector: String, found: fn(&Element)) {
    set_timeout(
        move || {
            let element = root
                .get_untracked()
                .and_then(|root| root.query_selector(&selector).ok().flatten());
            if let Some(element) = element {
                found(&element);
            }
        },
        Duration::ZERO,
    );
}

/// Puts the focus on an element and brings it into view.
pub(crate) fn focus(element: &Element) {
    take_focus(element);
    element.scroll_into_view_with_bool(false);
}

fn take_focus(element: &Element) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        // An element that can't take the focus leaves it where it is.
        drop(element.focus());
    }
}
