//! The state that an open canvas, the library, leadership and sync of one namespace share.

use std::cell::{Cell, OnceCell};
use std::rc::{Rc, Weak};

use leptos::prelude::{ArcReadSignal, ArcRwSignal, GetUntracked, Set, Update, WithUntracked};
use serde_json::Value;

use crate::domain::{Author, DocumentId, SortedMap, Stamp};
use crate::store::{Namespace, Notice, Opened, Store, StoreError};
use crate::sync::protocol::RecordError;

use super::author::{
    author_from_settings, discipline_from_settings, store_author, store_discipline,
};
use super::environment::{Environment, LocalFuture};

/// This page's role in its namespace. Only the leader writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// This page writes; the other pages follow it.
    Leader,
    /// Another page leads.
    Follower,
    /// This page is taking over: it may not write yet.
    TakingOver,
    /// The archive has the format of a newer version: no page of this version may write it.
    TooNew,
}

/// Why a canvas can't be edited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReadOnly {
    /// The host page set `readonly`.
    Host,
    /// Another page leads.
    Follower,
    /// The archive has the format of a newer version.
    TooNew,
    /// The server's version has the format of a newer version of the app.
    Newer,
    /// The server's version can't be read.
    Unreadable,
    /// The canvas is in the bin.
    Removed,
}

/// Notifications from the parts of a namespace; the workspace implements it.
pub(super) trait Delegate {
    /// Called after this page has committed a canvas to the archive, or deleted it from there.
    fn stored(&self, id: &DocumentId);

    /// Called after the list of canvases was read.
    fn listed(&self);

    /// Called after the role has changed.
    fn role_changed(&self);

    /// Called after a transaction was fenced, as another page has taken over.
    fn fenced(&self);

    /// Called after each commit: recovers if an outage has ended.
    fn handle_recovery(&self) -> LocalFuture<()>;

    /// Called when storage fails: retries the claim and the pending saves.
    fn retry_storage(&self) -> LocalFuture<()>;
}

/// A namespace's store, environment, author, role and notices.
pub(super) struct Services {
    namespace: Namespace,
    store: Store,
    environment: Environment,
    author: ArcRwSignal<Author>,
    discipline: ArcRwSignal<String>,
    role: ArcRwSignal<Role>,
    notices: ArcRwSignal<Vec<Notice>>,
    unread: ArcRwSignal<SortedMap<DocumentId, RecordError>>,
    asked_persist: Cell<bool>,
    delegate: OnceCell<Weak<dyn Delegate>>,
}

impl Services {
    /// For a namespace whose store was just opened. The role is [`Role::Follower`] until the
    /// election.
    pub(super) fn new(namespace: Namespace, opened: Opened, environment: Environment) -> Self {
        let author = author_from_settings(&opened.store, environment);
        Self {
            namespace,
            author: ArcRwSignal::new(author),
            discipline: ArcRwSignal::new(discipline_from_settings(&opened.store)),
            store: opened.store,
            environment,
            role: ArcRwSignal::new(Role::Follower),
            notices: ArcRwSignal::new(opened.notices),
            unread: ArcRwSignal::default(),
            asked_persist: Cell::new(false),
            delegate: OnceCell::new(),
        }
    }

    /// Sets the workspace. Called once, while it is being constructed.
    pub(super) fn set_delegate(&self, delegate: Weak<dyn Delegate>) {
        drop(self.delegate.set(delegate));
    }

    /// The workspace; `None` once it is dropped. Holding the `Rc` keeps the namespace open.
    pub(super) fn delegate(&self) -> Option<Rc<dyn Delegate>> {
        self.delegate.get().and_then(Weak::upgrade)
    }

    pub(super) fn namespace(&self) -> &Namespace {
        &self.namespace
    }

    pub(super) fn store(&self) -> &Store {
        &self.store
    }

    pub(super) fn environment(&self) -> Environment {
        self.environment
    }

    /// Whether nothing is stored on this device: the host page asked for that, or the browser
    /// refuses.
    pub(super) fn keeps_nothing(&self) -> bool {
        !self.store.persistent()
    }

    /// Why the archive can't be written now; [`StoreError::Closed`] if the store names no outage.
    pub(super) fn outage(&self) -> StoreError {
        self.store.outage().unwrap_or(StoreError::Closed)
    }

    /// Asks the browser not to evict what is stored here. Only the first call asks; called at each
    /// save.
    pub(super) fn ask_persist_once(&self) {
        if !self.asked_persist.replace(true) {
            self.environment.ask_persist(self.store.clone());
        }
    }

    /// Announces to the other pages and to sync that this page has committed a canvas to the
    /// archive, or deleted it from there.
    pub(super) fn stored(&self, id: &DocumentId) {
        self.store.announce(id);
        if let Some(delegate) = self.delegate() {
            delegate.stored(id);
        }
    }
}

/// The author of edits.
impl Services {
    pub(super) fn author(&self) -> ArcReadSignal<Author> {
        self.author.read_only()
    }

    /// The discipline of the user; empty if none is known. No signature has it.
    pub(super) fn discipline(&self) -> ArcReadSignal<String> {
        self.discipline.read_only()
    }

    /// Sets the user's discipline, and stores it on this device.
    pub(super) fn set_discipline(&self, discipline: &str) {
        self.discipline.set(discipline.to_owned());
        store_discipline(&self.store, discipline);
    }

    /// Sets the author until the page closes; it isn't stored, and neither is the discipline that the host
    /// page may have given with it.
    pub(super) fn set_author(&self, mut author: Author) {
        if let Some(Value::String(discipline)) = author.extra.remove("discipline") {
            self.discipline.set(discipline);
        }
        self.author.set(author);
    }

    /// Changes the author's name, and stores it on this device.
    pub(super) fn set_author_name(&self, name: &str) {
        self.author
            .update(|author| name.clone_into(&mut author.name));
        store_author(&self.store, &self.author.get_untracked());
    }

    /// The stamp of an edit made now: the author and the device's time.
    pub(super) fn stamp(&self) -> Stamp {
        Stamp {
            by: self.author.get_untracked(),
            at: self.environment.now(),
        }
    }
}

/// The role, and what can't be written.
impl Services {
    pub(super) fn role(&self) -> ArcReadSignal<Role> {
        self.role.read_only()
    }

    /// Changes the role, and starts or stops sync accordingly.
    pub(super) fn set_role(&self, role: Role) {
        self.set_role_signal(role);
        if let Some(delegate) = self.delegate() {
            delegate.role_changed();
        }
    }

    /// Changes only the role signal: blocks edits for a moment while sync continues.
    pub(super) fn set_role_signal(&self, role: Role) {
        self.role.set(role);
    }

    /// Whether this page is the leader.
    pub(super) fn may_write(&self) -> bool {
        self.role.get_untracked() == Role::Leader
    }

    /// Why this page can't write; `None` for the leader.
    pub(super) fn read_only(&self) -> Option<ReadOnly> {
        match self.role.get_untracked() {
            Role::Leader => None,
            Role::Follower | Role::TakingOver => Some(ReadOnly::Follower),
            Role::TooNew => Some(ReadOnly::TooNew),
        }
    }

    /// The canvases whose version on the server can't be read, and why.
    pub(super) fn unread(&self) -> ArcReadSignal<SortedMap<DocumentId, RecordError>> {
        self.unread.read_only()
    }

    /// Why sync would never send an edit of this canvas; `None` if it would.
    pub(super) fn unread_reason(&self, id: &DocumentId) -> Option<ReadOnly> {
        let why = self.unread.with_untracked(|all| all.get(id).copied());
        why.map(|why| match why {
            RecordError::Newer => ReadOnly::Newer,
            _ => ReadOnly::Unreadable,
        })
    }

    /// Adds a canvas whose version on the server can't be read.
    pub(super) fn add_unread(&self, id: DocumentId, why: RecordError) {
        self.unread.update(|all| all.extend([(id, why)]));
    }

    /// Replaces the unreadable canvases by those that sync reports.
    pub(super) fn set_unread(&self, unread: SortedMap<DocumentId, RecordError>) {
        if self.unread.with_untracked(|all| *all != unread) {
            self.unread.set(unread);
        }
    }
}

/// Notices to the user about storage.
impl Services {
    pub(super) fn notices(&self) -> ArcReadSignal<Vec<Notice>> {
        self.notices.read_only()
    }

    /// Adds a notice, unless an equal one is shown already.
    pub(super) fn notice(&self, notice: Notice) {
        let known = self
            .notices
            .with_untracked(|notices| notices.contains(&notice));
        if !known {
            self.add_notice(notice);
        }
    }

    /// Adds a notice, even if an equal one is shown already.
    pub(super) fn add_notice(&self, notice: Notice) {
        self.notices.update(|notices| notices.push(notice));
    }

    /// Removes the notice at this index, if there is one.
    pub(super) fn dismiss_notice(&self, index: usize) {
        self.notices.update(|notices| {
            if index < notices.len() {
                notices.remove(index);
            }
        });
    }

    /// Removes the notices that `old` selects, and adds `new`.
    pub(super) fn replace_notices(&self, old: fn(&Notice) -> bool, new: Option<Notice>) {
        self.notices.update(|notices| {
            notices.retain(|notice| !old(notice));
            notices.extend(new);
        });
    }

    /// Adds the notices that the store has collected since the last call.
    pub(super) fn show_store_notices(&self) {
        for notice in self.store.take_notices() {
            self.notice(notice);
        }
    }
}
