//! Damaged records are set aside, and the other canvases are unaffected.

use maatwerk::store::{Envelope, Loaded, Notice, Problem, Table};

use super::super::kit::{Profile, canvas, id, save, says};

pub(crate) async fn a_damaged_entry_is_set_aside(profile: Profile) {
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
    assert_eq!(aside, Ok(Some(bytes)), "set aside unchanged");
    assert_eq!(says(&store, "a").await.as_deref(), Some("goed"));
    assert_eq!(says(&store, "b").await.as_deref(), Some("heel"));
    let texts = store.raw_all().await.expect("texts");
    assert!(
        texts
            .iter()
            .any(|(namespace, text)| namespace.starts_with("kapot/a/") && text.contains("kapot"))
    );
}

pub(crate) async fn a_damaged_record_is_set_aside(profile: Profile) {
    let store = profile.writer().await;
    save(&store, &canvas("a", "eerste")).await.expect("a save");
    save(&store, &canvas("b", "ander")).await.expect("a save");
    let mut bytes = profile.record(Table::Canvas, "a").await.expect("a record");
    let at = bytes.len() / 2;
    bytes[at] ^= 1;
    profile.set_record(Table::Canvas, "a", Some(&bytes)).await;
    let store = profile.writer().await;
    let Ok(Loaded::Damaged { raw }) = store.load(&id("a")).await else {
        panic!("expected `Damaged`");
    };
    assert_eq!(raw, String::from_utf8_lossy(&bytes));
    assert_eq!(store.take_notices(), [Notice::Quarantined { id: id("a") }]);
    assert_eq!(
        says(&store, "b").await.as_deref(),
        Some("ander"),
        "other canvases are unchanged"
    );
    let again = store.load(&id("a")).await;
    assert_eq!(
        again,
        Ok(Loaded::Damaged { raw: raw.clone() }),
        "it stays set aside"
    );
    let list = store.list().await.expect("a list");
    assert_eq!((list.len(), list[0].problem), (2, Some(Problem::Damaged)));
    let texts = store.raw_all().await.expect("texts");
    assert!(
        texts.iter().any(|(_, text)| *text == raw),
        "it can be exported"
    );
    let ticket = store.journal(&canvas("a", "opnieuw"));
    assert_eq!(ticket.seq(), 2, "numbers continue after the damaged record");
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

pub(crate) async fn a_good_entry_mends_a_damaged_record(profile: Profile) {
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

pub(crate) async fn the_overview_mends_itself(profile: Profile) {
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
    assert_eq!(profile.record(Table::List, "b").await, good, "unchanged");
    assert_eq!(
        store.journal(&canvas("a", "a2")).seq(),
        2,
        "numbers survive a lost overview"
    );
}

pub(crate) async fn the_overview_counts_the_journal_in(profile: Profile) {
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
