//! Leadership: the store elects one page per namespace as the leader, and only the leader writes.

use std::cell::OnceCell;
use std::future::Future;
use std::pin::Pin;
use std::rc::{Rc, Weak};

use leptos::prelude::GetUntracked;

use crate::store::leader::{ElectionRole, LeaderDelegate, LockResult, Locks, Mode};
use crate::store::{Notice, StoreError};

use super::environment::Election;
use super::library::Library;
use super::open_canvases::OpenCanvases;
use super::services::{Role, Services};
use super::visits::Visits;

/// This page's part in the election of a namespace's leader.
pub(super) struct Leadership {
    services: Rc<Services>,
    open: Rc<OpenCanvases>,
    library: Rc<Library>,
    visits: Rc<Visits>,
    election: OnceCell<Rc<dyn Election>>,
    itself: Weak<Self>,
}

impl Leadership {
    pub(super) fn new(
        services: Rc<Services>,
        open: Rc<OpenCanvases>,
        library: Rc<Library>,
        locks: Option<Rc<dyn Locks>>,
    ) -> Rc<Self> {
        Rc::new_cyclic(|itself| Self {
            services,
            open,
            library,
            visits: Visits::new(locks),
            election: OnceCell::new(),
            itself: Weak::clone(itself),
        })
    }

    /// Joins the election. Called once, during a visit.
    pub(super) async fn elect(&self) {
        let services = &self.services;
        let locks = Rc::<Visits>::clone(&self.visits);
        let weak: Weak<Self> = Weak::clone(&self.itself);
        let delegate: Weak<dyn LeaderDelegate> = weak;
        let (namespace, store) = (services.namespace().clone(), services.store().clone());
        let environment = services.environment();
        let elected = environment.elect(namespace, store, locks, delegate);
        let (election, result) = elected.await;
        services.set_role(match election.role() {
            ElectionRole::Leader => Role::Leader,
            ElectionRole::Follower => Role::Follower,
        });
        if result.is_err() {
            // The store has its own notice for an archive of a newer version.
            services.set_role(Role::TooNew);
        }
        // Notices of the claim: journal entries that it archived or couldn't read.
        services.show_store_notices();
        drop(self.election.set(election));
    }

    /// Begins an element's visit. The first one after the page has left takes part in the election
    /// again.
    pub(super) fn enter(&self) {
        if self.visits.enter() && !self.services.keeps_nothing() && self.election.get().is_some() {
            match self.services.role().get_untracked() {
                Role::Leader => self.keep_leading(),
                Role::Follower => self.lead_if_free(),
                Role::TakingOver | Role::TooNew => {}
            }
        }
    }

    /// Ends an element's visit. The last one releases the lock, if the namespace has one: what is in
    /// memory only has none, and may have the name of what is stored.
    pub(super) fn leave(&self) {
        if self.visits.leave() && !self.services.keeps_nothing() {
            self.visits.release(&self.services.namespace().name());
        }
    }

    /// Whether an element visits the namespace.
    pub(super) fn is_visited(&self) -> bool {
        self.visits.any()
    }

    /// Leaves the election and releases the lock, as the namespace closes.
    pub(super) fn stop(&self) {
        if let Some(election) = self.election.get() {
            election.stop();
        }
    }

    /// Takes part again as before, as the namespace doesn't close after all.
    pub(super) fn resume(&self) {
        let leads = |election: &Rc<dyn Election>| election.role() == ElectionRole::Leader;
        if self.election.get().is_some_and(leads) {
            self.services.set_role(Role::Leader);
        }
    }

    /// Takes the lock back that this page, the leader, had released.
    fn keep_leading(&self) {
        let weak = Weak::clone(&self.itself);
        let follow = move || {
            if let Some(leadership) = weak.upgrade() {
                leadership.fenced();
                leadership.lead_if_free();
            }
        };
        let (lost, name) = (Box::new(follow.clone()), self.services.namespace().name());
        let taking = self.visits.take(&name, Mode::Try, lost);
        self.services.environment().spawn(async move {
            // Another page has taken it since.
            if taking.await == LockResult::Taken {
                follow();
            }
        });
    }

    /// The election, if this page is a follower.
    fn followed(&self) -> Option<Rc<dyn Election>> {
        let follows = self.services.role().get_untracked() == Role::Follower;
        self.election.get().cloned().filter(|_| follows)
    }

    /// "Hier verder werken": takes over from the leader. Does nothing if this page isn't a
    /// follower.
    pub(super) fn take_over(&self) {
        let Some(election) = self.followed() else {
            return;
        };
        let services = Rc::clone(&self.services);
        // Keeps the namespace open until the election is decided.
        let namespace = services.delegate();
        services.set_role(Role::TakingOver);
        self.services.environment().spawn(async move {
            if let Err(error) = election.take_over().await {
                services.set_role(Role::Follower);
                if error != StoreError::Fenced {
                    services.notice(Notice::NoArchive(error));
                }
            }
            drop(namespace);
        });
    }

    /// Makes this page the leader if the previous one has closed; doesn't ask a leader to yield.
    pub(super) fn lead_if_free(&self) {
        if let Some(election) = self.followed() {
            self.services.environment().spawn(election.lead_if_free());
        }
    }

    /// Called when a transaction was fenced: this page becomes a follower.
    pub(super) fn fenced(&self) {
        match self.election.get() {
            Some(election) => election.fenced(),
            None => self.services.set_role(Role::Follower),
        }
    }

    /// Retries the claim on the namespace after an outage.
    ///
    /// # Errors
    ///
    /// [`StoreError`] while the outage lasts.
    pub(super) async fn claim_again(&self) -> Result<(), StoreError> {
        match self.election.get() {
            Some(election) => election.claim_again().await,
            None => Ok(()),
        }
    }

    /// Becomes the leader, after reading what the previous leader wrote: an edit before that would
    /// be based on an outdated canvas.
    async fn begin(&self) {
        self.library.read_again().await;
        let leads = |election: &Rc<dyn Election>| election.role() == ElectionRole::Leader;
        if self.election.get().is_some_and(leads) {
            self.services.set_role(Role::Leader);
        }
    }
}

impl LeaderDelegate for Leadership {
    fn flush(&self) -> Pin<Box<dyn Future<Output = ()>>> {
        let saving = self.open.save_all();
        Box::pin(async move {
            saving.await;
        })
    }

    fn role_changed(&self, role: ElectionRole) {
        match role {
            ElectionRole::Follower => self.services.set_role(Role::Follower),
            ElectionRole::Leader => {
                let (leadership, namespace) = (self.itself.upgrade(), self.services.delegate());
                self.services.environment().spawn(async move {
                    if let Some(leadership) = leadership {
                        leadership.begin().await;
                    }
                    drop(namespace);
                });
            }
        }
    }
}
