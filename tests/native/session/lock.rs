//! The lock, against clocks that jump, stand still and are set.

use maatwerk::session::lock::{Lock, LockLimits, LockReason, LockVerdict, Moment, WrongTries};
use proptest::prelude::*;

const MINUTE: i64 = 60_000;

/// Both clocks of a device.
#[derive(Clone, Copy)]
struct Clock(Moment);

impl Clock {
    fn new() -> Self {
        Self(Moment {
            wall_ms: 1_800_000_000_000,
            monotonic_ms: 5_000,
        })
    }

    /// Time passes while the device is awake.
    fn pass(&mut self, ms: i64) -> Moment {
        self.0.wall_ms += ms;
        self.0.monotonic_ms += u64::try_from(ms).unwrap();
        self.0
    }

    /// The device sleeps: the monotonic clock stands still.
    fn sleep(&mut self, ms: i64) -> Moment {
        self.0.wall_ms += ms;
        self.0
    }

    /// Someone sets the wall clock.
    fn set(&mut self, by_ms: i64) -> Moment {
        self.0.wall_ms += by_ms;
        self.0
    }
}

fn open() -> (Lock, Clock) {
    let clock = Clock::new();
    let mut lock = Lock::closed(LockLimits::default());
    assert!(lock.is_locked());
    assert_eq!(lock.reason(), LockReason::Start);
    assert_eq!(lock.look(clock.0), LockVerdict::Locked);
    assert_eq!(
        lock.unlock(clock.0),
        LockVerdict::Open {
            again_ms: 15 * 60_000
        }
    );
    (lock, clock)
}

#[test]
fn fifteen_minutes_without_a_touch_lock_it() {
    let (mut lock, mut clock) = open();
    assert_eq!(
        lock.look(clock.pass(15 * MINUTE - 1)),
        LockVerdict::Open { again_ms: 1 }
    );
    assert_eq!(
        lock.touch(clock.0),
        LockVerdict::Open {
            again_ms: 15 * 60_000
        }
    );
    assert_eq!(
        lock.look(clock.pass(15 * MINUTE)),
        LockVerdict::Lock(LockReason::Idle)
    );
    assert!(lock.is_locked());
    assert_eq!(lock.touch(clock.pass(1)), LockVerdict::Locked, "told once");
    assert_eq!(lock.reason(), LockReason::Idle);
}

#[test]
fn five_minutes_out_of_sight_lock_it_and_less_does_not() {
    let (mut lock, mut clock) = open();
    assert_eq!(
        lock.hide(clock.pass(1_000)),
        LockVerdict::Open { again_ms: 300_000 }
    );
    assert_eq!(
        lock.look(clock.pass(4 * MINUTE)),
        LockVerdict::Open { again_ms: 60_000 }
    );
    assert_eq!(
        lock.hide(clock.0),
        LockVerdict::Open { again_ms: 60_000 },
        "hidden already"
    );
    assert_eq!(
        lock.show(clock.pass(MINUTE - 1)),
        LockVerdict::Open { again_ms: 599_001 }
    );
    lock.touch(clock.0);
    lock.hide(clock.0);
    assert_eq!(
        lock.show(clock.pass(5 * MINUTE)),
        LockVerdict::Lock(LockReason::Hidden)
    );
}

#[test]
fn a_device_that_slept_is_locked_when_it_wakes_whatever_wakes_it() {
    for wake in [Lock::look, Lock::touch, Lock::show, Lock::hide] {
        let (mut lock, mut clock) = open();
        let verdict = wake(&mut lock, clock.sleep(9 * 60 * MINUTE));
        assert_eq!(verdict, LockVerdict::Lock(LockReason::Idle));
    }
    let (mut lock, mut clock) = open();
    lock.hide(clock.0);
    let verdict = lock.touch(clock.sleep(6 * MINUTE));
    assert_eq!(verdict, LockVerdict::Lock(LockReason::Hidden));
}

#[test]
fn setting_the_clock_back_does_not_keep_it_open() {
    let (mut lock, mut clock) = open();
    clock.sleep(60 * MINUTE);
    assert_eq!(
        lock.touch(clock.set(-60 * MINUTE)),
        LockVerdict::Open { again_ms: 900_000 },
        "as if nothing passed"
    );
    assert_eq!(
        lock.look(clock.set(-2 * MINUTE)),
        LockVerdict::Lock(LockReason::Clock)
    );

    // By small steps, as a time server sets it: what the other clock says counts.
    let (mut lock, mut clock) = open();
    for _ in 0..14 {
        clock.pass(MINUTE);
        assert!(matches!(
            lock.look(clock.set(-MINUTE)),
            LockVerdict::Open { .. }
        ));
    }
    assert_eq!(
        lock.look(clock.pass(MINUTE)),
        LockVerdict::Lock(LockReason::Idle)
    );
}

#[test]
fn the_button_locks_at_once_and_the_limit_can_be_set_from_one_to_sixty() {
    let (mut lock, mut clock) = open();
    assert_eq!(lock.lock(), LockVerdict::Lock(LockReason::Asked));
    assert_eq!(lock.lock(), LockVerdict::Locked);
    lock.unlock(clock.pass(1));
    clock.pass(2 * MINUTE);
    assert_eq!(
        lock.set_limits(LockLimits::new(1), clock.0),
        LockVerdict::Lock(LockReason::Idle)
    );
    assert_eq!(LockLimits::new(0).idle_minutes(), 1);
    assert_eq!(LockLimits::new(500).idle_minutes(), 60);
}

#[derive(Clone, Copy, Debug)]
enum Step {
    Pass(i64),
    Sleep(i64),
    Touch,
    Hide,
    Show,
    Look,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        (0..8 * MINUTE).prop_map(Step::Pass),
        (0..20 * MINUTE).prop_map(Step::Sleep),
        Just(Step::Touch),
        Just(Step::Hide),
        Just(Step::Show),
        Just(Step::Look),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    #[test]
    fn it_is_never_open_longer_than_its_limits(steps in prop::collection::vec(step(), 1..40)) {
        let (mut lock, mut clock) = open();
        let (mut touched, mut hidden) = (clock.0.wall_ms, None);
        for step in steps {
            let (verdict, is_asked) = match step {
                Step::Pass(ms) => { clock.pass(ms); continue; }
                Step::Sleep(ms) => { clock.sleep(ms); continue; }
                Step::Touch => (lock.touch(clock.0), true),
                Step::Hide => (lock.hide(clock.0), false),
                Step::Show => (lock.show(clock.0), false),
                Step::Look => (lock.look(clock.0), false),
            };
            let now = clock.0.wall_ms;
            let due = now - touched >= 15 * MINUTE || hidden.is_some_and(|since| now - since >= 5 * MINUTE);
            if due {
                prop_assert!(matches!(verdict, LockVerdict::Lock(_)), "{:?}", verdict);
                lock.unlock(clock.0);
                (touched, hidden) = (now, None);
                continue;
            }
            prop_assert!(matches!(verdict, LockVerdict::Open { .. }), "{:?}", verdict);
            match step {
                Step::Hide => { hidden.get_or_insert(now); }
                Step::Show => hidden = None,
                _ => {}
            }
            if is_asked { touched = now; }
        }
    }
}

#[test]
fn wrong_passphrases_wait_longer_and_longer_and_no_longer_than_five_minutes() {
    let mut tries = WrongTries::default();
    let waits: Vec<u32> = (0..12).map(|_| tries.count()).collect();
    assert_eq!(waits, [0, 0, 0, 0, 10, 20, 40, 80, 160, 300, 300, 300]);
    assert_eq!(tries.in_a_row(), 12);
    assert_eq!(WrongTries::of(u32::MAX).count(), 300);
}
