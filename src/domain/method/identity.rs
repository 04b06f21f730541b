//! Who is who: one person may be known by an id of the host, by an id of a device, and by a name.

use super::super::letters::lowercase;
use super::super::stamp::Author;

/// Whether two authors are the same person: by id, or by name, whatever its case and spacing.
#[must_use]
pub fn is_same_person(one: &Author, other: &Author) -> bool {
    let by_id = !one.id.is_empty() && one.id == other.id;
    by_id || is_same_name(&one.name, &other.name)
}

/// Whether two names are the same, whatever their case and spacing. No name is the same as another
/// that is empty.
pub(super) fn is_same_name(one: &str, other: &str) -> bool {
    let name = plain(one);
    !name.is_empty() && name == plain(other)
}

fn plain(name: &str) -> String {
    let words = name.split_whitespace().map(lowercase);
    words.collect::<Vec<_>>().join(" ")
}
