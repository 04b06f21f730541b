//! Reordering by drag, with a finger, a pencil or a mouse. Every move has its buttons too.
//!
//! A drop is sent to the list under the pointer as the event `mwc-drop`, whose detail is the id of the
//! item and, after a space, that of the item that it comes before; nothing at the end of the list.

use crate::ui::view::{Show, derived, handler};
use leptos::ev::PointerEvent;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use crate::domain::ItemId;
use crate::texts::labels as t;
use crate::ui::context::{CanvasContext, ElementContext};
use crate::ui::icon::{Icon, icon};

/// The handle that an item is dragged by.
#[component]
pub(crate) fn DragHandle(
    id: ItemId,
    #[prop(into)] about: Signal<String>,
    /// The kind of lists that it can be dropped in.
    kind: &'static str,
) -> impl IntoView {
    let (app, context) = (ElementContext::here(), CanvasContext::here());
    let target = StoredValue::new_local(None::<Target>);
    let dragging = RwSignal::new(false);
    let start = move |event: PointerEvent| {
        if context.locked.get_untracked() || event.button() != 0 {
            return;
        }
        if let Some(handle) = handle_of(&event) {
            event.prevent_default();
            dragging.set(handle.set_pointer_capture(event.pointer_id()).is_ok());
        }
    };
    let on_move = move |event: PointerEvent| {
        if !dragging.get_untracked() {
            return;
        }
        let found = app
            .root
            .get_untracked()
            .and_then(|root| Target::under(&root, &event, kind, id));
        target.update_value(|target| {
            unmark(target.take());
            *target = found;
            mark(target.as_ref());
        });
    };
    let end = move |_: PointerEvent| {
        let found = target.try_update_value(|target| {
            unmark(target.clone());
            target.take()
        });
        if dragging.get_untracked() {
            dragging.set(false);
            if let Some(Some(found)) = found {
                found.send(id);
            }
        }
    };
    let cancel = move |_: PointerEvent| {
        target.update_value(|target| unmark(target.take()));
        dragging.set(false);
    };
    view! {
        <Show when=move || !context.locked.get()>
            <span
                class="handle"
                class:handle--active=derived(move || dragging.get())
                title=derived(move || format!("{}: {}", t::DRAG, about.get()))
                aria-hidden="true"
                on:pointerdown=handler(start)
                on:pointermove=handler(on_move)
                on:pointerup=handler(end)
                on:pointercancel=handler(cancel)
            >
                {icon(Icon::Grip)}
            </span>
        </Show>
    }
}

fn handle_of(event: &PointerEvent) -> Option<HtmlElement> {
    event.current_target()?.dyn_into().ok()
}

/// The place that an item would be dropped at.
#[derive(Clone)]
struct Target {
    list: Element,
    /// The item before which it would come; the end of the list where there is none.
    before: Option<Element>,
}

impl Target {
    /// The place in a list of this kind under the pointer.
    fn under(root: &HtmlElement, event: &PointerEvent, kind: &str, id: ItemId) -> Option<Self> {
        let (x, y) = (f64::from(event.client_x()), f64::from(event.client_y()));
        let lists = root
            .query_selector_all(&format!("[data-drop=\"{kind}\"]"))
            .ok()?;
        let mut found = None;
        for index in 0..lists.length() {
            let list: Element = lists.get(index)?.dyn_into().ok()?;
            // The whole block takes the drop: an empty list has no height of its own.
            let block = list
                .closest("[data-block]")
                .ok()
                .flatten()
                .unwrap_or_else(|| list.clone());
            let area = block.get_bounding_client_rect();
            if x >= area.left() && x <= area.right() && y >= area.top() && y <= area.bottom() {
                found = Some(list);
            }
        }
        let list = found?;
        let dragged = id.to_string();
        // What isn't drawn yet counts as its first item.
        let items = list.query_selector_all("[data-item], [data-holds]").ok()?;
        let mut others = (0..items.length())
            .filter_map(|index| items.get(index)?.dyn_into::<Element>().ok())
            .filter(|item| item.get_attribute("data-item").as_deref() != Some(&dragged));
        let before = others.find(|item| {
            let area = item.get_bounding_client_rect();
            y < area.top() + area.height() / 2.0
        });
        Some(Self { list, before })
    }

    /// The item before which it would come.
    fn before(&self) -> Option<String> {
        let item = self.before.as_ref()?;
        let held = || {
            let held = item.get_attribute("data-holds")?;
            held.split(' ').next().map(str::to_owned)
        };
        item.get_attribute("data-item").or_else(held)
    }

    /// Sends the drop to the list.
    fn send(&self, id: ItemId) {
        let init = web_sys::CustomEventInit::new();
        init.set_detail(&format!("{id} {}", self.before().unwrap_or_default()).into());
        if let Ok(event) = web_sys::CustomEvent::new_with_event_init_dict("mwc-drop", &init) {
            // The answer only says whether someone cancelled the event, which nobody does.
            self.list.dispatch_event(&event).ok();
        }
    }
}

fn mark(target: Option<&Target>) {
    let Some(target) = target else { return };
    let (element, class) = match &target.before {
        Some(item) => (item, "drop-before"),
        None => (&target.list, "drop-end"),
    };
    // A mark that can't be set leaves the drop itself unharmed.
    element.class_list().add_1(class).ok();
}

fn unmark(target: Option<Target>) {
    let Some(target) = target else { return };
    target.list.class_list().remove_1("drop-end").ok();
    if let Some(item) = target.before {
        item.class_list().remove_1("drop-before").ok();
    }
}
