//! The registry of the namespaces that are open on this page: each is opened once and shared.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::{Rc, Weak};

use crate::session::browser;
use crate::session::environment::Environment;
use crate::session::services::Services;
use crate::store::Namespace;
use crate::store::leader::{Locks, PageLocks};

use super::Workspace;

type Waiting = Vec<Box<dyn FnOnce(Rc<Workspace>)>>;

enum Entry {
    Opening(Waiting),
    Open(Weak<Workspace>),
}

thread_local! {
    static WORKSPACES: RefCell<HashMap<Namespace, Entry>> = RefCell::default();
}

impl Workspace {
    /// Opens a namespace, or joins it if another element on this page has it open. Calls `then`
    /// with the workspace, immediately if it is open already.
    pub fn open(
        namespace: Namespace,
        locks: Option<PageLocks>,
        then: impl FnOnce(Rc<Self>) + 'static,
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
        then: impl FnOnce(Rc<Self>) + 'static,
    ) {
        let ready = WORKSPACES.with_borrow_mut(|all| match all.get_mut(&namespace) {
            Some(Entry::Open(open)) => open.upgrade(),
            _ => None,
        });
        if let Some(workspace) = ready {
            workspace.join(locks);
            then(workspace);
            return;
        }
        let first = WORKSPACES.with_borrow_mut(|all| {
            if let Some(Entry::Opening(waiting)) = all.get_mut(&namespace) {
                let locks = locks.clone();
                waiting.push(Box::new(move |workspace: Rc<Self>| {
                    workspace.join(locks);
                    then(workspace);
                }));
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
        let workspace = Self::new(Rc::new(services));
        workspace.leadership.elect(locks).await;
        workspace.listen();
        let entry = Entry::Open(Rc::downgrade(&workspace));
        let before = WORKSPACES.with_borrow_mut(|all| all.insert(namespace, entry));
        if let Some(Entry::Opening(waiting)) = before {
            for then in waiting {
                then(Rc::clone(&workspace));
            }
        }
    }

    /// Called when another element on this page joins.
    fn join(&self, locks: Option<Rc<dyn Locks>>) {
        if let Some(locks) = locks {
            self.leadership.join(locks);
        }
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
