//! JSON Pointers (RFC 6901) over the wire names, and the places that they lead to.

use super::super::canvas::Canvas;
use super::super::item::{ItemList, LISTS};
use super::super::method::SingleEntry;
use super::super::place::Place;
use super::super::text_box::TextBox;

/// The JSON Pointer for a path of wire names.
pub(crate) fn pointer(path: &[&str]) -> String {
    let mut pointer = String::new();
    for name in path {
        pointer.push('/');
        pointer.push_str(&name.replace('~', "~0").replace('/', "~1"));
    }
    pointer
}

/// The path of wire names of a JSON Pointer.
#[must_use]
pub fn path(pointer: &str) -> Vec<String> {
    let names = pointer.split('/').skip(1);
    names
        .map(|name| name.replace("~1", "/").replace("~0", "~"))
        .collect()
}

/// Whether a pointer leads to a place or into it. Both are JSON Pointers.
pub(crate) fn is_within(pointer: &str, place: &str) -> bool {
    let rest = pointer.strip_prefix(place);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// The box of text with a wire name.
pub(crate) fn text_box(name: &str) -> Option<TextBox> {
    TextBox::ALL.into_iter().find(|place| place.wire() == name)
}

/// The list and the id of the item that a path leads to or into, and the rest of the path.
pub(super) fn item_at<'a, 'b>(
    path: &'a [&'b str],
) -> Option<(&'static ItemList, &'b str, &'a [&'b str])> {
    LISTS
        .into_iter()
        .find_map(|list| match path.strip_prefix(list.path)? {
            [id, rest @ ..] => Some((list, *id, rest)),
            [] => None,
        })
}

/// Whether what is at a path bears its own signature.
pub(crate) fn is_signed(path: &[&str]) -> bool {
    match path {
        [name] => text_box(name).is_some() || SingleEntry::from_wire(name).is_some(),
        path => matches!(item_at(path), Some((list, _, [])) if list.is_signed),
    }
}

/// The place that shows which items a list has and in what order, or whether the canvas is in the
/// bin, for a pointer that leads to or into it.
pub(super) fn list_of(pointer: &str) -> Option<Place> {
    let path = path(pointer);
    let path: Vec<&str> = path.iter().map(String::as_str).collect();
    let list = LISTS.into_iter().find(|list| path.starts_with(list.path));
    match (list, path.first()) {
        (Some(list), _) => Some(list.place),
        (None, Some(&"tevredenheid")) => Some(Place::People),
        (None, Some(&"verwijderd")) => Some(Place::Removed),
        (None, _) => None,
    }
}

/// Whether a path leads to a field that the document keeps about itself. Nobody chooses a value for
/// these.
pub(super) fn is_own(path: &[&str]) -> bool {
    matches!(
        path.first(),
        Some(
            &("formaat"
                | "id"
                | "soort"
                | "verschillen"
                | "versies"
                | "gemaakt"
                | "gewijzigd"
                | "verwijderd")
        )
    )
}

/// The place of the entry that stands by itself under a wire name.
fn single(name: &str) -> Option<Place> {
    SingleEntry::from_wire(name).map(Place::Single)
}

impl Place {
    /// The place on the page for a JSON Pointer. It is [`Place::Header`] if the pointer leads to
    /// something without a place of its own, or to an item that doesn't exist.
    #[must_use]
    pub fn of_pointer(pointer: &str, canvas: &Canvas) -> Self {
        let path = path(pointer);
        let path: Vec<&str> = path.iter().map(String::as_str).collect();
        let found = match path.as_slice() {
            [name] => text_box(name).map(Self::Text).or_else(|| single(name)),
            ["kosten", "looptijd"] => Some(Self::Horizon),
            path => match item_at(path) {
                Some((list, id, _)) => id
                    .parse()
                    .ok()
                    .and_then(|id| (list.has)(canvas, &id).then(|| (list.item)(id))),
                None => path.first().and_then(|name| single(name)),
            },
        };
        found.unwrap_or(Self::Header)
    }

    /// The pointer to an item; `None` for a place that isn't an item's.
    pub(super) fn item_pointer(self) -> Option<String> {
        let (list, id) = self.item()?;
        let id = id.to_string();
        Some(pointer(&[list.path, &[id.as_str()]].concat()))
    }
}
