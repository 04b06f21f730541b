//! What is merged as one.

use crate::domain::pointer::text_box;

/// How a place is merged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A part of the document that is there even when empty: merged by its fields.
    Part,
    /// One of a list, merged by its fields.
    Item,
    /// One of a list, never taken apart.
    UnitItem,
    /// Never taken apart.
    Unit,
    /// Who and when, or in what order: never a conflict.
    Silent,
    /// Whether the canvas is in the bin.
    Removed,
    /// The differences themselves.
    Differences,
    /// Anything else: taken apart as long as it has fields.
    Other,
}

/// How the place at a path is merged.
pub(super) fn kind(path: &[&str]) -> Kind {
    match path {
        []
        | ["acties" | "kosten" | "tevredenheid"]
        | ["kosten", "regels"]
        | ["tevredenheid", "personen" | "cijfers"] => Kind::Part,
        ["tevredenheid", "cijfers", _] => Kind::UnitItem,
        ["acties", _] | ["kosten", "regels", _] | ["tevredenheid", "personen", _] => Kind::Item,
        ["kosten", "regels", _, field] => match *field {
            "huidig" | "dreigend" | "maatwerk" | "prijs" | "financier" => Kind::Unit,
            "volgorde" => Kind::Silent,
            _ => Kind::Other,
        },
        ["acties", _, "volgorde"]
        | ["tevredenheid", "personen", _, "volgorde"]
        | ["formaat" | "id" | "gemaakt" | "gewijzigd"] => Kind::Silent,
        ["verwijderd"] => Kind::Removed,
        ["verschillen"] => Kind::Differences,
        [name] if text_box(name).is_some() => Kind::Unit,
        _ => Kind::Other,
    }
}
