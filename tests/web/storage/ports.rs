//! The contract and the scenarios on localStorage and IndexedDB.

use std::rc::Rc;

use maatwerk::store::{
    Archive, Change, Journal, Kind, Loaded, Namespace, Port, Store, SyncPort, SyncPortAdapter,
    Table,
};
use wasm_bindgen_test::wasm_bindgen_test;

use super::contract;
use super::kit::{Profile, canvas, id, save, says};
use super::page::{local_storage, namespace, namespace_of, open, script, sleep, writer};
use super::scenarios::{self, scenarios};

async fn profile() -> Profile {
    let name = format!("mwc/{}", namespace());
    let (journal, full) = Journal::open(&name).expect("localStorage");
    assert!(!full);
    Profile {
        archive: Rc::new(Archive::open(&name).await.expect("IndexedDB")),
        journal: Rc::new(journal),
    }
}

macro_rules! in_the_browser {
    ($name:ident) => {
        #[wasm_bindgen_test]
        async fn $name() {
            scenarios::$name(profile().await).await;
        }
    };
}
scenarios!(in_the_browser);

#[wasm_bindgen_test]
async fn the_journal_keeps_the_contract() {
    let (journal, _) = Journal::open(&format!("mwc/{}", namespace())).expect("localStorage");
    contract::holds(&SyncPortAdapter(Rc::new(journal))).await;
}

#[wasm_bindgen_test]
async fn the_journal_keeps_a_sealed_record_as_short_text() {
    let name = format!("mwc/{}", namespace());
    let (journal, _) = Journal::open(&name).expect("localStorage");
    for length in [0, 1, 2, 3, 1000] {
        // One that is valid UTF-8 too, and one that isn't.
        for filler in [b'x', 0xff] {
            let sealed = [vec![1], vec![filler; length]].concat();
            journal
                .put(Table::Canvas, "a", Some(&sealed))
                .expect("a write");
            let back = journal.get(Table::Canvas, "a").expect("a read");
            assert_eq!(back.as_deref(), Some(sealed.as_slice()));
            let text = local_storage().get_item(&format!("{name}/canvas/a"));
            let text = text.expect("localStorage").expect("a text");
            assert!(text.starts_with("\"mwc1:A"), "{text}");
            assert!(text.len() <= sealed.len() * 4 / 3 + 10, "{}", text.len());
        }
    }
}

#[wasm_bindgen_test]
async fn the_archive_keeps_the_contract() {
    let name = format!("mwc/{}", namespace());
    contract::holds(&Archive::open(&name).await.expect("IndexedDB")).await;
    // And again on what that left behind, over a connection that was closed meanwhile.
    let archive = Archive::open(&name).await.expect("IndexedDB");
    archive.close();
    contract::holds(&archive).await;
}

#[wasm_bindgen_test]
async fn the_archive_asks_for_strict_durability() {
    let archive = Archive::open(&format!("mwc/{}", namespace()))
        .await
        .expect("IndexedDB");
    script(
        "const begin = IDBDatabase.prototype.transaction;
         globalThis.durabilities = [];
         IDBDatabase.prototype.transaction = function (...given) {
           const transaction = begin.apply(this, given);
           if (transaction.mode === 'readwrite') durabilities.push(transaction.durability);
           return transaction;
         };
         globalThis.undo = () => { IDBDatabase.prototype.transaction = begin; };",
    )
    .await;
    let change = Change::put(Table::Canvas, "a", b"1".to_vec());
    let decide = Box::new(|_| Ok(vec![change]));
    archive.update(Vec::new(), decide).await.expect("a write");
    let seen = script("undo(); return durabilities.join();").await;
    assert_eq!(seen.as_string().as_deref(), Some("strict"));
}

#[wasm_bindgen_test]
async fn keys_and_values_can_be_found_by_their_names() {
    let name = namespace();
    let store = writer(&name).await;
    let ticket = store.journal(&canvas("a", "een"));
    let entry = local_storage().get_item(&format!("mwc/{name}/canvas/a"));
    let entry = entry.expect("allowed").expect("an entry");
    assert!(entry.starts_with(r#"{"v":1,"seq":1,"sum":""#), "{entry}");
    store.commit(ticket).await.expect("a commit");
    store
        .set_setting("weergave", Some("lijst"))
        .expect("a setting");
    store
        .set_device_setting("proef", Some("Bo"))
        .expect("a setting");
    let item = |key: &str| local_storage().get_item(key).expect("allowed");
    assert_eq!(item(&format!("mwc/{name}/canvas/a")), None);
    assert_eq!(
        item(&format!("mwc/{name}/instelling/weergave")).as_deref(),
        Some("\"lijst\"")
    );
    assert_eq!(item("mwc/instelling/proef").as_deref(), Some("\"Bo\""));
    assert_eq!(
        open(&name).await.store.device_setting("proef").as_deref(),
        Some("Bo")
    );
    store.set_device_setting("proef", None).expect("a setting");
    let names = script("return (await indexedDB.databases()).map((one) => one.name).join()").await;
    assert!(
        names
            .as_string()
            .is_some_and(|names| names.contains(&format!("mwc/{name}")))
    );
}

#[wasm_bindgen_test]
async fn users_of_one_namespace_are_apart() {
    let name = namespace();
    let user = |user: &str| Namespace {
        user: Some(user.to_owned()),
        ..namespace_of(&name)
    };
    let one = Store::open(user("een")).await.store;
    one.claim().await.expect("a claim");
    save(&one, &canvas("a", "van een")).await.expect("a save");
    for other in [
        Store::open(user("twee")).await.store,
        open(&name).await.store,
    ] {
        assert_eq!(other.load(&id("a")).await, Ok(Loaded::Absent));
        assert_eq!(other.list().await, Ok(Vec::new()));
    }
    let memory = Namespace {
        kind: Kind::Memory,
        ..user("een")
    };
    assert_eq!(Store::open(memory).await.store.list().await, Ok(Vec::new()));
    assert_eq!(
        says(&Store::open(user("een")).await.store, "a")
            .await
            .as_deref(),
        Some("van een")
    );
}

/// Values that are none of ours, straight in the browser's storage.
#[wasm_bindgen_test]
async fn foreign_values_break_nothing() {
    let name = namespace();
    let store = writer(&name).await;
    save(&store, &canvas("goed", "heel")).await.expect("a save");
    script(&format!(
        "const open = indexedDB.open('mwc/{name}');
         const db = await new Promise((done) => (open.onsuccess = () => done(open.result)));
         const change = db.transaction(['canvas', 'lijst', 'kapot'], 'readwrite');
         const put = (value, key) => change.objectStore('canvas').put(value, key);
         put('tekst', 'tekst'); put(7, 'getal'); put({{ a: [1] }}, 'ding'); put(null, 'niets');
         put(new Uint8Array(0), 'leeg'); put(new Date(NaN), 'datum'); put('x', 5); put('x', 'geen id!');
         change.objectStore('lijst').put('x', 'goed');
         change.objectStore('kapot').put('x', 3);
         await new Promise((done) => (change.oncomplete = done));
         db.close();
         localStorage.setItem('mwc/{name}/canvas/los', '{{\"v\":1');
         localStorage.setItem('mwc/{name}/canvas/half', '\"\\\\u12');
         localStorage.setItem('mwc/{name}/canvas/bytes', '[300]');
         localStorage.setItem('mwc/{name}/canvas/geen id!', '1');"
    ))
    .await;
    let store = open(&name).await.store;
    store.claim().await.expect("a claim");
    for key in [
        "tekst", "getal", "ding", "niets", "leeg", "datum", "los", "half", "bytes",
    ] {
        let loaded = store.load(&id(key)).await;
        assert!(
            matches!(loaded, Ok(Loaded::Damaged { .. })),
            "{key}: {loaded:?}"
        );
    }
    assert_eq!(says(&store, "goed").await.as_deref(), Some("heel"));
    assert_eq!(store.list().await.map(|list| list.len()), Ok(10));
    let texts = store.raw_all().await.expect("texts");
    for text in ["tekst", "7", "{\"a\":[1]}", "{\"v\":1", "\"\\u12", "[300]"] {
        assert!(texts.iter().any(|(_, found)| found == text), "{text}");
    }
}

#[wasm_bindgen_test]
async fn a_connection_that_goes_is_opened_again() {
    let name = namespace();
    let store = writer(&name).await;
    save(&store, &canvas("a", "een")).await.expect("a save");
    // Someone clears the site's data: our connection gives way at once, and the page goes on.
    let script_ = format!(
        "const asked = indexedDB.deleteDatabase('mwc/{name}');
         return await new Promise((done) => {{
           asked.onsuccess = () => done('gone'); asked.onblocked = () => done('blocked');
         }});"
    );
    assert_eq!(script(&script_).await.as_string().as_deref(), Some("gone"));
    assert_eq!(store.load(&id("a")).await, Ok(Loaded::Absent));
    store.claim().await.expect("a claim");
    save(&store, &canvas("a", "twee")).await.expect("a save");
    assert_eq!(
        says(&open(&name).await.store, "a").await.as_deref(),
        Some("twee")
    );
}

#[wasm_bindgen_test]
async fn pages_hear_of_each_others_saves() {
    let name = namespace();
    let (one, two) = (open(&name).await.store, open(&name).await.store);
    let heard = Rc::new(std::cell::RefCell::new(Vec::new()));
    let hearing = heard.clone();
    let subscription = two.on_announced(move |id| hearing.borrow_mut().push(id));
    one.announce(&id("a"));
    sleep(100).await;
    assert_eq!(*heard.borrow(), [id("a")]);
    drop(subscription);
    one.announce(&id("b"));
    sleep(100).await;
    assert_eq!(heard.borrow().len(), 1, "who has left hears nothing");
}

#[wasm_bindgen_test]
async fn asking_to_stay_has_an_answer() {
    let store = open(&namespace()).await.store;
    store.ask_persist().await;
}

#[wasm_bindgen_test]
fn the_journal_leaves_other_keys_alone() {
    let name = namespace();
    let storage = local_storage();
    storage
        .set_item("van de gastpagina", "geen json")
        .expect("room");
    let (journal, _) = Journal::open(&format!("mwc/{name}")).expect("localStorage");
    journal.put(Table::Canvas, "a", Some(b"{}")).expect("room");
    assert_eq!(journal.keys(Table::Canvas, ""), Ok(vec!["a".to_owned()]));
    journal.put(Table::Canvas, "a", None).expect("a removal");
    assert_eq!(
        storage.get_item("van de gastpagina"),
        Ok(Some("geen json".to_owned()))
    );
    storage.remove_item("van de gastpagina").expect("a removal");
}
