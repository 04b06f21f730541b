//! A browser that keeps nothing, or half of it. The denial itself is simulated here: the getters
//! throw as they do with blocked cookies.

use maatwerk::store::{Notice, Store, StoreError};
use wasm_bindgen_test::wasm_bindgen_test;

use super::kit::{canvas, save, says};
use super::page::{namespace, open, script};

async fn deny(what: &[&str]) {
    for name in what {
        script(&format!(
            "globalThis.real ??= {{}};
             real.{name} = Object.getOwnPropertyDescriptor(globalThis, '{name}');
             const get = () => {{ throw new DOMException('denied', 'SecurityError'); }};
             Object.defineProperty(globalThis, '{name}', {{ get, configurable: true }});"
        ))
        .await;
    }
}

async fn allow(what: &[&str]) {
    for name in what {
        script(&format!(
            "Object.defineProperty(globalThis, '{name}', real.{name});"
        ))
        .await;
    }
}

async fn try_out(denied: &[&str], name: &str) -> (Vec<Notice>, Store, Option<String>) {
    deny(denied).await;
    let opened = open(name).await;
    opened.store.claim().await.expect("a claim");
    save(&opened.store, &canvas("a", "bewaard"))
        .await
        .expect("a save");
    opened
        .store
        .set_setting("wie", Some("Bo"))
        .expect("a setting");
    assert_eq!(opened.store.setting("wie").as_deref(), Some("Bo"));
    let list = opened.store.list().await.expect("a list");
    assert_eq!((list.len(), list[0].excerpt.as_str()), (1, "bewaard"));
    assert_eq!(says(&opened.store, "a").await.as_deref(), Some("bewaard"));
    let found = says(&open(name).await.store, "a").await;
    allow(denied).await;
    (opened.notices, opened.store, found)
}

#[wasm_bindgen_test]
async fn without_local_storage_the_archive_does() {
    let name = namespace();
    let (notices, _, found) = try_out(&["localStorage"], &name).await;
    assert_eq!(notices, [Notice::NoJournal(StoreError::Denied)]);
    assert_eq!(found.as_deref(), Some("bewaard"));
}

#[wasm_bindgen_test]
async fn without_indexed_db_the_journal_does() {
    let name = namespace();
    let (notices, store, found) = try_out(&["indexedDB"], &name).await;
    assert_eq!(notices, [Notice::NoArchive(StoreError::Denied)]);
    assert_eq!(found.as_deref(), Some("bewaard"));
    drop(store.journal(&canvas("a", "op het laatst")));
    // The next time there is an archive, and what was kept moves there.
    let opened = open(&name).await;
    assert_eq!(opened.notices, []);
    opened.store.claim().await.expect("a claim");
    assert_eq!(opened.store.take_notices(), [Notice::Replayed { count: 1 }]);
    assert_eq!(
        says(&opened.store, "a").await.as_deref(),
        Some("op het laatst")
    );
}

#[wasm_bindgen_test]
async fn without_either_it_works_until_the_page_goes() {
    let name = namespace();
    let (notices, _, found) = try_out(&["localStorage", "indexedDB"], &name).await;
    assert_eq!(notices, [Notice::NothingKept]);
    assert_eq!(found, None);
}

#[wasm_bindgen_test]
async fn denied_halfway_is_no_crash() {
    let name = namespace();
    let store = super::page::writer(&name).await;
    deny(&["localStorage"]).await;
    let ticket = store.journal(&canvas("a", "toch"));
    let failure = ticket.failure.clone();
    let committed = store.commit(ticket).await;
    allow(&["localStorage"]).await;
    assert_eq!((failure, committed), (Some(StoreError::Denied), Ok(())));
}
