//! What every view of one element can ask for.

use leptos::html::Div;
use leptos::prelude::{
    Callback, Dispose, LocalStorage, Memo, NodeRef, RwSignal, StoredValue, WithValue,
    provide_context, use_context,
};
use std::rc::Rc;

use crate::domain::{DocumentId, ItemId};
use crate::session::{ReadOnly, Session, Workspace};

use super::outside::Outside;
use super::setup::Setup;

/// One element: where it is in the page, and how to get elsewhere in it.
#[derive(Clone, Copy)]
pub(crate) struct App {
    /// The app's outermost element.
    pub root: NodeRef<Div>,
    /// How the host page has set it up.
    pub setup: leptos::prelude::Signal<Setup>,
    /// What it shows.
    pub page: RwSignal<Page>,
    /// A number that tells this element's ids from another's on the page.
    pub number: u32,
    /// The open canvas, for the keyboard shortcuts.
    pub current: RwSignal<Option<Session>>,
    /// The host page, which is told what happens here.
    pub outside: Outside,
}

/// What an element shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Page {
    /// The list of canvases.
    Overview,
    /// One canvas; a new one where there is no id.
    Canvas(Option<DocumentId>),
    /// The attribute names no possible document.
    InvalidId,
}

impl App {
    /// The element that the running view belongs to.
    #[expect(clippy::expect_used, reason = "the root of every element provides it")]
    pub(crate) fn here() -> Self {
        use_context().expect("views run inside an element")
    }

    /// An id that is this element's own.
    pub(crate) fn id(&self, name: &str) -> String {
        format!("mwc{}-{name}", self.number)
    }
}

/// A view's handle on the namespace.
#[derive(Clone, Copy)]
pub(crate) struct Library(StoredValue<Rc<Workspace>, LocalStorage>);

impl Library {
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

    /// Lets go of the namespace, which ends where nobody else has it open.
    pub(crate) fn dispose(self) {
        self.0.dispose();
    }

    /// The namespace itself, to keep across an await.
    pub(crate) fn get(&self) -> Rc<Workspace> {
        self.0.with_value(Rc::clone)
    }
}

/// The open canvas, with what its fields share.
#[derive(Clone, Copy)]
pub(crate) struct Sheet {
    /// The session.
    pub session: Session,
    /// Why nothing can be edited, if so.
    pub read_only: Memo<Option<ReadOnly>>,
    /// Whether nothing can be edited.
    pub locked: Memo<bool>,
    /// The line whose calculation shows.
    pub calculating: RwSignal<Option<ItemId>>,
    /// Whether the analysis shows, in place of the canvas.
    pub analysis: RwSignal<bool>,
    /// Says something to whoever listens instead of looks.
    pub say: Callback<String>,
}

impl Sheet {
    /// The canvas of the running view.
    #[expect(clippy::expect_used, reason = "provided by the canvas page")]
    pub(crate) fn here() -> Self {
        use_context().expect("views of a canvas run inside its page")
    }

    pub(crate) fn provide(self) {
        provide_context(self);
    }
}
