//! What a member has asked for: taking over a record in the clear on an encrypted team, and removing a sealed one
//! from a team that isn't encrypted.

use super::apply_remote::apply_record;
use super::chain::abandon;
use crate::store::{AWAITS_KEY, FOREIGN, IN_THE_CLEAR, SyncEntry, SyncMetadata};
use crate::sync::protocol::{Item, single};

/// Merges the record that was set aside for being in the clear, by the text of it that is stored here. What comes
/// of it is sealed and sent as any other edit. Does nothing if another record was set aside since.
pub fn take_over(entry: &mut SyncEntry, text: &str, server: u32) {
    let aside = entry.metadata.as_ref().and_then(|it| it.newer);
    let Some((IN_THE_CLEAR, last_modified)) = aside else {
        return;
    };
    let body = [r#"{"data":"#, text, "}"].concat();
    if let Some(Item::Record(record)) = single(&body)
        && record.last_modified == last_modified
        && record.id == entry.id
    {
        apply_record(entry, *record, server);
    }
}

/// Has a sealed record that this device has no key for removed from the server: by what is here, where the canvas
/// is, and else for good. That is sent with the record's number as its condition, so that another one stays. Does
/// nothing on a team that this device knows to be encrypted, and to any other record.
pub fn remove_sealed(entry: &mut SyncEntry, server: u32) {
    let aside = entry.metadata.as_ref().and_then(|it| it.newer);
    let Some((AWAITS_KEY | FOREIGN, last_modified)) = aside else {
        return;
    };
    if entry.team.is_encrypted() {
        return;
    }
    let mut metadata = entry.metadata.take().unwrap_or_default();
    if entry.canvas.is_some() {
        abandon(&mut metadata);
        (metadata.behind, metadata.make, metadata.tombstone) = (true, false, false);
    } else {
        metadata = SyncMetadata::default();
        metadata.erase = true;
    }
    (metadata.newer, metadata.server) = (None, server);
    (metadata.last_modified, metadata.kid) = (Some(last_modified), None);
    entry.metadata = Some(metadata);
}
