//! Switching sealing on and off, where storage stops it half-way, and by two at once.

use std::rc::Rc;

use futures_util::future::join;
use leptos::prelude::GetUntracked;
use maatwerk::session::vault::{NewRing, SealError};
use maatwerk::session::{Workspace, give_lock};
use maatwerk::store::{StoreError, Table};

use super::page::{canvas, disk, environment, open, pass, run, says, write};
use super::vault::{PASSPHRASE, WRONG, lock, sealed, unlock, vault};

/// The state of the key ring, as it is stored.
fn has_state(state: &str) -> bool {
    let field = ["\"stand\":\"", state, "\""].concat();
    disk().text(Table::Meta, "sleutel").contains(&field)
}

/// Seals by a passphrase; where `stops`, storage refuses all but the first step.
fn seal(workspace: &Rc<Workspace>, passphrase: &'static str, stops: bool) -> Result<(), SealError> {
    let workspace = Rc::clone(workspace);
    run(async move {
        let code = workspace.new_recovery_code().expect("random numbers");
        let new = NewRing::of_passphrase_in(environment(), passphrase, &code).await;
        let fail = |_| disk().fail(stops.then_some(StoreError::Full));
        workspace.seal(&new.expect("a ring"), fail).await
    })
}

#[test]
fn stopped_half_way_it_goes_on_by_itself_and_another_call_changes_nothing() {
    give_lock();
    let visit = open();
    let shown = canvas(&visit, "a");
    write(&shown, "geheim");
    pass(1_000);
    assert!(seal(&visit, PASSPHRASE, true).is_err());
    assert!(has_state("aan-bezig"));
    disk().fail(None);
    let outdated = SealError::Storage(StoreError::Outdated);
    assert_eq!(seal(&visit, WRONG, false), Err(outdated));
    write(&shown, "geheim, en meer");
    pass(5_000);
    assert!(!disk().text(Table::Canvas, "a").contains("geheim"));
    assert!(has_state("aan"));
    assert!(visit.is_sealed().get_untracked());
    assert!(visit.notices().get_untracked().is_empty());
    drop(shown);
    lock(visit);
    assert!(unlock(WRONG).is_err());
    assert_eq!(unlock(PASSPHRASE), Ok(()));
    assert_eq!(says(&canvas(&open(), "a")), "geheim, en meer");
}

#[test]
fn of_two_elements_that_seal_at_once_one_does_and_all_can_be_written_and_read() {
    give_lock();
    let visit = open();
    let shown = canvas(&visit, "a");
    write(&shown, "geheim");
    pass(1_000);
    let ring = |byte| {
        let slot = visit.new_host_slot();
        NewRing::of_host(environment(), slot, vec![byte; 32]).expect("a ring")
    };
    let (one, two, workspace) = (ring(7), ring(8), Rc::clone(&visit));
    let sealed =
        run(async move { join(workspace.seal(&one, drop), workspace.seal(&two, drop)).await });
    let outdated = SealError::Storage(StoreError::Outdated);
    assert_eq!(sealed, (Ok(()), Err(outdated)));
    write(&shown, "geheim, en meer");
    pass(5_000);
    assert!(has_state("aan"));
    assert!(!disk().text(Table::Canvas, "a").contains("geheim"));
    assert!(visit.notices().get_untracked().is_empty());
    drop(shown);
    lock(visit);
    assert!(run(async { vault().by_host(vec![8; 32]).await }).is_err());
    assert_eq!(run(async { vault().by_host(vec![7; 32]).await }), Ok(()));
    assert_eq!(says(&canvas(&open(), "a")), "geheim, en meer");
}

#[test]
fn a_passphrase_that_is_changed_while_all_is_sealed_is_in_force_and_all_is_sealed() {
    give_lock();
    let visit = open();
    write(&canvas(&visit, "a"), "geheim");
    pass(1_000);
    let workspace = Rc::clone(&visit);
    let sealed = run(async move {
        let code = workspace.new_recovery_code().expect("random numbers");
        let new = NewRing::of_passphrase_in(environment(), WRONG, &code).await;
        let mut begun = false;
        let change = |_| {
            if !std::mem::replace(&mut begun, true) {
                let workspace = Rc::clone(&workspace);
                environment().spawn(async move {
                    let changed = workspace.change_passphrase(PASSPHRASE).await;
                    assert_eq!(changed, Ok(()));
                });
                disk().hold(true);
            }
        };
        let new = new.expect("a ring");
        let release = async {
            environment()
                .sleep(std::time::Duration::from_millis(50))
                .await;
            disk().hold(false);
        };
        join(workspace.seal(&new, change), release).await.0
    });
    assert_eq!(sealed, Ok(()));
    pass(5_000);
    assert!(has_state("aan"));
    lock(visit);
    assert!(unlock(WRONG).is_err());
    assert_eq!(unlock(PASSPHRASE), Ok(()));
    assert_eq!(says(&canvas(&open(), "a")), "geheim");
}

#[test]
fn switching_off_that_storage_stops_can_be_tried_again() {
    let visit = sealed();
    let unseal = |stops: bool| {
        let workspace = Rc::clone(&visit);
        run(async move {
            let fail = |_| disk().fail(stops.then_some(StoreError::Full));
            workspace.unseal(fail).await
        })
    };
    assert!(unseal(true).is_err());
    assert!(has_state("uit-bezig"));
    disk().fail(None);
    assert_eq!(unseal(false), Ok(()));
    assert!(has_state("uit"));
    assert!(disk().text(Table::Canvas, "a").contains("geheim"));
    assert!(!visit.is_sealed().get_untracked());
    pass(5_000);
}
