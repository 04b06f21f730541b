//! The port's contract and the store's scenarios on memory.

use std::rc::Rc;

use maatwerk::store::{
    Kind, Loaded, Memory, Namespace, Port, Store, StoreError, SyncPort, SyncPortAdapter, Table,
};

use super::contract;
use super::kit::{Profile, canvas, id, now, save};
use super::scenarios::{self, scenarios};

macro_rules! natively {
    ($name:ident) => {
        #[test]
        fn $name() {
            now(scenarios::$name(Profile::in_memory()));
        }
    };
}
scenarios!(natively);

#[test]
fn memory_keeps_the_contract() {
    now(contract::holds(&SyncPortAdapter(
        Rc::new(Memory::default()),
    )));
}

#[test]
fn a_full_memory_keeps_what_it_had() {
    let memory = Rc::new(Memory::default());
    memory
        .put(Table::Canvas, "a", Some(b"12345"))
        .expect("room");
    memory.limit(Some(8));
    let put = |value: &[u8]| memory.put(Table::Canvas, "a", Some(value));
    assert_eq!(put(b"12345678"), Err(StoreError::Full));
    assert_eq!(memory.get(Table::Canvas, "a"), Ok(Some(b"12345".to_vec())));
    assert_eq!(put(b"1234567"), Ok(()));
    let both = |_| {
        Ok(vec![
            maatwerk::store::Change::put(Table::Canvas, "a", b"1".to_vec()),
            maatwerk::store::Change::put(Table::Canvas, "b", b"too long".to_vec()),
        ])
    };
    let port = SyncPortAdapter(memory.clone());
    assert_eq!(
        now(port.update(Vec::new(), Box::new(both))),
        Err(StoreError::Full)
    );
    assert_eq!(
        memory.get(Table::Canvas, "a"),
        Ok(Some(b"1234567".to_vec())),
        "both or neither"
    );
}

#[test]
fn a_full_journal_does_not_stop_the_archive() {
    let journal = Rc::new(Memory::default());
    let profile = Profile {
        journal: journal.clone(),
        ..Profile::in_memory()
    };
    let store = now(profile.writer());
    now(save(&store, &canvas("a", "oud"))).expect("a save");
    drop(store.journal(&canvas("a", "half")));
    let half = profile.entry("a");
    journal.limit(Some(0));
    let ticket = store.journal(&canvas("a", "nieuw"));
    assert_eq!(ticket.failure, Some(StoreError::Full));
    assert_eq!(profile.entry("a"), half, "the old entry is intact");
    now(store.commit(ticket)).expect("a commit");
    let store = now(profile.writer());
    let Ok(Loaded::Ready(found)) = now(store.load(&id("a"))) else {
        panic!("it was archived");
    };
    assert_eq!(found.perspective.text, "nieuw");
}

#[test]
fn storage_none_keeps_it_while_the_page_lives() {
    let namespace = Namespace {
        namespace: "standaard".to_owned(),
        user: None,
        kind: Kind::Memory,
    };
    let opened = now(Store::open(namespace));
    assert_eq!(opened.notices, []);
    let store = opened.store;
    assert!(store.may_write() && !store.persistent());
    now(save(&store, &canvas("a", "even"))).expect("a save");
    assert_eq!(now(store.list()).map(|list| list.len()), Ok(1));
    store
        .set_setting("wie", Some("Bo \"B\" de Boer"))
        .expect("a setting");
    store
        .set_device_setting("wie", Some("{}"))
        .expect("a setting");
    assert_eq!(store.setting("wie").as_deref(), Some("Bo \"B\" de Boer"));
    assert_eq!(store.device_setting("wie").as_deref(), Some("{}"));
    store.set_setting("wie", None).expect("a setting");
    assert_eq!(store.setting("wie"), None);
}
