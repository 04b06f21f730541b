//! Drives the sync machine: feeds it events and carries out its effects. Only the leader syncs. A
//! page that takes over starts a new machine; all lasting state is in the store.

mod effects;
mod team;

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};
use std::time::Duration;

use leptos::prelude::ArcReadSignal;

use crate::domain::{DocumentId, Timestamp};
use crate::session::environment::{Environment, Timer};
use crate::session::host::HostPage;
use crate::session::library::Library;
use crate::session::open_canvases::OpenCanvases;
use crate::session::parts::{Late, Part};
use crate::session::services::Services;
use crate::sync::machine::{Effect, Event, Input, State, step};
use crate::sync::probe::ProbeResult;
use crate::sync::status::{Report, Status, SyncError};
use crate::sync::take_over::{remove_sealed, take_over};
use crate::sync::task::forget_erased;

use super::equip::{FORGET_ERASED, REMOVE_SEALED, TAKE_OVER};
use super::settings::{SyncSettings, SyncTarget};
use super::status::{SyncStatus, code, stopped};

/// How many cycles [`Runner::now`] runs at most while the user keeps typing.
const SYNC_ROUNDS: u32 = 3;
/// The interval at which waiting callers check whether a running cycle has finished.
const CHECK: Duration = Duration::from_millis(50);

/// What drives sync, apart from what every namespace needs.
#[derive(Clone, Copy)]
struct Engine {
    /// Makes a machine for the server at an address.
    machine: fn(String) -> State,
    step: fn(State, Input) -> (State, Vec<Effect>),
    /// Carries out an effect.
    effect: fn(&Runner, Effect),
}

/// It is loaded once there is a server to sync with.
static ENGINE: Late<Engine> = Late::new(Part::Engine);

/// Syncs one namespace, while this page leads.
pub struct Runner {
    services: Rc<Services>,
    open: Rc<OpenCanvases>,
    library: Rc<Library>,
    target: SyncTarget,
    status: Rc<SyncStatus>,
    state: RefCell<Option<State>>,
    /// The server's address while a machine runs.
    running: RefCell<Option<String>>,
    /// The machine's number; an outcome for an earlier machine is dropped.
    run: Cell<u32>,
    /// Whether a storage task runs, possibly of an earlier machine; the next machine waits for it.
    working: Cell<bool>,
    /// Whether the engine is being loaded.
    loading: Cell<bool>,
    timer: RefCell<Option<Timer>>,
    refreshed: Cell<u64>,
    stale: Cell<bool>,
    /// Whether the host page was asked for the key that something waits for.
    asked: Cell<bool>,
    itself: Weak<Self>,
}

/// The status, and the actions of the user and the host page.
impl Runner {
    pub(in crate::session) fn new(
        services: Rc<Services>,
        open: Rc<OpenCanvases>,
        library: Rc<Library>,
        host: Rc<HostPage>,
    ) -> Rc<Self> {
        // Only a module for browsers has parts.
        #[cfg(not(target_arch = "wasm32"))]
        give();
        let environment = services.environment();
        Rc::new_cyclic(|itself| Self {
            target: SyncTarget::new(Rc::clone(&services), host),
            status: SyncStatus::new(environment, Rc::clone(&open), Rc::clone(&library)),
            services,
            open,
            library,
            state: RefCell::default(),
            running: RefCell::default(),
            run: Cell::new(0),
            working: Cell::new(false),
            loading: Cell::new(false),
            timer: RefCell::default(),
            refreshed: Cell::new(0),
            stale: Cell::new(false),
            asked: Cell::new(false),
            itself: Weak::clone(itself),
        })
    }

    /// Whether this namespace can be synced: in a secure context, with a namespace and a store that
    /// allow it.
    #[must_use]
    pub fn can_sync(&self) -> bool {
        let services = &self.services;
        let secure = services.environment().is_secure();
        secure && services.namespace().syncs() && !services.keeps_nothing()
    }

    /// The sync report as shown; `None` if there is no server to sync with. A busy status is shown
    /// only after half a second.
    #[must_use]
    pub fn report(&self) -> ArcReadSignal<Option<Report>> {
        self.status.report()
    }

    /// The sync status as a code for the host page; `None` if there is no server to sync with.
    #[must_use]
    pub fn code(&self) -> ArcReadSignal<Option<&'static str>> {
        self.status.code()
    }

    /// When everything was last synced, by the device's clock; `None` if not on this page yet.
    #[must_use]
    pub fn synced(&self) -> Option<Timestamp> {
        self.status.synced()
    }

    /// The number of places with an unresolved conflict, in all canvases.
    #[must_use]
    pub fn conflicts(&self) -> usize {
        self.status.conflicts()
    }

    /// The server's address, and whether the host page set it; `None` if there is none.
    #[must_use]
    pub fn url(&self) -> Option<(String, bool)> {
        self.target.url()
    }

    /// The sync settings of this device.
    #[must_use]
    pub fn settings(&self) -> SyncSettings {
        self.target.settings()
    }

    /// Applies the settings that the user entered and syncs accordingly. Returns `false` if the
    /// browser can't store them.
    pub fn set_settings(&self, settings: SyncSettings) -> bool {
        let kept = self.target.set_settings(settings);
        self.changed();
        kept
    }

    /// The base URL of a server for an address as typed; `None` if it can't be used.
    #[must_use]
    pub fn base_url(&self, typed: &str) -> Option<String> {
        self.services.environment().base_url(typed)
    }

    /// Tests the connection to a server with settings that are not applied yet. `settings.url` is a
    /// base URL, see [`base_url`](Self::base_url). Changes nothing.
    pub async fn probe(&self, settings: &SyncSettings) -> ProbeResult {
        let sign_in = self.target.sign_in_with(settings).await;
        let environment = self.services.environment();
        environment.probe(settings.url.clone(), sign_in).await
    }

    /// Sets or clears the host page's server address. Returns `false` if the address can't be used.
    pub fn host_url(&self, url: Option<&str>) -> bool {
        let named = url.filter(|url| !url.trim().is_empty());
        let url = named.and_then(|url| self.services.environment().base_url(url));
        let good = url.is_some() || named.is_none();
        if self.target.set_host_url(url) {
            self.changed();
        }
        good
    }

    /// As [`host_url`](Self::host_url), for an element that joins: without an address of its own,
    /// the current one remains.
    pub fn join_host_url(&self, url: Option<&str>) -> bool {
        (self.target.is_told() && url.is_none()) || self.host_url(url)
    }

    /// Called when the page's visibility has changed.
    pub fn visibility_changed(&self) {
        let visible = self.environment().is_visible();
        let signs_in = |report: Report| report.status == Status::SignIn;
        if visible && self.status.latest().is_some_and(signs_in) {
            // The user may return from a sign-in page.
            self.feed(Event::SignedIn);
        }
        self.feed(Event::Visible(visible));
    }

    /// Called when the browser is online again.
    pub fn online(&self) {
        self.start_if_missed();
        self.feed(Event::Online);
    }

    /// The user's answer to lost records: uploads them again.
    pub fn put_back(&self) {
        self.feed(Event::PutBack);
    }

    /// The user's answer to lost records: doesn't upload them.
    pub fn leave_lost(&self) {
        self.feed(Event::LeaveLost);
    }

    /// Saves all canvases, syncs now and waits for the result.
    ///
    /// # Errors
    ///
    /// An error code for the host page.
    pub async fn now(&self) -> Result<(), &'static str> {
        self.open.save_all().await;
        self.start_if_missed();
        self.until_idle().await;
        for _ in 0..SYNC_ROUNDS {
            self.feed(Event::Button);
            self.until_idle().await;
            let latest = self.status.latest();
            match latest.map(|report| (report.status, report.waiting)) {
                None | Some((Status::NotSet, _)) => return Err("no-sync"),
                Some((Status::Synced(_) | Status::Conflicts(_), 0)) => return Ok(()),
                // The user typed during the cycle; run another.
                Some((Status::Synced(_) | Status::Conflicts(_), _)) => {}
                Some((other, _)) => return Err(code(&other)),
            }
        }
        Err("busy")
    }

    async fn until_idle(&self) {
        while !self.is_idle() {
            self.environment().sleep(CHECK).await;
        }
    }

    /// Waits until the running cycle has finished, for at most `at_most_ms` milliseconds. Returns
    /// `false` if none was running.
    pub(in crate::session) async fn pulled(&self, at_most_ms: u64) -> bool {
        let environment = self.environment();
        let end = environment.monotonic_ms().saturating_add(at_most_ms);
        let was_busy = !self.is_idle();
        while !self.is_idle() && environment.monotonic_ms() < end {
            environment.sleep(CHECK).await;
        }
        was_busy
    }
}

/// Notifications from the namespace.
impl Runner {
    /// Starts or stops sync after a change of the role or of the settings.
    pub(in crate::session) fn changed(&self) {
        let url = self.target.url().map(|(url, _)| url);
        let url = url.filter(|_| self.can_sync());
        let writes = self.services.may_write();
        if let (true, Some(_), Some(why)) = (writes, &url, self.services.store().outage()) {
            self.stop();
            return self.status.show(Some(stopped(SyncError::Storage(why))));
        }
        if writes && url.is_some() && *self.running.borrow() == url {
            return self.feed(Event::SignedIn);
        }
        self.stop();
        match url {
            Some(url) if writes => self.start(url),
            Some(_) => self.status.show(Some(stopped(SyncError::Elsewhere))),
            None => self.status.show(None),
        }
    }

    /// Restarts with a new machine, as the stored sync state may be outdated.
    pub(in crate::session) fn restart(&self) {
        self.stop();
        self.changed();
    }

    /// Called after a canvas was saved or deleted on this device.
    pub(in crate::session) fn edited(&self, id: &DocumentId) {
        self.feed(Event::Edited(id.clone()));
    }

    /// Called after the list of canvases was read: updates the number of conflicts.
    pub(in crate::session) fn listed(&self) {
        self.status.show_latest();
    }
}

/// The machine.
impl Runner {
    fn environment(&self) -> Environment {
        self.services.environment()
    }

    fn stop(&self) {
        self.run.set(self.run.get().wrapping_add(1));
        self.state.replace(None);
        self.running.replace(None);
        drop(self.timer.take());
    }

    fn start(&self, url: String) {
        if self.working.get() {
            // The running task calls `changed` when it ends.
            return;
        }
        let Some(engine) = ENGINE.get() else {
            return self.load_engine();
        };
        self.state.replace(Some((engine.machine)(url.clone())));
        self.running.replace(Some(url));
        self.stale.set(true);
        self.refreshed.set(self.environment().monotonic_ms());
        self.feed(Event::Start);
        self.feed(Event::Visible(self.environment().is_visible()));
    }

    /// Loads what drives sync, and then starts. Where it can't be loaded, the status says that sync
    /// has not started.
    fn load_engine(&self) {
        if self.loading.replace(true) {
            return;
        }
        let weak = Weak::clone(&self.itself);
        self.environment().spawn(async move {
            let there = Part::Engine.load().await;
            let Some(runner) = weak.upgrade() else { return };
            runner.loading.set(false);
            if there {
                runner.changed();
            } else {
                runner.status.show(Some(stopped(SyncError::NotStarted)));
            }
        });
    }

    /// Tries once more to load what drives sync, if that has failed.
    fn start_if_missed(&self) {
        if ENGINE.get().is_none() {
            self.changed();
        }
    }

    /// Feeds an event to the machine and carries out the effects. Does nothing if no machine runs.
    fn feed(&self, event: Event) {
        let (Some(engine), Some(state)) = (ENGINE.get(), self.state.take()) else {
            return;
        };
        let environment = self.environment();
        let [high, low] = halves(environment.random());
        let input = Input {
            now: environment.monotonic_ms(),
            wall: environment.now(),
            random: high ^ low,
            event,
        };
        let (state, effects) = (engine.step)(state, input);
        self.state.replace(Some(state));
        for effect in effects {
            (engine.effect)(self, effect);
        }
    }

    fn is_idle(&self) -> bool {
        let idle = self.state.borrow().as_ref().is_none_or(State::is_idle);
        idle && !self.loading.get()
    }
}

/// Gives what is late here; called by the part.
pub(crate) fn give() {
    TAKE_OVER.give(|store, live, id| Box::pin(take_over(store, live, id)));
    REMOVE_SEALED.give(|store, id| Box::pin(remove_sealed(store, id)));
    FORGET_ERASED.give(|store| Box::pin(forget_erased(store)));
    ENGINE.give(Engine {
        machine: State::new,
        step,
        effect: Runner::effect,
    });
}

fn halves(bits: u128) -> [u64; 2] {
    let low = u64::try_from(bits & u128::from(u64::MAX)).unwrap_or(0);
    let high = u64::try_from(bits >> 64).unwrap_or(0);
    [high, low]
}
