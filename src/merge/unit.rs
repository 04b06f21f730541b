//! What is merged as one.

use serde_json::{Map, Value};

use crate::domain::TextBox;

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
        [_] if is_text_box(path) => Kind::Unit,
        _ => Kind::Other,
    }
}

fn is_text_box(path: &[&str]) -> bool {
    let named = |place: TextBox| path == [place.wire()];
    TextBox::ALL.into_iter().any(named)
}

/// Whether what stands at a path says itself who changed it last.
pub(super) fn is_signed(path: &[&str]) -> bool {
    match path {
        ["acties", _] | ["kosten", "regels", _] | ["tevredenheid", "cijfers", _] => true,
        _ => is_text_box(path),
    }
}

/// Whether a field says who or when.
pub(super) fn is_stamp(name: &str) -> bool {
    matches!(name, "door" | "op")
}

/// The fields of an object that say who and when, or all others; nothing where there are none.
pub(super) fn fields_of(value: &Value, stamps: bool) -> Option<Value> {
    let fields = value.as_object()?.iter();
    let kept: Map<String, Value> = fields
        .filter(|(name, _)| is_stamp(name) == stamps)
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect();
    (!kept.is_empty()).then_some(Value::Object(kept))
}

/// What a place says, without who said it.
pub(super) fn content(path: &[&str], value: Option<&Value>) -> Option<Value> {
    match value {
        Some(item) if is_signed(path) => fields_of(item, false),
        other => other.cloned(),
    }
}

/// The JSON Pointer of a path.
pub(super) fn pointer(path: &[&str]) -> String {
    let mut pointer = String::new();
    for name in path {
        pointer.push('/');
        pointer.push_str(&name.replace('~', "~0").replace('/', "~1"));
    }
    pointer
}
