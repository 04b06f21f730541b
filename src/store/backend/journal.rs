//! The journal: records in localStorage, through gloo-storage. The only module that uses
//! localStorage.
//!
//! It is synchronous, which a save needs while the page closes, but neither durable (localStorage
//! alone can lose its last minute when the browser is killed) nor safe between pages. Hence the
//! archive behind it.
#![expect(
    clippy::disallowed_types,
    reason = "this is the one module that uses localStorage"
)]

use gloo_storage::errors::StorageError;
use gloo_storage::{LocalStorage, Storage};
use serde_json::value::RawValue;

use super::port::{SyncPort, Table};
use crate::crypto::{base64, is_sealed};
use crate::domain::sort::sort_by;
use crate::store::error::StoreError;

/// What the text of a sealed record begins with; the rest is its base64.
const SEALED: &str = "mwc1:";

/// Records in localStorage, under `<prefix>/<table>/<key>`.
#[derive(Clone, Debug)]
pub struct Journal {
    prefix: String,
}

impl Journal {
    /// Opens the journal for keys that begin with `prefix`. Returns with it whether localStorage is
    /// full, so that even a short value did not fit.
    ///
    /// # Errors
    ///
    /// [`StoreError::Denied`] if the browser stores nothing for this page.
    pub fn open(prefix: &str) -> Result<(Self, bool), StoreError> {
        let journal = Self {
            prefix: prefix.to_owned(),
        };
        let probe = (Table::Meta, "proef");
        let full = match journal.put(probe.0, probe.1, Some(br#"{"proef":1}"#)) {
            Err(StoreError::Full) => true,
            written => {
                written?;
                // Some browsers in private mode accept a value and store nothing.
                journal
                    .get(probe.0, probe.1)?
                    .ok_or(StoreError::Denied)
                    .map(|_| false)?
            }
        };
        journal.put(probe.0, probe.1, None)?;
        Ok((journal, full))
    }

    /// The journal, to look at only: whether the browser stores anything isn't known.
    pub(in crate::store) fn reader(prefix: &str) -> Self {
        Self {
            prefix: prefix.to_owned(),
        }
    }

    fn key(&self, table: Table, key: &str) -> String {
        format!("{}/{}/{key}", self.prefix, table.wire())
    }
}

impl SyncPort for Journal {
    fn get(&self, table: Table, key: &str) -> Result<Option<Vec<u8>>, StoreError> {
        allowed()?;
        // Not gloo's `get`, which drops the text of a value that is no longer JSON.
        let text = LocalStorage::raw().get_item(&self.key(table, key));
        Ok(text.map_err(|_| StoreError::Denied)?.map(from_text))
    }

    fn keys(&self, table: Table, prefix: &str) -> Result<Vec<String>, StoreError> {
        allowed()?;
        let (raw, whole) = (LocalStorage::raw(), self.key(table, ""));
        let mut keys = Vec::new();
        for index in 0..LocalStorage::length() {
            let name = raw.key(index).map_err(|_| StoreError::Denied)?;
            let key = name.as_deref().and_then(|name| name.strip_prefix(&whole));
            keys.extend(key.filter(|key| key.starts_with(prefix)).map(str::to_owned));
        }
        sort_by(&mut keys, &Ord::cmp);
        Ok(keys)
    }

    fn put(&self, table: Table, key: &str, value: Option<&[u8]>) -> Result<(), StoreError> {
        allowed()?;
        let key = self.key(table, key);
        let Some(value) = value else {
            LocalStorage::delete(&key);
            return Ok(());
        };
        let written = match str::from_utf8(value) {
            _ if is_sealed(value) => {
                LocalStorage::set(&key, [SEALED, &base64::encode(value)].concat())
            }
            Ok(text) => match object(text) {
                Some(json) => LocalStorage::set(&key, json),
                None => LocalStorage::set(&key, text),
            },
            Err(_) => LocalStorage::set(&key, value),
        };
        written.map_err(|error| explain(&error))
    }
}

/// Checked before each access, as gloo's own access panics if storage is denied.
fn allowed() -> Result<(), StoreError> {
    let storage = web_sys::window().map(|window| window.local_storage());
    match storage {
        Some(Ok(Some(_))) => Ok(()),
        _ => Err(StoreError::Denied),
    }
}

fn explain(error: &StorageError) -> StoreError {
    match error {
        StorageError::JsError(error) => match error.name.as_str() {
            "QuotaExceededError" | "NS_ERROR_DOM_QUOTA_REACHED" => StoreError::Full,
            "SecurityError" => StoreError::Denied,
            name => StoreError::Failed(name.to_owned()),
        },
        StorageError::SerdeError(_) | StorageError::KeyNotFound(_) => StoreError::Damaged,
    }
}

/// Parses a JSON object, which is stored as its own text. Other text is stored as a JSON string,
/// other bytes as a list.
fn object(text: &str) -> Option<&RawValue> {
    let braces = text.starts_with('{') && text.ends_with('}');
    serde_json::from_str(text).ok().filter(|_| braces)
}

/// The bytes of a stored JSON string: those of a sealed record, or its own.
fn of_string(text: String) -> Vec<u8> {
    let sealed = text.strip_prefix(SEALED).and_then(base64::decode);
    let sealed = sealed.filter(|bytes| is_sealed(bytes));
    sealed.unwrap_or_else(|| text.into_bytes())
}

fn from_text(text: String) -> Vec<u8> {
    let bytes = match text.as_bytes().first() {
        Some(b'"') => serde_json::from_str(&text).map(of_string).ok(),
        Some(b'[') => serde_json::from_str(&text).ok(),
        _ => None,
    };
    bytes.unwrap_or_else(|| text.into_bytes())
}
