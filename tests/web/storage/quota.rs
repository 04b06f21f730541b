//! A full localStorage: saving goes on in the archive, and nothing old is harmed.

use maatwerk::store::{Journal, Notice, StoreError, SyncPort, Table};
use wasm_bindgen_test::wasm_bindgen_test;

use super::kit::{canvas, save, says};
use super::page::{local_storage, namespace, open, writer};

const FILLER: &str = "vulling";

/// Fills localStorage until exactly so many characters are left.
fn fill(left: usize) {
    let storage = local_storage();
    let mut text = String::new();
    let mut step = 1 << 23;
    while step > 0 {
        let longer = text.clone() + &"x".repeat(step);
        if storage.set_item(FILLER, &longer).is_ok() {
            text = longer;
        } else {
            step /= 2;
        }
    }
    text.truncate(text.len() - left);
    storage.set_item(FILLER, &text).expect("a shorter one fits");
}

fn empty() {
    local_storage().remove_item(FILLER).expect("a removal");
}

async fn saving_goes_on(left: usize) {
    let name = namespace();
    let store = writer(&name).await;
    save(&store, &canvas("a", "oud")).await.expect("a save");
    drop(store.journal(&canvas("a", "half")));
    let key = format!("mwc/{name}/canvas/a");
    let before = local_storage().get_item(&key).expect("allowed");
    assert!(before.is_some());
    fill(left);
    let long = "nieuw ".repeat(100);
    let ticket = store.journal(&canvas("a", &long));
    let (failure, after) = (ticket.failure.clone(), local_storage().get_item(&key));
    let committed = store.commit(ticket).await;
    let again = open(&name).await;
    let found = says(&again.store, "a").await;
    let claimed = again.store.claim().await;
    empty();
    assert_eq!(failure, Some(StoreError::Full));
    assert_eq!(after, Ok(before), "the old entry is intact");
    assert_eq!(committed, Ok(()), "and the archive has the new one");
    assert_eq!(found.as_deref(), Some(long.as_str()));
    let full = again.notices == [Notice::JournalFull];
    assert_eq!(full, left < 50, "{left} left: {:?}", again.notices);
    assert!(claimed.is_ok());
    assert_eq!(
        says(&again.store, "a").await.as_deref(),
        Some(long.as_str())
    );
    save(&again.store, &canvas("a", "ruimte"))
        .await
        .expect("there is room again");
}

#[wasm_bindgen_test]
async fn with_no_character_left() {
    saving_goes_on(0).await;
}

#[wasm_bindgen_test]
async fn with_one_character_left() {
    saving_goes_on(1).await;
}

#[wasm_bindgen_test]
async fn with_a_hundred_characters_left() {
    saving_goes_on(100).await;
}

#[wasm_bindgen_test]
fn a_damaged_entry_stays_where_it_is_when_there_is_no_room() {
    let (journal, _) = Journal::open(&format!("mwc/{}", namespace())).expect("localStorage");
    journal
        .put(Table::Canvas, "a", Some(b"{\"a\":1}"))
        .expect("room");
    fill(0);
    let longer = journal.put(Table::Canvas, "a", Some(b"{\"a\":12}"));
    let same = journal.put(Table::Canvas, "a", Some(b"{\"a\":2}"));
    let found = journal.get(Table::Canvas, "a");
    empty();
    assert_eq!(longer, Err(StoreError::Full));
    assert_eq!(same, Ok(()), "what needs no more room is taken");
    assert_eq!(found, Ok(Some(b"{\"a\":2}".to_vec())));
}
