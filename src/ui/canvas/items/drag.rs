//! Reordering by drag, with a finger, a pencil or a mouse. Every move has its buttons too.
//!
//! A drop is sent to the list under the pointer as the event `mwc-drop`, whose detail is the id of the
//! item and, after a space, that of the item that it comes before; nothing at the end of the list.

use crate::ui::view::{Show, derived};
use leptos::ev::PointerEvent;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use crate::domain::ItemId;
use crate::texts::labels as t;
use crate::ui::context::{CanvasContext, ElementContext};
use crate::ui::icon::{Icon, icon};

/// The class of the handle that an item is dragged by, wherever in the item it is.
pub(crate) const HANDLE: &str = "handle";

/// The handle that an item is dragged by; its list does the rest.
#[component]
pub(crate) fn DragHandle(#[prop(into)] about: Signal<String>) -> impl IntoView {
    let locked = CanvasContext::here().locked;
    view! {
        <Show when=derived(move || !locked.get())>
            <span class=HANDLE title=derived(move || handle_title(&about.get())) aria-hidden="true">
                {icon(Icon::Grip)}
            </span>
        </Show>
    }
}

/// What shows when the pointer rests on the handle of an item.
pub(crate) fn handle_title(about: &str) -> String {
    format!("{}: {about}", t::DRAG)
}

/// The drags that start in one list.
#[derive(Clone, Copy)]
pub(crate) struct Dragging {
    app: ElementContext,
    /// Whether nothing can be dragged now.
    locked: Memo<bool>,
    kind: &'static str,
    drag: StoredValue<Option<Drag>, LocalStorage>,
}

/// One drag, from the press on until it is let go.
#[derive(Clone)]
struct Drag {
    id: ItemId,
    handle: Element,
    target: Option<Target>,
}

impl Dragging {
    /// For a list of the running view; its items can be dropped in every list of the kind.
    pub(super) fn new(kind: &'static str) -> Self {
        Self::of(kind, CanvasContext::here().locked)
    }

    /// For a list that is no part of a canvas.
    pub(crate) fn of(kind: &'static str, locked: Memo<bool>) -> Self {
        Self {
            app: ElementContext::here(),
            locked,
            kind,
            drag: StoredValue::new_local(None),
        }
    }

    /// A pointer was pressed in the list.
    pub(crate) fn start(self, event: &PointerEvent) {
        if self.locked.get_untracked() || event.button() != 0 {
            return;
        }
        self.end();
        let Some((id, handle)) = handle_of(event) else {
            return;
        };
        event.prevent_default();
        if handle.set_pointer_capture(event.pointer_id()).is_ok() {
            mark(&handle, ACTIVE);
            let target = None;
            self.drag.set_value(Some(Drag { id, handle, target }));
        }
    }

    /// A pointer moved in the list.
    pub(crate) fn moved(self, event: &PointerEvent) {
        let Some(drag) = self.drag.get_value() else {
            return;
        };
        if !drag.handle.has_pointer_capture(event.pointer_id()) {
            // Its item has gone, or this is another finger.
            return;
        }
        let root = self.app.root.get_untracked();
        let found = root.and_then(|root| Target::under(&root, event, self.kind, drag.id));
        self.drag.update_value(|drag| {
            if let Some(drag) = drag {
                unmark(drag.target.take());
                drag.target = found;
                mark_target(drag.target.as_ref());
            }
        });
    }

    /// A pointer was let go: what it drags is dropped there.
    pub(crate) fn drop(self, event: &PointerEvent) {
        if self.has(event)
            && let Some((id, Some(target))) = self.end()
        {
            target.send(id);
        }
    }

    /// The browser took over from a pointer.
    pub(crate) fn cancel(self, event: &PointerEvent) {
        if self.has(event) {
            self.end();
        }
    }

    /// Whether a pointer is the one that drags.
    fn has(self, event: &PointerEvent) -> bool {
        let handle = self
            .drag
            .with_value(|drag| Some(drag.as_ref()?.handle.clone()));
        handle.is_some_and(|handle| handle.has_pointer_capture(event.pointer_id()))
    }

    fn end(self) -> Option<(ItemId, Option<Target>)> {
        let drag = self.drag.try_update_value(Option::take).flatten()?;
        drag.handle.class_list().remove_1(ACTIVE).ok();
        unmark(drag.target.clone());
        Some((drag.id, drag.target))
    }
}

/// The class of a handle that is held.
const ACTIVE: &str = "handle--active";

/// The handle that was pressed, and its item.
fn handle_of(event: &PointerEvent) -> Option<(ItemId, Element)> {
    let pressed: Element = event.target()?.dyn_into().ok()?;
    let handle = pressed.closest(&[".", HANDLE].concat()).ok()??;
    let item = handle.closest("[data-item]").ok()??;
    Some((item.get_attribute("data-item")?.parse().ok()?, handle))
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

fn mark_target(target: Option<&Target>) {
    let Some(target) = target else { return };
    match &target.before {
        Some(item) => mark(item, "drop-before"),
        None => mark(&target.list, "drop-end"),
    }
}

fn mark(element: &Element, class: &str) {
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
