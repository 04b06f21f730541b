//! The table and key of each kind of record.

use crate::domain::DocumentId;
use crate::store::backend::crc32::crc32;
use crate::store::backend::port::{RecordKey, Table};

/// The key of the epoch record.
const EPOCH: &str = "epoch";
/// The name of the epoch's record for a codec.
pub(in crate::store) const EPOCH_NAME: &str = "beheer/epoch";
/// The key of the key ring.
const RING: &str = "sleutel";
/// The key of the ring of team keys.
const TEAM: &str = "team";
/// The prefix of a tombstone's key.
const TOMBSTONE: &str = "weg/";
/// The key of the cursor, which can't be a document's id.
const CURSOR: &str = "@";
/// The key of the bin's bookkeeping.
const BIN: &str = "prullenbak";
/// The prefix of the key of an unreadable server record's text.
pub(in crate::store) const UNREAD: &str = "server/";

/// The prefix of the key of a note that people are to be erased from all that is stored of a canvas.
pub(in crate::store) const ERASING: &str = "wissen/";

/// The epoch's record.
pub(in crate::store) fn epoch_key() -> RecordKey {
    (Table::Meta, EPOCH.to_owned())
}

/// The key ring, the one record that is never sealed.
pub(in crate::store) fn ring_key() -> RecordKey {
    (Table::Meta, RING.to_owned())
}

/// The ring of team keys.
pub(in crate::store) fn team_key() -> RecordKey {
    (Table::Meta, TEAM.to_owned())
}

/// A canvas's document.
pub(in crate::store) fn canvas_key(id: &DocumentId) -> RecordKey {
    (Table::Canvas, id.as_str().to_owned())
}

/// A canvas's tombstone: the last `seq` of a canvas that was removed for good.
pub(in crate::store) fn tombstone_key(id: &DocumentId) -> RecordKey {
    (Table::Meta, format!("{TOMBSTONE}{id}"))
}

/// The canvas's id from a tombstone's key; `None` for any other key.
pub(in crate::store) fn tombstone_id(key: &str) -> Option<DocumentId> {
    key.strip_prefix(TOMBSTONE)?.parse().ok()
}

/// Unreadable bytes of a canvas that were set aside. The same bytes have the same key.
pub(in crate::store) fn broken_key(id: &DocumentId, bytes: &[u8]) -> RecordKey {
    let key = format!("{id}/{:08x}", crc32(bytes));
    (Table::Broken, key)
}

/// The sync metadata of a canvas.
pub(in crate::store) fn metadata_key(id: &DocumentId) -> RecordKey {
    (Table::Sync, id.as_str().to_owned())
}

/// The cursor: how far sync has read.
pub(in crate::store) fn cursor_key() -> RecordKey {
    (Table::Sync, CURSOR.to_owned())
}

/// The bin's bookkeeping.
pub(in crate::store) fn bin_key() -> RecordKey {
    (Table::Meta, BIN.to_owned())
}

/// The text of a server record that this version can't read.
pub(in crate::store) fn unread_key(id: &DocumentId) -> RecordKey {
    (Table::Meta, format!("{UNREAD}{id}"))
}

/// The note that people are to be erased from all that is stored of a canvas.
pub(in crate::store) fn erasing_key(id: &DocumentId) -> RecordKey {
    (Table::Meta, format!("{ERASING}{id}"))
}
