//! Who writes: one page per namespace, which the store elects.

use std::future::Future;
use std::pin::Pin;
use std::rc::{Rc, Weak};

use leptos::prelude::{GetUntracked, Set};
use wasm_bindgen_futures::spawn_local;

use crate::store::writer::{self, Locks, Mode, NoLocks, Owner, PageLocks, Writer};
use crate::store::{Loaded, Notice};

use super::session::{Shared, Source};
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
        self.role.set(match writer.role() {
            writer::Role::Writing => Role::Writer,
            writer::Role::Following => Role::Follower,
        });
        if let Err(error) = result {
            self.notice(Notice::NoArchive(error));
        }
        // What the claim brought to the archive, or could not read.
        for notice in self.store.take_notices() {
            self.notice(notice);
        }
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
        if self.may_write() {
            spawn_local(async move {
                locks.take(&name, Mode::Try, lost).await;
            });
        }
    }

    /// "Hier verder werken": takes over from the page that writes.
    pub fn take_over(self: &Rc<Self>) {
        let Some(writer) = self.writer.get().cloned() else {
            return;
        };
        let workspace = Rc::clone(self);
        self.role.set(Role::TakingOver);
        spawn_local(async move {
            if let Err(error) = writer.take_over().await {
                workspace.role.set(Role::Follower);
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
            None => self.role.set(Role::Follower),
        }
    }

    /// Reads every open canvas again, as another page may have written it.
    async fn read_again(self: Rc<Self>) {
        for shared in self.all_open() {
            if let Ok(Loaded::Ready(canvas)) = self.store.load(&shared.id()).await {
                shared.replace(*canvas, Source::Remote);
            }
        }
        self.refresh().await;
    }
}

impl Owner for Workspace {
    fn flush(&self) -> Pin<Box<dyn Future<Output = ()>>> {
        let open: Vec<Rc<Shared>> = self.all_open();
        Box::pin(async move {
            for shared in open {
                shared.save_all().await;
            }
        })
    }

    fn role_changed(&self, role: writer::Role) {
        match role {
            writer::Role::Following => self.role.set(Role::Follower),
            writer::Role::Writing => {
                self.role.set(Role::Writer);
                if let Some(workspace) = self.itself.upgrade() {
                    spawn_local(workspace.read_again());
                }
            }
        }
    }
}
