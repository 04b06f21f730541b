//! Erasing a namespace that nobody can open any more, killed at every operation: it is locked or empty, never damaged.

use std::rc::Rc;

use maatwerk::crypto::RingState;
use maatwerk::store::{Memory, StoreError, SyncPort, SyncPortAdapter, Table};

use super::super::kit::{canvas, id, now, save, says};
use super::disk::{Disk, Kill, Page, alive, by_recovery, ring, unlocked};
use super::filled::{fill, told};
use super::locked::{self, break_ring, unlocked_page};
use crate::crypto::device_key;

/// Higher than any epoch that is counted.
const EPOCH: u64 = 1_700_000_000_000;

/// A filled namespace, sealed, with something typed that isn't archived yet.
fn sealed() -> Disk {
    let disk = locked::sealed();
    let page = unlocked_page(&disk);
    now(page.store.claim()).unwrap();
    let ticket = page.store.journal(&canvas("a", "geheim a, en net getypt"));
    assert_eq!(ticket.failure, None);
    disk
}

fn erase(page: &Page) -> Option<Result<(), StoreError>> {
    alive(page.store.erase_sealed(EPOCH))
}

/// What is stored but for the mark that sealing is off, and the epoch.
fn left(disk: &Disk) -> Vec<String> {
    let records = disk.records().into_iter().map(|(place, _)| place);
    records
        .filter(|place| place != "archive beheer/sleutel" && !place.ends_with("beheer/epoch"))
        .collect()
}

/// Opens with the recovery code what is still locked, and finds every canvas of the archive as it was.
fn assert_locked_as_before(disk: &Disk, how: &str) {
    let page = disk.locked_page(None);
    let ring = now(page.store.key_ring()).unwrap().expect(how);
    assert_eq!(ring.state(), RingState::Sealed, "{how}");
    let opened = now(page.store.unlock(&ring, unlocked(by_recovery(&ring))));
    assert_eq!(opened, Ok(()), "{how}");
    now(page.store.claim()).unwrap();
    let said = now(says(&page.store, "a")).unwrap();
    assert!(
        ["geheim a", "geheim a, en net getypt"].contains(&said.as_str()),
        "{how}: {said}"
    );
    let said = now(says(&page.store, "b"));
    assert_eq!(said.as_deref(), Some("geheim b, en net getypt"), "{how}");
    assert!(told(&page).len() > 5, "{how}");
}

/// Opens it without a key: nothing is there, nothing is wrong, and it takes and keeps what is typed.
fn assert_empty(disk: &Disk, how: &str) {
    let page = disk.page(None).unwrap().expect(how);
    assert_eq!(now(page.store.key_ring()), Ok(None), "{how}");
    now(page.store.claim()).unwrap();
    assert!(page.store.take_notices().is_empty(), "{how}");
    assert_eq!(now(page.store.raw_all()), Ok(Vec::new()), "{how}");
    assert_eq!(page.store.setting("sync"), None, "{how}");
    now(save(&page.store, &canvas("a", "nieuw"))).unwrap();
    drop(page);
    let page = disk.page(None).unwrap().expect(how);
    now(page.store.claim()).unwrap();
    assert_eq!(
        now(says(&page.store, "a")).as_deref(),
        Some("nieuw"),
        "{how}"
    );
}

#[test]
fn nothing_is_left_of_what_was_sealed() {
    let disk = sealed();
    assert!(left(&disk).len() > 10);
    assert_eq!(erase(&disk.locked_page(None)), Some(Ok(())));
    assert_eq!(left(&disk), [""; 0]);
    assert_empty(&disk, "erased");
    // And it can be sealed once more.
    let page = disk.page(None).unwrap().unwrap();
    now(page.store.claim()).unwrap();
    let key = device_key(4);
    now(page.store.begin_sealing(&ring(1, &key), unlocked(key))).unwrap();
    now(page.store.convert(|_| ())).unwrap();
    assert_eq!(disk.page(None).unwrap().err(), Some(StoreError::Locked));
}

#[test]
fn killed_anywhere_it_is_locked_as_before_or_empty_and_goes_on() {
    kill_anywhere(sealed);
}

#[test]
fn so_it_is_where_only_the_copy_of_the_ring_can_be_read() {
    kill_anywhere(|| {
        let disk = sealed();
        break_ring(&disk);
        disk
    });
}

fn kill_anywhere(sealed: fn() -> Disk) {
    let page = sealed().locked_page(None);
    assert_eq!(erase(&page), Some(Ok(())));
    let operations = page.count();
    assert!(operations > 15, "{operations}");
    let mut outcomes = [0, 0];
    for at in 1..=operations {
        for done in [false, true] {
            let (disk, kill) = (sealed(), Kill { at, done });
            let how = format!("{kill:?}");
            erase(&disk.locked_page(Some(kill)));
            let locked = now(disk.locked_page(None).store.is_sealed()).unwrap();
            outcomes[usize::from(locked)] += 1;
            if locked {
                // On a copy: what opens it also tidies up.
                assert_locked_as_before(&copy(&disk), &how);
                assert_eq!(erase(&disk.locked_page(None)), Some(Ok(())), "{how}");
                assert_eq!(left(&disk), [""; 0], "{how}");
            }
            assert_empty(&disk, &how);
        }
    }
    assert!(outcomes.iter().all(|count| *count > 2), "{outcomes:?}");
}

/// Another disk with the same records.
fn copy(disk: &Disk) -> Disk {
    let (archive, journal) = (Rc::new(Memory::default()), Rc::new(Memory::default()));
    let tables = Table::ARCHIVED.into_iter().chain([Table::Setting]);
    for table in tables {
        if table != Table::Setting {
            for (key, bytes) in now(disk.archive.all(table)).unwrap() {
                archive.put(table, &key, Some(&bytes)).unwrap();
            }
        }
        for key in disk.journal.keys(table, "").unwrap() {
            let bytes = disk.journal.get(table, &key).unwrap();
            journal.put(table, &key, bytes.as_deref()).unwrap();
        }
    }
    Disk {
        archive: Rc::new(SyncPortAdapter(archive)),
        journal,
    }
}

#[test]
fn an_archive_that_was_deleted_and_a_ring_that_is_gone_can_be_erased_too() {
    let disk = sealed();
    let emptied = Disk {
        journal: disk.journal.clone(),
        ..Disk::new()
    };
    assert!(now(emptied.locked_page(None).store.is_sealed()).unwrap());
    assert_eq!(erase(&emptied.locked_page(None)), Some(Ok(())));
    assert_empty(&emptied, "without the archive");

    let disk = sealed();
    let change = maatwerk::store::Change::remove(Table::Meta, "sleutel");
    let removed = disk
        .archive
        .update(Vec::new(), Box::new(|_| Ok(vec![change])));
    now(removed).unwrap();
    disk.journal.put(Table::Meta, "sleutel", None).unwrap();
    assert_eq!(disk.page(None).unwrap().err(), Some(StoreError::Locked));
    assert_eq!(erase(&disk.locked_page(None)), Some(Ok(())));
    assert_empty(&disk, "without the ring");

    let disk = sealed();
    break_ring(&disk);
    assert_eq!(erase(&disk.locked_page(None)), Some(Ok(())));
    assert_empty(&disk, "with a ring that can't be read");
}

#[test]
fn what_is_open_or_plain_is_not_erased() {
    let disk = Disk::new();
    fill(&disk);
    let before = disk.records();
    assert_eq!(
        erase(&disk.page(None).unwrap().unwrap()),
        Some(Err(StoreError::Outdated))
    );
    assert_eq!(disk.records(), before);

    let disk = sealed();
    let page = unlocked_page(&disk);
    let before = disk.records();
    assert_eq!(erase(&page), Some(Err(StoreError::Outdated)));
    assert_eq!(disk.records(), before);
}

#[test]
fn a_page_that_still_has_it_open_writes_nothing_after() {
    let disk = sealed();
    let old = unlocked_page(&disk);
    now(old.store.claim()).unwrap();
    assert_eq!(erase(&disk.locked_page(None)), Some(Ok(())));
    let ticket = old.store.journal(&canvas("a", "van vroeger"));
    assert!(now(old.store.commit(ticket)).is_err());
    assert!(now(old.store.claim()).is_err());
    assert!(now(old.store.delete(&id("a"))).is_err());
    assert_eq!(now(disk.archive.keys(Table::Canvas, "")), Ok(Vec::new()));
}
