//! A view of the canvas that covers the whole screen.
//!
//! Its buttons have no handlers of their own: each names in `data-act` what it asks for, and one handler
//! around them looks that up. A handler costs kilobytes to load; a name costs a few bytes.

use std::rc::Rc;

use leptos::ev::{KeyboardEvent, MouseEvent};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::Element;

use crate::texts::analysis_page as t;
use crate::ui::components::{ButtonKind, Dialog, DialogHandle, DialogName};
use crate::ui::context::{CanvasContext, ElementContext};
use crate::ui::icon::{Icon, icon};
use crate::ui::location::CanvasView;
use crate::ui::styles::{PRINT, adopt};
use crate::ui::view::{callback, derived, dynamic, handler};

use super::live_region::live_region;

/// The style of every such view, in front of its own.
const STYLE: &str = include_str!(concat!(env!("OUT_DIR"), "/screen.css"));
/// What the button that leaves asks for.
pub(super) const LEAVE: &str = "leave";
/// What the keys of a presenter ask for.
pub(super) const PREVIOUS: &str = "previous";
pub(super) const NEXT: &str = "next";
/// What Escape asks for first.
pub(super) const CLOSE: &str = "close";

/// A view over the whole screen. `act` is called with what a button asks for, with [`PREVIOUS`] and
/// [`NEXT`] for the keys that turn pages, and with [`CLOSE`] for Escape. It returns whether that was for it:
/// a key that wasn't does what it always does, and Escape leaves the view.
pub(super) fn screen(
    class: &'static str,
    style: &'static str,
    content: Vec<AnyView>,
    act: Rc<dyn Fn(&str) -> bool>,
) -> AnyView {
    let app = ElementContext::here();
    if let Some(root) = app.root.get_untracked() {
        for style in [PRINT, STYLE, style] {
            adopt(app.number, &root, style);
        }
    }
    let handle = DialogHandle::new();
    let close = callback(move |()| app.bridge.set_view(CanvasView::Boxes));
    let pressed = Rc::clone(&act);
    let press = move |event: MouseEvent| match asked(&event).as_deref() {
        Some(LEAVE) => handle.close(),
        Some(name) => drop(pressed(name)),
        None => {}
    };
    let key = move |event: KeyboardEvent| {
        if turned(&event).is_some_and(|name| act(name)) {
            event.prevent_default();
        }
    };
    // The focus stays in the frame wherever it is pressed, so that the keys work.
    let frame = view! {
        <div class="screen" tabindex="-1" on:click=handler(press) on:keydown=handler(key)>{content}{live_region(CanvasContext::here())}</div>
    }
    .into_any();
    view! {
        <Dialog handle class=class.to_owned() name=DialogName::Heading(title_id(app)) on_close=close>{frame}</Dialog>
    }
    .into_any()
}

/// What a pressed key asks for. Those of a presenter's remote scroll what is longer than the screen, and
/// go on at its end.
fn turned(event: &KeyboardEvent) -> Option<&'static str> {
    if event.alt_key() || event.ctrl_key() || event.meta_key() || event.shift_key() {
        return None;
    }
    match event.key().as_str() {
        "ArrowRight" => Some(NEXT),
        "ArrowLeft" => Some(PREVIOUS),
        "PageDown" => (room(event)?.1 <= 1).then_some(NEXT),
        "PageUp" => (room(event)?.0 <= 1).then_some(PREVIOUS),
        "Escape" => Some(CLOSE),
        _ => None,
    }
}

/// How far the view can be scrolled up and down, in pixels.
fn room(event: &KeyboardEvent) -> Option<(i32, i32)> {
    let frame: Element = event.current_target()?.dyn_into().ok()?;
    let view = frame.parent_element()?;
    let up = view.scroll_top();
    let below = view.scroll_height().saturating_sub(view.client_height());
    Some((up, below.saturating_sub(up)))
}

/// What the pressed button asks for; `None` beside a button, and for one that can do nothing now.
fn asked(event: &MouseEvent) -> Option<String> {
    let pressed: Element = event.target()?.dyn_into().ok()?;
    let button = pressed.closest("[data-act]:not([aria-disabled])").ok()??;
    button.get_attribute("data-act")
}

/// A button. It stays the same element whatever changes, and so keeps the focus.
#[derive(Default)]
pub(super) struct Choice {
    pub act: Signal<String>,
    /// The class of its own.
    pub class: &'static str,
    pub shape: Option<Icon>,
    /// The class of its text.
    pub word: &'static str,
    pub text: Signal<String>,
    /// Whether what it shows and hides is shown.
    pub expanded: Option<Signal<bool>>,
    /// Whether it can do nothing now.
    pub inactive: Signal<bool>,
    /// Whether it goes to the step that shows.
    pub current: bool,
}

impl Choice {
    /// A button that always asks for the same, by the same words.
    pub(super) fn new(act: &str, shape: Option<Icon>, text: &str) -> Self {
        Self {
            act: Signal::stored(act.to_owned()),
            shape,
            text: Signal::stored(text.to_owned()),
            ..Self::default()
        }
    }

    pub(super) fn view(self) -> AnyView {
        let (expanded, inactive) = (self.expanded, self.inactive);
        let expanded = move || expanded.map(|it| if it.get() { "true" } else { "false" });
        let disabled = move || inactive.get().then_some("true");
        view! {
            <button type="button" class=ButtonKind::Text.class(self.class) data-act=self.act
                aria-disabled=derived(disabled) aria-expanded=derived(expanded)
                aria-current=self.current.then_some("step")>
                {self.shape.map(icon)}<span class=self.word>{self.text}</span>
            </button>
        }
        .into_any()
    }
}

/// The button that leaves the view.
pub(super) fn leave() -> AnyView {
    let choice = Choice {
        word: "screen__word",
        ..Choice::new(LEAVE, Some(Icon::Back), t::TO_CANVAS)
    };
    choice.view()
}

/// The heading, which gets the focus when the view opens; with a star before it where there is one.
pub(super) fn title(text: Signal<String>, star: Signal<bool>) -> AnyView {
    let star = dynamic(move || star.get().then(|| icon(Icon::Star)));
    view! {
        <h2 class="screen__title" id=title_id(ElementContext::here()) tabindex="-1" autofocus data-hook="view">
            {star}<span>{text}</span>
        </h2>
    }
    .into_any()
}

fn title_id(app: ElementContext) -> String {
    app.id("kop-scherm")
}
