//! Going elsewhere: for the host page, and for what shows instead.

use js_sys::Object;
use leptos::prelude::*;
use wasm_bindgen::JsValue;

use crate::domain::{DocumentId, Place};
use crate::store::Namespace;
use crate::ui::dom::{Spot, close_dialogs, focus_soon};
use crate::ui::location::{CanvasView, Location, OVERVIEW};
use crate::ui::page::Page;
use crate::ui::setup::Setup;

use super::{ElementBridge, put};

/// A selector for the heading of a view over the canvas.
pub(in crate::ui) const VIEW: &str = "[data-hook=\"view\"]";

/// Going elsewhere.
impl ElementBridge {
    /// Starts at a location rather than at what the attributes ask for. `shown` is the canvas that an
    /// earlier run of this element had open: it may not be stored yet.
    pub fn start_at(self, to: &Location, shown: Option<&str>) {
        let (page, why) = to.page();
        self.wanted.set_value(Some(self.namespace_of(to)));
        self.page.set(page.clone());
        self.settle(to, &page, why);
        if to.document_id.as_deref() == shown {
            self.travel.existing.set_value(None);
        }
    }

    /// Opens the namespace that the element starts with.
    pub(in crate::ui) fn open_first(self) {
        let wanted = self.wanted.get_value();
        let namespace = wanted.unwrap_or_else(|| self.setup.with_untracked(Setup::namespace));
        self.load_ahead(&namespace);
        self.open(namespace);
    }

    /// Goes to a location. What is typed counts and is saved first, and dialogs close.
    pub fn go_to(self, to: &Location) {
        let Some(from) = self.wanted.get_value() else {
            return;
        };
        // Before the focus is looked at: closing gives it back to what opened the dialog.
        close_dialogs(self.root);
        let namespace = self.namespace_of(to);
        if from == namespace && self.shows(to) {
            return self.set_view(CanvasView::named(&to.view));
        }
        let left = self.document_id();
        let (page, why) = to.page();
        if from == namespace {
            self.go(page.clone());
        } else {
            self.commit_typing();
            self.enter(page.clone(), from, namespace);
        }
        self.travel.left.set_value(left);
        self.settle(to, &page, why);
    }

    /// Shows something else, as the user asks: the overview gives the focus to the canvas that was left.
    pub(in crate::ui) fn walk_to(self, page: Page) {
        let left = self.document_id();
        self.go(page);
        self.travel.left.set_value(left);
    }

    /// Opens a canvas at a place, as the user asks.
    pub(in crate::ui) fn walk_to_place(self, id: DocumentId, place: Place) {
        self.walk_to(Page::Canvas(Some(id)));
        if matches!(place, Place::Entry(..)) {
            self.view.set(CanvasView::Method.stored());
        }
        self.travel.target.set_value(Some(place));
    }

    fn namespace_of(self, to: &Location) -> Namespace {
        let own = self.setup.with_untracked(Setup::namespace);
        match to.namespace.clone() {
            Some(namespace) => Namespace { namespace, ..own },
            None => own,
        }
    }

    /// Remembers how a location is to be shown, once its page is set.
    fn settle(self, to: &Location, page: &Page, why: Option<&'static str>) {
        if let Page::Canvas(id) = page {
            self.travel.existing.set_value(id.clone());
            self.view.set(CanvasView::named(&to.view).stored());
        }
        if why.is_some() {
            self.travel.why.set_value(why);
            self.error_of(None, "invalid-id");
        }
    }

    /// Whether the overview or the canvas of a location shows.
    fn shows(self, to: &Location) -> bool {
        let shown = untrack(|| self.location());
        shown.is_some_and(|shown| {
            shown.document_id == to.document_id && (shown.view == OVERVIEW) == (to.view == OVERVIEW)
        })
    }

    /// What shows; `None` while a namespace opens. A view that calls this follows it.
    #[must_use]
    pub fn location(self) -> Option<Location> {
        let namespace = self.namespace.get()?.namespace().namespace.clone();
        let (id, view) = match self.page.get() {
            Page::InvalidId => return None,
            Page::Overview => (None, OVERVIEW),
            Page::Canvas(id) => {
                let view = self.view();
                (id.or_else(|| self.edited()), view.name())
            }
        };
        Some(Location {
            namespace: Some(namespace),
            document_id: id.map(|id| id.to_string()),
            view: view.to_owned(),
        })
    }

    /// What shows, as the host page gets it.
    #[must_use]
    pub fn place(self) -> Option<Object> {
        untrack(|| self.location()).as_ref().map(place)
    }

    /// The id of the open canvas, once it has been edited. An element that was removed has none: its namespace
    /// may lock after that.
    pub(super) fn edited(self) -> Option<DocumentId> {
        let handle = self.current.try_get().flatten()?;
        (handle.revision() > 0).then(|| handle.peek(|canvas| canvas.id.clone()))
    }
}

/// What pages ask when they show.
impl ElementBridge {
    /// Whether a canvas must exist to be shown.
    pub(in crate::ui) fn must_exist(self, id: &DocumentId) -> bool {
        self.travel.existing.get_value().as_ref() == Some(id)
    }

    /// Shows the overview instead of a canvas that was asked for by a location.
    pub(in crate::ui) fn turn_back(self, id: &DocumentId, why: &'static str) {
        self.go(Page::Overview);
        self.travel.why.set_value(Some(why));
        self.error_of(Some(id), "absent");
    }

    /// Why the overview shows instead of what was asked for, once.
    pub(in crate::ui) fn take_why(self) -> Option<&'static str> {
        self.travel.why.try_update_value(Option::take).flatten()
    }

    /// The place in the canvas that the user goes to, once.
    pub(in crate::ui) fn take_target(self) -> Option<Place> {
        self.travel.target.try_update_value(Option::take).flatten()
    }

    /// The canvas that the user has left for the overview, once.
    pub(in crate::ui) fn take_left(self) -> Option<DocumentId> {
        self.travel.left.try_update_value(Option::take).flatten()
    }
}

/// The views of the open canvas.
impl ElementBridge {
    /// How the open canvas shows. A view that calls this follows it.
    pub(in crate::ui) fn view(self) -> CanvasView {
        CanvasView::named(self.view.get().unwrap_or_default())
    }

    /// Shows the canvas in another way. Back in its boxes, the user is where they were in them.
    pub(in crate::ui) fn set_view(self, view: CanvasView) {
        let before = untrack(|| self.view());
        if before == view {
            return;
        }
        if before == CanvasView::Boxes {
            self.travel.spot.set_value(Some(Spot::here(self.root)));
        }
        self.commit_typing();
        self.view.set(view.stored());
        if view != CanvasView::Boxes {
            return focus_soon(self.root, VIEW.to_owned());
        }
        let button = ["[data-hook=\"", before.name(), "\"]"].concat();
        match self.travel.spot.try_update_value(Option::take).flatten() {
            Some(spot) => spot.return_soon(self.root, button),
            None => focus_soon(self.root, button),
        }
    }
}

/// A location as the host page gets it.
pub(in crate::ui) fn place(location: &Location) -> Object {
    let text = |text: &Option<String>| text.as_deref().map_or(JsValue::NULL, JsValue::from_str);
    let object = Object::new();
    put(&object, "namespace", &text(&location.namespace));
    put(&object, "documentId", &text(&location.document_id));
    put(&object, "view", &location.view.as_str().into());
    object
}
