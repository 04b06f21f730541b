//! The bridge between one element and its host page: setup, document, events.

mod events;
mod going;
mod locking;
mod value;

use std::rc::Rc;

use js_sys::{Array, Function};
use leptos::html::Div;
use leptos::prelude::*;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;

use crate::domain::{Canvas, DocumentId, read_document};
use crate::session::{CanvasHandle, OpenCanvas, Role, Visit, Workspace};
use crate::store::leader::PageLocks;
use crate::store::{Namespace, sleep};

use super::dom::leave_field;
use super::location::Travel;
use super::page::Page;
use super::setup::Setup;

pub(super) use events::put;
pub(super) use going::{VIEW, place};
pub(super) use locking::HOST_UNLOCKS;
pub use value::Refused;

/// The interval, in milliseconds, at which [`ElementBridge::idle`] looks whether opening has ended.
const CHECK_MILLIS: i32 = 10;

/// One element, as the host page sees it.
///
/// What the host page asks for changes in one step: at once nothing is open any more, and what comes
/// of an older wish finds out that it is no longer wanted. So a second change may come while the
/// first is under way, and needn't wait for it.
#[derive(Clone, Copy)]
pub struct ElementBridge {
    /// How the host page has set it up.
    pub setup: RwSignal<Setup>,
    /// The app's outermost element.
    pub(super) root: NodeRef<Div>,
    /// The namespace that shows.
    pub(super) namespace: RwSignal<Option<Rc<Workspace>>, LocalStorage>,
    /// This element's visit to it.
    visit: StoredValue<Option<Visit>, LocalStorage>,
    pub(super) page: RwSignal<Page>,
    pub(super) current: RwSignal<Option<CanvasHandle>>,
    /// How the open canvas shows, by the view's name; `None` for its boxes. A signal of a type that there is
    /// already weighs nothing.
    view: RwSignal<Option<&'static str>>,
    /// Why the document can't be shown, as a code for the host page.
    pub(super) failed: RwSignal<Option<&'static str>>,
    travel: Travel,
    /// The host page's document, until the stored one it replaces has opened.
    incoming: StoredValue<Option<Box<Canvas>>>,
    /// Namespaces that have been left and are in memory only: they last as long as the element.
    in_memory: StoredValue<Vec<Rc<Workspace>>, LocalStorage>,
    /// The place that was asked for last: an older answer comes too late.
    wanted: StoredValue<Option<Namespace>>,
    /// Whether its namespace is sealed, and this page doesn't have the key.
    pub(super) locked: RwSignal<bool>,
    /// Whether the host page was asked for its key, and that didn't open it.
    pub(super) key_failed: RwSignal<bool>,
    locks: StoredValue<Option<PageLocks>, LocalStorage>,
    token: StoredValue<Option<Function>, LocalStorage>,
    tell: StoredValue<Option<Function>, LocalStorage>,
    /// Returns a promise of the host page's key, or of undefined.
    key: StoredValue<Option<Function>, LocalStorage>,
    /// Returns the documents that the shim has kept of a namespace that is in memory only.
    kept: StoredValue<Option<Function>, LocalStorage>,
}

impl ElementBridge {
    /// An element that is about to be mounted. The shim's functions: `token` returns a promise of an
    /// access token, `tell` receives events, `kept` returns the documents that an earlier run has
    /// left of a namespace that is in memory only, and `key` returns a promise of the key of a namespace.
    #[must_use]
    pub fn new(
        setup: Setup,
        locks: Option<PageLocks>,
        [token, tell, kept, key]: [Option<Function>; 4],
    ) -> Self {
        Self {
            root: NodeRef::new(),
            namespace: RwSignal::new_local(None),
            visit: StoredValue::new_local(None),
            page: RwSignal::new(Page::asked_for(&setup)),
            current: RwSignal::new(None),
            view: RwSignal::new(None),
            failed: RwSignal::new(None),
            travel: Travel::new(),
            incoming: StoredValue::new(None),
            in_memory: StoredValue::new_local(Vec::new()),
            wanted: StoredValue::new(None),
            locked: RwSignal::new(false),
            key_failed: RwSignal::new(false),
            locks: StoredValue::new_local(locks),
            token: StoredValue::new_local(token),
            tell: StoredValue::new_local(tell),
            key: StoredValue::new_local(key),
            kept: StoredValue::new_local(kept),
            setup: RwSignal::new(setup),
        }
    }

    /// Goes on where an earlier run of this element stopped, with the canvas that was open.
    pub fn resume(self, shown: &str) {
        if let Ok(id) = shown.parse() {
            self.page.set(Page::Canvas(Some(id)));
        }
    }

    /// Whether a namespace is the one that is to be shown; false once the element has been removed.
    fn wants(self, workspace: &Workspace) -> bool {
        let wanted = self.wanted.try_get_value().flatten();
        wanted.as_ref() == Some(workspace.namespace())
    }

    /// Shows a namespace that has opened. Returns a visit that isn't needed: it is no longer wanted,
    /// or shows already.
    async fn opened(self, visit: Visit) -> Option<Visit> {
        let workspace = &Rc::clone(&visit);
        if self.wants(workspace) && workspace.keeps_nothing() && !self.has_left(workspace) {
            // Memory has room for what came out of memory.
            drop(
                workspace
                    .library()
                    .seed(self.kept(workspace.namespace()))
                    .await,
            );
        }
        let shows = |it: &Rc<Workspace>| Rc::ptr_eq(it, workspace);
        if !self.wants(workspace) || self.workspace().as_ref().is_some_and(shows) {
            return Some(visit);
        }
        self.leave();
        self.locked.set(false);
        visit.on_close(move || self.close());
        self.visit.set_value(Some(visit));
        let setup = self.setup.get_untracked();
        if let Some(user) = setup.user {
            workspace.set_author(user);
        }
        if let Some(token) = self.token.get_value() {
            workspace.host().give_token(token);
        }
        if setup.gives_key {
            self.give_key(workspace, true);
        }
        if !workspace.sync().join_host_url(setup.sync_url.as_deref()) {
            self.error("invalid-sync-url");
        }
        self.namespace.set(Some(Rc::clone(workspace)));
        None
    }

    /// Gives the namespace the host page's function for keys, or takes it away.
    fn give_key(self, workspace: &Workspace, gives_key: bool) {
        let key = self.key.try_get_value().flatten().filter(|_| gives_key);
        workspace.host().give_key(key);
    }

    /// Whether a namespace in memory was shown here before.
    fn has_left(self, workspace: &Rc<Workspace>) -> bool {
        let left = |all: &Vec<_>| all.iter().any(|it| Rc::ptr_eq(it, workspace));
        self.in_memory.try_with_value(left) == Some(true)
    }

    /// The documents that the shim has kept of a namespace.
    fn kept(self, namespace: &Namespace) -> Vec<Canvas> {
        let Some(kept) = self.kept.try_get_value().flatten() else {
            return Vec::new();
        };
        let user = namespace.user.as_deref().map(JsValue::from_str);
        let texts = kept.call2(
            &JsValue::NULL,
            &namespace.namespace.as_str().into(),
            &user.unwrap_or(JsValue::UNDEFINED),
        );
        let texts = texts.map(|texts| Array::from(&texts)).unwrap_or_default();
        let texts = texts.iter().filter_map(|text| text.as_string());
        texts.filter_map(|text| read_document(&text).ok()).collect()
    }

    /// Shows another namespace of the same person in this element, such as the worked examples.
    pub(super) fn show_namespace(self, namespace: &str) {
        let Some(old) = self.workspace() else {
            return;
        };
        self.commit_typing();
        self.open(Namespace {
            namespace: namespace.to_owned(),
            ..old.namespace().clone()
        });
    }

    /// Ends what someone is in the middle of: the field that has the focus is left, so that what is
    /// typed in it counts, and all is saved. Called before anything that is shown goes.
    pub fn commit_typing(self) {
        leave_field(self.root);
        if let Some(workspace) = self.workspace() {
            workspace.flush();
        }
    }

    /// Takes over what the host page has changed in its attributes or properties.
    pub fn change(self, change: impl FnOnce(&mut Setup)) {
        let before = self.setup.get_untracked();
        let mut now = before.clone();
        change(&mut now);
        let (moves, turns) = (
            before.namespace() != now.namespace(),
            before.asked() != now.asked(),
        );
        if moves || turns {
            self.commit_typing();
        }
        self.setup.set(now.clone());
        if moves {
            return self.move_to(before.namespace(), &now);
        }
        if let Some(workspace) = self.workspace() {
            if before.sync_url != now.sync_url
                && !workspace.sync().host_url(now.sync_url.as_deref())
            {
                self.error("invalid-sync-url");
            }
            if before.gives_key != now.gives_key {
                self.give_key(&workspace, now.gives_key);
            }
            if let Some(user) = now.user.clone().filter(|_| before.user != now.user) {
                workspace.set_author(user);
            }
        }
        if turns {
            self.show(Page::asked_for(&now));
        }
    }

    /// Shows another namespace. A document that was handed over and has not opened yet goes along,
    /// unless another is asked for there: then it stays where it was given.
    fn move_to(self, from: Namespace, setup: &Setup) {
        let given = self
            .incoming
            .with_value(|it| it.as_ref().map(|it| it.id.clone()));
        let page = match (Page::asked_for(setup), given) {
            (Page::Overview | Page::Canvas(None), Some(id)) => Page::Canvas(Some(id)),
            (page, _) => page,
        };
        self.enter(page, from, setup.namespace());
    }

    /// Shows a page of another namespace, with what was handed over for it.
    fn enter(self, page: Page, from: Namespace, to: Namespace) {
        self.deliver_unless(&page, from);
        self.move_into(to, page);
    }

    /// Shows a page of another namespace.
    fn move_into(self, namespace: Namespace, page: Page) {
        self.namespace.set(None);
        self.leave();
        self.turn_to(page);
        self.open(namespace);
    }

    /// Stores a new canvas in a namespace and shows it, unless something else is wanted by then. Calls `failed` if
    /// it can't be stored there, as where another page writes; nothing has changed then.
    pub(super) fn start(
        self,
        namespace: Namespace,
        canvas: Canvas,
        failed: impl FnOnce() + 'static,
    ) {
        self.commit_typing();
        let asked = self.asked();
        Workspace::open(namespace.clone(), self.locks.get_value(), move |visit| {
            let Ok(visit) = visit else { return failed() };
            spawn_local(async move {
                let page = Page::Canvas(Some(canvas.id.clone()));
                if !self.add(&visit, canvas).await {
                    failed();
                } else if self.asked() == asked {
                    // Joins the one that is open already.
                    self.move_into(namespace, page);
                }
                visit.end().await;
            });
        });
    }

    /// What this element is to show; `None` once it has been removed.
    fn asked(self) -> Option<(Namespace, Page)> {
        self.wanted().zip(self.page.try_get_untracked())
    }

    async fn add(self, workspace: &Workspace, canvas: Canvas) -> bool {
        if let Some(Some(user)) = self.setup.try_with_untracked(|setup| setup.user.clone()) {
            workspace.set_author(user);
        }
        let leads = workspace.role().get_untracked() == Role::Leader;
        leads && workspace.library().add(canvas).await.is_ok()
    }

    /// Shows something else, unless an open canvas will do: `view="canvas"` names none.
    fn show(self, page: Page) {
        let shown = self.page.get_untracked();
        let open = matches!(shown, Page::Canvas(_));
        if page != shown && !(open && page == Page::Canvas(None)) {
            self.go(page);
        }
    }

    /// Shows something else in the same namespace.
    pub(super) fn go(self, page: Page) {
        self.commit_typing();
        if let Some(namespace) = self.wanted.get_value() {
            self.deliver_unless(&page, namespace);
        }
        self.turn_to(page);
    }

    fn turn_to(self, page: Page) {
        self.tell("leave", &js_sys::Object::new());
        self.current.set(None);
        self.failed.set(None);
        self.view.set(None);
        self.travel.forget();
        self.page.set(page);
        // At once, so that nobody takes what follows for news of the one before.
        self.tell("shown", &self.detail());
    }

    /// Leaves the namespace that was shown here. One in memory only is kept, as it has no store.
    fn leave(self) {
        let Some(visit) = self.end_visit() else {
            return;
        };
        if visit.keeps_nothing() && !self.has_left(&visit) {
            let left = Rc::clone(&visit);
            self.in_memory.update_value(|all| all.push(left));
        }
        spawn_local(visit.end());
    }

    /// Takes this element's visit, to end it.
    pub fn end_visit(self) -> Option<Visit> {
        self.visit.try_update_value(Option::take).flatten()
    }

    /// Waits until what is asked for shows, or can't be shown.
    pub async fn idle(self) {
        while self.is_opening() {
            sleep(CHECK_MILLIS).await;
        }
    }

    fn is_opening(self) -> bool {
        let Some(page) = self.page.try_get_untracked().filter(|_| !self.is_locked()) else {
            return false;
        };
        let shows = self.workspace().is_some_and(|it| self.wants(&it));
        let open = || {
            let current = self.current.try_get_untracked().flatten();
            current.is_some() || self.failed.try_get_untracked().flatten().is_some()
        };
        match page {
            Page::InvalidId => false,
            Page::Overview => !shows,
            Page::Canvas(_) => !shows || !open(),
        }
    }

    /// The namespace that shows.
    #[must_use]
    pub fn workspace(self) -> Option<Rc<Workspace>> {
        self.namespace.try_get_untracked().flatten()
    }

    /// The open canvas.
    #[must_use]
    pub fn open_canvas(self) -> Option<Rc<OpenCanvas>> {
        let handle = self.current.try_get_untracked().flatten();
        handle.map(|handle| handle.with(Rc::clone))
    }

    /// The id of the open canvas.
    #[must_use]
    pub fn document_id(self) -> Option<DocumentId> {
        self.open_canvas().map(|open_canvas| open_canvas.id())
    }
}
