//! The few things that views do to the page directly.

use std::rc::Rc;
use std::time::Duration;

use js_sys::{Function, Object, Reflect, Uint8Array};
use leptos::html::{Div, Input};
use leptos::prelude::{GetUntracked, NodeRef, set_timeout};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AddEventListenerOptions, CustomEvent, Element, File, FocusEvent, HtmlDialogElement,
    HtmlElement, Node, ShadowRoot, Url,
};

/// The maximum time to wait for the end of a press: one that ends in another frame sends no event
/// here.
const LONGEST_PRESS: Duration = Duration::from_secs(2);

/// Why a file that was chosen isn't read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FileFault {
    /// It is larger than such a file can be; nothing of it was read.
    TooLarge,
    /// The browser can't read it.
    Unreadable,
}

/// The bytes of a file: as text the browser would put other letters for what is no text.
pub(crate) async fn bytes_of(file: &File, largest: f64) -> Result<Vec<u8>, FileFault> {
    if file.size() > largest {
        return Err(FileFault::TooLarge);
    }
    let buffer = JsFuture::from(file.array_buffer()).await;
    let buffer = buffer.map_err(|_| FileFault::Unreadable)?;
    Ok(Uint8Array::new(&buffer).to_vec())
}

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

/// Puts the focus on the first match inside the app at once, if it is there.
pub(crate) fn focus_now(root: NodeRef<Div>, selector: &str) {
    let app = root.try_get_untracked().flatten();
    let found = app.and_then(|app| app.query_selector(selector).ok().flatten());
    if let Some(found) = found {
        focus(&found);
    }
}

/// As [`focus_soon`], for an element that can be seen already: the page doesn't move.
pub(crate) fn focus_in_place(root: NodeRef<Div>, selector: String) {
    find_soon(root, selector, take_focus);
}

/// Puts the focus on the first of these that is there, once the views have been drawn, if what had the
/// focus has gone.
pub(crate) fn focus_if_lost(root: NodeRef<Div>, selectors: Vec<String>) {
    set_timeout(
        move || {
            if focused(root).is_some() {
                return;
            }
            let Some(app) = root.try_get_untracked().flatten() else {
                return;
            };
            let find = |selector: &String| app.query_selector(selector).ok().flatten();
            if let Some(found) = selectors.iter().find_map(find) {
                focus(&found);
            }
        },
        Duration::ZERO,
    );
}

/// A button that has opened something, and that Escape in there presses again: see `Button`.
const ESCAPES: &str = ":is([data-escapes], .icon-button)[aria-expanded=\"true\"]";

/// Closes the innermost thing around the focus that was opened by such a button, and gives that button
/// the focus. A dialog closes by itself.
pub(crate) fn close_opened(root: NodeRef<Div>) {
    let Some(app) = root.try_get_untracked().flatten() else {
        return;
    };
    let mut at = focused(root);
    while let Some(element) = at.filter(|it| it.local_name() != "dialog") {
        let shows = [ESCAPES, "[aria-controls=\"", &element.id(), "\"]"].concat();
        let is_opener = element.matches(ESCAPES).unwrap_or_default();
        let opener = match (is_opener, element.id().is_empty()) {
            (true, _) => Some(element.clone()),
            (false, false) => app.query_selector(&shows).ok().flatten(),
            (false, true) => None,
        };
        if let Some(opener) = opener.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
            opener.click();
            return take_focus(&opener);
        }
        at = element.parent_element();
    }
}

/// Whether the focus goes from inside the element that handles the event to something outside it.
pub(crate) fn leaves(event: &FocusEvent) -> bool {
    let to = event.related_target();
    let to = to.and_then(|to| to.dyn_into::<Node>().ok());
    let from = event.current_target();
    let from = from.and_then(|from| from.dyn_into::<Node>().ok());
    from.zip(to)
        .is_some_and(|(from, to)| !from.contains(Some(&to)))
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

/// Puts the focus on an element, and brings it into view if it isn't: what can be seen already stays
/// where it is.
pub(crate) fn focus(element: &Element) {
    take_focus(element);
    let closest = |selector: &str| element.closest(selector).ok().flatten();
    if closest("dialog").is_some() {
        // The dialog scrolls by itself.
        return element.scroll_into_view_with_bool(false);
    }
    let area = element.get_bounding_client_rect();
    let height = web_sys::window().and_then(|window| window.inner_height().ok());
    let height = height.and_then(|height| height.as_f64());
    let bar = closest(".app").and_then(|app| app.query_selector(".toolbar").ok().flatten());
    let top = bar.map_or(0.0, |bar| bar.get_bounding_client_rect().bottom());
    if area.top() < top {
        element.scroll_into_view_with_bool(true);
    } else if height.is_some_and(|height| area.bottom() > height) {
        element.scroll_into_view_with_bool(false);
    }
}

/// Puts the focus on an element; the page doesn't move. Of one that doesn't show, as the buttons that a
/// phone has behind another, the button that shows it gets the focus.
pub(crate) fn take_focus(element: &Element) {
    let hidden = element.get_bounding_client_rect().width() <= 0.0;
    let opener = hidden.then(|| opener_around(element)).flatten();
    focus_without_scrolling(opener.as_ref().unwrap_or(element));
}

/// The button that shows and hides what an element is in.
fn opener_around(element: &Element) -> Option<Element> {
    let around = element.parent_element()?.closest("[id]").ok()??;
    let root: ShadowRoot = around.get_root_node().dyn_into().ok()?;
    let opener = root.query_selector(&["[aria-controls=\"", &around.id(), "\"]"].concat());
    opener.ok().flatten().or_else(|| opener_around(&around))
}

fn focus_without_scrolling(element: &Element) {
    let options = Object::new();
    let focus = Reflect::get(element, &"focus".into());
    // An element that can't take the focus leaves it where it is.
    if let (Ok(true), Some(focus)) = (
        Reflect::set(&options, &"preventScroll".into(), &true.into()),
        focus.ok().and_then(|it| it.dyn_into::<Function>().ok()),
    ) {
        drop(focus.call1(element, &options));
    }
}

/// Scrolls back to the top of the app, if that is out of view, once the views have been drawn.
pub(crate) fn show_top(root: NodeRef<Div>) {
    let show = move || {
        let app = root.try_get_untracked().flatten();
        if let Some(app) = app.filter(|app| app.get_bounding_client_rect().top() < 0.0) {
            app.scroll_into_view_with_bool(true);
        }
    };
    set_timeout(show, Duration::ZERO);
}

/// Whether the first match of one selector lies over that of another, and not beside it.
pub(crate) fn covers(root: NodeRef<Div>, one: &str, other: &str) -> bool {
    let app = root.try_get_untracked().flatten();
    let area = |selector: &str| {
        let found = app.as_ref()?.query_selector(selector).ok().flatten();
        found.map(|it| it.get_bounding_client_rect())
    };
    let (Some(one), Some(other)) = (area(one), area(other)) else {
        return false;
    };
    // Half a pixel is rounding.
    one.left() + 0.5 < other.right() && other.left() + 0.5 < one.right()
}

/// The file that was chosen in an input, taken out so that the same can be chosen again.
pub(crate) fn taken_file(input: NodeRef<Input>) -> Option<File> {
    let input = input.try_get_untracked().flatten()?;
    let file = input.files().and_then(|files| files.get(0));
    input.set_value("");
    file
}

/// Lets go of an object's address after a time, also when the views have gone.
pub(crate) fn revoke_later(address: String, pause: Duration) {
    set_timeout(move || drop(Url::revoke_object_url(&address)), pause);
}

/// A new element with a class, in no page yet; `None` only for a tag that is no name.
pub(crate) fn new_element(tag: &str, class: &str) -> Option<Element> {
    let page = web_sys::window()?.document()?;
    let element = page.create_element(tag).ok()?;
    element.set_class_name(class);
    Some(element)
}

/// Sets an attribute whose name is known to be one.
pub(crate) fn set_attribute(element: &Element, name: &str, value: &str) {
    // It fails only for what is no name.
    element.set_attribute(name, value).ok();
}

/// Puts an element before another one, in the same parent.
pub(crate) fn insert_before(element: &Element, other: &Element) {
    if let Some(parent) = other.parent_node() {
        // It fails only where `other` has just been taken out.
        parent.insert_before(element, Some(other)).ok();
    }
}

/// Puts an element at the end of another one.
pub(crate) fn append(parent: &Element, element: &Element) {
    // It fails only for what holds `parent` itself.
    parent.append_child(element).ok();
}
