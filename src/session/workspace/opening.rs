//! The registry of the namespaces that are open on this page: each is opened once and shared.

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use crate::domain::SortedMap;
use crate::session::browser;
use crate::session::environment::Environment;
use crate::session::services::Services;
use crate::store::Namespace;
use crate::store::leader::{Locks, PageLocks};

use super::Workspace;
use super::visit::Visit;

type Waiting = Vec<Box<dyn FnOnce(Visit)>>;

enum Entry {
    Opening(Waiting),
    Open(Weak<Workspace>),
}

thread_local! {
    static WORKSPACES: RefCell<SortedMap<Namespace, Entry>> = RefCell::default();
}

impl Workspace {
    /// Begins an element's visit to a namespace, which is opened unless it is open on this page.
    /// Calls `then` with the visit, immediately if it is open already. `locks` are the page's, and
    /// those of whoever opens it serve all.
    pub fn open(
        namespace: Namespace,
        locks: Option<PageLocks>,
        then: impl FnOnce(Visit) + 'static,
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
        then: impl FnOnce(Visit) + 'static,
    ) {
        let ready = WORKSPACES.with_borrow_mut(|all| match all.get_mut(&namespace) {
            Some(Entry::Open(open)) => open.upgrade(),
            _ => None,
        });
        if let Some(workspace) = ready {
            then(Visit::new(&workspace));
            return;
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
        let services = Services::new(namespace.clone(), opened, environment);
        let workspace = Self::new(Rc::new(services), locks);
        // On behalf of those who wait: they may have gone by the time that it is open.
        let visit = Visit::new(&workspace);
        workspace.leadership.elect().await;
        workspace.listen();
        let municipal = Rc::clone(&workspace.municipal);
        environment.spawn(async move { municipal.begin().await });
        let entry = Entry::Open(Rc::downgrade(&workspace));
        let before = WORKSPACES.with_borrow_mut(|all| all.insert(namespace, entry));
        if let Some(Entry::Opening(waiting)) = before {
            for then in waiting {
                then(Visit::new(&workspace));
            }
        }
        drop(visit);
    }

    /// Every namespace that is open on this page; none if the registry is borrowed, as during a
    /// panic.
    fn all_at_once() -> Vec<Rc<Self>> {
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

    /// Subscribes to the saves that other pages announce.
    fn listen(self: &Rc<Self>) {
        let weak = Rc::downgrade(self);
        let subscription = self.services.store().on_announced(move |id| {
            if let Some(workspace) = weak.upgrade() {
                let environment = workspace.environment();
                environment.spawn(async move {
                    workspace.library.refresh().await;
                    workspace.open.written_elsewhere(&id).await;
                });
            }
        });
        self.subscription.replace(Some(subscription));
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
