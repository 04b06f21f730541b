//! Beginning anew: only where no secret opens a namespace any more, and with nothing else of it in use.

use std::cell::RefCell;
use std::future::{Future, ready};
use std::pin::Pin;
use std::rc::Rc;

use leptos::prelude::GetUntracked;
use maatwerk::session::vault::{EraseError, NewRing, UnlockError, Vault};
use maatwerk::session::{Role, give_lock};
use maatwerk::store::Table;
use maatwerk::store::leader::{LockResult, Locks, Mode};

use super::page::{canvas, disk, environment, open, pass, run, says, settle, write};
use super::vault::{PASSPHRASE, WRONG, lock, lock_unsaved, seal, sealed, unlock, vault};

/// Locks that always answer the same.
struct Fixed(LockResult, RefCell<Vec<String>>);

impl Fixed {
    fn new(result: LockResult) -> Rc<Self> {
        Rc::new(Self(result, RefCell::default()))
    }
}

impl Locks for Fixed {
    fn take(
        &self,
        name: &str,
        mode: Mode,
        _: Box<dyn FnOnce()>,
    ) -> Pin<Box<dyn Future<Output = LockResult>>> {
        assert_eq!(mode, Mode::Try);
        self.1.borrow_mut().push(["take ", name].concat());
        Box::pin(ready(self.0))
    }

    fn release(&self, name: &str) {
        self.1.borrow_mut().push(["release ", name].concat());
    }
}

fn begin(vault: Vault, locks: &Rc<Fixed>) -> Result<(), EraseError> {
    let locks: Rc<dyn Locks> = Rc::<Fixed>::clone(locks);
    run(async move { vault.begin_anew(Some(locks)).await })
}

#[test]
fn with_every_secret_lost_it_begins_anew_empty_and_plain() {
    lock(sealed());
    for _ in 0..6 {
        assert!(unlock(WRONG).is_err());
    }
    let locks = Fixed::new(LockResult::Granted);
    assert_eq!(begin(vault(), &locks), Ok(()));
    assert_eq!(*locks.1.borrow(), ["take mwc/proef", "release mwc/proef"]);
    assert_eq!(unlock(PASSPHRASE), Err(UnlockError::NotSealed));
    let visit = open();
    assert_eq!(visit.role().get_untracked(), Role::Leader);
    assert_eq!(visit.library().summaries().get_untracked().len(), 0);
    write(&canvas(&visit, "b"), "weer leesbaar");
    pass(1_000);
    assert!(disk().text(Table::Canvas, "b").contains("weer leesbaar"));
    assert_eq!(disk().text(Table::Canvas, "a"), "");
    // Nothing of the waiting for another try is left, and it can be sealed again.
    seal(&visit);
    lock(visit);
    assert_eq!(unlock(PASSPHRASE), Ok(()));
    assert_eq!(says(&canvas(&open(), "b")), "weer leesbaar");
}

#[test]
fn while_another_page_has_it_open_nothing_is_erased() {
    lock(sealed());
    let locks = Fixed::new(LockResult::Taken);
    assert_eq!(begin(vault(), &locks), Err(EraseError::InUse));
    assert_eq!(*locks.1.borrow(), ["take mwc/proef"]);
    assert_eq!(unlock(PASSPHRASE), Ok(()));
    assert_eq!(says(&canvas(&open(), "a")), "geheim");
}

#[test]
fn while_this_page_still_saves_nothing_is_erased() {
    let visit = open();
    let shown = canvas(&visit, "a");
    write(&shown, "geheim");
    pass(1_000);
    seal(&visit);
    lock_unsaved(visit, shown);
    let locks = Fixed::new(LockResult::Granted);
    assert_eq!(begin(vault(), &locks), Err(EraseError::InUse));
    disk().fail(None);
    assert_eq!(unlock(PASSPHRASE), Ok(()));
    assert_eq!(says(&canvas(&open(), "a")), "nog nergens");
}

#[test]
fn where_a_host_page_has_the_key_nothing_is_erased() {
    give_lock();
    let visit = open();
    write(&canvas(&visit, "a"), "geheim");
    pass(1_000);
    let new = NewRing::of_host(environment(), visit.new_host_slot(), vec![7; 32]).expect("a ring");
    let workspace = Rc::clone(&visit);
    run(async move { workspace.seal(&new, drop).await }).expect("it is sealed");
    lock(visit);
    let locks = Fixed::new(LockResult::Granted);
    assert_eq!(begin(vault(), &locks), Err(EraseError::HasHostKey));
    assert_eq!(run(async { vault().by_host(vec![7; 32]).await }), Ok(()));
    assert_eq!(says(&canvas(&open(), "a")), "geheim");
}

#[test]
fn what_is_not_sealed_or_is_unlocked_is_not_erased() {
    let visit = open();
    write(&canvas(&visit, "a"), "open en bloot");
    pass(1_000);
    let locks = Fixed::new(LockResult::Granted);
    assert_eq!(begin(vault(), &locks), Err(EraseError::NotSealed));
    assert!(locks.1.borrow().is_empty());
    assert!(disk().text(Table::Canvas, "a").contains("open en bloot"));
    environment().spawn(visit.end());
    settle();
}
