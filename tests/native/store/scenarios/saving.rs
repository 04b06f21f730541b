//! Every save is found again, however the browser was closed.

use maatwerk::domain::canonical;
use maatwerk::store::{FROM_JOURNAL, Loaded, Notice, Table};

use super::super::kit::{Profile, canvas, id, save, says};
use super::{forged, texts_of_versions};

pub(crate) async fn saved_is_found_again(profile: Profile) {
    let store = profile.writer().await;
    let mut first = canvas("a", "Rust en een eigen kamer");
    first.status = "besproken".to_owned();
    save(&store, &first).await.expect("a save");
    save(&store, &canvas("b", "Weer naar school"))
        .await
        .expect("a save");
    assert_eq!(
        profile.entry("a"),
        None,
        "archived entries leave the journal"
    );
    let page = profile.page().await;
    let loaded = page.load(&id("a")).await;
    assert_eq!(loaded, Ok(Loaded::Ready(Box::new(first))));
    assert_eq!(page.load(&id("c")).await, Ok(Loaded::Absent));
    let list = page.list().await.expect("a list");
    let told: Vec<_> = list
        .iter()
        .map(|summary| (summary.id.as_str(), &*summary.excerpt))
        .collect();
    assert_eq!(
        told,
        [("a", "Rust en een eigen kamer"), ("b", "Weer naar school")]
    );
    assert!(list.iter().all(|summary| summary.problem.is_none()));
}

pub(crate) async fn a_save_that_was_not_archived_is_replayed(profile: Profile) {
    let store = profile.writer().await;
    save(&store, &canvas("a", "een")).await.expect("a save");
    drop(store.journal(&canvas("a", "twee")));
    drop(store.journal(&canvas("b", "nieuw")));
    drop(store);
    let page = profile.page().await;
    assert_eq!(
        says(&page, "a").await.as_deref(),
        Some("twee"),
        "included before the claim"
    );
    assert_eq!(says(&page, "b").await.as_deref(), Some("nieuw"));
    page.claim().await.expect("a claim");
    assert_eq!(page.take_notices(), [Notice::Replayed { count: 2 }]);
    assert_eq!((profile.entry("a"), profile.entry("b")), (None, None));
    let list = page.list().await.expect("a list");
    assert_eq!(list.len(), 2);
    let archived = profile.record(Table::Canvas, "a").await.expect("a record");
    assert!(String::from_utf8(archived).is_ok_and(|text| text.contains("twee")));
    assert_eq!(
        page.journal(&canvas("a", "drie")).seq(),
        3,
        "numbers continue"
    );
}

pub(crate) async fn an_old_entry_that_came_back_changes_nothing(profile: Profile) {
    let store = profile.writer().await;
    let ticket = store.journal(&canvas("a", "een"));
    let old = profile.entry("a").expect("an entry");
    store.commit(ticket).await.expect("a commit");
    save(&store, &canvas("a", "twee")).await.expect("a save");
    save(&store, &canvas("a", "drie")).await.expect("a save");
    drop(store);
    // A killed browser: localStorage reverts to its state of a minute ago.
    profile.set_entry("a", Some(&old));
    let store = profile.page().await;
    assert_eq!(says(&store, "a").await.as_deref(), Some("drie"));
    store.claim().await.expect("a claim");
    assert_eq!(says(&store, "a").await.as_deref(), Some("drie"));
    assert_eq!(profile.entry("a"), None);
    assert_eq!(store.take_notices(), [], "no notice for the user");
    let versions = texts_of_versions(&store, "a").await;
    assert_eq!(versions, [(FROM_JOURNAL.to_owned(), "een".to_owned())]);
    assert_eq!(
        store.journal(&canvas("a", "vier")).seq(),
        4,
        "numbers come from the archive too"
    );
}

pub(crate) async fn an_entry_that_is_archived_already_just_goes(profile: Profile) {
    let store = profile.writer().await;
    let ticket = store.journal(&canvas("a", "een"));
    let entry = profile.entry("a").expect("an entry");
    store.commit(ticket).await.expect("a commit");
    profile.set_entry("a", Some(&entry));
    let store = profile.writer().await;
    assert_eq!(profile.entry("a"), None);
    assert_eq!(store.take_notices(), []);
    assert_eq!(texts_of_versions(&store, "a").await, []);
}

pub(crate) async fn an_entry_of_the_same_number_that_differs_is_kept_aside(profile: Profile) {
    let store = profile.writer().await;
    save(&store, &canvas("a", "gearchiveerd"))
        .await
        .expect("a save");
    let doc = canonical(&canvas("a", "ook getypt"));
    profile.set_entry("a", Some(&forged("a", 1, &doc)));
    let store = profile.writer().await;
    assert_eq!(store.take_notices(), [Notice::KeptAside { id: id("a") }]);
    assert_eq!(says(&store, "a").await.as_deref(), Some("gearchiveerd"));
    let versions = texts_of_versions(&store, "a").await;
    assert_eq!(
        versions,
        [(FROM_JOURNAL.to_owned(), "ook getypt".to_owned())]
    );
}

pub(crate) async fn a_late_commit_does_not_undo_a_newer_one(profile: Profile) {
    let store = profile.writer().await;
    let first = store.journal(&canvas("a", "een"));
    let second = store.journal(&canvas("a", "twee"));
    store.commit(second).await.expect("a commit");
    store.commit(first).await.expect("a late commit succeeds");
    assert_eq!(
        says(&profile.page().await, "a").await.as_deref(),
        Some("twee")
    );
    let third = store.journal(&canvas("a", "drie"));
    let fourth = store.journal(&canvas("a", "vier"));
    store.commit(third).await.expect("a commit");
    assert!(
        profile.entry("a").is_some(),
        "a newer entry stays when an older one is archived"
    );
    store.commit(fourth).await.expect("a commit");
    assert_eq!(profile.entry("a"), None);
}

pub(crate) async fn what_is_gone_stays_gone(profile: Profile) {
    let store = profile.writer().await;
    save(&store, &canvas("a", "een")).await.expect("a save");
    save(&store, &canvas("b", "blijft")).await.expect("a save");
    store
        .keep_version(&canvas("a", "een"), "import")
        .await
        .expect("a version");
    let seq = store
        .list()
        .await
        .expect("a list")
        .iter()
        .map(|it| it.seq)
        .max();
    let figures = store
        .figures(&[(id("a"), seq.unwrap_or(0)), (id("b"), 1)])
        .await;
    assert_eq!(figures.map(|all| all.len()), Ok(2));
    let ticket = store.journal(&canvas("a", "twee"));
    let entry = profile.entry("a").expect("an entry");
    store.delete(&id("a")).await.expect("a removal");
    store
        .commit(ticket)
        .await
        .expect("a commit after the removal succeeds");
    for table in [
        Table::Canvas,
        Table::List,
        Table::History,
        Table::Broken,
        Table::Figures,
    ] {
        let keys = profile.archive.keys(table, "a").await;
        assert_eq!(keys, Ok(Vec::new()), "{table:?}");
    }
    assert_eq!(profile.entry("a"), None);
    profile.set_entry("a", Some(&entry));
    let store = profile.writer().await;
    assert_eq!(
        store.load(&id("a")).await,
        Ok(Loaded::Absent),
        "not restored from the journal"
    );
    assert_eq!(store.list().await.map(|list| list.len()), Ok(1));
    save(&store, &canvas("a", "opnieuw"))
        .await
        .expect("its id can be used again");
    assert_eq!(
        says(&profile.page().await, "a").await.as_deref(),
        Some("opnieuw")
    );
}

pub(crate) async fn a_version_is_kept_once(profile: Profile) {
    let store = profile.writer().await;
    save(&store, &canvas("a", "een")).await.expect("a save");
    for _ in 0..2 {
        store
            .keep_version(&canvas("a", "een"), "import")
            .await
            .expect("a version");
    }
    save(&store, &canvas("a", "twee")).await.expect("a save");
    store
        .keep_version(&canvas("a", "twee"), "waarde")
        .await
        .expect("a version");
    let versions = texts_of_versions(&profile.page().await, "a").await;
    let told: Vec<_> = versions
        .iter()
        .map(|(why, text)| (&**why, &**text))
        .collect();
    assert_eq!(told, [("import", "een"), ("waarde", "twee")]);
}
