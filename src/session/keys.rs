//! The keys of sealed namespaces that this page holds.
//!
//! A key is held from when someone has unlocked the namespace until the page locks, also while no element shows
//! it. Everything else about sealing is in the part that loads with the first sealed namespace: a page without
//! one has only this file.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use leptos::prelude::{ArcRwSignal, Get, Update, on_cleanup};
use leptos::reactive::graph::{Observer, Source, ToAnySource};

use crate::domain::SortedMap;
use crate::store::{Namespace, Store, Unlocked};

use super::environment::{Environment, LocalFuture};
use super::parts::{Late, Part};
use super::workspace::Workspace;

thread_local! {
    static KEYS: RefCell<SortedMap<Namespace, Unlocked>> = RefCell::default();
    /// Goes up whenever a key comes or goes.
    static CHANGES: ArcRwSignal<u32> = ArcRwSignal::new(0);
    static TIMES_LOCKED: Cell<u32> = const { Cell::new(0) };
}

/// Unlocks a store by a key that this page holds. Resolves to whether that worked.
pub(super) static UNLOCK: Late<Unlock> = Late::new(Part::Lock);
type Unlock = fn(Environment, Namespace, Store, Unlocked) -> LocalFuture<bool>;

/// Whether this page holds a key. A view that calls this follows it.
#[must_use]
pub fn holds_keys() -> bool {
    follow_keys();
    KEYS.with_borrow(|keys| !keys.is_empty())
}

/// Has the running view or effect run again when a key comes or goes.
pub fn follow_keys() -> u32 {
    let changes = CHANGES.with(Clone::clone);
    // The signal lives as long as the page, and would keep the memory of every view that ever followed it.
    if let Some(follower) = Observer::get() {
        let source = changes.to_any_source();
        on_cleanup(move || source.remove_subscriber(&follower));
    }
    changes.get()
}

/// How often this page has locked: whoever waits for a key finds out that it was locked meanwhile.
#[must_use]
pub fn times_locked() -> u32 {
    TIMES_LOCKED.get()
}

/// The key of a namespace.
pub(super) fn key_of(namespace: &Namespace) -> Option<Unlocked> {
    KEYS.with_borrow(|keys| keys.get(namespace).cloned())
}

/// Whether this page holds no key.
pub(super) fn is_empty() -> bool {
    KEYS.with_borrow(SortedMap::is_empty)
}

/// The namespaces whose keys it holds, as far as they are open.
pub(super) fn opened() -> Vec<Rc<Workspace>> {
    let all: Vec<Namespace> = KEYS.with_borrow(|keys| keys.keys().cloned().collect());
    all.iter().filter_map(Workspace::open_now).collect()
}

/// Holds a key.
pub(super) fn hold(namespace: Namespace, unlocked: Unlocked) {
    KEYS.with_borrow_mut(|keys| keys.insert(namespace, unlocked));
    changed();
}

/// Forgets the key of a namespace.
pub(super) fn forget(namespace: &Namespace) {
    let gone = KEYS.with_borrow_mut(|keys| keys.remove(namespace));
    if gone.is_some() {
        changed();
    }
}

/// Forgets all keys, and closes the namespaces that they have opened.
pub(super) fn forget_all() {
    let open = opened();
    TIMES_LOCKED.set(TIMES_LOCKED.get().wrapping_add(1));
    // Before the elements close: none may open it again by what is to go.
    drop(KEYS.take());
    for workspace in open {
        workspace.close();
    }
    changed();
}

/// Unlocks a store that was opened locked, if this page holds its key.
pub(super) async fn unlock(environment: Environment, store: &Store, namespace: &Namespace) -> bool {
    let (Some(unlocked), Some(unlock)) = (key_of(namespace), UNLOCK.get()) else {
        return false;
    };
    let fits = unlock(environment, namespace.clone(), store.clone(), unlocked).await;
    if !fits {
        forget(namespace);
    }
    fits
}

fn changed() {
    let changes = CHANGES.with(Clone::clone);
    changes.update(|changes| *changes = changes.wrapping_add(1));
}
