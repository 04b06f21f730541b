//! The few things that views do to the page directly.

use std::rc::Rc;
use std::time::Duration;

use leptos::html::{Div, Input};
use leptos::prelude::{GetUntracked, NodeRef, set_timeout};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{AddEventListenerOptions, Element, File, HtmlElement};

/// A press that ends nowhere we hear of (in another frame) is over by then.
const LONGEST_PRESS: Duration = Duration::from_secs(2);

/// Runs once whatever is being pressed has been pressed: what moves the page while a finger is on a
/// button makes it miss. May run twice.
pub(crate) fn after_press(run: impl Fn() + 'static) {
    let window = web_sys::window();
    let page = window.as_ref().and_then(web_sys::Window::document);
    let page = page.and_then(|page| page.document_element());
    let pressed = page.is_some_and(|page| page.matches(":active").unwrap_or_default());
    let Some(window) = window.filter(|_| pressed) else {
        // A tap has come this far only when all of it is told at once: the click is before this.
        return set_timeout(run, Duration::ZERO);
    };
    let run: Rc<dyn Fn()> = Rc::new(run);
    let late = Rc::clone(&run);
    set_timeout(move || late(), LONGEST_PRESS);
    let ended = Closure::once_into_js(move || {
        // The click comes right behind.
        set_timeout(move || run(), Duration::ZERO);
    });
    let options = AddEventListenerOptions::new();
    options.set_once(true);
    options.set_capture(true);
    // Where it can't be heard, the longest press stands in.
    window
        .add_event_listener_with_callback_and_add_event_listener_options(
            "mouseup",
            ended.unchecked_ref(),
            &options,
        )
        .ok();
}

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
            // The app may have gone by now.
            let app = root.try_get_untracked().flatten();
            let element = app.and_then(|app| app.query_selector(&selector).ok().flatten());
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

/// The file that was chosen in an input, taken out so that the same can be chosen again.
pub(crate) fn taken_file(input: NodeRef<Input>) -> Option<File> {
    let input = input.get_untracked()?;
    let file = input.files().and_then(|files| files.get(0));
    input.set_value("");
    file
}
