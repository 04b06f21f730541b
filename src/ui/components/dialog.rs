//! A dialog over the page, by the platform's `<dialog>`.
//!
//! `showModal` holds the page behind it back: that can't be reached, nor read out, and Escape closes
//! the dialog. There is one way to close: Escape, the close button and a press outside all end in the
//! browser's `close` event, and that runs `on_close`. The fields in it are still there at that moment,
//! so that the one with the focus gets its `blur`. The browser gives the focus back to what had it
//! before; an owner that wants it elsewhere moves it in `on_close`.

use leptos::ev::MouseEvent;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::Element;

use crate::ui::view::{effect, handler};

/// Closes a dialog from inside it.
#[derive(Clone, Copy)]
pub(crate) struct DialogHandle(NodeRef<html::Dialog>);

impl DialogHandle {
    /// For one [`Dialog`].
    pub(crate) fn new() -> Self {
        Self(NodeRef::new())
    }

    /// Closes the dialog, as Escape does; does nothing if it isn't open.
    pub(crate) fn close(self) {
        if let Some(dialog) = self.0.try_get_untracked().flatten() {
            dialog.close();
        }
    }

    fn follow(self, open: Signal<bool>) {
        let Some(dialog) = self.0.get() else {
            return;
        };
        match (open.get(), dialog.open()) {
            // It is in the page and not open: nothing to refuse.
            (true, false) => drop(dialog.show_modal()),
            (false, true) => dialog.close(),
            _ => {}
        }
    }

    /// Closes the dialog if the press was beside what is in it.
    fn close_outside(self, event: &MouseEvent) {
        let target = event.target();
        let target = target.and_then(|target| target.dyn_into::<Element>().ok());
        if target.is_some_and(|target| target.tag_name() == "DIALOG") {
            self.close();
        }
    }
}

/// The accessible name of a dialog.
#[derive(Clone)]
pub(crate) enum DialogName {
    /// The id of its heading.
    Heading(String),
    /// A text that isn't shown.
    Text(Signal<String>),
}

/// A dialog. It gets the focus at what has `autofocus` in it.
#[component]
pub(crate) fn Dialog(
    handle: DialogHandle,
    class: String,
    name: DialogName,
    /// The id of the text that describes it.
    #[prop(optional_no_strip)]
    described_by: Option<String>,
    /// Whether it is open; by default for as long as it is there.
    #[prop(default = Signal::stored(true), into)]
    open: Signal<bool>,
    /// A press beside it closes it.
    #[prop(optional)]
    closes_outside: bool,
    /// Runs when it has been closed; has to take it out of the page, or `open` to false.
    on_close: Callback<()>,
    children: Children,
) -> AnyView {
    effect(move || handle.follow(open));
    let (labelled, label) = match name {
        DialogName::Heading(id) => (Some(id), None),
        DialogName::Text(text) => (None, Some(text)),
    };
    let outside = move |event: MouseEvent| {
        if closes_outside {
            handle.close_outside(&event);
        }
    };
    view! {
        <dialog class=class node_ref=handle.0 aria-labelledby=labelled aria-label=label aria-describedby=described_by
            on:close=handler(move |_| {
                on_close.try_run(());
            })
            on:click=handler(outside)>
            {children()}
        </dialog>
    }
    .into_any()
}

/// A dialog with its title above it, which gets the focus. It holds no field of the open canvas: see `OWN_UNDO` in
/// `app.rs`.
#[component]
pub(crate) fn TitledDialog(
    handle: DialogHandle,
    /// Classes of its own.
    #[prop(optional)]
    class: &'static str,
    /// The id of the title.
    id: String,
    title: &'static str,
    /// The id of the text that describes it; empty for none.
    #[prop(optional)]
    described_by: String,
    /// Runs when it has been closed; has to take it out of the page.
    on_close: Callback<()>,
    children: Children,
) -> AnyView {
    let class = ["question", class].join(" ");
    let described_by = (!described_by.is_empty()).then_some(described_by);
    view! {
        <Dialog handle class=class.trim_end().to_owned() name=DialogName::Heading(id.clone()) described_by on_close>
            <h3 class="question__title" id=id tabindex="-1" autofocus>{title}</h3>
            {children()}
        </Dialog>
    }
    .into_any()
}
