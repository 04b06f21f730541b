//! Storage that lasts as long as the page: for `storage="none"`, for tests, and as the last
//! fallback.

use std::cell::{Cell, RefCell};

use super::port::{SyncPort, Table};
use crate::domain::SortedMap;
use crate::store::error::StoreError;

/// Records in memory.
#[derive(Debug, Default)]
pub struct Memory {
    records: RefCell<SortedMap<(Table, String), Vec<u8>>>,
    room: Cell<Option<usize>>,
}

impl Memory {
    /// Limits the total size of keys and values to this many bytes, as a browser does; `None` is
    /// unlimited. A write beyond it fails with [`StoreError::Full`].
    pub fn limit(&self, bytes: Option<usize>) {
        self.room.set(bytes);
    }

    fn used(&self) -> usize {
        let records = self.records.borrow();
        let size = |((_, key), value): (&(Table, String), &Vec<u8>)| key.len() + value.len();
        records.iter().map(size).sum()
    }
}

impl SyncPort for Memory {
    fn get(&self, table: Table, key: &str) -> Result<Option<Vec<u8>>, StoreError> {
        let records = self.records.borrow();
        Ok(records.get(&(table, key.to_owned())).cloned())
    }

    fn keys(&self, table: Table, prefix: &str) -> Result<Vec<String>, StoreError> {
        let records = self.records.borrow();
        let here = records
            .keys()
            .filter(|(its, key)| *its == table && key.starts_with(prefix));
        Ok(here.map(|(_, key)| key.clone()).collect())
    }

    fn put(&self, table: Table, key: &str, value: Option<&[u8]>) -> Result<(), StoreError> {
        let at = (table, key.to_owned());
        let before = self.records.borrow_mut().remove(&at);
        let Some(value) = value else { return Ok(()) };
        let needed = self.used() + key.len() + value.len();
        let fits = self.room.get().is_none_or(|room| needed <= room);
        let kept = if fits { Some(value.to_vec()) } else { before };
        if let Some(kept) = kept {
            self.records.borrow_mut().insert(at, kept);
        }
        if fits { Ok(()) } else { Err(StoreError::Full) }
    }
}
