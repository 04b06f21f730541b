//! The few things that views do to the page directly.

use std::rc::Rc;
use std::time::Duration;

use leptos::html::{Div, Input};
use leptos::prelude::{GetUntracked, NodeRef, set_timeout};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{
    AddEventListenerOptions, CustomEvent, Element, File, HtmlDialogElement, HtmlElement, ShadowRoot,
};

/// The maximum time to wait for the end of a press: one that ends in another frame sends no event
/// here.
const LONGEST_PRESS: Duration = Duration::from_secs(2);

/// Calls `run` after the current press, if there is one, has ended: content that moves while a finger
/// is on a button makes the press miss. May call it twice.
pub(crate) fn after_press(run: impl Fn() + 'static) {
    let window = web_sys::window();
    let page = window.as_ref().and_then(web_sys::Window::document);
    let page = page.and_then(|page| page.document_element());
    let pressed = page.is_some_and(|page| page.matches(":active").unwrap_or_default());
    let Some(window) = window.filter(|_| pressed) else {
        // The browser sends all events of a tap in one go, so its click comes before this timer.
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
    // If this listener can't be added, the timer above is enough.
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

/// As [`focus_soon`], without scrolling to the element: for a drop, where the page must not move.
pub(crate) fn focus_in_place(root: NodeRef<Div>, selector: String) {
    find_soon(root, selector, take_focus);
}

fn find_soon(root: NodeRef<Div>, selector: String, found: fn(&Element)) {
    set_timeout(
        move || {
            // The app may have gone by now.
            let app = root.try_get_untracked().flatten();
            let Some(app) = app else { return };
            let find = |app: &Element| app.query_selector(&selector).ok().flatten();
            if let Some(element) = find(&app) {
                return found(&element);
            }
            if has_drawn(&app, &selector) {
                let find = move || app.query_selector(&selector).ok().flatten();
                let look = move || {
                    if let Some(element) = find() {
                        found(&element);
                    }
                };
                set_timeout(look, Duration::ZERO);
            }
        },
        Duration::ZERO,
    );
}

/// The event that asks a part of a list to be drawn.
const DRAW: &str = "mwc-draw";

/// Asks a part of a list to be drawn; does nothing if it has been.
pub(crate) fn ask_to_draw(part: &Element) {
    if let Ok(event) = CustomEvent::new(DRAW) {
        // The answer only says whether someone cancelled the event, which nobody does.
        part.dispatch_event(&event).ok();
    }
}

/// Asks the list to draw the item that a selector names by its `data-item` or `data-canvas`. Returns
/// whether a part of a list holds that item; it can be found once the tasks that are queued now have
/// run.
fn has_drawn(app: &Element, selector: &str) -> bool {
    let named = ["[data-item=\"", "[data-canvas=\""]
        .into_iter()
        .find_map(|name| selector.split_once(name));
    let id = named.and_then(|(_, rest)| rest.split_once('"'));
    let part = id.and_then(|(id, _)| {
        let part = app.query_selector(&["[data-holds~=\"", id, "\"]"].concat());
        part.ok().flatten()
    });
    if let Some(part) = &part {
        ask_to_draw(part);
    }
    part.is_some()
}

/// Blurs the element that has the focus inside the app, so that its field commits what was typed.
pub(crate) fn leave_field(root: NodeRef<Div>) {
    if let Some(focused) = focused(root).and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
        // What can't lose the focus hasn't got it.
        drop(focused.blur());
    }
}

/// The element inside the app that has the focus.
pub(crate) fn focused(root: NodeRef<Div>) -> Option<Element> {
    let app = root.try_get_untracked().flatten()?;
    let shadow: ShadowRoot = app.get_root_node().dyn_into().ok()?;
    shadow.active_element()
}

/// Closes the dialogs inside the app, as Escape does: a field in one that has the focus is left.
pub(crate) fn close_dialogs(root: NodeRef<Div>) {
    let Some(app) = root.try_get_untracked().flatten() else {
        return;
    };
    let Ok(open) = app.query_selector_all("dialog[open]") else {
        return;
    };
    for at in (0..open.length()).rev() {
        let dialog = open
            .item(at)
            .and_then(|it| it.dyn_into::<HtmlDialogElement>().ok());
        if let Some(dialog) = dialog {
            dialog.close();
        }
    }
}

/// Where the user is in a view: what has the focus, and how far the page is scrolled.
#[derive(Clone)]
pub(crate) struct Spot {
    focus: Option<Element>,
    scroll: (f64, f64),
}

impl Spot {
    pub(crate) fn here(root: NodeRef<Div>) -> Self {
        let scroll = web_sys::window()
            .and_then(|window| Some((window.scroll_x().ok()?, window.scroll_y().ok()?)));
        Self {
            focus: focused(root),
            scroll: scroll.unwrap_or_default(),
        }
    }

    /// Goes back there once the views have been drawn; where nothing had the focus, the first match
    /// gets it.
    pub(crate) fn return_soon(self, root: NodeRef<Div>, otherwise: String) {
        let back = move || {
            let app = root.try_get_untracked().flatten();
            let other = || app.and_then(|app| app.query_selector(&otherwise).ok().flatten());
            let focus = self.focus.filter(|element| element.is_connected());
            if let Some(element) = focus.or_else(other) {
                take_focus(&element);
            }
            if let Some(window) = web_sys::window() {
                window.scroll_to_with_x_and_y(self.scroll.0, self.scroll.1);
            }
        };
        set_timeout(back, Duration::ZERO);
    }
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
