//! When a device locks itself: after a time without a touch, hidden for a time, and by command. Pure: it
//! is told what happens and when, and says what to do.

/// A moment by both clocks of the device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The wall clock, in milliseconds since 1970. It goes on while the device sleeps, and anyone may
    /// set it.
    pub wall_ms: i64,
    /// The monotonic clock, in milliseconds. Nobody sets it, and in some browsers it stands still while the
    /// device sleeps.
    pub monotonic_ms: u64,
}

/// How long a device may be left alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LockLimits {
    /// Without a touch, in minutes.
    idle_minutes: u32,
}

impl LockLimits {
    /// The time without a touch unless it is set, in minutes.
    pub const IDLE_MINUTES: u32 = 15;
    /// The time that the page may be hidden, in minutes.
    pub const HIDDEN_MINUTES: u32 = 5;

    /// With this many minutes without a touch: from 1 to 60.
    #[must_use]
    pub fn new(idle_minutes: u32) -> Self {
        Self {
            idle_minutes: idle_minutes.clamp(1, 60),
        }
    }

    /// The time without a touch, in minutes.
    #[must_use]
    pub fn idle_minutes(self) -> u32 {
        self.idle_minutes
    }
}

impl Default for LockLimits {
    fn default() -> Self {
        Self::new(Self::IDLE_MINUTES)
    }
}

/// Why a device is locked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LockReason {
    /// It was just opened.
    Start,
    /// Nobody has touched it for too long.
    Idle,
    /// It was out of sight for too long.
    Hidden,
    /// The clock was set back, so nothing is known of how long it was left alone.
    Clock,
    /// Someone asked for it: by the button, or the host page.
    Asked,
}

/// What the lock says of a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LockVerdict {
    /// It is unlocked, and asks to be looked at again after this many milliseconds, or when something
    /// happens before that.
    Open {
        /// The time until it locks if nothing happens.
        again_ms: u64,
    },
    /// It locks now, for this reason: save, then drop every document and key.
    Lock(LockReason),
    /// It is locked.
    Locked,
}

/// By how much a wall clock may go back before it tells nothing any more: it is set by small steps all
/// the time.
const SET_BACK_MS: i64 = 60_000;

const MINUTE_MS: u64 = 60_000;

/// The lock of one page. It begins locked.
#[derive(Clone, Debug)]
pub struct Lock {
    limits: LockLimits,
    /// `None` while it is locked.
    open: Option<Open>,
    reason: LockReason,
}

#[derive(Clone, Copy, Debug)]
struct Open {
    touched: Moment,
    hidden: Option<Moment>,
    /// The last moment that it was told of.
    seen: Moment,
}

impl Lock {
    /// A lock that is closed, as at the start of a page.
    #[must_use]
    pub fn closed(limits: LockLimits) -> Self {
        Self {
            limits,
            open: None,
            reason: LockReason::Start,
        }
    }

    /// Whether it is locked.
    #[must_use]
    pub fn is_locked(&self) -> bool {
        self.open.is_none()
    }

    /// Why it is locked, or was locked last.
    #[must_use]
    pub fn reason(&self) -> LockReason {
        self.reason
    }

    /// The key was given: it is unlocked.
    pub fn unlock(&mut self, now: Moment) -> LockVerdict {
        self.open = Some(Open {
            touched: now,
            hidden: None,
            seen: now,
        });
        self.look(now)
    }

    /// Someone touches the page or types. A touch after it should have locked locks it: that may be someone
    /// else.
    pub fn touch(&mut self, now: Moment) -> LockVerdict {
        self.after(now, |open| open.touched = now)
    }

    /// The page is out of sight.
    pub fn hide(&mut self, now: Moment) -> LockVerdict {
        self.after(now, |open| {
            open.hidden.get_or_insert(now);
        })
    }

    /// The page is in sight again, or the device woke up.
    pub fn show(&mut self, now: Moment) -> LockVerdict {
        self.after(now, |open| open.hidden = None)
    }

    /// Other limits.
    pub fn set_limits(&mut self, limits: LockLimits, now: Moment) -> LockVerdict {
        self.limits = limits;
        self.look(now)
    }

    /// Locks at once.
    pub fn lock(&mut self) -> LockVerdict {
        self.close(LockReason::Asked)
    }

    /// Looks whether it is time. Called by a timer, and at each wake.
    pub fn look(&mut self, now: Moment) -> LockVerdict {
        let Some(open) = &mut self.open else {
            return LockVerdict::Locked;
        };
        let back = open.seen.wall_ms.saturating_sub(now.wall_ms);
        open.seen = now;
        let idle = left(open.touched, now, self.limits.idle_minutes);
        let hidden = open
            .hidden
            .map(|since| left(since, now, LockLimits::HIDDEN_MINUTES));
        if back > SET_BACK_MS {
            return self.close(LockReason::Clock);
        }
        if hidden == Some(0) {
            return self.close(LockReason::Hidden);
        }
        if idle == 0 {
            return self.close(LockReason::Idle);
        }
        LockVerdict::Open {
            again_ms: hidden.map_or(idle, |hidden| hidden.min(idle)),
        }
    }

    /// Looks whether it was time before this happened, and if not, notes it.
    fn after(&mut self, now: Moment, note: impl FnOnce(&mut Open)) -> LockVerdict {
        let verdict = self.look(now);
        match (verdict, &mut self.open) {
            (LockVerdict::Open { .. }, Some(open)) => {
                note(open);
                self.look(now)
            }
            _ => verdict,
        }
    }

    fn close(&mut self, reason: LockReason) -> LockVerdict {
        if self.open.take().is_none() {
            return LockVerdict::Locked;
        }
        self.reason = reason;
        LockVerdict::Lock(reason)
    }
}

/// What is left of so many minutes, in milliseconds, by the clock that says the least.
fn left(since: Moment, now: Moment, minutes: u32) -> u64 {
    let by_wall = now.wall_ms.saturating_sub(since.wall_ms);
    let by_wall = u64::try_from(by_wall).unwrap_or(0);
    let by_monotonic = now.monotonic_ms.saturating_sub(since.monotonic_ms);
    (u64::from(minutes) * MINUTE_MS).saturating_sub(by_wall.max(by_monotonic))
}

/// How long to wait after a wrong passphrase: nothing for the first four in a row, then ten seconds, and
/// each time twice as long, up to five minutes. It never does more than wait.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WrongTries(u32);

impl WrongTries {
    /// The number of wrong ones in a row that were counted before, as on another page of this device.
    #[must_use]
    pub fn of(count: u32) -> Self {
        Self(count)
    }

    /// One more. Returns the seconds to wait before the next.
    pub fn count(&mut self) -> u32 {
        self.0 = self.0.saturating_add(1);
        match self.0 {
            ..5 => 0,
            count => 10_u32.saturating_mul(1 << (count - 5).min(5)).min(300),
        }
    }

    /// The number of wrong ones in a row.
    #[must_use]
    pub fn in_a_row(self) -> u32 {
        self.0
    }
}
