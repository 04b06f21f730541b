//! The tables of one transaction, and which of many records exist.

use js_sys::Array;
use wasm_bindgen::JsValue;
use web_sys::{IdbKeyRange, IdbObjectStore, IdbTransaction};

use super::request::{answered, store, thrown};
use crate::domain::SortedSet;
use crate::store::backend::port::{RecordKey, Table};
use crate::store::error::StoreError;

/// Up to this number of records of a table, each is requested without looking first.
const FEW: usize = 8;

/// The maximum number of keys that are listed for each of more records, as others may lie between
/// them.
const LISTED: usize = 4;

/// The object stores of one transaction.
pub(super) struct Tables(Vec<(Table, IdbObjectStore)>);

impl Tables {
    /// The tables of a transaction that has all of them.
    pub(super) fn of(transaction: &IdbTransaction) -> Result<Self, StoreError> {
        let each = |table| Ok((table, store(transaction, table)?));
        let stores: Result<_, StoreError> = Table::ARCHIVED.into_iter().map(each).collect();
        Ok(Self(stores?))
    }

    /// One table.
    pub(super) fn get(&self, table: Table) -> Result<&IdbObjectStore, JsValue> {
        let found = self.0.iter().find(|(its, _)| *its == table);
        found.map(|(_, store)| store).ok_or(JsValue::UNDEFINED)
    }

    /// Finds out by one request per table which of many records exist. A device that syncs for the
    /// first time has none of them, and a request takes as long for a record that doesn't exist.
    pub(super) async fn look(&self, reads: &[RecordKey]) -> Result<Vec<Existing>, StoreError> {
        let mut asked = Vec::new();
        for (table, store) in &self.0 {
            let keys = reads.iter().filter(|(its, _)| its == table);
            let keys = keys.map(|(_, key)| key.as_str());
            let count = keys.clone().count();
            let (Some(first), Some(last), true) = (keys.clone().min(), keys.max(), count > FEW)
            else {
                continue;
            };
            let range = IdbKeyRange::bound(&first.into(), &last.into());
            let range = range.map_err(|error| thrown(&error))?;
            let most = u32::try_from(count.saturating_mul(LISTED)).unwrap_or(u32::MAX);
            let listed = store.get_all_keys_with_key_and_limit(&range, most);
            asked.push((*table, most, answered(listed)));
        }
        let mut found = Vec::with_capacity(asked.len());
        for (table, most, listed) in asked {
            let keys = Array::from(&listed.await?);
            let is_whole = keys.length() < most;
            let keys = keys.iter().filter_map(|key| key.as_string()).collect();
            found.push(Existing {
                table,
                keys,
                is_whole,
            });
        }
        Ok(found)
    }
}

/// The records of one table that exist within a range of keys.
pub(super) struct Existing {
    table: Table,
    keys: SortedSet<String>,
    /// Otherwise only the first ones are known.
    is_whole: bool,
}

impl Existing {
    /// Whether a record may exist that is within the range, or of another table.
    pub(super) fn may_have(&self, table: Table, key: &str) -> bool {
        let is_beyond = || {
            let last = self.keys.last();
            !self.is_whole && last.is_none_or(|last| last.as_str() < key)
        };
        self.table != table || self.keys.contains(key) || is_beyond()
    }
}
