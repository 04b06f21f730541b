//! Without the key, and with another one.

use maatwerk::crypto::RingState;
use maatwerk::store::{StoreError, Table};

use super::super::kit::{canvas, id, now, says};
use super::disk::{Disk, Page, by_recovery, ring, unlocked};
use super::filled::{entry, expected, fill, told, type_in};
use crate::crypto::{device_key, short_passphrase_slot};

/// A filled namespace that is sealed by key 9, and locked.
pub(super) fn sealed() -> Disk {
    let disk = Disk::new();
    fill(&disk);
    let page = disk.page(None).unwrap().unwrap();
    now(page.store.claim()).unwrap();
    let key = device_key(9);
    now(page.store.begin_sealing(&ring(1, &key), unlocked(key))).unwrap();
    let mut seen = Vec::new();
    let ring = now(page.store.convert(|progress| seen.push(progress))).unwrap();
    assert_eq!(ring.map(|ring| ring.state()), Some(RingState::Sealed));
    assert!(seen.first().is_some_and(|it| it.done == 0));
    assert!(
        seen.last()
            .is_some_and(|it| it.done == it.all && it.all >= 8),
        "{seen:?}"
    );
    disk
}

/// A page that has unlocked it.
pub(super) fn unlocked_page(disk: &Disk) -> Page {
    let page = disk.locked_page(None);
    let ring = now(page.store.key_ring()).unwrap().unwrap();
    now(page.store.unlock(&ring, unlocked(device_key(9)))).unwrap();
    page
}

#[test]
fn without_the_key_it_is_locked_and_nothing_changes() {
    let disk = sealed();
    let before = disk.records();
    assert_eq!(disk.page(None).unwrap().err(), Some(StoreError::Locked));
    let page = disk.locked_page(None);
    assert_eq!(now(page.store.claim()), Err(StoreError::Locked));
    let ticket = page.store.journal(&canvas("a", "overheen"));
    assert_eq!(ticket.failure, Some(StoreError::Fenced));
    assert_eq!(now(page.store.commit(ticket)), Err(StoreError::Locked));
    assert_eq!(now(page.store.delete(&id("a"))), Err(StoreError::Locked));
    assert_eq!(page.store.setting("sync"), None);
    assert_eq!(disk.records(), before);
}

#[test]
fn another_key_is_locked_too_and_never_damaged() {
    let disk = sealed();
    let before = disk.records();
    let page = disk.locked_page(None);
    let ring = now(page.store.key_ring()).unwrap().unwrap();
    let wrong = unlocked(device_key(8));
    assert_eq!(
        now(page.store.unlock(&ring, wrong)),
        Err(StoreError::Locked)
    );
    assert_eq!(now(page.store.claim()), Err(StoreError::Locked));
    assert_eq!(disk.records(), before);
    assert!(page.store.take_notices().is_empty());
}

#[test]
fn a_page_that_was_open_before_changes_nothing_after() {
    let disk = Disk::new();
    fill(&disk);
    let old = disk.page(None).unwrap().unwrap();
    now(old.store.claim()).unwrap();
    let leader = disk.page(None).unwrap().unwrap();
    now(leader.store.claim()).unwrap();
    let key = device_key(9);
    now(leader.store.begin_sealing(&ring(1, &key), unlocked(key))).unwrap();
    let before = disk.records();
    let ticket = old.store.journal(&canvas("a", "overheen"));
    assert!(ticket.failure.is_some());
    assert!(now(old.store.commit(ticket)).is_err());
    assert!(now(old.store.claim()).is_err(), "it can't take over either");
    assert_eq!(disk.records(), before);
}

#[test]
fn a_page_with_the_key_of_before_can_not_take_over_once_it_is_switched_off_and_on() {
    let disk = sealed();
    let (old, leader) = (unlocked_page(&disk), unlocked_page(&disk));
    let ring_of_old = now(old.store.key_ring()).unwrap().unwrap();
    now(leader.store.claim()).unwrap();
    now(leader.store.begin_opening(&ring_of_old)).unwrap();
    assert_eq!(
        now(old.store.claim()),
        Err(StoreError::Locked),
        "while it is switched off"
    );
    now(leader.store.convert(|_| ())).unwrap();
    assert_eq!(now(leader.store.key_ring()), Ok(None));
    assert_eq!(
        now(old.store.claim()),
        Err(StoreError::Locked),
        "when it is off"
    );

    let key = device_key(7);
    now(leader.store.begin_sealing(&ring(1, &key), unlocked(key))).unwrap();
    now(leader.store.convert(|_| ())).unwrap();
    let again = now(leader.store.key_ring()).unwrap().unwrap();
    assert!(again.seq() > ring_of_old.seq());
    assert_eq!(
        now(old.store.claim()),
        Err(StoreError::Locked),
        "when it is on again"
    );
    assert_eq!(told(&leader), expected());
}

#[test]
fn forgetting_the_key_ends_it_until_it_is_unlocked_again() {
    let disk = sealed();
    let page = unlocked_page(&disk);
    now(page.store.claim()).unwrap();
    type_in(&page.store, "a", "bewaard");
    let ring = now(page.store.key_ring()).unwrap().unwrap();
    page.store.forget_key();
    assert_eq!(
        page.store.journal(&canvas("a", "na het slot")).failure,
        Some(StoreError::Fenced)
    );
    assert!(entry(&*disk.journal, "a").is_none());
    assert_eq!(now(page.store.claim()), Err(StoreError::Locked));
    now(page.store.unlock(&ring, unlocked(device_key(9)))).unwrap();
    now(page.store.claim()).unwrap();
    assert_eq!(now(says(&page.store, "a")).as_deref(), Some("bewaard"));
}

#[test]
fn a_plain_entry_that_comes_back_is_kept_aside_and_never_applied() {
    let disk = sealed();
    let forged = canvas("a", "ondergeschoven of heel oud");
    let doc = maatwerk::domain::canonical(&forged);
    let entry = maatwerk::store::Envelope { seq: 99, doc }.encode("canvas/a");
    disk.journal.put(Table::Canvas, "a", Some(&entry)).unwrap();
    let page = unlocked_page(&disk);
    now(page.store.claim()).unwrap();
    assert_eq!(now(says(&page.store, "a")).as_deref(), Some("geheim a"));
    let versions = now(page.store.versions(&id("a"))).unwrap();
    assert!(
        versions
            .iter()
            .any(|it| it.canvas.perspective.text == "ondergeschoven of heel oud")
    );
    let plain: Vec<_> = disk
        .forms()
        .into_iter()
        .filter(|(_, sealed)| !sealed)
        .collect();
    assert_eq!(plain, []);
}

#[test]
fn a_plain_entry_that_comes_back_brings_nobody_back_who_was_erased() {
    use maatwerk::domain::{Author, Command, ItemId, Person, Stamp, Timestamp, apply};
    let disk = sealed();
    let (mut old, person) = (canvas("a", "van vroeger"), ItemId::from_bits(7));
    let one = Person {
        order: "a1".parse().unwrap(),
        role: "qrol".to_owned(),
        extra: serde_json::Map::new(),
    };
    old.satisfaction.people.insert(person, one);
    let (mut erased, by) = (old.clone(), Author::default());
    let at = Timestamp::from_millis(5);
    apply(&mut erased, Command::ErasePerson(person), &Stamp { by, at }).unwrap();
    let page = unlocked_page(&disk);
    now(page.store.claim()).unwrap();
    now(super::super::kit::save(&page.store, &erased)).unwrap();
    let doc = maatwerk::domain::canonical(&old);
    let entry = maatwerk::store::Envelope { seq: 1, doc }.encode("canvas/a");
    disk.journal.put(Table::Canvas, "a", Some(&entry)).unwrap();
    let page = unlocked_page(&disk);
    now(page.store.claim()).unwrap();
    let versions = now(page.store.versions(&id("a"))).unwrap();
    let kept = |it: &maatwerk::store::SavedVersion| it.canvas.perspective.text == "van vroeger";
    let kept: Vec<_> = versions.iter().filter(|it| kept(it)).collect();
    assert_eq!(kept.len(), 1, "{versions:?}");
    assert!(kept[0].canvas.satisfaction.people.is_empty());
}

#[test]
fn a_sealed_record_that_was_altered_is_set_aside_and_the_rest_is_there() {
    let disk = sealed();
    let mut altered = now(disk.archive.get(Table::Canvas, "a")).unwrap().unwrap();
    let last = altered.len() - 1;
    altered[last] ^= 1;
    let change = maatwerk::store::Change::put(Table::Canvas, "a", altered);
    now(disk
        .archive
        .update(Vec::new(), Box::new(|_| Ok(vec![change]))))
    .unwrap();
    let page = unlocked_page(&disk);
    now(page.store.claim()).unwrap();
    assert_eq!(now(says(&page.store, "a")), None);
    assert_eq!(
        now(says(&page.store, "b")).as_deref(),
        Some("geheim b, en net getypt")
    );
}

#[test]
fn a_deleted_archive_leaves_the_ring_and_the_journal() {
    let disk = sealed();
    let page = unlocked_page(&disk);
    now(page.store.claim()).unwrap();
    let ring = now(page.store.key_ring()).unwrap().unwrap();
    let ticket = page.store.journal(&canvas("a", "nog in het journaal"));
    assert_eq!(ticket.failure, None);
    let emptied = Disk {
        journal: disk.journal.clone(),
        ..Disk::new()
    };
    let page = emptied.locked_page(None);
    let copy = now(page.store.key_ring()).unwrap().unwrap();
    assert_eq!(copy, ring);
    now(page.store.unlock(&copy, unlocked(device_key(9)))).unwrap();
    now(page.store.claim()).unwrap();
    assert_eq!(
        now(says(&page.store, "a")).as_deref(),
        Some("nog in het journaal")
    );
    let plain: Vec<_> = emptied
        .forms()
        .into_iter()
        .filter(|(_, sealed)| !sealed)
        .collect();
    assert_eq!(plain, []);
    assert!(
        now(emptied.archive.get(Table::Meta, "sleutel"))
            .unwrap()
            .is_some()
    );
}

/// Writes what nobody can read in the place of the archive's ring.
pub(super) fn break_ring(disk: &Disk) {
    let change = maatwerk::store::Change::put(Table::Meta, "sleutel", b"{half".to_vec());
    let broken = disk
        .archive
        .update(Vec::new(), Box::new(|_| Ok(vec![change])));
    now(broken).unwrap();
}

#[test]
fn a_ring_that_can_not_be_read_is_put_back_from_its_copy() {
    let disk = sealed();
    let before = now(disk.archive.get(Table::Meta, "sleutel")).unwrap();
    break_ring(&disk);
    assert_eq!(disk.page(None).unwrap().err(), Some(StoreError::Locked));
    let page = disk.locked_page(None);
    let copy = now(page.store.key_ring()).unwrap().unwrap();
    let key = by_recovery(&copy);
    now(page.store.unlock(&copy, unlocked(key))).unwrap();
    now(page.store.claim()).unwrap();
    assert_eq!(now(says(&page.store, "a")).as_deref(), Some("geheim a"));
    assert_eq!(
        now(disk.archive.get(Table::Meta, "sleutel")).unwrap(),
        before
    );
    // Also where it breaks later, and the next change finds it so.
    break_ring(&disk);
    let slot = short_passphrase_slot(2, &device_key(9));
    let old = copy.slots()[0].id().to_owned();
    let other = copy.clone().replacing(&old, slot).unwrap();
    assert_eq!(now(page.store.replace_ring(&copy, other.clone())), Ok(()));
    assert_eq!(now(page.store.key_ring()), Ok(Some(other)));
}

#[test]
fn without_a_copy_that_can_be_read_a_broken_ring_is_damaged_and_left_alone() {
    for copy in [None, Some(b"{half".as_slice())] {
        let disk = sealed();
        break_ring(&disk);
        disk.journal.put(Table::Meta, "sleutel", copy).unwrap();
        let before = disk.records();
        let page = disk.locked_page(None);
        assert_eq!(now(page.store.is_sealed()), Ok(true));
        assert_eq!(now(page.store.key_ring()), Err(StoreError::Damaged));
        assert_eq!(disk.records(), before);
    }
}
