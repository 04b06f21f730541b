//! The election of the fake page.

use std::cell::Cell;
use std::rc::{Rc, Weak};

use maatwerk::session::{Election, LocalFuture};
use maatwerk::store::leader::{ElectionRole, LeaderDelegate, Locks, Mode};
use maatwerk::store::{Store, StoreError};

use super::page::{LOCK, is_taken, set_taken};

/// This page's part in an election in which the other page yields when asked.
#[derive(Clone)]
pub(super) struct Ballot {
    store: Store,
    locks: Rc<dyn Locks>,
    delegate: Weak<dyn LeaderDelegate>,
    role: Rc<Cell<ElectionRole>>,
}

impl Ballot {
    /// Leads unless another page holds the lock.
    pub(super) async fn cast(
        store: Store,
        locks: Rc<dyn Locks>,
        delegate: Weak<dyn LeaderDelegate>,
    ) -> (Self, Result<(), StoreError>) {
        let ballot = Self {
            store,
            locks,
            delegate,
            role: Rc::new(Cell::new(ElectionRole::Follower)),
        };
        let result = match is_taken() {
            true => Ok(()),
            false => ballot.claim().await,
        };
        (ballot, result)
    }

    async fn claim(&self) -> Result<(), StoreError> {
        self.store.claim().await?;
        self.role.set(ElectionRole::Leader);
        Ok(())
    }

    async fn lead(&self) -> Result<(), StoreError> {
        self.claim().await?;
        set_taken(false);
        self.tell(ElectionRole::Leader);
        Ok(())
    }

    fn tell(&self, role: ElectionRole) {
        if let Some(delegate) = self.delegate.upgrade() {
            delegate.role_changed(role);
        }
    }
}

impl Election for Ballot {
    fn role(&self) -> ElectionRole {
        self.role.get()
    }

    fn take_over(&self) -> LocalFuture<Result<(), StoreError>> {
        let ballot = self.clone();
        Box::pin(async move { ballot.lead().await })
    }

    fn lead_if_free(&self) -> LocalFuture<()> {
        let ballot = self.clone();
        Box::pin(async move {
            let lock = ballot.locks.take(LOCK, Mode::Try, Box::new(|| {})).await;
            if lock.is_granted() && !is_taken() {
                ballot.lead().await.expect("a claim");
            }
        })
    }

    fn claim_again(&self) -> LocalFuture<Result<(), StoreError>> {
        Box::pin(async { Ok(()) })
    }

    fn fenced(&self) {
        self.store.release();
        if self.role.replace(ElectionRole::Follower) == ElectionRole::Leader {
            self.tell(ElectionRole::Follower);
        }
    }

    fn stop(&self) {
        self.store.release();
        self.role.set(ElectionRole::Follower);
        self.locks.release(LOCK);
    }
}
