//! A passkey beside the passphrase and the sheet: it opens, it can be removed, and nothing else changes.

use std::rc::Rc;

use maatwerk::crypto::{NewPasskey, PasskeyOutput, Secret, SlotKind};
use maatwerk::session::Workspace;
use maatwerk::session::vault::{SealError, UnlockError};
use maatwerk::store::{StoreError, Table};

use super::page::{canvas, disk, is_locked, open, run, says, set_taken};
use super::vault::{PASSPHRASE, lock, sealed, unlock, vault};

/// What a device with this credential gives: the same for the same salt, and for no other.
fn output(id: &str, salt: &[u8]) -> PasskeyOutput {
    let secret = Secret::new([id.as_bytes(), salt].concat());
    PasskeyOutput {
        id: id.to_owned(),
        secret: Some(secret),
    }
}

/// Adds a passkey to an open namespace, as the user does.
fn add(workspace: &Rc<Workspace>, id: &'static str) -> Result<(), SealError> {
    let workspace = Rc::clone(workspace);
    run(async move {
        let salt = workspace.new_passkey_salt().expect("random numbers");
        let none = PasskeyOutput {
            id: id.to_owned(),
            secret: None,
        };
        let mut made = NewPasskey::new(salt, none);
        assert_eq!(made.prove(output(id, &salt)), None);
        let secret = made.prove(output(id, &salt)).expect("the same");
        workspace.add_passkey(&made, &secret).await
    })
}

/// Opens it by the device, as the lock screen does.
fn by_device(id: &'static str) -> Result<(), UnlockError> {
    run(async move {
        let asked = vault().passkeys().await?;
        let asked = asked.iter().find(|passkey| passkey.id == id);
        let given = asked.map_or_else(|| output(id, b"?"), |it| output(id, &it.salt));
        vault().by_passkey(given).await
    })
}

#[test]
fn it_opens_beside_the_others_and_a_wrong_output_opens_nothing() {
    let visit = sealed();
    let before = disk().text(Table::Canvas, "a");
    assert_eq!(add(&visit, "Y3JlZGVudGlhbA"), Ok(()));
    assert_eq!(disk().text(Table::Canvas, "a"), before, "no record changes");
    lock(visit);
    let kinds = run(async { vault().kinds().await });
    let all = [SlotKind::Passphrase, SlotKind::Recovery, SlotKind::Passkey];
    assert_eq!(kinds, Ok(all.to_vec()));
    assert_eq!(
        by_device("ZWVuIGFuZGVyZQ"),
        Err(UnlockError::Wrong { wait: 0 })
    );
    assert!(is_locked());
    assert_eq!(by_device("Y3JlZGVudGlhbA"), Ok(()));
    let visit = open();
    assert_eq!(says(&canvas(&visit, "a")), "geheim");
    lock(visit);
    assert_eq!(unlock(PASSPHRASE), Ok(()), "the passphrase is in force");
}

#[test]
fn removed_it_opens_nothing_and_a_second_one_takes_its_place() {
    let visit = sealed();
    assert_eq!(add(&visit, "ZWVyc3Rl"), Ok(()));
    assert_eq!(add(&visit, "dHdlZWRl"), Ok(()));
    let asked = run(async { vault().passkeys().await }).expect("a ring");
    assert_eq!(asked.len(), 1);
    lock(visit);
    assert_eq!(by_device("ZWVyc3Rl"), Err(UnlockError::Wrong { wait: 0 }));
    assert_eq!(by_device("dHdlZWRl"), Ok(()));
    let visit = open();
    let workspace = Rc::clone(&visit);
    let gone = run(async move { workspace.remove_passkeys().await });
    assert_eq!(gone, Ok(vec!["dHdlZWRl".to_owned()]));
    let workspace = Rc::clone(&visit);
    assert_eq!(
        run(async move { workspace.remove_passkeys().await }),
        Ok(Vec::new())
    );
    lock(visit);
    assert_eq!(by_device("dHdlZWRl"), Err(UnlockError::Wrong { wait: 0 }));
    assert_eq!(unlock(PASSPHRASE), Ok(()));
}

#[test]
fn a_page_that_does_not_lead_adds_none() {
    lock(sealed());
    set_taken(true);
    assert_eq!(unlock(PASSPHRASE), Ok(()));
    let fenced = SealError::Storage(StoreError::Fenced);
    assert_eq!(add(&open(), "Y3JlZGVudGlhbA"), Err(fenced));
    let asked = run(async { vault().passkeys().await });
    assert_eq!(asked, Ok(Vec::new()));
}
