//! The contexts that views read: the element, its namespace, and the open canvas.

use leptos::html::Div;
use leptos::prelude::{
    Callback, LocalStorage, Memo, NodeRef, RwSignal, Set, SetValue, StoredValue, UpdateValue,
    WithValue, provide_context, use_context,
};
use std::rc::Rc;

use crate::domain::{Canvas, DocumentId, ItemId, Place};
use crate::session::{CanvasHandle, Part, ReadOnly, Workspace};
use crate::store::Namespace;
use crate::texts::labels;

use super::dom::{focus_in_place, focus_soon, show_top};
use super::element_bridge::ElementBridge;
use super::late::PartLoader;
use super::location::Location;
use super::open_table::OpenTable;
use super::overview::OverviewStates;
use super::page::Page;
use super::setup::Setup;
use super::toaster::Toaster;

/// One element, as its views see it.
#[derive(Clone, Copy)]
pub(crate) struct ElementContext {
    /// The app's outermost element.
    pub root: NodeRef<Div>,
    /// How the host page has set it up.
    pub setup: leptos::prelude::Signal<Setup>,
    /// What it shows; [`ElementContext::go`] changes it.
    pub page: leptos::prelude::Signal<Page>,
    /// The number of this element on the page; keeps its ids apart from those of other elements.
    pub number: u32,
    /// The open canvas, for the keyboard shortcuts.
    pub current: RwSignal<Option<CanvasHandle>>,
    /// The bridge to the host page, for events.
    pub bridge: ElementBridge,
    /// The overviews that were left.
    pub left: OverviewStates,
    /// The table that is held.
    pub table: OpenTable,
    /// What waits for a part of the app.
    pub part_loader: PartLoader,
    /// The message about what was just done.
    pub toaster: Toaster,
    /// Whether the user has asked for the page that shows next, and not the host page: it gets the focus.
    arriving: StoredValue<bool>,
    /// Whether the user puts off giving a name until the next visit.
    pub nameless: RwSignal<bool>,
    /// Whether the dialog that seals is open.
    pub securing: RwSignal<bool>,
}

impl ElementContext {
    /// The element that the running view belongs to.
    #[expect(clippy::expect_used, reason = "the root of every element provides it")]
    pub(crate) fn here() -> Self {
        use_context().expect("views run inside an element")
    }

    /// For a mounted element.
    pub(super) fn new(bridge: ElementBridge, number: u32) -> Self {
        Self {
            root: bridge.root,
            setup: bridge.setup.into(),
            page: bridge.page.into(),
            number,
            current: bridge.current,
            bridge,
            left: OverviewStates::new(),
            table: OpenTable::new(),
            part_loader: PartLoader::new(),
            toaster: Toaster::new(),
            arriving: StoredValue::new(false),
            nameless: RwSignal::new(false),
            securing: RwSignal::new(false),
        }
    }

    /// Shows something else in this element.
    pub(crate) fn go(&self, page: Page) {
        self.arriving.try_set_value(true);
        self.bridge.walk_to(page);
    }

    /// Opens a canvas at a place, as the user asks.
    pub(crate) fn go_to_place(self, id: DocumentId, place: Place) {
        self.arriving.try_set_value(true);
        self.bridge.walk_to_place(id, place);
    }

    /// Shows another place, as the user asks.
    pub(crate) fn go_to(self, to: &Location) {
        self.arriving.try_set_value(true);
        self.bridge.go_to(to);
    }

    /// Puts the focus on the first match, if the user has asked for the page that shows now: a host page
    /// keeps the focus where it is.
    pub(crate) fn arrive(self, selector: &str) {
        if self.has_arrived() {
            show_top(self.root);
            focus_in_place(self.root, selector.to_owned());
        }
    }

    /// As [`arrive`](Self::arrive), for what the page scrolls to.
    pub(crate) fn arrive_at(self, selector: String) {
        if self.has_arrived() {
            focus_soon(self.root, selector);
        }
    }

    /// The user has asked for the page that shows next.
    pub(crate) fn asks(self) {
        self.arriving.try_set_value(true);
    }

    /// Whether the user has asked for the page that shows now; true once.
    pub(crate) fn has_arrived(self) -> bool {
        self.arriving.try_update_value(std::mem::take) == Some(true)
    }

    /// Makes a canvas in a namespace and shows it; where it can't be made there, says so.
    pub(crate) fn start(self, namespace: Namespace, canvas: Canvas) {
        self.arriving.try_set_value(true);
        self.bridge.start(namespace, canvas, move || {
            self.arriving.try_set_value(false);
            self.toaster.fail(labels::USE_EXAMPLE_FAILED.to_owned());
        });
    }

    /// Does something once a part is there; says so where it can't be loaded.
    pub(crate) fn with_part(self, part: Part, on_loaded: impl Fn() + 'static) {
        self.part_loader.with_part(part, on_loaded);
    }

    /// Prints, once what is printed can be made.
    pub(crate) fn print(self) {
        self.with_part(Part::Paper, || {
            if let Some(window) = web_sys::window() {
                // A page that may not print (a sandboxed frame) leaves everything as it is.
                window.print().ok();
            }
        });
    }

    /// An id that is this element's own.
    pub(crate) fn id(&self, name: &str) -> String {
        format!("mwc{}-{name}", self.number)
    }
}

/// A view's handle on the namespace; lives as long as the views that show it.
#[derive(Clone, Copy)]
pub(crate) struct WorkspaceHandle(StoredValue<Rc<Workspace>, LocalStorage>);

impl WorkspaceHandle {
    pub(crate) fn new(workspace: Rc<Workspace>) -> Self {
        Self(StoredValue::new_local(workspace))
    }

    /// The namespace of the running view.
    #[expect(
        clippy::expect_used,
        reason = "provided as soon as the namespace is open"
    )]
    pub(crate) fn here() -> Self {
        use_context().expect("views run after the namespace has opened")
    }

    /// The namespace itself, to keep across an await.
    pub(crate) fn get(&self) -> Rc<Workspace> {
        self.0.with_value(Rc::clone)
    }
}

/// The open canvas, with what its fields share.
#[derive(Clone, Copy)]
pub(crate) struct CanvasContext {
    /// The handle to read and edit it with.
    pub handle: CanvasHandle,
    /// Why the canvas is read-only; `None` if it can be edited.
    pub read_only: Memo<Option<ReadOnly>>,
    /// Whether the canvas is read-only.
    pub locked: Memo<bool>,
    /// The line whose calculation shows.
    pub calculating: RwSignal<Option<ItemId>>,
    /// Announces a text in the live region, for screen readers.
    pub announce: Callback<String>,
    /// What was announced last. What lies over the page has a live region of its own, as what is behind it isn't
    /// read.
    pub said: leptos::prelude::Signal<String>,
}

impl CanvasContext {
    /// The canvas of the running view.
    #[expect(clippy::expect_used, reason = "provided by the canvas page")]
    pub(crate) fn here() -> Self {
        use_context().expect("views of a canvas run inside its page")
    }

    /// Opens the calculation of a line, and then puts the focus on what a selector finds in it.
    pub(crate) fn calculate(self, app: ElementContext, id: ItemId, focus: Option<&'static str>) {
        app.with_part(Part::Calculation, move || {
            self.calculating.set(Some(id));
            if let Some(selector) = focus {
                focus_soon(app.root, selector.to_owned());
            }
        });
    }

    pub(crate) fn provide(self) {
        provide_context(self);
    }
}
