//! Runs the sync machine: gives it what happens, and does what it says.
//!
//! The page that writes syncs. Whoever takes over begins with a machine of its own, as everything
//! that has to outlive the page stands in the store.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;

use leptos::leptos_dom::helpers::{TimeoutHandle, set_timeout_with_handle};
use leptos::prelude::{ArcRwSignal, GetUntracked};
use wasm_bindgen_futures::spawn_local;

use crate::domain::{DocumentId, Timestamp};
use crate::store::sleep;
use crate::sync::http;
use crate::sync::machine::{Answer, Effect, Event, Input, Request, State, step};
use crate::sync::status::{Report, Status};
use crate::sync::task::{Task, perform};

use super::shared::SaveStatus;
use super::sign_in::SyncSettings;
use super::standing::{clear, code, elsewhere};
use super::workspace::{Role, Workspace};

/// While much comes in, the list of canvases is read again so often.
const REFRESH_MS: u64 = 3_000;
/// How often a cycle that is under way is looked at, by who waits for it.
const CHECK_MS: i32 = 50;

/// The runner of one namespace.
#[derive(Default)]
pub struct Runner {
    state: RefCell<Option<State>>,
    /// Where it syncs.
    running: RefCell<Option<String>>,
    /// Tells outcomes for this machine from those for one before it.
    run: Cell<u32>,
    /// A task of a machine that is gone may still be at work; the next one waits for it.
    working: Cell<bool>,
    timer: RefCell<Option<TimeoutHandle>>,
    pub(super) showing: RefCell<Option<TimeoutHandle>>,
    refreshed: Cell<u64>,
    stale: Cell<bool>,
    /// How sync stands, as it shows; nothing where there is no server to sync with.
    pub report: ArcRwSignal<Option<Report>>,
    /// When all was last synced, by the device's clock.
    pub synced: Cell<Option<Timestamp>>,
    /// The machine's last word, which may not show yet.
    pub(super) latest: RefCell<Option<Report>>,
    pub(super) settings: RefCell<SyncSettings>,
    /// The host page's address; nothing before it had the chance to name one.
    pub(super) host_url: RefCell<Option<Option<String>>>,
}

impl Workspace {
    /// Whether this namespace can be synced at all.
    #[must_use]
    pub fn can_sync(&self) -> bool {
        let secure = web_sys::window().is_some_and(|window| window.is_secure_context());
        secure && self.place.syncs() && !self.keeps_nothing()
    }

    /// Begins to sync, or stops, after a change of who writes or of the settings.
    pub(super) fn sync_changed(&self) {
        let url = self.sync_url().map(|(url, _)| url);
        let url = url.filter(|_| self.can_sync());
        let writes = self.role.get_untracked() == Role::Writer;
        if writes && url.is_some() && *self.sync.running.borrow() == url {
            return self.sync_event(Event::SignedIn);
        }
        self.stop_sync();
        match url {
            Some(url) if writes => self.start_sync(url),
            Some(_) => self.show_sync(Some(elsewhere())),
            None => self.show_sync(None),
        }
    }

    fn stop_sync(&self) {
        let sync = &self.sync;
        sync.run.set(sync.run.get().wrapping_add(1));
        sync.state.replace(None);
        sync.running.replace(None);
        clear(&sync.timer);
    }

    fn start_sync(&self, url: String) {
        if self.sync.working.get() {
            // The task that is at work comes back here.
            return;
        }
        self.sync.state.replace(Some(State::new(url.clone())));
        self.sync.running.replace(Some(url));
        self.sync.stale.set(true);
        self.sync_event(Event::Start);
        self.sync_event(Event::Visible(is_visible()));
    }

    /// Tells the machine that something happened.
    pub fn sync_event(&self, event: Event) {
        let Some(state) = self.sync.state.take() else {
            return;
        };
        let [high, low] = halves((self.environment.random)());
        let input = Input {
            now: now(),
            wall: (self.environment.now)(),
            random: high ^ low,
            event,
        };
        let (state, effects) = step(state, input);
        self.sync.state.replace(Some(state));
        for effect in effects {
            self.effect(effect);
        }
    }

    fn effect(&self, effect: Effect) {
        let run = self.sync.run.get();
        let Some(workspace) = self.itself.upgrade() else {
            return;
        };
        match effect {
            Effect::Send(request) => spawn_local(workspace.send(run, request)),
            Effect::Do(number, task) => {
                self.sync.working.set(true);
                spawn_local(workspace.work(run, number, task));
            }
            Effect::WaitUntil(at) => self.wait_until(at),
            Effect::Show(report) => self.show_sync(Some(report)),
        }
    }

    async fn send(self: Rc<Self>, run: u32, request: Request) {
        let number = request.number;
        let event = match self.ask(&request).await {
            Some(answer) => Event::Answer(answer),
            None => Event::NetworkFailed(number),
        };
        self.outcome(run, event);
    }

    async fn ask(&self, request: &Request) -> Option<Answer> {
        let (url, _) = self.sync_url()?;
        let Some(sign_in) = self.sign_in().await else {
            // Without asking: the server would say the same.
            return Some(Answer {
                number: request.number,
                status: 401,
                wait: None,
                body: String::new(),
            });
        };
        let heard = http::send(&url, request, &sign_in).await;
        heard.map(|heard| heard.answer)
    }

    async fn work(self: Rc<Self>, run: u32, number: u64, task: Task) {
        let brings = matches!(&task, Task::Keep { items, .. } if !items.is_empty());
        let done = perform(&self.store, &*self, task).await;
        self.sync.working.set(false);
        let event = match done {
            Ok(done) => Event::Done(number, done),
            Err(error) => {
                if brings {
                    // It may show already what could not be stored.
                    self.save_again();
                }
                Event::StoreFailed(number, error)
            }
        };
        if brings {
            self.sync.stale.set(true);
        }
        if self.sync.state.borrow().is_none() {
            // Another machine waits for this task to end.
            return self.sync_changed();
        }
        self.outcome(run, event);
        self.refresh_if_stale().await;
    }

    /// Gives the machine an outcome, unless it is of one before it.
    fn outcome(&self, run: u32, event: Event) {
        if run == self.sync.run.get() {
            self.sync_event(event);
        }
    }

    /// Reads the list again once all is in, and now and then meanwhile.
    async fn refresh_if_stale(&self) {
        let sync = &self.sync;
        let due = self.sync_is_idle() || now().saturating_sub(sync.refreshed.get()) > REFRESH_MS;
        if due && sync.stale.replace(false) {
            sync.refreshed.set(now());
            self.show_notices();
            self.refresh().await;
        }
    }

    fn sync_is_idle(&self) -> bool {
        self.sync.state.borrow().as_ref().is_none_or(State::is_idle)
    }

    fn wait_until(&self, at: Option<u64>) {
        clear(&self.sync.timer);
        let (Some(at), Some(workspace)) = (at, self.itself.upgrade()) else {
            return;
        };
        let weak = Rc::downgrade(&workspace);
        let ring = move || {
            if let Some(workspace) = weak.upgrade() {
                workspace.sync_event(Event::Timer);
                let idle = workspace.sync_is_idle();
                if idle {
                    spawn_local(async move { workspace.refresh_if_stale().await });
                }
            }
        };
        // One more, as a timer may ring a fraction early.
        let wait = Duration::from_millis(at.saturating_sub(now()).saturating_add(1));
        self.sync
            .timer
            .replace(set_timeout_with_handle(ring, wait).ok());
    }

    /// The page came into view, or went out of it.
    pub fn page_visible(&self, visible: bool) {
        let latest = self
            .sync
            .latest
            .borrow()
            .as_ref()
            .map(|it| it.status.clone());
        if visible && latest == Some(Status::SignIn) {
            // They may come back from where they have signed in.
            self.sync_event(Event::SignedIn);
        }
        self.sync_event(Event::Visible(visible));
    }

    /// Saves what open canvases show.
    fn save_again(&self) {
        for shared in self.all_open() {
            if shared.status.get_untracked() != SaveStatus::Untouched {
                shared.save_soon();
            }
        }
    }

    /// A canvas was saved or removed here.
    pub(super) fn edited(&self, id: &DocumentId) {
        self.sync_event(Event::Edited(id.clone()));
    }

    /// Syncs now and waits until that is done.
    ///
    /// # Errors
    ///
    /// A code for the host page.
    pub async fn sync_now(&self) -> Result<(), &'static str> {
        self.save_all().await;
        self.until_idle().await;
        self.sync_event(Event::Button);
        self.until_idle().await;
        let latest = self.sync.latest.borrow().clone();
        let status = latest.map_or(Status::NotSet, |report| report.status);
        match status {
            Status::Synced(_) | Status::Differences(_) => Ok(()),
            Status::NotSet => Err("no-sync"),
            other => Err(code(&other)),
        }
    }

    async fn until_idle(&self) {
        while !self.sync_is_idle() {
            sleep(CHECK_MS).await;
        }
    }

    /// Waits until the server was asked, or at most so long; `false` where none is being asked.
    pub async fn pulled(&self, at_most_ms: u64) -> bool {
        let end = now().saturating_add(at_most_ms);
        let asks = !self.sync_is_idle();
        while !self.sync_is_idle() && now() < end {
            sleep(CHECK_MS).await;
        }
        asks
    }
}

fn halves(bits: u128) -> [u64; 2] {
    let low = u64::try_from(bits & u128::from(u64::MAX)).unwrap_or(0);
    let high = u64::try_from(bits >> 64).unwrap_or(0);
    [high, low]
}

/// Milliseconds that only go up.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "milliseconds since the page began, within 53 bits"
)]
fn now() -> u64 {
    let performance = web_sys::window().and_then(|window| window.performance());
    performance.map_or(0, |performance| performance.now() as u64)
}

/// Whether the page is in view.
#[must_use]
pub fn is_visible() -> bool {
    let document = web_sys::window().and_then(|window| window.document());
    document.is_none_or(|document| !document.hidden())
}
