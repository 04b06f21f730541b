//! The schedule of cycles, listings and the timer. All times are milliseconds on the monotonic
//! clock.

use crate::domain::Timestamp;

/// The interval between listings, in milliseconds.
const LISTING_MS: u64 = 24 * 3_600_000;

/// When the next cycle and listing are due.
#[derive(Clone, Debug)]
pub(in crate::sync::machine) struct Schedule {
    /// When the next cycle begins; `None` if it is not scheduled.
    wake: Option<u64>,
    /// The timer that was requested last and has not fired.
    timer: Option<u64>,
    /// The page is visible.
    visible: bool,
    /// The next or current cycle lists everything.
    listing: bool,
    next_listing: u64,
    /// When everything was last synced, by the device's clock.
    synced: Option<Timestamp>,
}

impl Schedule {
    /// The state of a machine that has not started: its first cycle lists everything.
    pub(in crate::sync::machine) fn new() -> Self {
        Self {
            wake: None,
            timer: None,
            visible: true,
            listing: true,
            next_listing: 0,
            synced: None,
        }
    }

    pub(in crate::sync::machine) fn wake(&self) -> Option<u64> {
        self.wake
    }

    pub(in crate::sync::machine) fn is_due(&self, now: u64) -> bool {
        self.wake.is_some_and(|wake| wake <= now)
    }

    /// Schedules the next cycle at this time; `None` cancels it.
    pub(in crate::sync::machine) fn set_wake(&mut self, wake: Option<u64>) {
        self.wake = wake;
    }

    /// Schedules the next cycle at this time, unless it is already scheduled earlier.
    pub(in crate::sync::machine) fn wake_by(&mut self, at: u64) {
        self.wake = Some(self.wake.map_or(at, |wake| wake.min(at)));
    }

    /// The timer has fired, and has to be set again even for the same time.
    pub(in crate::sync::machine) fn timer_rang(&mut self) {
        self.timer = None;
    }

    /// Sets the timer. Returns whether it changed.
    pub(in crate::sync::machine) fn set_timer(&mut self, at: Option<u64>) -> bool {
        let changed = at != self.timer;
        self.timer = at;
        changed
    }

    pub(in crate::sync::machine) fn is_visible(&self) -> bool {
        self.visible
    }

    pub(in crate::sync::machine) fn set_visible(&mut self, visible: bool) {
        self.visible = visible;
    }

    /// Makes the next cycle list everything.
    pub(in crate::sync::machine) fn ask_listing(&mut self) {
        self.listing = true;
    }

    /// Whether this cycle lists everything.
    pub(in crate::sync::machine) fn lists(&self) -> bool {
        self.listing
    }

    /// Begins a cycle, which lists everything if that is due.
    pub(in crate::sync::machine) fn begin_cycle(&mut self, now: u64) {
        self.listing |= now >= self.next_listing;
    }

    /// Records that everything was listed, or can't be: the next listing is due in a day.
    pub(in crate::sync::machine) fn listed(&mut self, now: u64) {
        self.listing = false;
        self.next_listing = now.saturating_add(LISTING_MS);
    }

    pub(in crate::sync::machine) fn synced(&self) -> Option<Timestamp> {
        self.synced
    }

    /// Records the time of a successful cycle, by the device's clock.
    pub(in crate::sync::machine) fn set_synced(&mut self, wall: Timestamp) {
        self.synced = Some(wall);
    }
}
