//! The message about what was just done, at the foot of the page wherever it is scrolled.

use leptos::ev::FocusEvent;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, Node};

use crate::texts::labels as t;
use crate::ui::context::ElementContext;
use crate::ui::dom::{focus_soon, take_focus};
use crate::ui::view::{dynamic, handler};

use super::button::{Button, ButtonKind};

/// The message of this element. It is only shown: the page's live region says its text.
#[component]
pub(crate) fn ToastBar(
    /// Where the focus goes from a closed message, unless it came into it from elsewhere.
    otherwise: &'static str,
) -> impl IntoView {
    let app = ElementContext::here();
    let toaster = app.toaster;
    // What had the focus before the message.
    let before = StoredValue::new_local(None::<Element>);
    let enter = move |event: FocusEvent| {
        let bar = event.current_target();
        let bar = bar.and_then(|bar| bar.dyn_into::<Node>().ok());
        let from = event.related_target();
        let from = from.and_then(|from| from.dyn_into::<Element>().ok());
        let inside = bar.is_some_and(|bar| bar.contains(from.as_deref()));
        if !inside {
            before.set_value(from);
        }
    };
    let close = move |_| {
        toaster.clear();
        match before.try_update_value(Option::take).flatten() {
            Some(before) if before.is_connected() => take_focus(&before),
            _ => focus_soon(app.root, otherwise.to_owned()),
        }
    };
    dynamic(move || {
        toaster.get().map(|message| {
            let class = if message.failed { "toast toast--failed" } else { "toast" };
            view! {
                <div class=class on:focusin=handler(enter)>
                    <p class="toast__text" aria-hidden="true">{message.text}</p>
                    {message.back.map(|back| view! {
                        <Button kind=ButtonKind::Secondary hook="take-back" on_press=handler(move |_| back())>{t::UNDO}</Button>
                    })}
                    <Button kind=ButtonKind::Text on_press=handler(close)>{t::CLOSE}</Button>
                </div>
            }
        })
    })
    .into_any()
}
