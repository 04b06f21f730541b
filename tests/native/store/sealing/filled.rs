//! A namespace with a record of every kind, each with words that nobody else may read.

use maatwerk::store::{Change, Envelope, FROM_HOST, Store, SyncPort, Table};

use super::super::kit::{canvas, id, now, save};
use super::disk::{Disk, Page};

/// What is in every text, and must be found nowhere in the clear.
const MARKER: &str = "geheim";

fn envelope(table: Table, key: &str, doc: &str) -> Vec<u8> {
    let doc = doc.to_owned();
    Envelope { seq: 5, doc }.encode(&format!("{}/{key}", table.wire()))
}

/// Fills an empty disk through a page that leads, and through what older versions and other pages left.
pub(super) fn fill(disk: &Disk) {
    let page = disk.page(None).unwrap().unwrap();
    let store = &page.store;
    now(store.claim()).unwrap();
    for name in ["a", "b", "gone"] {
        now(save(store, &canvas(name, &format!("{MARKER} {name}")))).unwrap();
    }
    now(store.keep_version(&canvas("a", "geheim van vroeger"), FROM_HOST)).unwrap();
    now(store.delete(&id("gone"))).unwrap();
    store
        .set_setting("sync", Some(r#"{"password":"geheim"}"#))
        .unwrap();
    let records = [
        (
            Table::Sync,
            "b",
            r#"{"rev":"r1","rondes":0,"base":"geheim"}"#,
        ),
        (Table::Meta, "server/c", r#"{"formaat":9,"tekst":"geheim"}"#),
        (Table::Figures, "a", r#"{"publicatie":"geheim","v":0}"#),
    ];
    let mut changes: Vec<Change> = records
        .iter()
        .map(|(table, key, doc)| Change::put(*table, *key, envelope(*table, key, doc)))
        .collect();
    changes.push(Change::put(
        Table::Broken,
        "d/00000001",
        b"kapot, maar geheim".to_vec(),
    ));
    changes.push(Change::put(
        Table::Canvas,
        "e",
        b"{half een geheim".to_vec(),
    ));
    now(disk.archive.update(Vec::new(), Box::new(|_| Ok(changes)))).unwrap();
    disk.journal
        .put(Table::Broken, "f/00000002", Some(b"ook geheim"))
        .unwrap();
    // Typed a moment ago, and not archived yet.
    let ticket = store.journal(&canvas("b", "geheim b, en net getypt"));
    assert_eq!(ticket.failure, None);
}

/// Everything that a page can tell of the namespace, sorted.
pub(super) fn told(page: &Page) -> Vec<String> {
    let store = &page.store;
    let mut all: Vec<String> = now(store.raw_all())
        .unwrap()
        .into_iter()
        .map(|(place, text)| format!("{place}: {text}"))
        .collect();
    for name in ["a", "b"] {
        let versions = now(store.versions(&id(name))).unwrap();
        all.extend(
            versions
                .into_iter()
                .map(|it| format!("{}: {:?}", it.why, it.canvas)),
        );
    }
    all.push(format!("{:?}", store.setting("sync")));
    let overview = now(store.sync_overview()).unwrap();
    all.extend(overview.metadata.into_iter().map(|it| format!("{it:?}")));
    all.sort();
    all
}

/// What is told of a filled disk whose records are plain, once a page has claimed it.
pub(super) fn expected() -> Vec<String> {
    let disk = Disk::new();
    fill(&disk);
    let page = disk.page(None).unwrap().unwrap();
    now(page.store.claim()).unwrap();
    let all = told(&page);
    assert!(
        all.iter().filter(|it| it.contains(MARKER)).count() >= 8,
        "{all:#?}"
    );
    all
}

/// The places where the marker can be read.
pub(super) fn readable(disk: &Disk) -> Vec<String> {
    let has = |bytes: &[u8]| {
        bytes
            .windows(MARKER.len())
            .any(|it| it == MARKER.as_bytes())
    };
    let records = disk.records().into_iter();
    records
        .filter(|(_, bytes)| has(bytes))
        .map(|(place, _)| place)
        .collect()
}

/// Types in a canvas and saves it.
pub(super) fn type_in(store: &Store, name: &str, text: &str) {
    now(save(store, &canvas(name, text))).unwrap();
}

/// The journal's entry of a canvas.
pub(super) fn entry(journal: &dyn SyncPort, name: &str) -> Option<Vec<u8>> {
    journal.get(Table::Canvas, name).unwrap()
}
