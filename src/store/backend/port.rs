//! The ports: what the store requires of record storage.

use std::future::{self, Future};
use std::pin::Pin;
use std::rc::Rc;

use crate::store::error::StoreError;

/// The tables of a store. Keys are unique per table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Table {
    /// Canvases, by id.
    Canvas,
    /// Summaries of canvases for the overview, by id. They can be rebuilt from the canvases.
    List,
    /// Saved versions of canvases, by id and sequence number.
    History,
    /// Records that could not be read, by id and checksum.
    Broken,
    /// The bookkeeping of the store: the epoch, tombstones, the bin, and the texts of unreadable
    /// server records.
    Meta,
    /// Sync metadata of each canvas, by id, and the cursor.
    Sync,
    /// The figures of canvases for the results of a team, by id. They can be rebuilt from the canvases.
    Figures,
    /// Settings of the namespace or the device. Never in the archive.
    Setting,
}

impl Table {
    /// The tables of the archive.
    pub const ARCHIVED: [Self; 7] = [
        Self::Canvas,
        Self::List,
        Self::History,
        Self::Broken,
        Self::Meta,
        Self::Sync,
        Self::Figures,
    ];

    /// The table's name in storage.
    #[must_use]
    pub fn wire(self) -> &'static str {
        match self {
            Self::Canvas => "canvas",
            Self::List => "lijst",
            Self::History => "versie",
            Self::Broken => "kapot",
            Self::Meta => "beheer",
            Self::Sync => "sync",
            Self::Figures => "resultaat",
            Self::Setting => "instelling",
        }
    }
}

/// The table and key of one record.
pub type RecordKey = (Table, String);

/// A change of one record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The record to change.
    pub at: RecordKey,
    /// Its new content; `None` removes it.
    pub value: Option<Vec<u8>>,
}

impl Change {
    /// Writes a record.
    #[must_use]
    pub fn put(table: Table, key: impl Into<String>, value: Vec<u8>) -> Self {
        Self {
            at: (table, key.into()),
            value: Some(value),
        }
    }

    /// Removes a record, if it is there.
    #[must_use]
    pub fn remove(table: Table, key: impl Into<String>) -> Self {
        Self {
            at: (table, key.into()),
            value: None,
        }
    }
}

/// The future that each method of a [`Port`] returns.
pub type PortFuture<'a, T> = Pin<Box<dyn Future<Output = Result<T, StoreError>> + 'a>>;

/// The body of a transaction: takes the records that were read, in the order requested, and returns
/// the changes. An error aborts the transaction, and nothing is written.
pub type Decide<'a> = Box<dyn FnOnce(Vec<Option<Vec<u8>>>) -> Result<Vec<Change>, StoreError> + 'a>;

/// Asynchronous record storage with transactions. Implemented by memory, the journal (through
/// [`SyncPortAdapter`]) and the archive.
///
/// `tests/native/store/contract.rs` tests the contract of every implementation.
pub trait Port {
    /// Reads one record; `None` if it is absent.
    fn get(&self, table: Table, key: &str) -> PortFuture<'_, Option<Vec<u8>>>;

    /// The keys that begin with `prefix`, sorted.
    fn keys(&self, table: Table, prefix: &str) -> PortFuture<'_, Vec<String>>;

    /// All records, sorted by key.
    fn all(&self, table: Table) -> PortFuture<'_, Vec<(String, Vec<u8>)>>;

    /// Reads records, decides, and writes in one transaction: no other writer comes in between, and
    /// either all changes are written or none.
    fn update<'a>(&'a self, reads: Vec<RecordKey>, decide: Decide<'a>) -> PortFuture<'a, ()>;
}

/// Synchronous record storage, for a save that must finish before the page closes.
pub trait SyncPort {
    /// Reads one record; `None` if it is absent.
    ///
    /// # Errors
    ///
    /// If storage fails.
    fn get(&self, table: Table, key: &str) -> Result<Option<Vec<u8>>, StoreError>;

    /// The keys that begin with `prefix`, sorted.
    ///
    /// # Errors
    ///
    /// If storage fails.
    fn keys(&self, table: Table, prefix: &str) -> Result<Vec<String>, StoreError>;

    /// Writes one record, or removes it if `value` is `None`. On failure the old value remains.
    ///
    /// # Errors
    ///
    /// If storage fails.
    fn put(&self, table: Table, key: &str, value: Option<&[u8]>) -> Result<(), StoreError>;
}

/// A [`SyncPort`] used as a [`Port`]. If a write fails, it restores the records written before it.
pub struct SyncPortAdapter(pub Rc<dyn SyncPort>);

impl SyncPortAdapter {
    fn apply(&self, reads: &[RecordKey], decide: Decide<'_>) -> Result<(), StoreError> {
        let get = |(table, key): &RecordKey| self.0.get(*table, key);
        let found = reads.iter().map(get).collect::<Result<_, _>>()?;
        let mut undo = Vec::new();
        for Change { at, value } in decide(found)? {
            let before = get(&at)?;
            let written = self.0.put(at.0, &at.1, value.as_deref());
            undo.push((at, before));
            let Err(error) = written else { continue };
            for ((table, key), before) in undo.into_iter().rev() {
                self.0.put(table, &key, before.as_deref())?;
            }
            return Err(error);
        }
        Ok(())
    }
}

impl Port for SyncPortAdapter {
    fn get(&self, table: Table, key: &str) -> PortFuture<'_, Option<Vec<u8>>> {
        at_once(self.0.get(table, key))
    }

    fn keys(&self, table: Table, prefix: &str) -> PortFuture<'_, Vec<String>> {
        at_once(self.0.keys(table, prefix))
    }

    fn all(&self, table: Table) -> PortFuture<'_, Vec<(String, Vec<u8>)>> {
        let read = |key: String| match self.0.get(table, &key) {
            Ok(value) => value.map(|value| Ok((key, value))),
            Err(error) => Some(Err(error)),
        };
        let keys = self.0.keys(table, "");
        at_once(keys.and_then(|keys| keys.into_iter().filter_map(read).collect()))
    }

    fn update<'a>(&'a self, reads: Vec<RecordKey>, decide: Decide<'a>) -> PortFuture<'a, ()> {
        // Nothing runs before the future is polled, as with the archive.
        Box::pin(async move { self.apply(&reads, decide) })
    }
}

fn at_once<'a, T: 'a>(result: Result<T, StoreError>) -> PortFuture<'a, T> {
    Box::pin(future::ready(result))
}
