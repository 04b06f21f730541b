//! One element as the host page sees it: what may be asked of it while it runs.

use std::rc::Rc;

use js_sys::{Function, Object, Reflect};
use leptos::prelude::*;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;

use crate::domain::{Canvas, DocumentError, DocumentId, canonical, read_document};
use crate::session::{Document, ReadOnly, Session, Shared, Workspace};
use crate::store::Place;
use crate::store::writer::{Locks, PageLocks};

use super::context::{Library, Page};
use super::setup::Setup;

/// Why the host page's document was not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// It is no document; with the place that is wrong, as a path of wire names.
    Invalid(String),
    /// Another document is shown here.
    OtherId,
    /// Another page writes in this namespace.
    ReadOnly,
}

/// One element, as the host page sees it.
#[derive(Clone, Copy)]
pub struct Outside {
    /// How the host page has set it up.
    pub setup: RwSignal<Setup>,
    pub(super) library: RwSignal<Option<Library>>,
    pub(super) page: RwSignal<Page>,
    pub(super) current: RwSignal<Option<Session>>,
    /// Why the document can't be shown, as a code for the host page.
    pub(super) failed: RwSignal<Option<&'static str>>,
    /// The host page's document, until the stored one it replaces has opened.
    incoming: StoredValue<Option<Box<Canvas>>>,
    /// What the shim has kept of canvases that the browser keeps nowhere.
    kept: StoredValue<Vec<Canvas>>,
    /// The place that was asked for last: an older answer comes too late.
    wanted: StoredValue<Option<Place>>,
    locks: StoredValue<Option<PageLocks>, LocalStorage>,
    token: StoredValue<Option<Function>, LocalStorage>,
    tell: StoredValue<Option<Function>, LocalStorage>,
    /// What owns the handles on the namespace: events and answers have no owner of their own.
    owner: StoredValue<Owner>,
}

impl Outside {
    /// An element that is about to be shown; `tell` hears of what happens in it.
    #[must_use]
    pub fn new(
        setup: Setup,
        locks: Option<PageLocks>,
        token: Option<Function>,
        tell: Option<Function>,
        owner: &Owner,
    ) -> Self {
        Self {
            library: RwSignal::new(None),
            page: RwSignal::new(first_page(&setup)),
            current: RwSignal::new(None),
            failed: RwSignal::new(None),
            incoming: StoredValue::new(None),
            kept: StoredValue::new(Vec::new()),
            wanted: StoredValue::new(None),
            locks: StoredValue::new_local(locks),
            token: StoredValue::new_local(token),
            tell: StoredValue::new_local(tell),
            owner: StoredValue::new(owner.clone()),
            setup: RwSignal::new(setup),
        }
    }

    /// Goes on where an earlier run of this element stopped: what the browser keeps nowhere is put
    /// back, and the canvas that was open is opened.
    pub fn resume(self, kept: Vec<String>, shown: Option<String>) {
        let kept = kept.iter().filter_map(|text| read_document(text).ok());
        self.kept.set_value(kept.collect());
        if let Some(id) = shown.and_then(|id| id.parse().ok()) {
            self.page.set(Page::Canvas(Some(id)));
        }
    }

    /// Opens a namespace and shows it.
    pub(super) fn open(self, place: Place) {
        self.wanted.set_value(Some(place.clone()));
        let locks = self.locks.get_value();
        Workspace::open(place, locks, move |workspace| {
            spawn_local(async move { self.opened(workspace).await });
        });
    }

    async fn opened(self, workspace: Rc<Workspace>) {
        // The element may have gone in the meantime; its signals are no more then.
        let is_wanted = || {
            let wanted = self.wanted.try_get_value().flatten();
            wanted.as_ref() == Some(&workspace.place)
        };
        if !is_wanted() {
            return;
        }
        if workspace.keeps_nothing() {
            let kept = self.kept.try_update_value(std::mem::take);
            // Memory has room for what came out of memory.
            drop(workspace.seed(kept.unwrap_or_default()).await);
        }
        if let (true, Some(owner)) = (is_wanted(), self.owner.try_get_value()) {
            self.setup.with_untracked(|setup| {
                if let Some(user) = &setup.user {
                    workspace.author.set(user.clone());
                }
            });
            if let Some(token) = self.token.get_value() {
                workspace.host.give_token(token);
            }
            let url = self.setup.with_untracked(|setup| setup.sync_url.clone());
            if !workspace.join_host_url(url.as_deref()) {
                self.error("invalid-sync-url");
            }
            let library = owner.with(|| Library::new(workspace));
            self.library.try_set(Some(library));
        }
    }

    /// Shows another namespace of the same person in this element, such as the worked examples.
    pub(super) fn show_namespace(self, namespace: &str) {
        let Some(library) = self.library.get_untracked() else {
            return;
        };
        let old = library.get();
        old.flush();
        self.open(Place {
            namespace: namespace.to_owned(),
            ..old.place.clone()
        });
    }

    /// Takes over what the host page has changed in its attributes or properties.
    pub fn change(self, change: impl FnOnce(&mut Setup)) {
        let before = self.setup.get_untracked();
        self.setup.update(change);
        let now = self.setup.get_untracked();
        let place = now.place();
        if before.sync_url != now.sync_url
            && let Some(workspace) = self.workspace()
            && !workspace.host_url(now.sync_url.as_deref())
        {
            self.error("invalid-sync-url");
        }
        if before.place() != place {
            self.leave();
            // A document that was handed over first goes along.
            let incoming = self
                .incoming
                .with_value(|it| it.as_ref().map(|it| it.id.clone()));
            self.page
                .set(incoming.map_or_else(|| first_page(&now), |id| Page::Canvas(Some(id))));
            self.open(place);
        } else if (&before.document_id, &before.view) != (&now.document_id, &now.view) {
            self.show(first_page(&now));
        } else if before.user != now.user
            && let (Some(library), Some(user)) = (self.library.get_untracked(), now.user)
        {
            library.get().author.set(user);
        }
    }

    /// Shows something else, unless an open canvas will do: `view="canvas"` names none.
    fn show(self, page: Page) {
        let open = matches!(self.page.get_untracked(), Page::Canvas(_));
        if page == self.page.get_untracked() || (open && page == Page::Canvas(None)) {
            return;
        }
        if let Some(library) = self.library.get_untracked() {
            library.get().flush();
        }
        self.page.set(page);
    }

    /// Closes the namespace; another page may write there as soon as all is saved.
    fn leave(self) {
        let Some(library) = self.library.get_untracked() else {
            return;
        };
        let workspace = library.get();
        self.library.set(None);
        library.dispose();
        spawn_local(async move {
            workspace.save_all().await;
            let back = self.wanted.try_get_value().flatten();
            let locks = self.locks.try_get_value().flatten();
            if let (true, Some(locks)) = (back.as_ref() != Some(&workspace.place), locks) {
                locks.release(&workspace.place.name());
            }
        });
    }

    /// The document that is open, or about to be.
    #[must_use]
    pub fn value(self) -> Option<String> {
        let text = |canvas: &Canvas| canonical(canvas);
        let incoming = self.incoming.with_value(|it| it.as_deref().map(text));
        let open = || {
            self.current
                .get_untracked()
                .map(|session| session.peek(text))
        };
        incoming.or_else(open)
    }

    /// Puts the host page's document in the place of the one that is shown.
    ///
    /// # Errors
    ///
    /// [`Refused`] says why; nothing has changed then.
    pub fn set_value(self, text: &str) -> Result<(), Refused> {
        let canvas = read_document(text).map_err(|error| Refused::Invalid(path(error)))?;
        if let Some(session) = self.current.get_untracked() {
            if session.peek(|shown| shown.id != canvas.id) {
                return Err(Refused::OtherId);
            }
            return session.with(|shared| shared.accept(canvas)).map_err(denied);
        }
        match self.page.get_untracked() {
            Page::InvalidId => return Err(Refused::OtherId),
            Page::Canvas(Some(id)) if id != canvas.id => return Err(Refused::OtherId),
            _ => {}
        }
        let page = Page::Canvas(Some(canvas.id.clone()));
        self.incoming.set_value(Some(Box::new(canvas)));
        self.show(page);
        Ok(())
    }

    /// Gives a document that has just opened what the host page wants it to be.
    pub(super) fn hand_over(self, opened: Result<&Document, &()>) {
        let Some(incoming) = self.incoming.try_update_value(Option::take).flatten() else {
            return;
        };
        // Else another document is wanted by now, or what is stored may not be written over.
        if let Ok(Document::Open(shared)) = opened
            && shared.id() == incoming.id
            && shared.accept(*incoming).is_err()
        {
            self.error("readonly");
        }
    }

    /// The canvases that are open here.
    #[must_use]
    pub fn workspace(self) -> Option<Rc<Workspace>> {
        self.library
            .try_get_untracked()
            .flatten()
            .map(|library| library.get())
    }

    /// The open canvas.
    #[must_use]
    pub fn open_canvas(self) -> Option<Rc<Shared>> {
        let session = self.current.try_get_untracked().flatten();
        session.map(|session| session.with(Rc::clone))
    }

    /// The id of the open canvas.
    #[must_use]
    pub fn document_id(self) -> Option<DocumentId> {
        self.open_canvas().map(|shared| shared.id())
    }

    /// Tells the host page of something, by the event's name without what all names begin with.
    pub(super) fn tell(self, name: &str, detail: &Object) {
        if let Some(tell) = self.tell.try_get_value().flatten() {
            // The shim's function never throws.
            drop(tell.call2(&JsValue::NULL, &name.into(), detail));
        }
    }

    /// Tells the host page that something went wrong.
    pub(super) fn error(self, code: &str) {
        let detail = self.detail();
        put(&detail, "code", &code.into());
        self.tell("error", &detail);
    }

    /// The detail of an event: which document it is about, and nothing that a family has said.
    pub(super) fn detail(self) -> Object {
        let detail = Object::new();
        let id = self.document_id();
        let id = id.map_or(JsValue::NULL, |id| id.as_str().into());
        put(&detail, "documentId", &id);
        detail
    }
}

pub(super) fn put(object: &Object, name: &str, value: &JsValue) {
    // A plain object takes every property.
    drop(Reflect::set(object, &name.into(), value));
}

fn denied(_: ReadOnly) -> Refused {
    Refused::ReadOnly
}

fn path(error: DocumentError) -> String {
    match error {
        DocumentError::Invalid { path, .. } => path,
        DocumentError::TooNew { .. } | DocumentError::NotACanvas => "formaat".to_owned(),
        DocumentError::NotJson { .. } => String::new(),
    }
}

fn first_page(setup: &Setup) -> Page {
    match setup.document_id.as_deref().filter(|id| !id.is_empty()) {
        Some(id) => id
            .parse()
            .map_or(Page::InvalidId, |id| Page::Canvas(Some(id))),
        None if setup.view.as_deref() == Some("canvas") => Page::Canvas(None),
        None => Page::Overview,
    }
}
