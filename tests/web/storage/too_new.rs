//! A database that a newer version has laid out: it can be read, and is never written.

use maatwerk::store::{Loaded, Notice, StoreError};
use wasm_bindgen_test::wasm_bindgen_test;

use super::kit::{canvas, id, save, says};
use super::page::{namespace, open, script, writer};

async fn upgrade(name: &str) {
    let blocked = script(&format!(
        "const open = indexedDB.open('mwc/{name}', 5);
         let blocked = false;
         open.onupgradeneeded = () => open.result.createObjectStore('nieuw');
         open.onblocked = () => (blocked = true);
         await new Promise((done) => (open.onsuccess = done));
         open.result.close();
         return blocked;"
    ))
    .await;
    assert_eq!(blocked.as_bool(), Some(false), "our connection gives way");
}

#[wasm_bindgen_test]
async fn a_newer_layout_is_read_only() {
    let name = namespace();
    let store = writer(&name).await;
    save(&store, &canvas("a", "van eerder"))
        .await
        .expect("a save");
    upgrade(&name).await;
    let too_new = Err(StoreError::TooNew { found: 5 });
    // The page that was already there.
    assert_eq!(says(&store, "a").await.as_deref(), Some("van eerder"));
    let ticket = store.journal(&canvas("a", "mag niet"));
    assert_eq!(store.commit(ticket).await, too_new);
    // And one that comes later: it shows what was typed and has not been archived.
    let opened = open(&name).await;
    assert_eq!(opened.notices, [Notice::ArchiveTooNew { found: 5 }]);
    assert_eq!(
        opened.store.claim().await,
        Err(StoreError::TooNew { found: 5 })
    );
    assert_eq!(says(&opened.store, "a").await.as_deref(), Some("mag niet"));
    assert_eq!(opened.store.delete(&id("a")).await, too_new);
    assert!(matches!(
        opened.store.load(&id("b")).await,
        Ok(Loaded::Absent)
    ));
}
