//! Two pages of one namespace.

use maatwerk::store::{FROM_JOURNAL, StoreError, Table};

use super::super::kit::{Profile, canvas, id, save, says};
use super::texts_of_versions;

pub(crate) async fn an_older_page_is_fenced(profile: Profile) {
    let old = profile.writer().await;
    save(&old, &canvas("a", "oud")).await.expect("a save");
    let follower = profile.page().await;
    let early = follower.journal(&canvas("a", "mag niet"));
    assert_eq!(
        follower.commit(early).await,
        Err(StoreError::Fenced),
        "a follower can't write"
    );
    assert_eq!(
        profile.entry("a"),
        None,
        "nor to the journal, which the leader owns"
    );
    let typed = old.journal(&canvas("a", "laatste woord"));
    let new = profile.writer().await;
    assert_eq!(old.commit(typed).await, Err(StoreError::Fenced));
    let kept = old.keep_version(&canvas("a", "oud"), "import").await;
    assert_eq!(kept, Err(StoreError::Fenced));
    assert_eq!(old.delete(&id("a")).await, Err(StoreError::Fenced));
    assert_eq!(
        says(&new, "a").await.as_deref(),
        Some("laatste woord"),
        "replayed from the journal"
    );
    save(&new, &canvas("a", "nieuw")).await.expect("a save");
    assert_eq!(
        says(&profile.page().await, "a").await.as_deref(),
        Some("nieuw")
    );
    old.claim().await.expect("a claim");
    assert_eq!(says(&old, "a").await.as_deref(), Some("nieuw"));
    save(&old, &canvas("a", "terug")).await.expect("a save");
    // It doesn't know yet that it was taken over, and the leader's edit is not archived yet.
    let latest = old.journal(&canvas("a", "nieuwste"));
    let entry = profile.entry("a");
    let late = new.journal(&canvas("a", "te laat"));
    assert_eq!(late.failure, Some(StoreError::Fenced));
    assert_eq!(profile.entry("a"), entry, "the journal is the leader's");
    assert_eq!(new.commit(late).await, Err(StoreError::Fenced));
    old.commit(latest).await.expect("a save");
}

pub(crate) async fn without_locks_versions_are_checked(profile: Profile) {
    let one = profile.insecure().await;
    save(&one, &canvas("a", "een")).await.expect("a save");
    let two = profile.insecure().await;
    assert_eq!(says(&two, "a").await.as_deref(), Some("een"));
    save(&one, &canvas("a", "twee")).await.expect("a save");
    // Listing the canvases doesn't count as reading them.
    assert_eq!(two.list().await.map(|list| list.len()), Ok(1));
    assert_eq!(
        save(&two, &canvas("a", "botst")).await,
        Err(StoreError::Outdated)
    );
    let archived = profile.record(Table::Canvas, "a").await.expect("a record");
    assert!(String::from_utf8(archived).is_ok_and(|text| text.contains("twee")));
    profile.set_entry("a", None);
    assert_eq!(says(&two, "a").await.as_deref(), Some("twee"));
    save(&two, &canvas("a", "drie")).await.expect("a save");
}

pub(crate) async fn what_was_refused_never_takes_the_place_of_what_another_page_saved(
    profile: Profile,
) {
    let one = profile.insecure().await;
    save(&one, &canvas("a", "een")).await.expect("a save");
    let two = profile.insecure().await;
    assert_eq!(says(&two, "a").await.as_deref(), Some("een"));
    save(&one, &canvas("a", "twee")).await.expect("a save");
    let refused = save(&two, &canvas("a", "botst")).await;
    assert_eq!(refused, Err(StoreError::Outdated));
    // Typing goes on, and the page may close between the journal and the archive.
    let again = save(&two, &canvas("a", "botst weer")).await;
    assert_eq!(again, Err(StoreError::Outdated));
    for text in ["en nog eens", "en ten slotte"] {
        assert_eq!(two.journal(&canvas("a", text)).failure, None);
    }
    let next = profile.insecure().await;
    next.claim().await.expect("a claim");
    assert_eq!(says(&next, "a").await.as_deref(), Some("twee"));
    let versions = texts_of_versions(&next, "a").await;
    assert_eq!(
        versions,
        [(FROM_JOURNAL.to_owned(), "en ten slotte".to_owned())]
    );
    // Once it has read what is there, it goes on from that.
    assert_eq!(says(&two, "a").await.as_deref(), Some("twee"));
    save(&two, &canvas("a", "drie")).await.expect("a save");
    assert_eq!(says(&next, "a").await.as_deref(), Some("drie"));
}

pub(crate) async fn what_another_page_typed_is_kept_aside(profile: Profile) {
    let one = profile.insecure().await;
    save(&one, &canvas("a", "een")).await.expect("a save");
    let two = profile.insecure().await;
    drop(two.journal(&canvas("a", "van de ander")));
    save(&one, &canvas("a", "twee")).await.expect("a save");
    assert_eq!(says(&one, "a").await.as_deref(), Some("twee"));
    let versions = texts_of_versions(&one, "a").await;
    assert_eq!(
        versions,
        [(FROM_JOURNAL.to_owned(), "van de ander".to_owned())]
    );
}
