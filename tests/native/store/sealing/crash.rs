//! Switching on, switching off and another passphrase, killed at every operation, and killed again at
//! every operation while going on.

use maatwerk::crypto::{KeyRing, RingState, SlotKind};
use maatwerk::store::StoreError;

use super::super::kit::{now, says};
use super::disk::{Disk, Kill, Page, alive, by_passphrase, by_recovery, ring, unlocked};
use super::filled::{expected, fill, readable, told, type_in};
use crate::crypto::{device_key, secret, short_passphrase_slot};

/// The passphrase before and after it is changed.
const OLD: u8 = 1;
const NEW: u8 = 2;

/// What an operation gave; `None` if the page was killed by then. An error is a failure of the test unless it
/// is that of a dead page.
fn live<T>(page: &Page, outcome: Option<Result<T, StoreError>>) -> Option<T> {
    match outcome? {
        Ok(value) => Some(value),
        Err(_) if page.is_dead() => None,
        Err(error) => panic!("{error}"),
    }
}

/// Opens what a browser that was killed left, with the passphrase or with the sheet, and claims it.
fn reopen(disk: &Disk, kill: Option<Kill>) -> Option<Page> {
    let page = match disk.page(kill)? {
        Ok(page) => page,
        Err(error) => {
            assert_eq!(error, StoreError::Locked, "nothing else is wrong");
            return unlock(disk, kill);
        }
    };
    match live(&page, alive(page.store.key_ring()))? {
        None => {}
        Some(ring) => open_with(&page, &ring)?,
    }
    live(&page, alive(page.store.claim()))?;
    Some(page)
}

/// As a page that has found sealed records: it is assembled without them.
fn unlock(disk: &Disk, kill: Option<Kill>) -> Option<Page> {
    let page = disk.locked_page(kill);
    let ring = live(&page, alive(page.store.key_ring()))?;
    let ring = ring.expect("a ring where something is sealed");
    open_with(&page, &ring)?;
    live(&page, alive(page.store.claim()))?;
    Some(page)
}

fn open_with(page: &Page, ring: &KeyRing) -> Option<()> {
    let by_phrase = by_passphrase(ring, OLD).or_else(|| by_passphrase(ring, NEW));
    assert!(by_phrase.is_some(), "one of the two passphrases opens");
    live(
        page,
        alive(page.store.unlock(ring, unlocked(by_recovery(ring)))),
    )?;
    Some(())
}

/// One thing that is done to a filled namespace, from the beginning or from where it was.
struct Work {
    name: &'static str,
    prepare: fn(&Disk),
    run: fn(&Page) -> Option<()>,
    check: fn(&Disk),
}

fn begin(page: &Page) -> Option<()> {
    if live(page, alive(page.store.key_ring()))?.is_none() {
        let key = device_key(9);
        live(
            page,
            alive(page.store.begin_sealing(&ring(OLD, &key), unlocked(key))),
        )?;
    }
    convert(page)
}

fn convert(page: &Page) -> Option<()> {
    live(page, alive(page.store.convert(|_| ())))?;
    Some(())
}

fn sealed(disk: &Disk) {
    let page = reopen(disk, None).unwrap();
    begin(&page).unwrap();
}

const ON: Work = Work {
    name: "on",
    prepare: |_| (),
    run: begin,
    check: |disk| {
        assert_eq!(readable(disk), [""; 0]);
        let plain: Vec<_> = disk
            .forms()
            .into_iter()
            .filter(|(_, sealed)| !sealed)
            .collect();
        assert_eq!(plain, []);
    },
};

const OFF: Work = Work {
    name: "off",
    prepare: sealed,
    run: |page| {
        match live(page, alive(page.store.key_ring()))? {
            Some(ring) if ring.state() == RingState::Sealed => {
                live(page, alive(page.store.begin_opening(&ring)))?;
            }
            _ => {}
        }
        convert(page)
    },
    check: |disk| {
        let sealed: Vec<_> = disk
            .forms()
            .into_iter()
            .filter(|(_, sealed)| *sealed)
            .collect();
        assert_eq!(sealed, []);
    },
};

const REWRAP: Work = Work {
    name: "another passphrase",
    prepare: sealed,
    run: |page| {
        let ring = live(page, alive(page.store.key_ring()))?.unwrap();
        if by_passphrase(&ring, NEW).is_some() {
            return Some(());
        }
        let old = ring
            .slots_of(SlotKind::Passphrase)
            .next()
            .unwrap()
            .id()
            .to_owned();
        let slot = short_passphrase_slot(NEW, &by_recovery(&ring));
        let new = ring.clone().replacing(&old, slot).unwrap();
        live(page, alive(page.store.replace_ring(&ring, new)))?;
        Some(())
    },
    check: |disk| {
        assert_eq!(readable(disk), [""; 0]);
        for (place, bytes) in disk.records() {
            if place.ends_with("beheer/sleutel") {
                let ring = KeyRing::decode(&bytes).unwrap();
                assert!(by_passphrase(&ring, NEW).is_some(), "{place}");
                assert!(
                    by_passphrase(&ring, OLD).is_none(),
                    "{place}: the old one is void"
                );
            }
        }
    },
};

fn prepared(work: &Work) -> Disk {
    let disk = Disk::new();
    fill(&disk);
    (work.prepare)(&disk);
    disk
}

/// The operations that the work takes, with opening and claiming before it.
fn operations(work: &Work) -> u32 {
    let page = reopen(&prepared(work), None).unwrap();
    (work.run)(&page).unwrap();
    page.count()
}

/// Every way to be killed during so many operations.
fn kills(operations: u32) -> impl Iterator<Item = Kill> {
    (1..=operations).flat_map(|at| [false, true].map(|done| Kill { at, done }))
}

/// Runs until it is killed, if it is.
fn run(work: &Work, disk: &Disk, kill: Kill) {
    if let Some(page) = reopen(disk, Some(kill)) {
        (work.run)(&page);
    }
}

/// Nothing is lost: neither now, nor once the work is done; and then it is done.
fn verify(work: &Work, disk: &Disk, expected: &[String], how: &str) {
    let page = reopen(disk, None).unwrap();
    assert_eq!(
        told(&page),
        expected,
        "{}, {how}: as it is found",
        work.name
    );
    (work.run)(&page).unwrap();
    assert_eq!(
        told(&page),
        expected,
        "{}, {how}: when it is done",
        work.name
    );
    drop(page);
    let page = reopen(disk, None).unwrap();
    assert_eq!(
        told(&page),
        expected,
        "{}, {how}: by the next page",
        work.name
    );
    (work.check)(disk);
}

#[test]
fn nothing_is_lost_wherever_it_is_killed() {
    let expected = expected();
    for work in [ON, OFF, REWRAP] {
        let operations = operations(&work);
        assert!(operations > 20, "{}: {operations}", work.name);
        for kill in kills(operations) {
            let disk = prepared(&work);
            run(&work, &disk, kill);
            verify(&work, &disk, &expected, &format!("{kill:?}"));
        }
    }
}

#[test]
fn nothing_is_lost_when_it_is_killed_again() {
    let expected = expected();
    for work in [ON, OFF, REWRAP] {
        let operations = operations(&work);
        for first in kills(operations).filter(|kill| kill.done) {
            for second in kills(operations).filter(|kill| kill.done && kill.at % 3 == first.at % 3)
            {
                let disk = prepared(&work);
                run(&work, &disk, first);
                run(&work, &disk, second);
                verify(&work, &disk, &expected, &format!("{first:?}, {second:?}"));
            }
        }
    }
}

#[test]
fn what_is_typed_in_between_stays_and_is_sealed_too() {
    let count = operations(&ON);
    for kill in kills(count) {
        let disk = prepared(&ON);
        run(&ON, &disk, kill);
        let page = reopen(&disk, None).unwrap();
        type_in(&page.store, "a", "geheim, tussendoor");
        // And one that is only in the journal when it goes on.
        let ticket = page
            .store
            .journal(&super::super::kit::canvas("g", "geheim, nieuw"));
        assert_eq!(ticket.failure, None);
        begin(&page).unwrap();
        now(page.store.commit(ticket)).unwrap();
        drop(page);
        let page = reopen(&disk, None).unwrap();
        assert_eq!(
            now(says(&page.store, "a")).as_deref(),
            Some("geheim, tussendoor")
        );
        assert_eq!(
            now(says(&page.store, "g")).as_deref(),
            Some("geheim, nieuw")
        );
        (ON.check)(&disk);
    }
}

#[test]
fn a_save_that_was_begun_before_is_sealed_when_it_is_archived_after() {
    let disk = prepared(&ON);
    let page = reopen(&disk, None).unwrap();
    let ticket = page
        .store
        .journal(&super::super::kit::canvas("a", "geheim, onderweg"));
    begin(&page).unwrap();
    now(page.store.commit(ticket)).unwrap();
    assert_eq!(
        now(says(&page.store, "a")).as_deref(),
        Some("geheim, onderweg")
    );
    (ON.check)(&disk);
}

#[test]
fn the_recovery_code_and_each_passphrase_open_the_same_key() {
    let disk = prepared(&REWRAP);
    let page = reopen(&disk, None).unwrap();
    let ring = now(page.store.key_ring()).unwrap().unwrap();
    assert!(ring.open(SlotKind::Recovery, &secret(0xee)).is_ok());
    assert!(ring.open(SlotKind::Passphrase, &secret(OLD)).is_ok());
    assert!(ring.open(SlotKind::Passphrase, &secret(0xee)).is_err());
}
