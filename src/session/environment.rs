//! The session's port to the page that it runs in: time, randomness, tasks, storage and the
//! network.
//!
//! Nothing else in `session` reads a clock, starts a task or names the browser, so that a test can
//! move time and run tasks by hand.

use std::cell::RefCell;
use std::future::Future;
use std::pin::Pin;
use std::rc::{Rc, Weak};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use zeroize::Zeroizing;

use crate::crypto::{PassphraseKdf, Secret};
use crate::domain::{Date, DocumentId, ItemId, Timestamp};
use crate::store::leader::{ElectionRole, LeaderDelegate, Locks, Runtime};
use crate::store::{Channel, Namespace, Opened, Store, StoreError};
use crate::sync::http::SignIn;
use crate::sync::machine::{Reply, Request};
use crate::sync::probe::ProbeResult;

/// A boxed future that runs on the page's single thread.
pub type LocalFuture<T> = Pin<Box<dyn Future<Output = T>>>;

/// A function that runs once, such as a timer's.
pub type Callback = Box<dyn FnOnce()>;

/// The result of joining an election: this page's part in it, and an error if the page may never
/// lead.
pub type Elected = (Rc<dyn Election>, Result<(), StoreError>);

/// This page's part in the election of the namespace's leader.
pub trait Election {
    /// This page's role: leading or following.
    fn role(&self) -> ElectionRole;

    /// Makes this page the leader. Fails if the namespace can't be claimed; the page then remains a
    /// follower.
    fn take_over(&self) -> LocalFuture<Result<(), StoreError>>;

    /// Makes this page the leader if no page leads; doesn't ask a leader to yield.
    fn lead_if_free(&self) -> LocalFuture<()>;

    /// Retries the claim on the namespace after an outage.
    fn claim_again(&self) -> LocalFuture<Result<(), StoreError>>;

    /// Called when a transaction of this page was fenced: the page becomes a follower.
    fn fenced(&self);

    /// Leaves the election and releases the lock. Everything has been saved.
    fn stop(&self);
}

/// The implementation behind an [`Environment`]: the browser's, or a fake that a test controls.
pub trait Platform {
    /// The device's wall clock, which the user may set.
    fn now(&self) -> Timestamp;

    /// The offset of local time from UTC at a point in time, in minutes; positive east of
    /// Greenwich.
    fn offset_minutes(&self, at: Timestamp) -> i32;

    /// A monotonic clock in milliseconds, from an arbitrary start.
    fn monotonic_ms(&self) -> u64;

    /// 128 random bits.
    fn random(&self) -> u128;

    /// Whether the page is visible.
    fn is_visible(&self) -> bool;

    /// Whether the page is a secure context.
    fn is_secure(&self) -> bool;

    /// Spawns a task; it first runs in a later turn of the event loop.
    fn spawn(&self, task: LocalFuture<()>);

    /// Runs a function once after a pause. Returns a function that cancels it, or `None` if no
    /// timer could be set: then the function never runs.
    fn after(&self, pause: Duration, run: Callback) -> Option<Callback>;

    /// Opens the store of a namespace; never fails, see [`Opened::notices`].
    fn open_store(&self, namespace: Namespace) -> LocalFuture<Opened>;

    /// Opens one more channel to the other pages of a namespace.
    fn open_channel(&self, namespace: &Namespace) -> Channel;

    /// Asks the browser not to evict the store's records when the disk fills up.
    fn ask_persist(&self, store: Store) -> LocalFuture<()>;

    /// Joins the election of a namespace; see `LeaderElection::start`.
    fn elect(
        &self,
        namespace: Namespace,
        store: Store,
        locks: Rc<dyn Locks>,
        runtime: Rc<dyn Runtime>,
        delegate: Weak<dyn LeaderDelegate>,
    ) -> LocalFuture<Elected>;

    /// The base URL of a server for an address as typed; `None` if it can't be used.
    fn base_url(&self, typed: &str) -> Option<String>;

    /// Sends a request; `None` if no complete response arrived.
    fn send(&self, base: String, request: Request, sign_in: SignIn) -> LocalFuture<Option<Reply>>;

    /// Tests the connection to a server, and changes nothing on it.
    fn probe(&self, base: String, sign_in: SignIn) -> LocalFuture<ProbeResult>;

    /// Stretches a passphrase to the secret of a slot; `None` if that can't be computed here.
    fn stretch(
        &self,
        passphrase: Zeroizing<String>,
        salt: Vec<u8>,
        kdf: PassphraseKdf,
    ) -> LocalFuture<Option<Secret>>;
}

/// The page's clock, timers, tasks and ids. Copies share the platform: views carry one into
/// closures, which Leptos requires to be `Send`.
#[derive(Clone, Copy)]
pub struct Environment(&'static (dyn Platform + Sync));

impl Environment {
    /// An environment on the given platform.
    #[must_use]
    pub const fn new(platform: &'static (dyn Platform + Sync)) -> Self {
        Self(platform)
    }

    /// The device's wall clock.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.0.now()
    }

    /// The offset of local time from UTC at a point in time, in minutes; positive east of
    /// Greenwich.
    #[must_use]
    pub fn offset_minutes(&self, at: Timestamp) -> i32 {
        self.0.offset_minutes(at)
    }

    /// Today's date in local time.
    #[must_use]
    pub fn today(&self) -> Date {
        let now = self.now();
        let offset = i64::from(self.offset_minutes(now)).saturating_mul(60_000);
        let local = Timestamp::from_millis(now.millis().saturating_add(offset)).to_string();
        local
            .get(..10)
            .and_then(|day| day.parse().ok())
            .unwrap_or(Date::EPOCH)
    }

    /// A monotonic clock in milliseconds, from an arbitrary start.
    #[must_use]
    pub fn monotonic_ms(&self) -> u64 {
        self.0.monotonic_ms()
    }

    /// 128 random bits.
    #[must_use]
    pub fn random(&self) -> u128 {
        self.0.random()
    }

    /// A random id for a new item.
    #[must_use]
    pub fn item_id(&self) -> ItemId {
        ItemId::from_bits(self.random())
    }

    /// A random id for a new document.
    #[must_use]
    pub fn document_id(&self) -> Option<DocumentId> {
        self.item_id().to_string().parse().ok()
    }

    /// Whether the page is visible.
    #[must_use]
    pub fn is_visible(&self) -> bool {
        self.0.is_visible()
    }

    /// Whether the page is a secure context.
    #[must_use]
    pub fn is_secure(&self) -> bool {
        self.0.is_secure()
    }

    /// Spawns a task.
    pub fn spawn(&self, task: impl Future<Output = ()> + 'static) {
        self.0.spawn(Box::pin(task));
    }

    /// Runs a function once after a pause, unless the timer is dropped first.
    pub fn after(&self, pause: Duration, run: impl FnOnce() + 'static) -> Timer {
        let pending: Rc<RefCell<Option<Callback>>> =
            Rc::new(RefCell::new(Some(Box::new(run) as Callback)));
        let ringing = Rc::clone(&pending);
        let ring = move || {
            let run = ringing.take();
            if let Some(run) = run {
                run();
            }
        };
        Timer {
            cancel: self.0.after(pause, Box::new(ring)),
            pending,
        }
    }

    /// Waits for the given time. Dropping the future drops its timer.
    pub fn sleep(&self, pause: Duration) -> Sleep {
        let state = Rc::<RefCell<SleepState>>::default();
        let ringing = Rc::clone(&state);
        let timer = self.after(pause, move || {
            let mut state = ringing.borrow_mut();
            state.is_over = true;
            let waker = state.waker.take();
            drop(state);
            if let Some(waker) = waker {
                waker.wake();
            }
        });
        Sleep {
            state,
            _timer: timer,
        }
    }

    pub(super) async fn open_store(&self, namespace: Namespace) -> Opened {
        self.0.open_store(namespace).await
    }

    pub(super) fn open_channel(&self, namespace: &Namespace) -> Channel {
        self.0.open_channel(namespace)
    }

    pub(super) fn ask_persist(&self, store: Store) {
        self.0.spawn(self.0.ask_persist(store));
    }

    pub(super) async fn elect(
        &self,
        namespace: Namespace,
        store: Store,
        locks: Rc<dyn Locks>,
        delegate: Weak<dyn LeaderDelegate>,
    ) -> Elected {
        let runtime = Rc::new(*self);
        let elected = self.0.elect(namespace, store, locks, runtime, delegate);
        elected.await
    }

    pub(super) fn base_url(&self, typed: &str) -> Option<String> {
        self.0.base_url(typed)
    }

    pub(super) async fn send(
        &self,
        base: String,
        request: Request,
        sign_in: SignIn,
    ) -> Option<Reply> {
        self.0.send(base, request, sign_in).await
    }

    pub(super) async fn stretch(
        &self,
        passphrase: &str,
        salt: Vec<u8>,
        kdf: PassphraseKdf,
    ) -> Option<Secret> {
        let passphrase = Zeroizing::new(passphrase.to_owned());
        self.0.stretch(passphrase, salt, kdf).await
    }

    pub(super) async fn probe(&self, base: String, sign_in: SignIn) -> ProbeResult {
        self.0.probe(base, sign_in).await
    }
}

impl Runtime for Environment {
    fn spawn(&self, task: LocalFuture<()>) {
        self.0.spawn(task);
    }

    fn sleep(&self, pause: Duration) -> LocalFuture<()> {
        Box::pin(self.sleep(pause))
    }

    fn is_visible(&self) -> bool {
        self.is_visible()
    }
}

/// A pending function; dropping the timer cancels it.
///
/// Dropping it also drops what the function holds, at once. The browser itself drops a cancelled
/// timer's function only at its next garbage collection; until then a namespace would stay open,
/// and be written, after its lock has gone to another page.
#[must_use = "dropping it cancels the timer"]
pub struct Timer {
    pending: Rc<RefCell<Option<Callback>>>,
    cancel: Option<Callback>,
}

impl Drop for Timer {
    fn drop(&mut self) {
        let pending = self.pending.take();
        if let Some(cancel) = self.cancel.take() {
            cancel();
        }
        drop(pending);
    }
}

#[derive(Default)]
struct SleepState {
    is_over: bool,
    waker: Option<Waker>,
}

/// The future of [`Environment::sleep`].
#[must_use = "it waits only where it is awaited"]
pub struct Sleep {
    state: Rc<RefCell<SleepState>>,
    _timer: Timer,
}

impl Future for Sleep {
    type Output = ();

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let mut state = self.state.borrow_mut();
        if state.is_over {
            return Poll::Ready(());
        }
        state.waker = Some(context.waker().clone());
        Poll::Pending
    }
}
