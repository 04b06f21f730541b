//! Records of a newer version are shown and never overwritten.

use maatwerk::store::{FROM_JOURNAL, Loaded, Notice, Problem, StoreError, Table};

use super::super::kit::{Profile, canvas, id, save};
use super::{forged, texts_of_versions};

async fn refuses_to_write(profile: &Profile, bytes: &[u8], number: u32) {
    let store = profile.writer().await;
    let refused = Err(StoreError::TooNew { found: number });
    let Ok(Loaded::TooNew { found, raw }) = store.load(&id("a")).await else {
        panic!("expected `TooNew`");
    };
    assert_eq!(found, number);
    assert!(raw.contains("straks"));
    let ticket = store.journal(&canvas("a", "overschreven"));
    assert_eq!(store.commit(ticket).await, refused);
    assert_eq!(store.delete(&id("a")).await, refused);
    assert_eq!(
        profile.record(Table::Canvas, "a").await.as_deref(),
        Some(bytes)
    );
    let problem = store.list().await.expect("a list")[0].problem;
    assert_eq!(problem, Some(Problem::TooNew { found: number }));
    let texts = store.raw_all().await.expect("texts");
    assert_eq!(texts, [("canvas/a".to_owned(), raw)]);
    // What this page saved nevertheless is still in the journal, and doesn't replace the newer
    // record.
    let store = profile.writer().await;
    assert!(matches!(
        store.load(&id("a")).await,
        Ok(Loaded::TooNew { .. })
    ));
    assert_eq!(
        profile.record(Table::Canvas, "a").await.as_deref(),
        Some(bytes)
    );
    let versions = texts_of_versions(&store, "a").await;
    assert_eq!(
        versions,
        [(FROM_JOURNAL.to_owned(), "overschreven".to_owned())]
    );
}

pub(crate) async fn a_newer_envelope_is_never_written_over(profile: Profile) {
    let bytes = br#"{"v":7,"doc":{"tekst":"straks"}}"#;
    profile.set_record(Table::Canvas, "a", Some(bytes)).await;
    refuses_to_write(&profile, bytes, 7).await;
}

pub(crate) async fn a_newer_document_is_never_written_over(profile: Profile) {
    let bytes = forged("a", 3, r#"{"formaat":9,"id":"a","tekst":"straks"}"#);
    profile.set_record(Table::Canvas, "a", Some(&bytes)).await;
    refuses_to_write(&profile, &bytes, 9).await;
}

pub(crate) async fn a_newer_entry_of_the_journal_is_never_written_over(profile: Profile) {
    let store = profile.writer().await;
    save(&store, &canvas("a", "nu")).await.expect("a save");
    let bytes = forged("a", 2, r#"{"formaat":2,"id":"a","tekst":"straks"}"#);
    profile.set_entry("a", Some(&bytes));
    let store = profile.writer().await;
    assert_eq!(
        store.take_notices(),
        [Notice::TooNew {
            id: id("a"),
            found: 2
        }]
    );
    assert!(matches!(
        store.load(&id("a")).await,
        Ok(Loaded::TooNew { found: 2, .. })
    ));
    let ticket = store.journal(&canvas("a", "overschreven"));
    assert_eq!(ticket.failure, Some(StoreError::TooNew { found: 2 }));
    assert_eq!(
        store.commit(ticket).await,
        Err(StoreError::TooNew { found: 2 })
    );
    assert_eq!(profile.entry("a"), Some(bytes));
    let archived = profile.record(Table::Canvas, "a").await.expect("a record");
    assert!(String::from_utf8(archived).is_ok_and(|text| text.contains("nu")));
}
