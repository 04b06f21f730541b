//! What the tests of storage share.

use std::rc::Rc;

use maatwerk::domain::{Canvas, DocumentId};
use maatwerk::store::{
    AtOnce, Channel, Journaling, Loaded, Memory, Parts, Plain, Port, Store, StoreError, SyncPort,
    Table,
};

/// An archive and a journal, which outlive the stores that use them as a browser's profile does.
#[derive(Clone)]
pub(super) struct Profile {
    pub(super) archive: Rc<dyn Port>,
    pub(super) journal: Rc<dyn SyncPort>,
}

impl Profile {
    /// In memory.
    pub(super) fn in_memory() -> Self {
        Self {
            archive: Rc::new(AtOnce(Rc::new(Memory::default()))),
            journal: Rc::new(Memory::default()),
        }
    }

    /// A page that has just opened and does not write yet.
    pub(super) async fn page(&self) -> Store {
        self.open(true).await.expect("a store")
    }

    /// A page that writes.
    pub(super) async fn writer(&self) -> Store {
        let store = self.page().await;
        store.claim().await.expect("a claim");
        store
    }

    /// A page that writes without any lock, as over plain http.
    pub(super) async fn insecure(&self) -> Store {
        self.open(false).await.expect("a store")
    }

    pub(super) async fn open(&self, guarded: bool) -> Result<Store, StoreError> {
        let parts = Parts {
            archive: self.archive.clone(),
            journal: Journaling::Before(self.journal.clone()),
            settings: Rc::new(Memory::default()),
            device: Rc::new(Memory::default()),
            codec: Box::new(Plain),
            channel: Channel::silent(),
            guarded,
            lasting: true,
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

/// A canvas that says this.
pub(super) fn canvas(id: &str, text: &str) -> Canvas {
    let mut canvas = Canvas::new(self::id(id));
    canvas.case_number = format!("zaak {id}");
    canvas.perspective.text = text.to_owned();
    canvas
}

/// Journals and commits.
pub(super) async fn save(store: &Store, canvas: &Canvas) -> Result<(), StoreError> {
    let ticket = store.journal(canvas);
    assert_eq!(ticket.failure, None, "the journal takes it");
    store.commit(ticket).await
}

/// What the canvas says, when it can be read.
pub(super) async fn says(store: &Store, id: &str) -> Option<String> {
    match store.load(&self::id(id)).await.expect("a load") {
        Loaded::Ready(canvas) => Some(canvas.perspective.text),
        Loaded::TooNew { .. } | Loaded::Damaged { .. } | Loaded::Absent => None,
    }
}

/// Runs a future that never really waits, as those of memory do.
#[cfg(not(target_arch = "wasm32"))]
pub(super) fn now<T>(future: impl Future<Output = T>) -> T {
    use std::task::{Context, Poll, Waker};
    let mut future = std::pin::pin!(future);
    match future
        .as_mut()
        .poll(&mut Context::from_waker(Waker::noop()))
    {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("memory answers at once"),
    }
}
