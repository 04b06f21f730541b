//! Reordering by drag, with a finger, a pencil or a mouse. Every move has its buttons too.

use crate::ui::view::{Show, of};
use leptos::ev::PointerEvent;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use crate::domain::ItemId;
use crate::texts::labels as t;
use crate::ui::context::{App, Sheet};
use crate::ui::dom::focus_in_place;
use crate::ui::icon::{Icon, icon};

/// A list into which items of its kind can be dropped.
#[component]
pub(crate) fn DropList(
    /// Which items may be dropped here.
    kind: &'static str,
    /// Which list of that kind it is.
    list: &'static str,
    on_drop: Callback<(ItemId, usize)>,
    children: Children,
) -> impl IntoView {
    let app = App::here();
    let drop = move |event: web_sys::CustomEvent| {
        event.stop_propagation();
        let Some(detail) = event.detail().as_string() else {
            return;
        };
        let Some((id, index)) = detail.split_once(' ') else {
            return;
        };
        if let (Ok(item), Ok(index)) = (id.parse(), index.parse()) {
            on_drop.run((item, index));
            // In another list the item is drawn anew: without a focus in the app, Ctrl+Z would do nothing.
            focus_in_place(app.root, format!("[data-item=\"{id}\"] [aria-expanded]"));
        }
    };
    view! {
        <ul class=format!("items items--{list}") role="list" data-drop=kind on:mwc-drop=drop>
            {children()}
        </ul>
    }
}

/// What an item is dragged by.
#[component]
pub(crate) fn Handle(
    id: ItemId,
    #[prop(into)] about: Signal<String>,
    kind: &'static str,
) -> impl IntoView {
    let (app, sheet) = (App::here(), Sheet::here());
    let target = StoredValue::new_local(None::<Target>);
    let dragging = RwSignal::new(false);
    let start = move |event: PointerEvent| {
        if sheet.locked.get_untracked() || event.button() != 0 {
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
        <Show when=move || !sheet.locked.get()>
            <span
                class="handle"
                class:handle--active=of(move || dragging.get())
                title=of(move || format!("{}: {}", t::DRAG, about.get()))
                aria-hidden="true"
                on:pointerdown=start
                on:pointermove=on_move
                on:pointerup=end
                on:pointercancel=cancel
            >
                {icon(Icon::Grip)}
            </span>
        </Show>
    }
}

fn handle_of(event: &PointerEvent) -> Option<HtmlElement> {
    event.current_target()?.dyn_into().ok()
}

/// Where an item would land.
#[derive(Clone)]
struct Target {
    list: Element,
    /// The item before which it would come; the end of the list where there is none.
    before: Option<Element>,
    index: usize,
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
        let items = list.query_selector_all("[data-item]").ok()?;
        let others = (0..items.length())
            .filter_map(|index| items.get(index)?.dyn_into::<Element>().ok())
            .filter(|item| item.get_attribute("data-item").as_deref() != Some(&dragged));
        let mut index = 0;
        for item in others {
            let area = item.get_bounding_client_rect();
            if y < area.top() + area.height() / 2.0 {
                return Some(Self {
                    list,
                    before: Some(item),
                    index,
                });
            }
            index += 1;
        }
        Some(Self {
            list,
            before: None,
            index,
        })
    }

    /// Tells the list.
    fn send(&self, id: ItemId) {
        let init = web_sys::CustomEventInit::new();
        init.set_detail(&format!("{id} {}", self.index).into());
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
