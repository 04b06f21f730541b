//! Parties (partijen): who is around the family, now and after the plan.

use super::super::canvas::Canvas;
use super::entry::Entry;
use super::list::EntryList;

/// Someone around the family.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Party {
    /// An organisation or a role.
    pub name: String,
    /// Whether it is family or someone they know, and no organisation.
    pub is_informal: bool,
    /// Whether it is involved now.
    pub now: bool,
    /// Whether it is involved after the plan.
    pub after: bool,
    /// Whether it directs the others.
    pub directs: bool,
}

impl Party {
    /// Wire name of an organisation or a role.
    pub const NAME: &str = "naam";
    /// Wire name of its kind, one of [`KINDS`](Self::KINDS).
    pub const KIND: &str = "soort";
    /// The kinds on the wire: an organisation, family or someone they know.
    pub const KINDS: [&str; 2] = ["formeel", "informeel"];
    /// Wire name of whether it is involved now.
    pub const NOW: &str = "nu";
    /// Wire name of whether it is involved after the plan.
    pub const AFTER: &str = "straks";
    /// Wire name of whether it directs the others.
    pub const DIRECTS: &str = "regie";

    /// The party in an entry.
    #[must_use]
    pub fn of(entry: &Entry) -> Self {
        Self {
            name: entry.text(Self::NAME).trim().to_owned(),
            is_informal: Self::KINDS.get(1) == Some(&entry.text(Self::KIND)),
            now: entry.flag(Self::NOW),
            after: entry.flag(Self::AFTER),
            directs: entry.flag(Self::DIRECTS),
        }
    }
}

/// The parties of a canvas in their order.
#[must_use]
pub fn parties(canvas: &Canvas) -> Vec<Party> {
    let entries = canvas.entries_in_order(EntryList::Parties).into_iter();
    entries.map(|(_, entry)| Party::of(entry)).collect()
}
