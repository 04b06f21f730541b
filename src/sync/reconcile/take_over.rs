//! Taking over a record in the clear on an encrypted team, which a member has asked for.

use super::apply_remote::apply_record;
use crate::store::{IN_THE_CLEAR, SyncEntry};
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
