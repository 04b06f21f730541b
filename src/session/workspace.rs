//! A namespace on this device: its store, its canvases and who works here.

use std::cell::{Cell, OnceCell, RefCell};
use std::collections::HashMap;
use std::future::Future;
use std::pin::Pin;
use std::rc::{Rc, Weak};

use leptos::prelude::{ArcRwSignal, GetUntracked, Set, Update, WithUntracked};
use wasm_bindgen_futures::spawn_local;

use crate::domain::{Author, Canvas, DocumentId};
use crate::store::writer::{PageLocks, Writer};
use crate::store::{Loaded, Notice, Place, Store, StoreError, Subscription, Summary};

use super::devices::author_from_settings;
use super::environment::Environment;
use super::host::HostPage;
use super::own::Own;
use super::runner::Runner;
use super::shared::{Shared, Source};
use super::sign_in::SyncSettings;

/// Whether this page writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// This page writes; others follow it.
    Writer,
    /// Another page writes.
    Follower,
    /// This page is taking over.
    TakingOver,
}

/// What became of opening a document.
pub enum Document {
    /// It is open.
    Open(Rc<Shared>),
    /// It is of a newer version: its text can be exported, nothing more.
    TooNew {
        /// The text as it is stored.
        raw: String,
    },
    /// It can't be read; what there is was set aside and can be exported.
    Damaged {
        /// The text as it is stored.
        raw: String,
    },
    /// There is no such document here.
    Absent,
}

/// One namespace, shared by all elements on the page that name it.
pub struct Workspace {
    /// Which one.
    pub place: Place,
    pub(super) store: Store,
    /// Clock, ids and time zone.
    pub environment: Environment,
    /// Who works on this device.
    pub author: ArcRwSignal<Author>,
    /// The municipality's own prices and names.
    pub own: ArcRwSignal<Own>,
    /// Whether this page writes.
    pub role: ArcRwSignal<Role>,
    /// What the store had to say when it was opened, and since.
    pub notices: ArcRwSignal<Vec<Notice>>,
    /// What the host page gives, and may ask.
    pub host: HostPage,
    /// Syncs this namespace, while this page writes.
    pub sync: Runner,
    /// All canvases here, for the overview.
    pub summaries: ArcRwSignal<Vec<Summary>>,
    open: RefCell<HashMap<DocumentId, Weak<Shared>>>,
    subscription: RefCell<Option<Subscription>>,
    pub(super) writer: OnceCell<Writer>,
    asked_persist: Cell<bool>,
    pub(super) itself: Weak<Self>,
}

type Waiting = Vec<Box<dyn FnOnce(Rc<Workspace>)>>;

enum Entry {
    Opening(Waiting),
    Open(Weak<Workspace>),
}

thread_local! {
    static WORKSPACES: RefCell<HashMap<Place, Entry>> = RefCell::default();
}

impl Workspace {
    /// Opens a namespace, or joins the one that another element on this page has open.
    pub fn open(place: Place, locks: Option<PageLocks>, then: impl FnOnce(Rc<Self>) + 'static) {
        let ready = WORKSPACES.with_borrow_mut(|all| match all.get_mut(&place) {
            Some(Entry::Open(open)) => open.upgrade(),
            _ => None,
        });
        if let Some(workspace) = ready {
            workspace.join(locks);
            then(workspace);
            return;
        }
        let first = WORKSPACES.with_borrow_mut(|all| {
            if let Some(Entry::Opening(waiting)) = all.get_mut(&place) {
                let locks = locks.clone();
                waiting.push(Box::new(move |workspace: Rc<Self>| {
                    workspace.join(locks);
                    then(workspace);
                }));
                return false;
            }
            all.insert(place.clone(), Entry::Opening(vec![Box::new(then)]));
            true
        });
        if first {
            spawn_local(Self::start(place, locks));
        }
    }

    async fn start(place: Place, locks: Option<PageLocks>) {
        let opened = Store::open(place.clone()).await;
        let environment = Environment::browser();
        let workspace = Rc::new_cyclic(|itself| Self {
            author: ArcRwSignal::new(author_from_settings(&opened.store, environment)),
            own: ArcRwSignal::new(Own::of(&opened.store)),
            store: opened.store,
            environment,
            role: ArcRwSignal::new(Role::Follower),
            notices: ArcRwSignal::new(opened.notices),
            host: HostPage::default(),
            sync: Runner::default(),
            summaries: ArcRwSignal::new(Vec::new()),
            open: RefCell::default(),
            subscription: RefCell::default(),
            writer: OnceCell::new(),
            asked_persist: Cell::new(false),
            itself: Weak::clone(itself),
            place: place.clone(),
        });
        let settings = SyncSettings::read(&workspace.store);
        workspace.sync.settings.replace(settings);
        let weak = Rc::downgrade(&workspace);
        workspace.host.offer_sync(Rc::new(move || {
            let workspace = weak.upgrade();
            Box::pin(async move {
                match workspace {
                    Some(workspace) => workspace.sync_now().await.map_err(str::to_owned),
                    None => Err("no-sync".to_owned()),
                }
            })
        }));
        workspace.elect(locks).await;
        workspace.listen();
        let entry = Entry::Open(Rc::downgrade(&workspace));
        let before = WORKSPACES.with_borrow_mut(|all| all.insert(place, entry));
        if let Some(Entry::Opening(waiting)) = before {
            for then in waiting {
                then(Rc::clone(&workspace));
            }
        }
    }

    /// Every namespace that is open on this page.
    pub(super) fn all_at_once() -> Vec<Rc<Self>> {
        let open = |entry: &Entry| match entry {
            Entry::Open(workspace) => workspace.upgrade(),
            Entry::Opening(_) => None,
        };
        WORKSPACES.with(|all| {
            let all = all.try_borrow();
            all.map_or_else(
                |_| Vec::new(),
                |all| all.values().filter_map(open).collect(),
            )
        })
    }

    /// Follows what another page writes.
    fn listen(self: &Rc<Self>) {
        let weak = Rc::downgrade(self);
        let subscription = self.store.on_announced(move |id| {
            if let Some(workspace) = weak.upgrade() {
                spawn_local(workspace.written_elsewhere(id));
            }
        });
        self.subscription.replace(Some(subscription));
    }

    async fn written_elsewhere(self: Rc<Self>, id: DocumentId) {
        self.refresh().await;
        let Some(shared) = self.opened(&id) else {
            return;
        };
        if shared.is_dirty() {
            return;
        }
        if let Ok(Loaded::Ready(canvas)) = self.store.load(&id).await {
            shared.replace(*canvas, Source::Remote);
        }
    }

    /// Whether nothing is kept on this device: the host page asks so, or the browser refuses.
    #[must_use]
    pub fn keeps_nothing(&self) -> bool {
        !self.store.lasting()
    }

    /// Whether this page may write.
    #[must_use]
    pub fn may_write(&self) -> bool {
        self.role.get_untracked() == Role::Writer
    }

    /// A canvas of this page reached the archive.
    pub(super) fn stored(self: &Rc<Self>, id: &DocumentId) {
        self.store.announce(id);
        self.edited(id);
    }

    /// Who writes has changed.
    pub(super) fn set_role(&self, role: Role) {
        self.role.set(role);
        self.sync_changed();
    }

    /// Asks the browser, at the first save, not to throw away what is here.
    pub(super) fn ask_persist_once(self: &Rc<Self>) {
        if !self.asked_persist.replace(true) {
            let store = self.store.clone();
            spawn_local(async move {
                store.ask_persist().await;
            });
        }
    }

    /// Reads the list of canvases again.
    pub async fn refresh(&self) {
        match self.store.list().await {
            Ok(list) => {
                self.summaries.set(list);
                self.show_latest();
            }
            Err(error) => self.notice(Notice::NoArchive(error)),
        }
    }

    /// Tells the person something about storage, once.
    pub(super) fn notice(&self, notice: Notice) {
        let known = self
            .notices
            .with_untracked(|notices| notices.contains(&notice));
        if !known {
            self.notices.update(|notices| notices.push(notice));
        }
    }

    /// The document if an element on this page has it open.
    pub(super) fn opened(&self, id: &DocumentId) -> Option<Rc<Shared>> {
        self.open.borrow().get(id).and_then(Weak::upgrade)
    }

    pub(super) fn remember(&self, shared: &Rc<Shared>) {
        let mut open = self.open.borrow_mut();
        open.retain(|_, shared| shared.strong_count() > 0);
        open.insert(shared.id(), Rc::downgrade(shared));
    }

    /// Every canvas that is open on this page.
    pub(super) fn all_open(&self) -> Vec<Rc<Shared>> {
        self.open
            .borrow()
            .values()
            .filter_map(Weak::upgrade)
            .collect()
    }

    /// Opens a document; every element on the page that shows it shares one.
    ///
    /// # Errors
    ///
    /// [`StoreError`] when the archive can't be read.
    pub async fn document(self: &Rc<Self>, id: &DocumentId) -> Result<Document, StoreError> {
        if let Some(shared) = self.opened(id) {
            return Ok(Document::Open(shared));
        }
        let loaded = self.store.load(id).await?;
        self.show_notices();
        Ok(match loaded {
            Loaded::Ready(canvas) => Document::Open(self.show(*canvas, true)),
            Loaded::TooNew { raw, .. } => Document::TooNew { raw },
            Loaded::Damaged { raw } => Document::Damaged { raw },
            Loaded::Absent => Document::Absent,
        })
    }

    /// Opens this canvas, unless an element was quicker.
    pub(super) fn show(self: &Rc<Self>, canvas: Canvas, stored: bool) -> Rc<Shared> {
        if let Some(shared) = self.opened(&canvas.id) {
            return shared;
        }
        let shared = Shared::new(Rc::clone(self), canvas, stored);
        self.remember(&shared);
        shared
    }

    /// An empty canvas of today, kept at its first edit.
    pub fn create(self: &Rc<Self>, id: Option<DocumentId>) -> Option<Rc<Shared>> {
        let id = id.or_else(|| self.environment.document_id())?;
        let mut canvas = Canvas::new(id);
        canvas.date = Some(self.environment.today());
        canvas.created = Some(self.stamp().into());
        Some(self.show(canvas, false))
    }

    /// Who and when, for an edit now.
    pub(super) fn stamp(&self) -> crate::domain::Stamp {
        crate::domain::Stamp {
            by: self.author.get_untracked(),
            at: (self.environment.now)(),
        }
    }

    /// Saves at once what waits, of every open canvas.
    pub fn flush(&self) {
        for shared in self.all_open() {
            shared.flush();
        }
    }

    /// Saves at once, and waits until the archive has all of it or has refused it; whether it has.
    pub fn save_all(&self) -> Pin<Box<dyn Future<Output = bool>>> {
        let open = self.all_open();
        Box::pin(async move {
            let mut all = true;
            for shared in open {
                all &= shared.save_all().await;
            }
            all
        })
    }

    /// Whether any open canvas has edits that are not in the archive.
    #[must_use]
    pub fn is_dirty(&self) -> bool {
        self.all_open().iter().any(|shared| shared.is_unsaved())
    }
}
