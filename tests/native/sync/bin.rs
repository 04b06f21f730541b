//! The bin removes a canvas for good after thirty days, announced a week before, and never because
//! one clock was wrong once.

use std::rc::Rc;

use maatwerk::domain::{Canvas, DocumentId, Signature, Timestamp};
use maatwerk::store::{LiveCanvases, Loaded, Memory, Store, StoreError, SyncPortAdapter};
use maatwerk::sync::bin::sweep;
use maatwerk::sync::protocol::{Item, Record};
use maatwerk::sync::task::{Task, perform};

use crate::store::{now, parts};

const DAY: i64 = 86_400_000;

/// Day 0 of the tests, in milliseconds since 1970.
const BEGIN: i64 = 1_800_000_000_000;

fn day(days: i64) -> Timestamp {
    Timestamp::from_millis(BEGIN + days * DAY)
}

struct Nothing;

impl LiveCanvases for Nothing {
    fn current(&self, _: &DocumentId) -> Option<Canvas> {
        None
    }

    fn adopt(&self, _: &Canvas) {}
}

struct Device(Store);

fn id() -> DocumentId {
    "a".parse().unwrap()
}

/// A canvas that was put in the bin at this time.
fn binned(at: Timestamp) -> Canvas {
    let mut canvas = Canvas::new(id());
    canvas.removed = Some(Signature {
        at: Some(at),
        ..Signature::default()
    });
    canvas
}

impl Device {
    fn new() -> Self {
        let archive = Rc::new(SyncPortAdapter(Rc::new(Memory::default())));
        let parts = parts(archive, Rc::new(Memory::default()));
        let store = now(Store::assemble(parts)).unwrap();
        now(store.claim()).unwrap();
        Self(store)
    }

    fn save(&self, canvas: &Canvas) {
        now(self.0.commit(self.0.journal(canvas))).unwrap();
    }

    /// Starts the app on this day by the device's clock. Returns the days left; `None` if the
    /// canvas was removed for good.
    fn start(&self, at: i64) -> Option<i64> {
        self.start_at(day(at)).unwrap()
    }

    fn start_at(&self, wall: Timestamp) -> Result<Option<i64>, StoreError> {
        let is_here = || !matches!(now(self.0.load(&id())), Ok(Loaded::Absent));
        let before = is_here();
        let swept = now(sweep(&self.0, wall))?;
        let gone = before && !is_here();
        assert_eq!(swept.erased.contains(&id()), gone);
        Ok(swept
            .left
            .first()
            .map(|(_, days)| days.expect("a number of days")))
    }

    fn syncs(&self) {
        let url = "https://sync.example/v1".to_owned();
        now(perform(&self.0, &Nothing, Task::Survey { url })).unwrap();
    }

    fn hears(&self, items: Vec<Item>, wall: i64) {
        let task = Task::ApplyPage {
            items,
            since: None,
            wall: day(wall),
        };
        now(perform(&self.0, &Nothing, task)).unwrap();
    }
}

fn number(days: i64) -> u64 {
    u64::try_from(day(days).millis()).unwrap()
}

fn record(canvas: Canvas, last_modified: u64) -> Item {
    Item::Record(Box::new(Record {
        id: canvas.id.clone(),
        last_modified,
        rev: format!("{last_modified:016x}"),
        revs: Vec::new(),
        kid: None,
        canvas,
        extra: serde_json::Map::new(),
    }))
}

/// A server record written on this day.
fn sign_of_life(on: i64) -> Item {
    record(Canvas::new("other".parse().unwrap()), number(on))
}

#[test]
fn it_goes_after_thirty_days_and_this_is_announced_a_week_before() {
    let device = Device::new();
    assert_eq!(device.start(0), None);
    device.save(&binned(day(0)));
    assert_eq!(device.start(1), Some(29));
    assert_eq!(device.start(22), Some(8));
    assert_eq!(device.start(23), Some(7));
    assert_eq!(device.start(29), Some(1));
    assert_eq!(device.start(30), None);
}

#[test]
fn one_start_with_the_clock_ahead_removes_nothing() {
    let device = Device::new();
    device.start(0);
    device.save(&binned(day(0)));
    assert_eq!(device.start(31), Some(7), "announced");
    assert_eq!(device.start(1), Some(29), "announcement withdrawn");
    assert_eq!(device.start(31), Some(7), "announced anew");
    assert_eq!(device.start(33), Some(5));
    assert_eq!(device.start(2), Some(28));
    assert_eq!(device.start(39), Some(7));
}

#[test]
fn two_starts_a_week_apart_that_agree_remove_it() {
    let device = Device::new();
    device.start(0);
    device.save(&binned(day(0)));
    assert_eq!(device.start(31), Some(7));
    assert_eq!(device.start(37), Some(1));
    assert_eq!(device.start(38), None);
}

#[test]
fn starts_that_are_years_apart_prove_nothing() {
    let device = Device::new();
    device.start(0);
    device.save(&binned(day(0)));
    assert_eq!(device.start(365), Some(7));
    assert_eq!(device.start(730), Some(7));
}

#[test]
fn a_removal_with_the_clock_behind_is_no_older_than_it_is() {
    let device = Device::new();
    device.start(-3);
    // The battery was empty, so the clock begins in 1970 and is corrected later.
    now(sweep(&device.0, Timestamp::from_millis(1_000))).unwrap();
    device.save(&binned(Timestamp::from_millis(2_000)));
    assert_eq!(device.start(0), Some(27));
    assert_eq!(device.start(8), Some(19));
    assert_eq!(device.start(20), Some(7));
    assert_eq!(device.start(27), None);
}

#[test]
fn a_removal_elsewhere_with_the_clock_behind_counts_from_the_servers_time() {
    let device = Device::new();
    device.syncs();
    device.hears(vec![record(binned(day(-400)), number(0))], 0);
    assert_eq!(device.start(0), Some(30));
    assert_eq!(device.start(23), Some(7));
    assert_eq!(device.start(30), None);
}

#[test]
fn the_servers_time_counts_where_the_device_has_none() {
    let device = Device::new();
    device.syncs();
    // The other device's clock was a year ahead at the removal.
    device.hears(vec![record(binned(day(365)), number(0))], 0);
    assert_eq!(device.start(1), Some(30));
    device.hears(vec![sign_of_life(24)], 24);
    assert_eq!(device.start(24), Some(7));
    device.hears(vec![sign_of_life(30)], 30);
    assert_eq!(device.start(30), Some(1));
    device.hears(vec![sign_of_life(31)], 31);
    assert_eq!(device.start(31), None);
}

#[test]
fn a_time_far_ahead_on_the_server_says_nothing() {
    let device = Device::new();
    device.syncs();
    device.hears(vec![record(binned(day(0)), number(0))], 0);
    for ahead in [40, 20_000] {
        device.hears(vec![sign_of_life(ahead)], 1);
        assert_eq!(
            device.start(1),
            Some(29),
            "the server is {ahead} days ahead"
        );
        device.hears(vec![sign_of_life(ahead + 8)], 1);
        assert_eq!(device.start(1), Some(29));
    }
    // Not even after the device's own clock was wrong for a while.
    device.hears(vec![sign_of_life(40)], 40);
    assert_eq!(device.start(40), Some(7));
    device.hears(vec![sign_of_life(2)], 2);
    assert_eq!(device.start(2), Some(28));
}

#[test]
fn what_the_server_has_yet_to_hear_of_stays() {
    let device = Device::new();
    device.syncs();
    device.save(&binned(day(0)));
    for at in [1, 31, 38, 60] {
        let swept = now(sweep(&device.0, day(at))).unwrap();
        assert_eq!(swept.left, [(id(), None)]);
    }
}

#[test]
fn what_was_taken_out_of_the_bin_begins_anew() {
    let device = Device::new();
    device.start(0);
    device.save(&binned(day(0)));
    assert_eq!(device.start(29), Some(7));
    device.save(&Canvas::new(id()));
    assert_eq!(device.start(40), None);
    assert!(matches!(now(device.0.load(&id())), Ok(Loaded::Ready(_))));
    device.save(&binned(day(40)));
    assert_eq!(device.start(41), Some(29));
}

#[test]
fn it_stays_where_the_journal_knows_better() {
    let device = Device::new();
    device.start(0);
    device.save(&binned(day(0)));
    device.start(31);
    // Restored from the bin, but not archived yet.
    let _ticket = device.0.journal(&Canvas::new(id()));
    assert_eq!(now(device.0.delete_binned(&id())), Ok(false));
    assert!(matches!(now(device.0.load(&id())), Ok(Loaded::Ready(_))));
}

/// The server's tombstone of the canvas with this number.
fn tombstone(last_modified: u64) -> Item {
    Item::Tombstone {
        id: id(),
        last_modified,
    }
}

#[test]
fn a_server_that_tells_of_a_removal_takes_nothing_out_of_the_bin_before_its_days_are_over_here() {
    let device = Device::new();
    device.start(-10);
    device.syncs();
    device.hears(vec![record(Canvas::new(id()), number(-100))], 0);
    device.start(0);
    assert_eq!(now(device.0.list()).unwrap()[0].removed, None);
    // It says that the canvas was removed long ago, and that time flies.
    device.hears(vec![tombstone(number(-60))], 0);
    assert!(now(device.0.list()).unwrap()[0].removed.is_some());
    assert_eq!(
        device.0.take_notices(),
        [maatwerk::store::Notice::RemovedElsewhere],
        "in words"
    );
    device.hears(vec![sign_of_life(-9)], 0);
    assert_eq!(device.start(0), Some(30));
    device.hears(vec![sign_of_life(1)], 0);
    assert_eq!(device.start(0), Some(30));
    for at in [7, 22] {
        device.hears(vec![sign_of_life(at + 1)], at);
        assert_eq!(device.start(at), Some(30 - at));
    }
    device.hears(vec![sign_of_life(30)], 30);
    assert_eq!(device.start(30), None, "both agree that the days are over");
}

#[test]
fn on_an_encrypted_team_a_server_makes_no_removal_of_a_member_older() {
    let device = Device::new();
    device.start(-10);
    device.syncs();
    let sealed = |canvas, last_modified| {
        let Item::Record(mut record) = record(canvas, last_modified) else {
            panic!("a record");
        };
        record.kid = Some("0123456789abcdef".to_owned());
        Item::Record(record)
    };
    device.hears(vec![sealed(binned(day(0)), number(-60))], 0);
    device.hears(vec![sign_of_life(-9)], 0);
    assert_eq!(device.start(0), Some(30));
    device.hears(vec![sign_of_life(1)], 0);
    assert_eq!(device.start(1), Some(29));
}
