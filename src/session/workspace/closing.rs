//! Closing a namespace whose key goes: all is saved first, and nothing of it stays on this page.

use std::rc::Rc;
use std::time::Duration;

use crate::session::keys;
use crate::session::open_canvas::OpenCanvas;
use crate::session::services::Role;

use super::Workspace;

/// The time between two looks whether an element has ended its visit.
const CHECK: Duration = Duration::from_millis(20);
/// The time between two tries to save what storage refuses.
const RETRY: Duration = Duration::from_secs(2);

impl Workspace {
    /// Closes the namespace for every element on this page. Each takes at once what it shows off the page, and
    /// ends its visit; sync stops. When all is saved the lock goes to another page, and the key is
    /// forgotten. What storage refuses stays in memory until it takes it: whoever unlocks before that finds
    /// it as it was.
    pub(in crate::session) fn close(self: &Rc<Self>) {
        if self.closing.replace(true) {
            return;
        }
        // Before the views go, which may be all that holds a canvas.
        let open = self.open.all();
        let elements = self.elements.borrow().clone();
        for (_, element_closes) in elements {
            element_closes();
        }
        self.services.set_role(Role::Follower);
        self.register_as_closing();
        let workspace = Rc::clone(self);
        self.environment()
            .spawn(async move { workspace.finish(open).await });
    }

    /// Takes up again what [`close`](Self::close) has not finished.
    pub(super) fn reopen(&self) {
        self.closing.set(false);
        self.leadership.resume();
    }

    async fn finish(self: Rc<Self>, open: Vec<Rc<OpenCanvas>>) {
        let environment = self.environment();
        for open_canvas in &open {
            while !open_canvas.save_all().await && open_canvas.is_dirty() && self.closing.get() {
                environment.sleep(RETRY).await;
            }
        }
        drop(open);
        while self.closing.get() && self.leadership.is_visited() {
            environment.sleep(CHECK).await;
        }
        if !self.closing.get() {
            return;
        }
        self.give_up();
        self.unregister();
    }

    /// Leaves the election and forgets the key. Everything has been saved.
    pub(super) fn give_up(&self) {
        self.subscriptions.take();
        self.leadership.stop();
        self.services.store().forget_key();
    }

    /// The key ring was changed on another page: opens the namespace anew, with what it says now. An edit that
    /// is not saved keeps this page open, which says so.
    pub(super) fn rekeyed(self: &Rc<Self>) {
        let unsaved = self.open.all().iter().any(|it| it.is_dirty());
        if !unsaved {
            keys::forget(self.namespace());
            // What it knows of the ring is old: it can't be taken up again.
            self.set_sealed(false);
            self.close();
        }
    }
}
