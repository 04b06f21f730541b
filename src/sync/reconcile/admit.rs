//! What of a server is taken in: on an encrypted team only what a member has sealed, for its place.

use std::rc::Rc;

use super::chain::{conclude_pending, knows, on_server, sent};
use super::erased::forget_erased;
use crate::domain::{Canvas, read_document};
use crate::store::{
    AWAITS_KEY, FOREIGN, FORGED, IN_THE_CLEAR, OpenedText, SyncEntry, SyncMetadata, mutation,
};
use crate::sync::protocol::{Item, Record, SealedRecord, opened as opened_item};

/// The item to apply. A sealed record is opened; one that can't be, or that is in the clear on an encrypted team,
/// becomes unreadable for that reason. `None` if there is nothing to apply: the record is in the clear, and of
/// before the team was encrypted.
pub(super) fn admit(entry: &mut SyncEntry, item: Item, server: u32) -> Option<Item> {
    match item {
        Item::Sealed(record) if is_to_go(entry, &record) => None,
        Item::Sealed(record) => Some(open(entry, *record)),
        Item::Record(record) if mutation::refuses_clear(entry.team.is_encrypted()) => {
            let mut known = record.clone();
            forget_erased(entry, &mut known.canvas);
            if note_known(entry, &known, server) {
                return None;
            }
            Some(Item::Unreadable {
                id: record.id.clone(),
                last_modified: record.last_modified,
                found: IN_THE_CLEAR,
                text: record.text(),
            })
        }
        item => Some(item),
    }
}

/// Whether a person has asked for this very record to be removed: without a key, only that makes its number known.
fn is_to_go(entry: &SyncEntry, record: &SealedRecord) -> bool {
    let number = entry.metadata.as_ref().and_then(|it| it.last_modified);
    !entry.team.is_encrypted() && number == Some(record.last_modified)
}

fn open(entry: &SyncEntry, record: SealedRecord) -> Item {
    let team = &entry.team;
    let place = mutation::bound_to(record.place());
    let opened = team.open(&record.kid, place, &record.sealed);
    let found = match mutation::opened(opened, team.is_current(&record.kid)) {
        OpenedText::Text(text) => return opened_item(&record, &text),
        OpenedText::NoKey if team.is_in_the_clear() && !was_here(entry) => FOREIGN,
        OpenedText::NoKey => AWAITS_KEY,
        OpenedText::Forged => FORGED,
    };
    Item::Unreadable {
        id: record.id,
        last_modified: record.last_modified,
        found,
        text: record.text,
    }
}

/// Whether this device has the canvas, or has had its record. A member who switches to sealing begins with what the
/// server has, so that shows first in the place of what every colleague has; a record that nobody had shows nothing.
fn was_here(entry: &SyncEntry) -> bool {
    let known = |it: &SyncMetadata| it.rev.is_some() || it.pending.is_some();
    mutation::was_here(entry.canvas.is_some() || entry.metadata.as_ref().is_some_and(known))
}

/// Notes the number of a record in the clear that this device had before the team was encrypted, so that it can
/// be sealed in its place. Nothing of its text is taken. Returns `false` for any other record.
fn note_known(entry: &mut SyncEntry, record: &Record, server: u32) -> bool {
    let Some(metadata) = &mut entry.metadata else {
        return false;
    };
    let rests = metadata.tombstone || metadata.erase || entry.canvas.is_none();
    if rests || !is_known(metadata, entry.base.as_ref(), record) {
        return false;
    }
    let mut metadata = metadata.clone();
    metadata.server = server;
    conclude_pending(&mut metadata, entry, record);
    let behind = metadata.rev.as_ref() != Some(&record.rev);
    on_server(&mut metadata, record.last_modified, None);
    metadata.behind = behind;
    entry.metadata = Some(metadata);
    true
}

/// Whether this device had the record's revision, with the same document as far as that is still known.
fn is_known(metadata: &SyncMetadata, base: Option<&Rc<Canvas>>, record: &Record) -> bool {
    if let Some(pending) = metadata.pending.as_ref().filter(|it| it.rev == record.rev) {
        return sent(pending).is_some_and(|(_, canvas)| canvas == record.canvas);
    }
    if !knows(metadata, &record.rev) {
        return false;
    }
    if metadata.rev.as_ref() == Some(&record.rev) {
        return base.is_some_and(|base| **base == record.canvas);
    }
    let kept = metadata.kept.iter().find(|kept| kept.rev == record.rev);
    kept.is_none_or(|kept| read_document(&kept.doc).is_ok_and(|canvas| canvas == record.canvas))
}
