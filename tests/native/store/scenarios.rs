//! What a store must do, on any archive and journal: natively in memory, in a browser for real.
//! Each begins with an empty profile.

use maatwerk::domain::canonical;
use maatwerk::store::{Envelope, FROM_JOURNAL, Loaded, Notice, Problem, Store, StoreError, Table};

use super::kit::{Profile, canvas, id, save, says};

/// One that can be run, with its name.
macro_rules! scenarios {
    ($run:ident) => {
        $run!(saved_is_found_again);
        $run!(a_save_that_was_not_archived_is_replayed);
        $run!(an_old_entry_that_came_back_changes_nothing);
        $run!(an_entry_that_is_archived_already_just_goes);
        $run!(an_entry_of_the_same_number_that_differs_is_kept_aside);
        $run!(a_damaged_entry_is_set_aside);
        $run!(a_damaged_record_is_set_aside);
        $run!(a_good_entry_mends_a_damaged_record);
        $run!(a_newer_envelope_is_never_written_over);
        $run!(a_newer_document_is_never_written_over);
        $run!(a_newer_entry_of_the_journal_is_never_written_over);
        $run!(an_older_page_is_fenced);
        $run!(without_locks_versions_are_checked);
        $run!(what_another_page_typed_is_kept_aside);
        $run!(a_late_commit_does_not_undo_a_newer_one);
        $run!(what_is_gone_stays_gone);
        $run!(a_version_is_kept_once);
        $run!(the_overview_mends_itself);
        $run!(the_overview_counts_the_journal_in);
    };
}
pub(crate) use scenarios;

async fn texts_of_versions(store: &Store, of: &str) -> Vec<(String, String)> {
    let versions = store.versions(&id(of)).await.expect("versions");
    let version = versions.into_iter();
    version
        .map(|version| (version.why, version.canvas.perspective.text))
        .collect()
}

fn forged(key: &str, seq: u64, doc: &str) -> Vec<u8> {
    let doc = doc.to_owned();
    Envelope { seq, doc }.encode(&format!("canvas/{key}"))
}

pub(super) async fn saved_is_found_again(profile: Profile) {
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
        "what is archived leaves the journal"
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

pub(super) async fn a_save_that_was_not_archived_is_replayed(profile: Profile) {
    let store = profile.writer().await;
    save(&store, &canvas("a", "een")).await.expect("a save");
    drop(store.journal(&canvas("a", "twee")));
    drop(store.journal(&canvas("b", "nieuw")));
    drop(store);
    let page = profile.page().await;
    assert_eq!(
        says(&page, "a").await.as_deref(),
        Some("twee"),
        "also before the claim"
    );
    assert_eq!(says(&page, "b").await.as_deref(), Some("nieuw"));
    page.claim().await.expect("a claim");
    assert_eq!(page.take_notices(), [Notice::Replayed { count: 2 }]);
    assert_eq!((profile.entry("a"), profile.entry("b")), (None, None));
    let list = page.list().await.expect("a list");
    assert_eq!(list.len(), 2);
    let archived = profile.record(Table::Canvas, "a").await.expect("a record");
    assert!(String::from_utf8(archived).is_ok_and(|text| text.contains("twee")));
    assert_eq!(page.journal(&canvas("a", "drie")).seq(), 3, "numbers go on");
}

pub(super) async fn an_old_entry_that_came_back_changes_nothing(profile: Profile) {
    let store = profile.writer().await;
    let ticket = store.journal(&canvas("a", "een"));
    let old = profile.entry("a").expect("an entry");
    store.commit(ticket).await.expect("a commit");
    save(&store, &canvas("a", "twee")).await.expect("a save");
    save(&store, &canvas("a", "drie")).await.expect("a save");
    drop(store);
    // A killed browser: localStorage is back where it was a minute ago.
    profile.set_entry("a", Some(&old));
    let store = profile.page().await;
    assert_eq!(says(&store, "a").await.as_deref(), Some("drie"));
    store.claim().await.expect("a claim");
    assert_eq!(says(&store, "a").await.as_deref(), Some("drie"));
    assert_eq!(profile.entry("a"), None);
    assert_eq!(
        store.take_notices(),
        [],
        "nothing that the user has to know"
    );
    let versions = texts_of_versions(&store, "a").await;
    assert_eq!(versions, [(FROM_JOURNAL.to_owned(), "een".to_owned())]);
    assert_eq!(
        store.journal(&canvas("a", "vier")).seq(),
        4,
        "numbers come from the archive too"
    );
}

pub(super) async fn an_entry_that_is_archived_already_just_goes(profile: Profile) {
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

pub(super) async fn an_entry_of_the_same_number_that_differs_is_kept_aside(profile: Profile) {
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

pub(super) async fn a_damaged_entry_is_set_aside(profile: Profile) {
    let store = profile.writer().await;
    save(&store, &canvas("a", "goed")).await.expect("a save");
    drop(store.journal(&canvas("a", "kapot")));
    drop(store.journal(&canvas("b", "heel")));
    let mut bytes = profile.entry("a").expect("an entry");
    bytes.truncate(bytes.len() - 9);
    profile.set_entry("a", Some(&bytes));
    let store = profile.page().await;
    assert_eq!(says(&store, "a").await.as_deref(), Some("goed"));
    store.claim().await.expect("a claim");
    let notices = [
        Notice::Quarantined { id: id("a") },
        Notice::Replayed { count: 1 },
    ];
    assert_eq!(store.take_notices(), notices);
    assert_eq!(profile.entry("a"), None);
    let keys = profile.journal.keys(Table::Broken, "a/").expect("keys");
    assert_eq!(keys.len(), 1);
    let aside = profile.journal.get(Table::Broken, &keys[0]);
    assert_eq!(aside, Ok(Some(bytes)), "set aside as it was");
    assert_eq!(says(&store, "a").await.as_deref(), Some("goed"));
    assert_eq!(says(&store, "b").await.as_deref(), Some("heel"));
    let texts = store.raw_all().await.expect("texts");
    assert!(
        texts
            .iter()
            .any(|(place, text)| place.starts_with("kapot/a/") && text.contains("kapot"))
    );
}

pub(super) async fn a_damaged_record_is_set_aside(profile: Profile) {
    let store = profile.writer().await;
    save(&store, &canvas("a", "eerste")).await.expect("a save");
    save(&store, &canvas("b", "ander")).await.expect("a save");
    let mut bytes = profile.record(Table::Canvas, "a").await.expect("a record");
    let at = bytes.len() / 2;
    bytes[at] ^= 1;
    profile.set_record(Table::Canvas, "a", Some(&bytes)).await;
    let store = profile.writer().await;
    let Ok(Loaded::Damaged { raw }) = store.load(&id("a")).await else {
        panic!("a damaged record is no canvas");
    };
    assert_eq!(raw, String::from_utf8_lossy(&bytes));
    assert_eq!(store.take_notices(), [Notice::Quarantined { id: id("a") }]);
    assert_eq!(
        says(&store, "b").await.as_deref(),
        Some("ander"),
        "others are as they were"
    );
    let again = store.load(&id("a")).await;
    assert_eq!(
        again,
        Ok(Loaded::Damaged { raw: raw.clone() }),
        "and so it stays"
    );
    let list = store.list().await.expect("a list");
    assert_eq!((list.len(), list[0].problem), (2, Some(Problem::Damaged)));
    let texts = store.raw_all().await.expect("texts");
    assert!(
        texts.iter().any(|(_, text)| *text == raw),
        "it can be exported"
    );
    let ticket = store.journal(&canvas("a", "opnieuw"));
    assert_eq!(ticket.seq(), 2, "a save that comes back stays older");
    store.commit(ticket).await.expect("a commit");
    assert_eq!(says(&store, "a").await.as_deref(), Some("opnieuw"));
    assert_eq!(
        profile
            .archive
            .all(Table::Broken)
            .await
            .map(|all| all.len()),
        Ok(1)
    );
}

pub(super) async fn a_good_entry_mends_a_damaged_record(profile: Profile) {
    let store = profile.writer().await;
    let ticket = store.journal(&canvas("a", "goed"));
    let entry = profile.entry("a").expect("an entry");
    store.commit(ticket).await.expect("a commit");
    profile
        .set_record(Table::Canvas, "a", Some(b"{\"v\":1,\"se"))
        .await;
    profile.set_entry("a", Some(&entry));
    let store = profile.writer().await;
    assert_eq!(says(&store, "a").await.as_deref(), Some("goed"));
    assert_eq!(profile.entry("a"), None);
    let broken = profile.archive.all(Table::Broken).await.expect("all");
    assert_eq!(broken[0].1, b"{\"v\":1,\"se");
}

async fn refuses_to_write(profile: &Profile, bytes: &[u8], number: u32) {
    let store = profile.writer().await;
    let refused = Err(StoreError::TooNew { found: number });
    let Ok(Loaded::TooNew { found, raw }) = store.load(&id("a")).await else {
        panic!("it is too new");
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
    // What this page typed all the same is still in the journal: not in the newer one's place.
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

pub(super) async fn a_newer_envelope_is_never_written_over(profile: Profile) {
    let bytes = br#"{"v":7,"doc":{"tekst":"straks"}}"#;
    profile.set_record(Table::Canvas, "a", Some(bytes)).await;
    refuses_to_write(&profile, bytes, 7).await;
}

pub(super) async fn a_newer_document_is_never_written_over(profile: Profile) {
    let bytes = forged("a", 3, r#"{"formaat":9,"id":"a","tekst":"straks"}"#);
    profile.set_record(Table::Canvas, "a", Some(&bytes)).await;
    refuses_to_write(&profile, &bytes, 9).await;
}

pub(super) async fn a_newer_entry_of_the_journal_is_never_written_over(profile: Profile) {
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

pub(super) async fn an_older_page_is_fenced(profile: Profile) {
    let old = profile.writer().await;
    save(&old, &canvas("a", "oud")).await.expect("a save");
    let follower = profile.page().await;
    let early = follower.journal(&canvas("a", "mag niet"));
    assert_eq!(
        follower.commit(early).await,
        Err(StoreError::Fenced),
        "no claim, no write"
    );
    assert_eq!(
        profile.entry("a"),
        None,
        "nor in the journal, which is the writer's"
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
        "it was in the journal"
    );
    save(&new, &canvas("a", "nieuw")).await.expect("a save");
    assert_eq!(
        says(&profile.page().await, "a").await.as_deref(),
        Some("nieuw")
    );
    old.claim().await.expect("a claim");
    assert_eq!(says(&old, "a").await.as_deref(), Some("nieuw"));
    save(&old, &canvas("a", "terug")).await.expect("a save");
    let refused = save(&new, &canvas("a", "te laat")).await;
    assert_eq!(refused, Err(StoreError::Fenced));
}

pub(super) async fn without_locks_versions_are_checked(profile: Profile) {
    let one = profile.insecure().await;
    save(&one, &canvas("a", "een")).await.expect("a save");
    let two = profile.insecure().await;
    assert_eq!(says(&two, "a").await.as_deref(), Some("een"));
    save(&one, &canvas("a", "twee")).await.expect("a save");
    // Looking at the overview is not reading the canvas.
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

pub(super) async fn what_another_page_typed_is_kept_aside(profile: Profile) {
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

pub(super) async fn a_late_commit_does_not_undo_a_newer_one(profile: Profile) {
    let store = profile.writer().await;
    let first = store.journal(&canvas("a", "een"));
    let second = store.journal(&canvas("a", "twee"));
    store.commit(second).await.expect("a commit");
    store
        .commit(first)
        .await
        .expect("a commit that came too late is no error");
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

pub(super) async fn what_is_gone_stays_gone(profile: Profile) {
    let store = profile.writer().await;
    save(&store, &canvas("a", "een")).await.expect("a save");
    save(&store, &canvas("b", "blijft")).await.expect("a save");
    store
        .keep_version(&canvas("a", "een"), "import")
        .await
        .expect("a version");
    let ticket = store.journal(&canvas("a", "twee"));
    let entry = profile.entry("a").expect("an entry");
    store.delete(&id("a")).await.expect("a removal");
    store
        .commit(ticket)
        .await
        .expect("a commit that comes after is no error");
    for table in [Table::Canvas, Table::List, Table::Version, Table::Broken] {
        let keys = profile.archive.keys(table, "a").await;
        assert_eq!(keys, Ok(Vec::new()), "{table:?}");
    }
    assert_eq!(profile.entry("a"), None);
    profile.set_entry("a", Some(&entry));
    let store = profile.writer().await;
    assert_eq!(
        store.load(&id("a")).await,
        Ok(Loaded::Absent),
        "it does not rise from the journal"
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

pub(super) async fn a_version_is_kept_once(profile: Profile) {
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

pub(super) async fn the_overview_mends_itself(profile: Profile) {
    let store = profile.writer().await;
    for name in ["a", "b", "c"] {
        save(&store, &canvas(name, name)).await.expect("a save");
    }
    let good = profile.record(Table::List, "b").await;
    profile.set_record(Table::List, "a", None).await;
    profile
        .set_record(Table::List, "b", Some(b"{\"v\":1,\"seq\":1}"))
        .await;
    let old = Envelope {
        seq: 1,
        doc: r#"{"v":0}"#.to_owned(),
    };
    profile
        .set_record(Table::List, "c", Some(&old.encode("lijst/c")))
        .await;
    let store = profile.writer().await;
    let list = store.list().await.expect("a list");
    let told: Vec<_> = list
        .iter()
        .map(|summary| summary.excerpt.as_str())
        .collect();
    assert_eq!(told, ["a", "b", "c"]);
    assert_eq!(
        profile.record(Table::List, "b").await,
        good,
        "as it was before"
    );
    assert_eq!(
        store.journal(&canvas("a", "a2")).seq(),
        2,
        "numbers survive a lost overview"
    );
}

pub(super) async fn the_overview_counts_the_journal_in(profile: Profile) {
    let store = profile.writer().await;
    save(&store, &canvas("a", "een")).await.expect("a save");
    drop(store.journal(&canvas("a", "twee")));
    drop(store.journal(&canvas("b", "nieuw")));
    let list = profile.page().await.list().await.expect("a list");
    let told: Vec<_> = list
        .iter()
        .map(|summary| summary.excerpt.as_str())
        .collect();
    assert_eq!(told, ["twee", "nieuw"]);
}
