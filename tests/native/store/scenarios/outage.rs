//! The archive is deleted while a page leads.

use maatwerk::store::{Loaded, Recovery, StoreError, Table};

use super::super::kit::{Profile, canvas, id, save, says};

/// Deletes everything in the archive, as when the database is deleted.
async fn erase(profile: &Profile) {
    for table in Table::ARCHIVED {
        for key in profile.archive.keys(table, "").await.expect("keys") {
            profile.set_record(table, &key, None).await;
        }
    }
}

pub(crate) async fn a_deleted_archive_is_no_other_page_and_is_begun_anew(profile: Profile) {
    let store = profile.writer().await;
    save(&store, &canvas("a", "een")).await.expect("a save");
    erase(&profile).await;
    let ticket = store.journal(&canvas("a", "twee"));
    assert_eq!(store.commit(ticket).await, Err(StoreError::Erased));
    assert!(profile.entry("a").is_some(), "in the journal");
    assert_eq!(store.outage(), Some(StoreError::Erased));
    assert!(store.may_write(), "no other page leads");

    let ticket = store.journal(&canvas("a", "drie"));
    store.commit(ticket).await.expect("a claim and a save");
    let recovery = Recovery {
        why: StoreError::Erased,
        was_blind: false,
    };
    assert_eq!(store.take_recovery(), Some(recovery));
    assert_eq!(store.take_recovery(), None, "taken once");
    assert_eq!((store.outage(), profile.entry("a")), (None, None));
    assert_eq!(says(&store, "a").await.as_deref(), Some("drie"));
    save(&store, &canvas("b", "ook")).await.expect("a save");
}

pub(crate) async fn who_deletes_a_canvas_or_keeps_a_version_of_a_deleted_archive_is_told_the_same(
    profile: Profile,
) {
    let store = profile.writer().await;
    save(&store, &canvas("a", "een")).await.expect("a save");
    erase(&profile).await;
    let kept = store.keep_version(&canvas("a", "een"), "proef").await;
    assert_eq!(kept, Err(StoreError::Erased));
    save(&store, &canvas("a", "een")).await.expect("a claim");
    erase(&profile).await;
    assert_eq!(store.delete(&id("a")).await, Err(StoreError::Erased));
    save(&store, &canvas("a", "een")).await.expect("a claim");
    erase(&profile).await;
    let mut nothing = |_: &mut maatwerk::store::SyncTransaction| {};
    let exchanged = store.transaction(Vec::new(), None, &mut nothing).await;
    assert_eq!(exchanged, Err(StoreError::Erased));
    store.delete(&id("a")).await.expect("a claim and a removal");
    assert_eq!(store.load(&id("a")).await, Ok(Loaded::Absent));
}

pub(crate) async fn a_page_that_took_the_empty_archive_over_fences_the_one_before(
    profile: Profile,
) {
    let (_, one) = (profile.writer().await, profile.writer().await);
    save(&one, &canvas("a", "een")).await.expect("a save");
    erase(&profile).await;
    let two = profile.writer().await;
    save(&two, &canvas("a", "twee")).await.expect("a save");
    let refused = save(&one, &canvas("a", "drie")).await;
    assert_eq!(refused, Err(StoreError::Fenced));
    assert!(!one.may_write());
    assert_eq!(says(&two, "a").await.as_deref(), Some("twee"));
}
