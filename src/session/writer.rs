//! Who writes: one page per namespace, which the store elects.

use std::future::Future;
use std::pin::Pin;
use std::rc::{Rc, Weak};

use leptos::prelude::GetUntracked;
use wasm_bindgen_futures::spawn_local;

use crate::store::writer::{self, Locks, Mode, NoLocks, Owner, PageLocks, Writer};
use crate::store::{FROM_JOURNAL, Loaded, Notice};

use super::shared::Source;
use super::workspace::{Role, Workspace};

impl Workspace {
    /// Takes part in the election, with the locks of the first element that opens the namespace.
    pub(super) async fn elect(self: &Rc<Self>, locks: Option<PageLocks>) {
        let locks: Rc<dyn Locks> = match locks {
            Some(locks) => Rc::new(locks),
            None => Rc::new(NoLocks),
        };
        let weak: Weak<Self> = Rc::downgrade(self);
        let owner: Weak<dyn Owner> = weak;
        let (writer, result) = Writer::start(&self.place, self.store.clone(), locks, owner).await;
        self.set_role(match writer.role() {
            writer::Role::Writing => Role::Writer,
            writer::Role::Following => Role::Follower,
        });
        if let Err(error) = result {
            self.notice(Notice::NoArchive(error));
        }
        // What the claim brought to the archive, or could not read.
        self.show_notices();
        drop(self.writer.set(writer));
    }

    /// Another element on this page joins: while it is there, the page keeps the lock.
    pub fn join(self: &Rc<Self>, locks: Option<PageLocks>) {
        let Some(locks) = locks else { return };
        let weak = Rc::downgrade(self);
        let lost = Box::new(move || {
            if let Some(workspace) = weak.upgrade() {
                workspace.lost();
            }
        });
        let name = self.place.name();
        if self.may_write() && !self.keeps_nothing() {
            spawn_local(async move {
                locks.take(&name, Mode::Try, lost).await;
            });
        }
    }

    /// "Hier verder werken": takes over from the page that writes.
    pub fn take_over(self: &Rc<Self>) {
        let follows = self.role.get_untracked() == Role::Follower;
        let Some(writer) = self.writer.get().cloned().filter(|_| follows) else {
            return;
        };
        let workspace = Rc::clone(self);
        self.set_role(Role::TakingOver);
        spawn_local(async move {
            if let Err(error) = writer.take_over().await {
                workspace.set_role(Role::Follower);
                workspace.notice(Notice::NoArchive(error));
            }
        });
    }

    /// Leads where the page that wrote has gone; asks nobody.
    pub fn lead_if_free(self: &Rc<Self>) {
        let follows = self.role.get_untracked() == Role::Follower;
        let Some(writer) = self.writer.get().cloned().filter(|_| follows) else {
            return;
        };
        spawn_local(async move { writer.lead_if_free().await });
    }

    /// Another page has taken over.
    pub(super) fn lost(&self) {
        match self.writer.get() {
            Some(writer) => writer.fenced(),
            None => self.set_role(Role::Follower),
        }
    }

    /// Begins to write: only after what another page has written shows here, or an edit could fall
    /// between the two.
    async fn begin(self: Rc<Self>) {
        self.read_again().await;
        let writes = |writer: &Writer| writer.role() == writer::Role::Writing;
        if self.writer.get().is_some_and(writes) {
            self.set_role(Role::Writer);
        }
    }

    /// Reads every open canvas again, as another page may have written it. Edits that never reached
    /// the archive are kept among the canvas's versions.
    async fn read_again(&self) {
        for shared in self.all_open() {
            let Ok(Loaded::Ready(canvas)) = self.store.load(&shared.id()).await else {
                continue;
            };
            let mine = shared.snapshot();
            if shared.is_dirty() && mine != *canvas {
                // Where this fails too, the status has said so since the edits were made.
                drop(self.store.keep_version(&mine, FROM_JOURNAL).await);
                self.notice(Notice::KeptAside { id: shared.id() });
            }
            shared.replace(*canvas, Source::Remote);
            shared.reloaded();
        }
        self.show_notices();
        self.refresh().await;
    }

    /// Tells what the store has had to say since the last time.
    pub(super) fn show_notices(&self) {
        for notice in self.store.take_notices() {
            self.notice(notice);
        }
    }
}

impl Owner for Workspace {
    fn flush(&self) -> Pin<Box<dyn Future<Output = ()>>> {
        let saving = self.save_all();
        Box::pin(async move {
            saving.await;
        })
    }

    fn role_changed(&self, role: writer::Role) {
        match role {
            writer::Role::Following => self.set_role(Role::Follower),
            writer::Role::Writing => {
                if let Some(workspace) = self.itself.upgrade() {
                    spawn_local(workspace.begin());
                }
            }
        }
    }
}
