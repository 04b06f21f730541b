//! Fixtures for the tests of storage.

use std::rc::Rc;

use maatwerk::domain::{Canvas, DocumentId};
#[cfg(not(target_arch = "wasm32"))]
use maatwerk::store::SyncPortAdapter;
use maatwerk::store::{
    Channel, JournalMode, Loaded, Memory, Parts, Plain, Port, Store, StoreError, SyncPort, Table,
};

/// The parts of a page's store in a test: this archive and journal, settings of its own, no other
/// pages, and writes fenced by the epoch.
pub(crate) fn parts(archive: Rc<dyn Port>, journal: Rc<dyn SyncPort>) -> Parts {
    Parts {
        archive,
        journal: JournalMode::WriteAhead(journal),
        settings: Rc::new(Memory::default()),
        device: Rc::new(Memory::default()),
        codec: Rc::new(Plain),
        channel: Channel::silent(),
        guarded: true,
        persistent: true,
    }
}

/// An archive and a journal, which outlive the stores that use them as a browser's profile does.
#[derive(Clone)]
pub(super) struct Profile {
    pub(super) archive: Rc<dyn Port>,
    pub(super) journal: Rc<dyn SyncPort>,
}

impl Profile {
    /// A profile in memory.
    #[cfg(not(target_arch = "wasm32"))]
    pub(super) fn in_memory() -> Self {
        Self {
            archive: Rc::new(SyncPortAdapter(Rc::new(Memory::default()))),
            journal: Rc::new(Memory::default()),
        }
    }

    /// A page that has just opened and does not lead yet.
    pub(super) async fn page(&self) -> Store {
        self.open(true).await.expect("a store")
    }

    /// A page that leads.
    pub(super) async fn writer(&self) -> Store {
        let store = self.page().await;
        store.claim().await.expect("a claim");
        store
    }

    /// A page that writes without locks, as without a secure context.
    pub(super) async fn insecure(&self) -> Store {
        self.open(false).await.expect("a store")
    }

    pub(super) async fn open(&self, guarded: bool) -> Result<Store, StoreError> {
        let parts = Parts {
            guarded,
            ..parts(self.archive.clone(), self.journal.clone())
        };
        Store::assemble(parts).await
    }

    pub(super) fn entry(&self, key: &str) -> Option<Vec<u8>> {
        self.journal.get(Table::Canvas, key).expect("the journal")
    }

    pub(super) fn set_entry(&self, key: &str, bytes: Option<&[u8]>) {
        self.journal
            .put(Table::Canvas, key, bytes)
            .expect("the journal");
    }

    pub(super) async fn record(&self, table: Table, key: &str) -> Option<Vec<u8>> {
        self.archive.get(table, key).await.expect("the archive")
    }

    pub(super) async fn set_record(&self, table: Table, key: &str, bytes: Option<&[u8]>) {
        let change = maatwerk::store::Change {
            at: (table, key.to_owned()),
            value: bytes.map(<[u8]>::to_vec),
        };
        let decide = Box::new(|_| Ok(vec![change]));
        self.archive
            .update(Vec::new(), decide)
            .await
            .expect("the archive");
    }
}

pub(super) fn id(text: &str) -> DocumentId {
    text.parse().expect("an id")
}

/// A canvas with this text as its perspective.
pub(super) fn canvas(id: &str, text: &str) -> Canvas {
    let mut canvas = Canvas::new(self::id(id));
    canvas.case_number = format!("zaak {id}");
    canvas.perspective.text = text.to_owned();
    canvas
}

/// Saves a canvas: journals and commits it.
pub(super) async fn save(store: &Store, canvas: &Canvas) -> Result<(), StoreError> {
    let ticket = store.journal(canvas);
    assert_eq!(ticket.failure, None, "the journal accepts it");
    store.commit(ticket).await
}

/// The text of a canvas's perspective; `None` if the canvas can't be loaded.
pub(super) async fn says(store: &Store, id: &str) -> Option<String> {
    match store.load(&self::id(id)).await.expect("a load") {
        Loaded::Ready(canvas) => Some(canvas.perspective.text),
        Loaded::TooNew { .. }
        | Loaded::Unreadable { .. }
        | Loaded::Damaged { .. }
        | Loaded::Absent => None,
    }
}

/// Runs a future that never waits, such as those of memory.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) fn now<T>(future: impl Future<Output = T>) -> T {
    use std::task::{Context, Poll, Waker};
    let mut future = std::pin::pin!(future);
    match future
        .as_mut()
        .poll(&mut Context::from_waker(Waker::noop()))
    {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("memory never waits"),
    }
}
