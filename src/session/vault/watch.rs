//! When this page locks: by the clocks, by what happens on it, and by command.

use std::cell::{Cell, RefCell};
use std::time::Duration;

use crate::session::environment::{Environment, Timer};
use crate::session::keys;
use crate::session::lock::{Lock, LockLimits, LockReason, LockVerdict, Moment};
use crate::session::workspace::Workspace;
use crate::store::{Namespace, Store, Unlocked};

use super::key_listeners;

/// The device setting with the minutes that a page may be left alone.
const MINUTES: &str = "vergrendel-na";

/// The time between two looks whether all has been closed, in milliseconds.
const CHECK: Duration = Duration::from_millis(20);

/// What happens on a page that holds a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Happening {
    /// Someone touches it or types.
    Touched,
    /// It is out of sight, or in sight again.
    Visibility,
    /// It may have been asleep.
    Woken,
}

struct Watch {
    lock: Lock,
    environment: Environment,
    /// When it rings by the monotonic clock, and the timer.
    timer: Option<(u64, Timer)>,
}

thread_local! {
    static WATCH: RefCell<Option<Watch>> = const { RefCell::new(None) };
    static WATCHERS: Cell<usize> = const { Cell::new(0) };
    static REASON: Cell<LockReason> = const { Cell::new(LockReason::Start) };
}

/// Why the page was locked last.
#[must_use]
pub fn lock_reason() -> LockReason {
    REASON.get()
}

/// The minutes that a page may be left alone.
#[must_use]
pub fn idle_minutes(workspace: &Workspace) -> u32 {
    limits(workspace.store()).idle_minutes()
}

/// Sets the minutes that a page may be left alone, from 1 to 60.
pub fn set_idle_minutes(workspace: &Workspace, minutes: u32) {
    let limits = LockLimits::new(minutes);
    let text = limits.idle_minutes().to_string();
    // If it can't be stored, it counts until the page closes.
    workspace
        .store()
        .set_device_setting(MINUTES, Some(&text))
        .ok();
    change(|watch, now| watch.lock.set_limits(limits, now));
}

fn limits(store: &Store) -> LockLimits {
    let minutes = store.device_setting(MINUTES);
    let minutes = minutes.and_then(|minutes| minutes.parse().ok());
    minutes.map_or_else(LockLimits::default, LockLimits::new)
}

/// Holds a key, and watches when this page is to lock.
pub(super) fn hold(environment: Environment, store: &Store, of: Namespace, unlocked: Unlocked) {
    begin(environment, store);
    key_listeners::hold(environment, of, unlocked, locked_elsewhere);
}

/// Begins to watch, as this page gets its first key; goes on if it watches already.
fn begin(environment: Environment, store: &Store) {
    let limits = limits(store);
    let is_new = WATCH.with_borrow_mut(|watch| {
        let is_new = watch.as_ref().is_none_or(|watch| watch.lock.is_locked());
        if is_new {
            *watch = Some(Watch {
                lock: Lock::closed(limits),
                environment,
                timer: None,
            });
        }
        is_new
    });
    if is_new {
        change(|watch, now| {
            let opened = watch.lock.unlock(now);
            match watch.environment.is_visible() {
                true => opened,
                // As where a host page gives the key to a page in the background.
                false => watch.lock.hide(now),
            }
        });
    }
}

/// Something happens on a page. Does nothing if it holds no key.
pub fn happened(what: Happening) {
    change(|watch, now| match what {
        Happening::Touched => watch.lock.touch(now),
        Happening::Visibility if watch.environment.is_visible() => watch.lock.show(now),
        Happening::Visibility => watch.lock.hide(now),
        Happening::Woken => watch.lock.look(now),
    });
}

/// Locks this page and, where `everywhere`, all others of this device with the same namespaces. Returns whether
/// it held a key.
pub fn lock_now(everywhere: bool) -> bool {
    let held = !keys::is_empty();
    if everywhere {
        key_listeners::lock_others();
    }
    change(|watch, _| watch.lock.lock());
    held
}

/// Someone has locked the device on another page.
fn locked_elsewhere() {
    lock_now(false);
}

/// Waits until all is saved and closed that this page has locked.
pub async fn locked() {
    let environment = WATCH.with_borrow(|watch| watch.as_ref().map(|watch| watch.environment));
    while let (Some(environment), true) = (environment, Workspace::is_any_closing()) {
        environment.sleep(CHECK).await;
    }
}

/// Tells the lock of something, and does what it says.
fn change(happens: impl FnOnce(&mut Watch, Moment) -> LockVerdict) {
    let verdict = WATCH.with_borrow_mut(|watch| {
        let watch = watch.as_mut()?;
        let now = Moment {
            wall_ms: watch.environment.now().millis(),
            monotonic_ms: watch.environment.monotonic_ms(),
        };
        Some(happens(watch, now))
    });
    match verdict {
        Some(LockVerdict::Open { again_ms }) => look_again(again_ms),
        Some(LockVerdict::Lock(reason)) => {
            REASON.set(reason);
            stop_timer();
            keys::forget_all();
            key_listeners::close();
        }
        Some(LockVerdict::Locked) | None => {}
    }
}

/// Looks again after a time. A timer that rings too early looks once more: it isn't set anew at every key.
fn look_again(after_ms: u64) {
    let environment = WATCH.with_borrow(|watch| {
        let watch = watch.as_ref()?;
        let at = watch.environment.monotonic_ms().saturating_add(after_ms);
        let is_due = watch.timer.as_ref().is_some_and(|(rings, _)| *rings <= at);
        (!is_due).then_some((watch.environment, at))
    });
    let Some((environment, at)) = environment else {
        return;
    };
    let timer = environment.after(Duration::from_millis(after_ms), || {
        stop_timer();
        happened(Happening::Woken);
    });
    let before = WATCH.with_borrow_mut(|watch| watch.as_mut()?.timer.replace((at, timer)));
    drop(before);
}

fn stop_timer() {
    let timer = WATCH.with_borrow_mut(|watch| watch.as_mut()?.timer.take());
    drop(timer);
}

/// One element that tells what happens on the page. When the last one goes the page locks: nobody would see
/// any more that it is left alone.
pub struct Watcher(());

impl Watcher {
    /// For one element.
    #[must_use]
    pub fn new() -> Self {
        WATCHERS.set(WATCHERS.get().saturating_add(1));
        Self(())
    }
}

impl Default for Watcher {
    fn default() -> Self {
        Self::new()
    }
}

impl Drop for Watcher {
    fn drop(&mut self) {
        WATCHERS.set(WATCHERS.get().saturating_sub(1));
        if WATCHERS.get() == 0 {
            lock_now(false);
        }
    }
}
