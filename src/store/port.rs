//! The port: what the store asks of whatever keeps its records.

use std::future::{self, Future};
use std::pin::Pin;
use std::rc::Rc;

use super::error::StoreError;

/// The kinds of record, each a set of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Table {
    /// The canvases, by id.
    Canvas,
    /// What the overview shows of each canvas, by id; can be made again.
    List,
    /// Frozen copies of canvases, by id and number.
    Version,
    /// Records that could not be read, by id and checksum.
    Broken,
    /// The store's own bookkeeping: the epoch, and which canvases are gone for good.
    Meta,
    /// What sync knows of each canvas, by id, and how far it has read.
    Sync,
    /// Settings of the device, only beside the journal.
    Setting,
}

impl Table {
    /// What the archive holds.
    pub const ARCHIVED: [Self; 6] = [
        Self::Canvas,
        Self::List,
        Self::Version,
        Self::Broken,
        Self::Meta,
        Self::Sync,
    ];

    /// The name in storage.
    #[must_use]
    pub fn wire(self) -> &'static str {
        match self {
            Self::Canvas => "canvas",
            Self::List => "lijst",
            Self::Version => "versie",
            Self::Broken => "kapot",
            Self::Meta => "beheer",
            Self::Sync => "sync",
            Self::Setting => "instelling",
        }
    }
}

/// The place of one record.
pub type At = (Table, String);

/// A change of one record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Which record.
    pub at: At,
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

/// An answer to wait for.
pub type Answer<'a, T> = Pin<Box<dyn Future<Output = Result<T, StoreError>> + 'a>>;

/// Decides what to write from what is there, in one transaction; an error writes nothing.
pub type Decide<'a> = Box<dyn FnOnce(Vec<Option<Vec<u8>>>) -> Result<Vec<Change>, StoreError> + 'a>;

/// Whatever keeps records: memory, the journal, the archive.
///
/// `tests/native/store/contract.rs` says what each implementation must do.
pub trait Port {
    /// Reads one record.
    fn get(&self, table: Table, key: &str) -> Answer<'_, Option<Vec<u8>>>;

    /// The keys that begin with `prefix`, in order.
    fn keys(&self, table: Table, prefix: &str) -> Answer<'_, Vec<String>>;

    /// All records, in order of their keys.
    fn all(&self, table: Table) -> Answer<'_, Vec<(String, Vec<u8>)>>;

    /// Reads records, decides, and writes, with nobody in between; all changes or none.
    fn update<'a>(&'a self, reads: Vec<At>, decide: Decide<'a>) -> Answer<'a, ()>;
}

/// A port that answers at once, as a save while the page goes away needs.
pub trait SyncPort {
    /// Reads one record.
    ///
    /// # Errors
    ///
    /// When storage fails.
    fn get(&self, table: Table, key: &str) -> Result<Option<Vec<u8>>, StoreError>;

    /// The keys that begin with `prefix`, in order.
    ///
    /// # Errors
    ///
    /// When storage fails.
    fn keys(&self, table: Table, prefix: &str) -> Result<Vec<String>, StoreError>;

    /// Writes one record, or removes it with `None`. The old value stays when it fails.
    ///
    /// # Errors
    ///
    /// When storage fails.
    fn put(&self, table: Table, key: &str, value: Option<&[u8]>) -> Result<(), StoreError>;
}

/// A [`SyncPort`] used as a [`Port`].
pub struct AtOnce(pub Rc<dyn SyncPort>);

impl AtOnce {
    fn apply(&self, reads: &[At], decide: Decide<'_>) -> Result<(), StoreError> {
        let get = |(table, key): &At| self.0.get(*table, key);
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

impl Port for AtOnce {
    fn get(&self, table: Table, key: &str) -> Answer<'_, Option<Vec<u8>>> {
        at_once(self.0.get(table, key))
    }

    fn keys(&self, table: Table, prefix: &str) -> Answer<'_, Vec<String>> {
        at_once(self.0.keys(table, prefix))
    }

    fn all(&self, table: Table) -> Answer<'_, Vec<(String, Vec<u8>)>> {
        let read = |key: String| match self.0.get(table, &key) {
            Ok(value) => value.map(|value| Ok((key, value))),
            Err(error) => Some(Err(error)),
        };
        let keys = self.0.keys(table, "");
        at_once(keys.and_then(|keys| keys.into_iter().filter_map(read).collect()))
    }

    fn update<'a>(&'a self, reads: Vec<At>, decide: Decide<'a>) -> Answer<'a, ()> {
        // Nothing happens before the answer is awaited, as with the archive.
        Box::pin(async move { self.apply(&reads, decide) })
    }
}

fn at_once<'a, T: 'a>(result: Result<T, StoreError>) -> Answer<'a, T> {
    Box::pin(future::ready(result))
}
