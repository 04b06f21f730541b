//! Leader election: one page of a namespace leads and may write, and another page can take over.
//!
//! ```text
//! follower                          leader
//!   the user takes over
//!   posts `Asked`             ->      stops editing, saves everything
//!                             <-      posts `Ready`
//!   steals the lock           ->      becomes a follower
//!   waits 50 ms, raises the epoch, reloads
//! ```
//!
//! A leader that doesn't respond within three seconds loses the lock anyway, and the epoch in the
//! archive fences its writes. A leader that posted `Ready` but isn't taken over leads again.
//!
//! A follower queues for the lock, and leads once the previous leader has been gone for longer than
//! a reload takes. A hidden page doesn't, and leaves the lead to a visible one.

use std::cell::{Cell, RefCell};
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::rc::{Rc, Weak};
use std::task::{Poll, Waker};
use std::time::Duration;

use super::channel::{Message, Subscription};
use super::locks::{LockResult, Locks, Mode};
use super::runtime::Runtime;
use crate::store::backend::browser::within;
use crate::store::core::Store;
use crate::store::error::StoreError;
use crate::store::namespace::Namespace;

/// The maximum time for a leader to save everything.
const PATIENCE: Duration = Duration::from_millis(3000);

/// Time for another page's last writes to become visible here.
const SETTLE: Duration = Duration::from_millis(50);

/// Maximum time in which a page that reloads is back.
const RELOAD: Duration = Duration::from_millis(2000);

/// The role of this page in the election.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ElectionRole {
    /// It edits and saves.
    Leader,
    /// It shows what the leader saves.
    Follower,
}

/// Called by the election. Implemented by the session, which edits the namespace's canvases.
pub trait LeaderDelegate {
    /// Saves everything, including unfinished input. Called before this page hands over the lead.
    fn flush(&self) -> Pin<Box<dyn Future<Output = ()>>>;

    /// Called after this page's role changed. With [`ElectionRole::Leader`], all canvases have to be
    /// reloaded.
    fn role_changed(&self, role: ElectionRole);
}

/// This page's part in the election of a namespace.
#[derive(Clone)]
pub struct LeaderElection(Rc<Inner>);

struct Inner {
    store: Store,
    lock: String,
    locks: Rc<dyn Locks>,
    runtime: Rc<dyn Runtime>,
    delegate: Weak<dyn LeaderDelegate>,
    role: Cell<ElectionRole>,
    has_lock: Cell<bool>,
    queues: Cell<bool>,
    asked: RefCell<Option<Subscription>>,
}

impl LeaderElection {
    /// Joins the election of a namespace, and leads if no page does. The delegate is called for
    /// later changes; read [`role`](Self::role) for the initial one. If the archive can't be
    /// written now, the page leads anyway, and [`Store::outage`] has the reason. The result is an
    /// error if the page can't lead: a newer version wrote the archive, or another page stole the
    /// lock.
    pub async fn start(
        namespace: &Namespace,
        store: Store,
        locks: Rc<dyn Locks>,
        runtime: Rc<dyn Runtime>,
        delegate: Weak<dyn LeaderDelegate>,
    ) -> (Self, Result<(), StoreError>) {
        let election = Self(Rc::new(Inner {
            store,
            lock: namespace.name(),
            locks,
            runtime,
            delegate,
            role: Cell::new(ElectionRole::Follower),
            has_lock: Cell::new(false),
            queues: Cell::new(false),
            asked: RefCell::default(),
        }));
        let listening = Rc::downgrade(&election.0);
        let asked = election.0.store.channel().listen(move |message| {
            let election = listening.upgrade().map(Self);
            if let (Message::Asked, Some(election)) = (message, election) {
                election.spawn(|election| async move { election.hand_over().await });
            }
        });
        *election.0.asked.borrow_mut() = Some(asked);
        let result = if election.0.store.persistent() {
            match election.take(Mode::Try).await {
                LockResult::Granted | LockResult::Unsupported => election.lead().await,
                LockResult::Taken | LockResult::Withdrawn => {
                    election.queue();
                    Ok(())
                }
            }
        } else {
            election.lead().await
        };
        (election, result)
    }

    /// The current role of this page.
    #[must_use]
    pub fn role(&self) -> ElectionRole {
        self.0.role.get()
    }

    /// Makes this page the leader: the button "hier verder werken".
    ///
    /// # Errors
    ///
    /// If the namespace can't be claimed; this page remains a follower.
    pub async fn take_over(&self) -> Result<(), StoreError> {
        if self.role() == ElectionRole::Leader {
            return Ok(());
        }
        if !self.take(Mode::Try).await.is_granted() {
            self.ask().await;
            if !self.take(Mode::Steal).await.is_granted() {
                return Err(StoreError::Fenced);
            }
        }
        self.0.runtime.sleep(SETTLE).await;
        self.lead().await?;
        self.tell(ElectionRole::Leader);
        Ok(())
    }

    /// Leads if no page holds the lock, such as after the leader was closed. Never asks a leader to
    /// hand over.
    pub async fn lead_if_free(&self) {
        if self.role() != ElectionRole::Follower || !self.0.store.persistent() {
            return;
        }
        match self.take(Mode::Try).await {
            LockResult::Granted if self.role() == ElectionRole::Follower => {
                if self.lead().await.is_ok() {
                    self.tell(ElectionRole::Leader);
                }
            }
            LockResult::Taken => self.queue(),
            // Withdrawn: whoever comes back asks again.
            LockResult::Granted | LockResult::Unsupported | LockResult::Withdrawn => {}
        }
    }

    /// Tries again to claim the namespace during an outage. Does nothing otherwise.
    ///
    /// # Errors
    ///
    /// If the outage continues.
    pub async fn claim_again(&self) -> Result<(), StoreError> {
        self.0.store.claim_again().await
    }

    /// Waits for the lock in the background, and leads once the leader is gone.
    fn queue(&self) {
        if self.0.queues.replace(true) {
            return;
        }
        self.spawn(|election| async move {
            let outcome = election
                .0
                .locks
                .take(&election.0.lock, Mode::Wait, Box::new(|| {}));
            let outcome = outcome.await;
            if outcome == LockResult::Granted && election.role() == ElectionRole::Follower {
                // The leader may only be reloading, and its last writes have to become visible
                // here.
                election.0.locks.release(&election.0.lock);
                election.0.runtime.sleep(RELOAD).await;
            }
            election.0.queues.set(false);
            // Withdrawn: an element may have come back meanwhile, and found this one in the queue.
            let ended = matches!(outcome, LockResult::Granted | LockResult::Withdrawn);
            if ended && election.0.runtime.is_visible() {
                election.lead_if_free().await;
            }
        });
    }

    /// Call when a transaction failed with [`StoreError::Fenced`]: gives up leadership and becomes
    /// a follower.
    pub fn fenced(&self) {
        self.0.has_lock.set(false);
        self.0.store.release();
        self.become_follower();
    }

    /// Leaves the election and releases the lock. Save everything first.
    pub fn stop(&self) {
        self.0.asked.borrow_mut().take();
        self.0.has_lock.set(false);
        self.0.role.set(ElectionRole::Follower);
        self.0.store.release();
        self.0.locks.release(&self.0.lock);
    }

    fn spawn<F: Future<Output = ()> + 'static>(&self, task: impl FnOnce(Self) -> F) {
        self.0.runtime.spawn(Box::pin(task(self.clone())));
    }

    async fn take(&self, mode: Mode) -> LockResult {
        let listening = Rc::downgrade(&self.0);
        let lost = Box::new(move || {
            if let Some(inner) = listening.upgrade() {
                let election = Self(inner);
                election.fenced();
                election.queue();
            }
        });
        let outcome = self.0.locks.take(&self.0.lock, mode, lost).await;
        self.0.has_lock.set(outcome.is_granted());
        outcome
    }

    async fn lead(&self) -> Result<(), StoreError> {
        let claimed = self.0.store.claim().await;
        // Another page may have stolen the lock during the claim.
        if !self.0.has_lock.get() && self.0.store.persistent() {
            self.0.store.release();
            return Err(StoreError::Fenced);
        }
        match claimed {
            Ok(_) => {}
            Err(error @ StoreError::TooNew { .. }) => return Err(error),
            // No other page may write, so the user can continue; the outage keeps the reason.
            Err(error) => self.0.store.begin_outage(error),
        }
        self.0.role.set(ElectionRole::Leader);
        Ok(())
    }

    /// Asks the leader to hand over, and waits at most [`PATIENCE`] for its answer.
    async fn ask(&self) {
        let answer: Rc<RefCell<(bool, Option<Waker>)>> = Rc::default();
        let answered = answer.clone();
        let _subscription = self.0.store.channel().listen(move |message| {
            if message == Message::Ready {
                let mut answer = answered.borrow_mut();
                answer.0 = true;
                if let Some(waker) = answer.1.take() {
                    waker.wake();
                }
            }
        });
        self.0.store.channel().post(&Message::Asked);
        let ready = poll_fn(|context| {
            let mut answer = answer.borrow_mut();
            answer.1 = Some(context.waker().clone());
            if answer.0 {
                Poll::Ready(())
            } else {
                Poll::Pending
            }
        });
        within(self.0.runtime.sleep(PATIENCE), ready).await;
    }

    /// Hands over on another page's request: stops editing, saves, and posts [`Message::Ready`].
    async fn hand_over(&self) {
        if self.role() != ElectionRole::Leader {
            return;
        }
        self.become_follower();
        if let Some(delegate) = self.0.delegate.upgrade() {
            delegate.flush().await;
        }
        self.0.store.channel().post(&Message::Ready);
        self.0.runtime.sleep(PATIENCE).await;
        // No page took over: lead again, unless this page left or was fenced meanwhile.
        if self.0.has_lock.get()
            && self.role() == ElectionRole::Follower
            && self.lead().await.is_ok()
        {
            self.tell(ElectionRole::Leader);
        }
    }

    fn become_follower(&self) {
        if self.0.role.replace(ElectionRole::Follower) == ElectionRole::Leader {
            self.tell(ElectionRole::Follower);
        }
    }

    fn tell(&self, role: ElectionRole) {
        if let Some(delegate) = self.0.delegate.upgrade() {
            delegate.role_changed(role);
        }
    }
}
