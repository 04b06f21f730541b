//! The one writing page of a place, and how another page takes over from it.
//!
//! ```text
//! follower                          writer
//!   "hier verder werken"
//!   asks over the channel     ->      stops editing, saves all it has
//!                             <-      says that it is ready
//!   steals the lock           ->      hears that it is gone
//!   waits 50 ms, claims the epoch, loads again
//! ```
//!
//! A writer that gives no answer within three seconds loses the lock all the same, and the epoch
//! in the archive keeps it from writing. One that is ready but that nobody takes over from goes on.

use std::cell::{Cell, RefCell};
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::rc::{Rc, Weak};
use std::task::{Poll, Waker};

use super::browser::{sleep, within};
use super::channel::{Message, Subscription};
use super::core::Store;
use super::error::StoreError;
pub use super::locks::{Locks, Mode, NoLocks, Outcome, PageLocks};
use super::place::Place;

/// How long a writer may take to save what it has.
const PATIENCE_MS: i32 = 3000;

/// What the last writes of another page need to become visible here.
const SETTLE_MS: i32 = 50;

/// Whether this page writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// It edits and saves.
    Writing,
    /// It shows what another page saves.
    Following,
}

/// Whoever edits the canvases of a place: the session.
pub trait Owner {
    /// Saves all there is, also what is still being typed.
    fn flush(&self) -> Pin<Box<dyn Future<Output = ()>>>;

    /// This page's role has changed. With [`Role::Writing`], everything has to be loaded again.
    fn role_changed(&self, role: Role);
}

/// This page's part in the election of a place.
#[derive(Clone)]
pub struct Writer(Rc<Inner>);

struct Inner {
    store: Store,
    lock: String,
    locks: Rc<dyn Locks>,
    owner: Weak<dyn Owner>,
    role: Cell<Role>,
    holds: Cell<bool>,
    asked: RefCell<Option<Subscription>>,
}

impl Writer {
    /// Joins in: as the writing page where there is none yet. The owner is told of each change
    /// after this; [`role`](Self::role) says how it begins. The result is an error when the place
    /// is free and yet cannot be claimed, and so is read-only.
    pub async fn start(
        place: &Place,
        store: Store,
        locks: Rc<dyn Locks>,
        owner: Weak<dyn Owner>,
    ) -> (Self, Result<(), StoreError>) {
        let writer = Self(Rc::new(Inner {
            store,
            lock: place.name(),
            locks,
            owner,
            role: Cell::new(Role::Following),
            holds: Cell::new(false),
            asked: RefCell::default(),
        }));
        let hearing = Rc::downgrade(&writer.0);
        let asked = writer.0.store.channel().listen(move |message| {
            let writer = hearing.upgrade().map(Self);
            if let (Message::Asked, Some(writer)) = (message, writer) {
                wasm_bindgen_futures::spawn_local(async move { writer.hand_over().await });
            }
        });
        *writer.0.asked.borrow_mut() = Some(asked);
        let result = if writer.0.store.lasting() {
            match writer.take(Mode::Try).await {
                Outcome::Granted | Outcome::Unsupported => writer.lead().await,
                Outcome::Taken => Ok(()),
            }
        } else {
            writer.lead().await
        };
        (writer, result)
    }

    /// Whether this page writes.
    #[must_use]
    pub fn role(&self) -> Role {
        self.0.role.get()
    }

    /// "Hier verder werken": makes this page the writing one.
    ///
    /// # Errors
    ///
    /// When the place cannot be claimed; this page goes on following.
    pub async fn take_over(&self) -> Result<(), StoreError> {
        if self.role() == Role::Writing {
            return Ok(());
        }
        if self.take(Mode::Try).await == Outcome::Taken {
            self.ask().await;
            if self.take(Mode::Steal).await == Outcome::Taken {
                return Err(StoreError::Fenced);
            }
        }
        sleep(SETTLE_MS).await;
        self.lead().await?;
        self.tell(Role::Writing);
        Ok(())
    }

    /// Leads if nobody does any more, such as after the writing page was closed; asks no one.
    pub async fn lead_if_free(&self) {
        if self.role() == Role::Following
            && self.take(Mode::Try).await == Outcome::Granted
            && self.lead().await.is_ok()
        {
            self.tell(Role::Writing);
        }
    }

    /// This page was refused with [`StoreError::Fenced`]: another one writes.
    pub fn fenced(&self) {
        self.0.holds.set(false);
        self.0.store.release();
        self.become_follower();
    }

    /// Lets go of the place. Save everything first.
    pub fn stop(&self) {
        self.0.asked.borrow_mut().take();
        self.0.holds.set(false);
        self.0.role.set(Role::Following);
        self.0.store.release();
        self.0.locks.release(&self.0.lock);
    }

    async fn take(&self, mode: Mode) -> Outcome {
        let hearing = Rc::downgrade(&self.0);
        let lost = Box::new(move || {
            if let Some(inner) = hearing.upgrade() {
                Self(inner).fenced();
            }
        });
        let outcome = self.0.locks.take(&self.0.lock, mode, lost).await;
        self.0.holds.set(outcome != Outcome::Taken);
        outcome
    }

    async fn lead(&self) -> Result<(), StoreError> {
        self.0.store.claim().await?;
        // It may have been stolen from us meanwhile.
        if !self.0.holds.get() && self.0.store.lasting() {
            return Err(StoreError::Fenced);
        }
        self.0.role.set(Role::Writing);
        Ok(())
    }

    /// Asks the writer to let go, and waits for its answer, but not for ever.
    async fn ask(&self) {
        let answer: Rc<RefCell<(bool, Option<Waker>)>> = Rc::default();
        let heard = answer.clone();
        let _subscription = self.0.store.channel().listen(move |message| {
            if message == Message::Ready {
                let mut answer = heard.borrow_mut();
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
        within(PATIENCE_MS, ready).await;
    }

    /// Another page asks: stop, save, and say so.
    async fn hand_over(&self) {
        if self.role() != Role::Writing {
            return;
        }
        self.become_follower();
        if let Some(owner) = self.0.owner.upgrade() {
            owner.flush().await;
        }
        self.0.store.channel().post(&Message::Ready);
        sleep(PATIENCE_MS).await;
        // Nobody came: go on, unless this page has been left or fenced since.
        if self.0.holds.get() && self.role() == Role::Following && self.lead().await.is_ok() {
            self.tell(Role::Writing);
        }
    }

    fn become_follower(&self) {
        if self.0.role.replace(Role::Following) == Role::Writing {
            self.tell(Role::Following);
        }
    }

    fn tell(&self, role: Role) {
        if let Some(owner) = self.0.owner.upgrade() {
            owner.role_changed(role);
        }
    }
}
