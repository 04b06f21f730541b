//! A sealed namespace: it opens by its secrets only, and locking loses nothing.

use std::rc::Rc;

use leptos::prelude::GetUntracked;
use maatwerk::crypto::{RecoveryCode, SlotKind};
use maatwerk::session::lock::LockReason;
use maatwerk::session::vault::{
    Happening, NewRing, UnlockError, Vault, Watcher, happened, lock_now, lock_reason, locked,
    set_idle_minutes,
};
use maatwerk::session::{OpenCanvas, Role, Visit, Workspace, give_lock, holds_keys};
use maatwerk::store::{Kind, Namespace, StoreError, Table};

use super::page::{
    begin_opening, canvas, disk, environment, is_locked, open, pass, run, says, set_visible,
    settle, write,
};

pub(super) const PASSPHRASE: &str = "een zin die alleen ik ken";
pub(super) const WRONG: &str = "een zin van iemand anders";

pub(super) fn vault() -> Vault {
    let namespace = Namespace {
        namespace: "proef".to_owned(),
        user: None,
        kind: Kind::Browser,
    };
    Vault::of(environment(), namespace)
}

/// Seals what is open. Returns the recovery code.
pub(super) fn seal(workspace: &Rc<Workspace>) -> RecoveryCode {
    give_lock();
    let code = workspace.new_recovery_code().expect("random numbers");
    let (workspace, given) = (Rc::clone(workspace), code.clone());
    run(async move {
        let new = NewRing::of_passphrase_in(environment(), PASSPHRASE, &given).await;
        workspace.seal(&new.expect("a ring"), drop).await
    })
    .expect("it is sealed");
    code
}

/// A namespace with one canvas, sealed and open.
pub(super) fn sealed() -> Visit {
    let visit = open();
    write(&canvas(&visit, "a"), "geheim");
    pass(1_000);
    seal(&visit);
    visit
}

/// Locks, and ends the visit.
pub(super) fn lock(visit: Visit) {
    assert!(lock_now(false));
    environment().spawn(visit.end());
    run(locked());
    assert!(is_locked());
}

/// Locks while storage refuses what was typed last.
pub(super) fn lock_unsaved(visit: Visit, shown: Rc<OpenCanvas>) {
    disk().fail(Some(StoreError::Full));
    disk().limit_journal(0);
    write(&shown, "nog nergens");
    drop(shown);
    assert!(lock_now(false));
    environment().spawn(visit.end());
    pass(10_000);
}

pub(super) fn unlock(passphrase: &'static str) -> Result<(), UnlockError> {
    run(async move { vault().by_passphrase(passphrase).await })
}

#[test]
fn sealed_it_opens_by_each_of_its_secrets_and_by_nothing_else() {
    let visit = open();
    let shown = canvas(&visit, "a");
    write(&shown, "geheim");
    pass(1_000);
    let code = seal(&visit);
    assert!(visit.is_sealed().get_untracked());
    assert!(!disk().text(Table::Canvas, "a").contains("geheim"));
    write(&shown, "geheim, en meer");
    drop(shown);
    assert!(lock_now(false));
    assert_eq!(lock_reason(), LockReason::Asked);
    environment().spawn(visit.end());
    run(locked());
    assert!(is_locked());
    assert_eq!(unlock(WRONG), Err(UnlockError::Wrong { wait: 0 }));
    assert!(is_locked());
    let kinds = run(async { vault().kinds().await });
    assert_eq!(kinds, Ok(vec![SlotKind::Passphrase, SlotKind::Recovery]));
    assert_eq!(unlock(PASSPHRASE), Ok(()));
    let visit = open();
    assert_eq!(visit.role().get_untracked(), Role::Leader);
    assert_eq!(says(&canvas(&visit, "a")), "geheim, en meer");
    lock(visit);
    assert_eq!(run(async move { vault().by_recovery(&code).await }), Ok(()));
    assert_eq!(says(&canvas(&open(), "a")), "geheim, en meer");
}

#[test]
fn what_storage_refuses_when_it_locks_is_there_when_it_is_unlocked() {
    let visit = open();
    let shown = canvas(&visit, "a");
    write(&shown, "bewaard");
    pass(1_000);
    seal(&visit);
    lock_unsaved(visit, shown);
    assert!(!holds_keys(), "the key that opens it has gone all the same");
    assert!(is_locked());
    assert_eq!(unlock(PASSPHRASE), Ok(()));
    disk().fail(None);
    let visit = open();
    assert_eq!(says(&canvas(&visit, "a")), "nog nergens");
    pass(10_000);
    lock(visit);
    assert_eq!(unlock(PASSPHRASE), Ok(()));
    assert_eq!(says(&canvas(&open(), "a")), "nog nergens");
}

#[test]
fn wrong_tries_wait_longer_also_after_a_new_start_and_never_wipe() {
    let visit = sealed();
    lock(visit);
    for _ in 0..4 {
        assert_eq!(unlock(WRONG), Err(UnlockError::Wrong { wait: 0 }));
    }
    assert_eq!(unlock(WRONG), Err(UnlockError::Wrong { wait: 10 }));
    assert!(matches!(
        unlock(PASSPHRASE),
        Err(UnlockError::TooSoon { wait: 1..=10 })
    ));
    pass(10_000);
    assert_eq!(unlock(WRONG), Err(UnlockError::Wrong { wait: 20 }));
    pass(20_000);
    assert_eq!(unlock(PASSPHRASE), Ok(()));
    assert_eq!(says(&canvas(&open(), "a")), "geheim");
}

#[test]
fn it_locks_when_it_is_left_alone_and_when_the_last_element_goes() {
    let visit = open();
    canvas(&visit, "a");
    seal(&visit);
    let watcher = Watcher::new();
    set_idle_minutes(&visit, 2);
    pass(90_000);
    happened(Happening::Touched);
    pass(110_000);
    assert!(holds_keys());
    pass(15_000);
    assert!(!holds_keys(), "by its own timer");
    assert_eq!(lock_reason(), LockReason::Idle);
    environment().spawn(visit.end());
    run(locked());
    assert_eq!(unlock(PASSPHRASE), Ok(()));
    let visit = open();
    assert!(holds_keys());
    drop(watcher);
    assert!(!holds_keys());
    environment().spawn(visit.end());
    settle();
}

#[test]
fn the_ring_of_a_host_opens_by_its_key_alone() {
    give_lock();
    let visit = open();
    write(&canvas(&visit, "a"), "geheim");
    pass(1_000);
    let slot = visit.new_host_slot();
    let new = NewRing::of_host(environment(), slot.clone(), vec![7; 32]).expect("a ring");
    let workspace = Rc::clone(&visit);
    run(async move { workspace.seal(&new, drop).await }).expect("it is sealed");
    lock(visit);
    assert_eq!(run(async { vault().host_slots().await }), Ok(vec![slot]));
    let wrong = run(async { vault().by_host(vec![8; 32]).await });
    assert_eq!(wrong, Err(UnlockError::Wrong { wait: 0 }));
    assert_eq!(run(async { vault().by_host(vec![7; 32]).await }), Ok(()));
    assert_eq!(says(&canvas(&open(), "a")), "geheim");
}

#[test]
fn what_a_crash_has_ended_goes_on_once_it_is_unlocked() {
    give_lock();
    let visit = open();
    write(&canvas(&visit, "a"), "geheim");
    pass(1_000);
    let workspace = Rc::clone(&visit);
    let ended = run(async move {
        let code = workspace.new_recovery_code().expect("random numbers");
        let new = NewRing::of_passphrase_in(environment(), PASSPHRASE, &code).await;
        let fail = |_| disk().fail(Some(StoreError::Closed));
        workspace.seal(&new.expect("a ring"), fail).await
    });
    assert!(ended.is_err(), "{ended:?}");
    assert!(disk().text(Table::Canvas, "a").contains("geheim"));
    disk().fail(None);
    lock(visit);
    assert_eq!(unlock(PASSPHRASE), Ok(()));
    let visit = open();
    pass(5_000);
    assert!(!disk().text(Table::Canvas, "a").contains("geheim"));
    assert!(
        disk()
            .text(Table::Meta, "sleutel")
            .contains(r#""stand":"aan""#)
    );
    assert_eq!(says(&canvas(&visit, "a")), "geheim");
}

#[test]
fn locked_while_it_is_being_opened_it_does_not_open() {
    lock(sealed());
    assert_eq!(unlock(PASSPHRASE), Ok(()));
    disk().hold(true);
    let opening = begin_opening(Kind::Browser, None);
    assert!(opening.borrow().is_none());
    assert!(lock_now(false));
    disk().hold(false);
    settle();
    let opened = opening.take().expect("an answer");
    assert!(opened.is_err());
    assert!(is_locked());
    assert_eq!(unlock(PASSPHRASE), Ok(()));
    assert_eq!(says(&canvas(&open(), "a")), "geheim");
}

#[test]
fn a_list_that_can_not_be_read_does_not_lock_it_again() {
    lock(sealed());
    disk().fail_lists(true);
    assert_eq!(unlock(PASSPHRASE), Ok(()));
    let visit = open();
    assert!(holds_keys());
    disk().fail_lists(false);
    lock(visit);
    assert_eq!(unlock(PASSPHRASE), Ok(()));
    assert_eq!(says(&canvas(&open(), "a")), "geheim");
}

#[test]
fn a_key_that_reads_nothing_of_the_archive_is_said_to_and_is_not_held() {
    lock(sealed());
    let epoch = disk().text(Table::Meta, "epoch");
    assert!(!epoch.is_empty());
    disk().put_bytes(Table::Meta, "epoch", b"1");
    let locked = UnlockError::Storage(StoreError::Locked);
    assert_eq!(unlock(PASSPHRASE), Err(locked));
    assert!(!holds_keys());
}

#[test]
fn unlocked_out_of_sight_it_locks_as_soon_as_a_page_that_was_left() {
    let visit = sealed();
    lock(visit);
    set_visible(false);
    assert_eq!(unlock(PASSPHRASE), Ok(()));
    let visit = open();
    pass(290_000);
    assert!(holds_keys());
    pass(11_000);
    assert!(!holds_keys());
    assert_eq!(lock_reason(), LockReason::Hidden);
    environment().spawn(visit.end());
    settle();
}
