//! The registry of the namespaces that are open on this page: each is opened once and shared.

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use crate::domain::SortedMap;
use crate::session::browser;
use crate::session::environment::Environment;
use crate::session::keys;
use crate::session::services::Services;
use crate::store::leader::{Locks, PageLocks};
use crate::store::{Message, Namespace};

use leptos::prelude::GetUntracked;

use super::Workspace;
use super::visit::Visit;

/// The namespace is sealed, and this page doesn't hold its key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Locked;

/// What opening a namespace gives: a visit to it.
pub type OpenedVisit = Result<Visit, Locked>;

type Waiting = Vec<Box<dyn FnOnce(OpenedVisit)>>;

enum Entry {
    Opening(Waiting),
    Open(Weak<Workspace>),
    /// Its key is gone, and what was edited is still being saved.
    Closing(Rc<Workspace>),
}

thread_local! {
    static WORKSPACES: RefCell<SortedMap<Namespace, Entry>> = RefCell::default();
}

impl Workspace {
    /// Begins an element's visit to a namespace, which is opened unless it is open on this page.
    /// Calls `then` with the visit, immediately if it is open already; with [`Locked`] if it is sealed and this page
    /// doesn't hold the key. `locks` are the page's, and those of whoever opens it serve all.
    pub fn open(
        namespace: Namespace,
        locks: Option<PageLocks>,
        then: impl FnOnce(OpenedVisit) + 'static,
    ) {
        let locks = locks.map(|locks| Rc::new(locks) as Rc<dyn Locks>);
        Self::open_in(browser::ENVIRONMENT, namespace, locks, then);
    }

    /// As [`open`](Self::open), in a given environment; a namespace that is open already keeps its
    /// own.
    pub fn open_in(
        environment: Environment,
        namespace: Namespace,
        locks: Option<Rc<dyn Locks>>,
        then: impl FnOnce(OpenedVisit) + 'static,
    ) {
        if let Some(closing) = Self::closing_now(&namespace) {
            if keys::key_of(&namespace).is_none() || !closing.is_sealed().get_untracked() {
                return then(Err(Locked));
            }
            let entry = Entry::Open(Rc::downgrade(&closing));
            WORKSPACES.with_borrow_mut(|all| all.insert(namespace.clone(), entry));
            closing.reopen();
        }
        if let Some(workspace) = Self::open_now(&namespace) {
            return then(Ok(Visit::new(&workspace)));
        }
        let first = WORKSPACES.with_borrow_mut(|all| {
            if let Some(Entry::Opening(waiting)) = all.get_mut(&namespace) {
                waiting.push(Box::new(then));
                return false;
            }
            all.insert(namespace.clone(), Entry::Opening(vec![Box::new(then)]));
            true
        });
        if first {
            environment.spawn(Self::start(environment, namespace, locks));
        }
    }

    async fn start(environment: Environment, namespace: Namespace, locks: Option<Rc<dyn Locks>>) {
        let opened = environment.open_store(namespace.clone()).await;
        if opened.locked && !keys::unlock(environment, &opened.store, &namespace).await {
            let before = WORKSPACES.with_borrow_mut(|all| all.remove(&namespace));
            answer(before, || Err(Locked));
            return;
        }
        let sealed = opened.locked;
        let services = Services::new(namespace.clone(), opened, environment);
        let workspace = Self::new(Rc::new(services), locks);
        workspace.set_sealed(sealed);
        // On behalf of those who wait: they may have gone by the time that it is open.
        let visit = Visit::new(&workspace);
        workspace.leadership.elect().await;
        if sealed && keys::key_of(&namespace).is_none() {
            // The page has locked meanwhile, and what isn't open it couldn't close.
            workspace.give_up();
            drop(visit);
            let before = WORKSPACES.with_borrow_mut(|all| all.remove(&namespace));
            return answer(before, || Err(Locked));
        }
        workspace.listen();
        let municipal = Rc::clone(&workspace.municipal);
        environment.spawn(async move { municipal.begin().await });
        let entry = Entry::Open(Rc::downgrade(&workspace));
        let before = WORKSPACES.with_borrow_mut(|all| all.insert(namespace, entry));
        answer(before, || Ok(Visit::new(&workspace)));
        drop(visit);
    }

    /// The namespace, if it is open on this page.
    pub(in crate::session) fn open_now(namespace: &Namespace) -> Option<Rc<Self>> {
        WORKSPACES.with_borrow(|all| match all.get(namespace) {
            Some(Entry::Open(open)) => open.upgrade(),
            _ => None,
        })
    }

    fn closing_now(namespace: &Namespace) -> Option<Rc<Self>> {
        WORKSPACES.with_borrow(|all| match all.get(namespace) {
            Some(Entry::Closing(closing)) => Some(Rc::clone(closing)),
            _ => None,
        })
    }

    /// Whether a namespace on this page is being closed: not everything is saved yet.
    pub(in crate::session) fn is_any_closing() -> bool {
        WORKSPACES.with_borrow(|all| all.values().any(|entry| matches!(entry, Entry::Closing(_))))
    }

    pub(super) fn register_as_closing(self: &Rc<Self>) {
        let entry = Entry::Closing(Rc::clone(self));
        WORKSPACES.with_borrow_mut(|all| all.insert(self.namespace().clone(), entry));
    }

    /// It is closed: whoever opens it next begins anew.
    pub(super) fn unregister(&self) {
        let gone = WORKSPACES.with_borrow_mut(|all| match all.get(self.namespace()) {
            Some(Entry::Closing(closing)) if std::ptr::eq(&**closing, self) => {
                all.remove(self.namespace())
            }
            _ => None,
        });
        drop(gone);
    }

    /// Every namespace that is open on this page; none if the registry is borrowed, as during a
    /// panic.
    fn all_at_once() -> Vec<Rc<Self>> {
        let open = |entry: &Entry| match entry {
            Entry::Open(workspace) => workspace.upgrade(),
            Entry::Closing(workspace) => Some(Rc::clone(workspace)),
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

    /// Subscribes to the saves that other pages announce, and to changes of the key ring.
    fn listen(self: &Rc<Self>) {
        let weak = Rc::downgrade(self);
        let saves = self.services.store().on_announced(move |id| {
            if let Some(workspace) = weak.upgrade() {
                let environment = workspace.environment();
                environment.spawn(async move {
                    workspace.library.refresh().await;
                    workspace.open.written_elsewhere(&id).await;
                });
            }
        });
        let weak = Rc::downgrade(self);
        let keys = self.services.store().channel().listen(move |message| {
            if let (Message::Rekeyed, Some(workspace)) = (message, weak.upgrade()) {
                workspace.rekeyed();
            }
        });
        self.subscriptions.replace(vec![saves, keys]);
    }

    /// Saves unsaved edits of all namespaces after a panic: to the journal, or by `keep` if nothing
    /// is stored on this device. Skips a document that is borrowed for an edit at that moment.
    pub fn rescue(keep: &mut dyn FnMut(String)) {
        for workspace in Self::all_at_once() {
            for open_canvas in workspace.open.all() {
                open_canvas.rescue(keep);
            }
        }
    }
}

/// Answers those who wait for a namespace.
fn answer(entry: Option<Entry>, visit: impl Fn() -> OpenedVisit) {
    if let Some(Entry::Opening(waiting)) = entry {
        for then in waiting {
            then(visit());
        }
    }
}
