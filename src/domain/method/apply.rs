//! Applying edits of entries.

use super::super::canvas::Canvas;
use super::super::command::{Applied, Command, Rejected};
use super::super::date::Timestamp;
use super::super::id::ItemId;
use super::super::place::Place;
use super::super::stamp::Stamp;
use super::entry::{Entry, EntryEdit};
use super::list::{EntryList, SingleEntry};

/// Adds, replaces or removes an entry. A decision that comes back by undo keeps its signature: it says
/// when it was made. A new one is later than those that are there, whatever the device's clock says: whoever
/// takes a decision back has seen it.
pub(in crate::domain) fn put(
    canvas: &mut Canvas,
    list: EntryList,
    id: ItemId,
    entry: Option<Box<Entry>>,
    stamp: &Stamp,
) -> Applied {
    let entries = canvas.entries_mut(list);
    let old = match entry {
        Some(mut entry) => {
            if list != EntryList::Decisions {
                entry.signature_mut().renew(stamp);
            } else if entry.signature().at.is_none() {
                let last = entries.values().filter_map(|it| it.signature().at).max();
                let after =
                    last.map(|last| Timestamp::from_millis(last.millis().saturating_add(1)));
                entry.signature_mut().renew(stamp);
                entry.signature_mut().at = after.max(Some(stamp.at));
            }
            entries.insert(id, *entry)
        }
        None => entries.remove(&id),
    };
    let inverse = Command::PutEntry(list, id, old.map(Box::new));
    Applied::new([Place::Entry(list, id), Place::Entries(list)], inverse)
}

/// Sets a field of an entry.
pub(in crate::domain) fn edit(
    canvas: &mut Canvas,
    list: EntryList,
    id: ItemId,
    mut edit: EntryEdit,
    stamp: &Stamp,
) -> Result<Applied, Rejected> {
    let entry = canvas.entries_mut(list).get_mut(&id);
    let entry = entry.ok_or(Rejected::Missing)?;
    let reorders = matches!(edit, EntryEdit::Order(_));
    edit.swap(entry);
    entry.signature_mut().renew(stamp);
    let touched = [Place::Entry(list, id)].into_iter();
    let touched = touched.chain(reorders.then_some(Place::Entries(list)));
    Ok(Applied::new(touched, Command::Entry(list, id, edit)))
}

/// Sets a field of an entry that stands by itself; one without fields is absent.
pub(in crate::domain) fn edit_single(
    canvas: &mut Canvas,
    place: SingleEntry,
    mut edit: EntryEdit,
    stamp: &Stamp,
) -> Applied {
    let single = canvas.single_mut(place);
    let entry = single.get_or_insert_default();
    edit.swap(entry);
    entry.signature_mut().renew(stamp);
    if entry.is_blank() {
        *single = None;
    }
    Applied::new([Place::Single(place)], Command::Single(place, edit))
}

/// Whether putting an entry would change nothing, signatures aside.
pub(in crate::domain) fn is_put(
    canvas: &Canvas,
    list: EntryList,
    id: &ItemId,
    entry: Option<&Entry>,
) -> bool {
    let unsigned = |entry: &Entry| {
        let mut entry = entry.clone();
        entry.signature_mut().clear();
        entry
    };
    entry.map(unsigned) == canvas.entries(list).get(id).map(unsigned)
}

/// Whether an entry that stands by itself has a field's value.
pub(in crate::domain) fn holds_single(
    canvas: &Canvas,
    place: SingleEntry,
    edit: &EntryEdit,
) -> bool {
    match canvas.single(place) {
        Some(entry) => edit.is_satisfied_by(entry),
        None => edit.is_satisfied_by(&Entry::new(None)),
    }
}
