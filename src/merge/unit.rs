//! How each place is merged: by its fields, or as one unit.

use crate::domain::conflict::pointer::text_box;
use crate::domain::method::{EntryList, SingleEntry};

/// How a place is merged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// An object that is always present: merged by its fields.
    Part,
    /// An item of a list, merged by its fields.
    Item,
    /// An item of a list, merged as one unit.
    UnitItem,
    /// A value that is merged as one unit.
    Unit,
    /// A signature, an order key or a frozen plan: never a conflict.
    Silent,
    /// Whether the canvas is in the bin.
    Removed,
    /// The list of open conflicts.
    Conflicts,
    /// Anything else, also unknown fields: an object on both sides is merged by its fields.
    Other,
}

/// How the place at a path is merged.
pub(super) fn kind(path: &[&str]) -> Kind {
    match path {
        []
        | ["acties" | "kosten" | "tevredenheid"]
        | ["kosten", "regels"]
        | ["tevredenheid", "personen" | "cijfers"]
        | ["versies" | "gewist"] => Kind::Part,
        ["tevredenheid", "cijfers", _] => Kind::UnitItem,
        ["acties", _] | ["kosten", "regels", _] | ["tevredenheid", "personen", _] => Kind::Item,
        ["kosten", "regels", _, field] => match *field {
            "huidig" | "dreigend" | "maatwerk" | "prijs" | "financier" => Kind::Unit,
            "volgorde" => Kind::Silent,
            _ => Kind::Other,
        },
        // An amount and where it is from belong together.
        ["kosten", "regels", _, "gerealiseerd", _] => Kind::Unit,
        ["acties", _, "volgorde"]
        | ["tevredenheid", "personen", _, "volgorde"]
        | ["formaat" | "id" | "soort" | "gemaakt" | "gewijzigd"]
        | ["versies" | "gewist", _] => Kind::Silent,
        ["verwijderd"] => Kind::Removed,
        ["verschillen"] => Kind::Conflicts,
        [name] if text_box(name).is_some() => Kind::Unit,
        [name] if SingleEntry::from_wire(name).is_some() => Kind::Item,
        ["eindbaas"] => Kind::Unit,
        [list, rest @ ..] => {
            EntryList::from_wire(list).map_or(Kind::Other, |list| entry(list, rest))
        }
    }
}

/// How a place in a list of entries is merged, given the path within the list.
fn entry(list: EntryList, path: &[&str]) -> Kind {
    match path {
        [] => Kind::Part,
        // What is only added to is never edited.
        [_] if matches!(
            list,
            EntryList::Decisions | EntryList::HandOvers | EntryList::Archives
        ) =>
        {
            Kind::UnitItem
        }
        [_] => Kind::Item,
        [_, "volgorde"] => Kind::Silent,
        // Somebody at a table: the name and the discipline belong together.
        [_, "aanwezig", _] if list == EntryList::Registrations => Kind::Unit,
        _ => Kind::Other,
    }
}
