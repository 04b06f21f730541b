//! A namespace on this device, composed of its parts and shared by the elements on the page.

mod closing;
mod opening;
mod recovery;
pub(super) mod visit;

pub use opening::{Locked, OpenedVisit};

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use leptos::prelude::{ArcReadSignal, ArcRwSignal, Set};

use crate::domain::{Author, Canvas, DocumentId};
use crate::store::leader::Locks;
use crate::store::{LiveCanvases, Namespace, Notice, Store, StoreError, Subscription};

use super::environment::{Environment, LocalFuture};
use super::host::HostPage;
use super::leadership::Leadership;
use super::library::Library;
use super::municipal_settings::{MunicipalSettings, Own};
use super::open_canvas::OpenCanvas;
use super::open_canvases::{OpenCanvases, OpenResult};
use super::services::{Delegate, Role, Services};
use super::sync::runner::Runner;

/// The device setting with the time until which sealing is put off, in milliseconds since 1970.
const PUT_OFF: &str = "beveilig-later";
const WEEK_MS: i64 = 7 * 24 * 3_600_000;

/// Takes what an element shows of a namespace off the page, and ends its visit.
type ElementCloses = Rc<dyn Fn()>;

/// How long opening a canvas that isn't on this device waits for the server, in milliseconds.
const PULL_MS: u64 = 10_000;

/// One namespace, shared by all elements on the page that name it. It is open for as long as an
/// element, a canvas or a task holds it.
pub struct Workspace {
    services: Rc<Services>,
    open: Rc<OpenCanvases>,
    library: Rc<Library>,
    leadership: Rc<Leadership>,
    sync: Rc<Runner>,
    host: Rc<HostPage>,
    municipal: Rc<MunicipalSettings>,
    subscriptions: RefCell<Vec<Subscription>>,
    /// Whether what it stores is sealed, and this page has the key.
    sealed: ArcRwSignal<bool>,
    /// Whether its key is gone, and all is only saved still.
    closing: Cell<bool>,
    /// What each element does when the namespace closes.
    elements: RefCell<Vec<(u64, ElementCloses)>>,
    itself: Weak<Self>,
}

/// Construction, and access to the parts.
impl Workspace {
    fn new(services: Rc<Services>, locks: Option<Rc<dyn Locks>>) -> Rc<Self> {
        let open = Rc::new(OpenCanvases::new(Rc::clone(&services)));
        let municipal = Rc::new(MunicipalSettings::new(
            Rc::clone(&services),
            Rc::clone(&open),
        ));
        let library = Rc::new(Library::new(
            Rc::clone(&services),
            Rc::clone(&open),
            Rc::clone(&municipal),
        ));
        let host = Rc::<HostPage>::default();
        let leadership = Leadership::new(
            Rc::clone(&services),
            Rc::clone(&open),
            Rc::clone(&library),
            locks,
        );
        let sync = Runner::new(
            Rc::clone(&services),
            Rc::clone(&open),
            Rc::clone(&library),
            Rc::clone(&host),
        );
        Rc::new_cyclic(|itself| {
            let weak: Weak<Self> = Weak::clone(itself);
            services.set_delegate(weak);
            Self {
                municipal,
                services,
                open,
                library,
                leadership,
                sync,
                host,
                subscriptions: RefCell::default(),
                sealed: ArcRwSignal::new(false),
                closing: Cell::new(false),
                elements: RefCell::default(),
                itself: Weak::clone(itself),
            }
        })
    }

    /// The namespace.
    #[must_use]
    pub fn namespace(&self) -> &Namespace {
        self.services.namespace()
    }

    /// The environment in which it was opened.
    #[must_use]
    pub fn environment(&self) -> Environment {
        self.services.environment()
    }

    /// The list of canvases, the bin, import, export and versions.
    #[must_use]
    pub fn library(&self) -> &Library {
        &self.library
    }

    /// The sync runner, which syncs while this page leads.
    #[must_use]
    pub fn sync(&self) -> &Runner {
        &self.sync
    }

    /// The host page's token function.
    #[must_use]
    pub fn host(&self) -> &HostPage {
        &self.host
    }

    /// The municipality's own settings, for changing them.
    #[must_use]
    pub fn municipal_settings(&self) -> &MunicipalSettings {
        &self.municipal
    }

    /// The municipality's own prices and names.
    #[must_use]
    pub fn own(&self) -> ArcReadSignal<Own> {
        self.municipal.own()
    }

    /// The author on this device; the name is empty until the user has entered one.
    #[must_use]
    pub fn author(&self) -> ArcReadSignal<Author> {
        self.services.author()
    }

    /// Sets the author that the host page supplies; it isn't stored.
    pub fn set_author(&self, author: Author) {
        self.services.set_author(author);
    }

    /// The user's discipline; empty if none is known.
    #[must_use]
    pub fn discipline(&self) -> ArcReadSignal<String> {
        self.services.discipline()
    }

    /// Sets the user's discipline and stores it on this device.
    pub fn set_discipline(&self, discipline: &str) {
        self.services.set_discipline(discipline);
    }

    /// Changes the author's name and stores it on this device. A browser without settings storage
    /// asks for it again at the next start.
    pub fn set_author_name(&self, name: &str) {
        self.services.set_author_name(name);
    }

    /// Whether what this namespace stores is sealed.
    #[must_use]
    pub fn is_sealed(&self) -> ArcReadSignal<bool> {
        self.sealed.read_only()
    }

    /// Whether it can be sealed: stored in the browser, in a secure context, and not the worked examples.
    #[must_use]
    pub fn can_seal(&self) -> bool {
        let is_secure = self.environment().is_secure();
        is_secure && !self.keeps_nothing() && !self.namespace().is_examples()
    }

    /// Whether the user has put off sealing, by less than a week.
    #[must_use]
    pub fn is_sealing_put_off(&self) -> bool {
        let until = self.store().device_setting(PUT_OFF);
        let until = until.and_then(|until| until.parse::<i64>().ok());
        let left = until.map(|until| until.saturating_sub(self.environment().now().millis()));
        left.is_some_and(|left| left > 0 && left <= WEEK_MS)
    }

    /// Puts off sealing for a week. A browser that keeps no settings asks again at the next start.
    pub fn put_off_sealing(&self) {
        let until = self.environment().now().millis().saturating_add(WEEK_MS);
        self.store()
            .set_device_setting(PUT_OFF, Some(&until.to_string()))
            .ok();
    }

    pub(super) fn set_sealed(&self, sealed: bool) {
        self.sealed.set(sealed);
    }

    /// What is open on this page.
    pub(super) fn live(&self) -> &dyn LiveCanvases {
        &*self.open
    }

    pub(super) fn store(&self) -> &Store {
        self.services.store()
    }

    /// Notices to the user about storage.
    #[must_use]
    pub fn notices(&self) -> ArcReadSignal<Vec<Notice>> {
        self.services.notices()
    }

    /// Adds a notice that storage has failed.
    pub fn report_failure(&self, error: StoreError) {
        self.services.add_notice(Notice::NoArchive(error));
    }

    /// Removes the notice at this index in [`notices`](Self::notices), if there is one.
    pub fn dismiss_notice(&self, index: usize) {
        self.services.dismiss_notice(index);
    }
}

/// This page's role in the namespace.
impl Workspace {
    /// This page's role.
    #[must_use]
    pub fn role(&self) -> ArcReadSignal<Role> {
        self.services.role()
    }

    /// Whether nothing is stored on this device: the host page asked for that, or the browser
    /// refuses.
    #[must_use]
    pub fn keeps_nothing(&self) -> bool {
        self.services.keeps_nothing()
    }

    /// "Hier verder werken": takes over from the leader.
    pub fn take_over(&self) {
        self.leadership.take_over();
    }

    /// Makes this page the leader if the previous one has closed; doesn't ask a leader to yield.
    pub fn lead_if_free(&self) {
        self.leadership.lead_if_free();
    }
}

/// Opening and saving documents.
impl Workspace {
    /// Opens a document; the elements on the page that show it share one canvas.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the archive can't be read.
    pub async fn document(&self, id: &DocumentId) -> Result<OpenResult, StoreError> {
        self.open.open(id).await
    }

    /// Opens a document; one that isn't on this device is looked for after a pull.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the archive can't be read.
    pub async fn find(&self, id: &DocumentId) -> Result<OpenResult, StoreError> {
        let document = self.document(id).await?;
        if matches!(document, OpenResult::Absent) && self.sync.pulled(PULL_MS).await {
            // Another device may have created it.
            return self.document(id).await;
        }
        Ok(document)
    }

    /// As [`find`](Self::find), and creates the document if it isn't found or if `id` is `None`.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the archive can't be read.
    pub async fn obtain(&self, id: Option<DocumentId>) -> Result<OpenResult, StoreError> {
        if let Some(id) = &id {
            let document = self.find(id).await?;
            if !matches!(document, OpenResult::Absent) {
                return Ok(document);
            }
        }
        Ok(self.create(id).map_or(OpenResult::Absent, OpenResult::Open))
    }

    /// Creates an empty canvas with today's date, which is stored at its first edit. Without an id it is
    /// one that the user has asked for, and is led by that user. `None` if no id could be made.
    pub fn create(&self, id: Option<DocumentId>) -> Option<Rc<OpenCanvas>> {
        self.open.create(id)
    }

    /// Replaces a document that no element shows by the host page's version, and saves it.
    ///
    /// # Errors
    ///
    /// An error code for the host page.
    pub async fn take_in(&self, canvas: Canvas) -> Result<(), &'static str> {
        let open_canvas = match self.obtain(Some(canvas.id.clone())).await {
            Ok(OpenResult::Open(open_canvas)) => open_canvas,
            Ok(OpenResult::TooNew { .. }) => return Err("too-new"),
            Ok(OpenResult::TooLarge { .. }) => return Err("too-large"),
            Ok(OpenResult::Unreadable { .. }) => return Err("unreadable"),
            Ok(OpenResult::Damaged { .. }) => return Err("damaged"),
            Ok(OpenResult::Absent) => return Err("absent"),
            Err(_) => return Err("storage"),
        };
        open_canvas.accept(canvas).map_err(|_| "readonly")?;
        let saved = open_canvas.save_all().await;
        saved.then_some(()).ok_or("save")
    }

    /// Flushes every open canvas; see [`OpenCanvas::flush`].
    pub fn flush(&self) {
        self.open.flush();
    }

    /// Saves every open canvas and waits for the archive. Resolves to whether it accepted all.
    pub fn save_all(&self) -> LocalFuture<bool> {
        self.open.save_all()
    }
}

impl Workspace {
    /// Has what is still stored of people who were erased removed, beside what goes on.
    fn forget_erased(&self) {
        if let Some(workspace) = self.itself.upgrade() {
            self.environment().spawn(async move {
                workspace.library.forget_erased().await;
            });
        }
    }
}

impl Delegate for Workspace {
    fn stored(&self, id: &DocumentId) {
        self.sync.edited(id);
        if self.store().take_erasing() {
            self.forget_erased();
        }
    }

    fn listed(&self) {
        self.sync.listed();
    }

    fn role_changed(&self) {
        self.sync.changed();
        if self.services.may_write() {
            self.forget_erased();
        }
    }

    fn fenced(&self) {
        self.leadership.fenced();
    }

    fn handle_recovery(&self) -> LocalFuture<()> {
        let workspace = self.itself.upgrade();
        Box::pin(async move {
            if let Some(workspace) = workspace {
                workspace.recover().await;
            }
        })
    }

    fn retry_storage(&self) -> LocalFuture<()> {
        let workspace = self.itself.upgrade();
        Box::pin(async move {
            if let Some(workspace) = workspace {
                workspace.try_storage().await;
            }
        })
    }
}
