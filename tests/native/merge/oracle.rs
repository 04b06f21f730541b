//! What a merge has to keep, told in another way than the merge does it: leaf by leaf.

use std::collections::BTreeMap;

use maatwerk::domain::{Canvas, to_value};
use serde_json::Value;

/// Every leaf of a document by its JSON Pointer, but for who, when, in what order, and the differences.
pub(crate) fn leaves(canvas: &Canvas) -> BTreeMap<String, Value> {
    let mut document = to_value(canvas);
    let fields = document.as_object_mut().unwrap();
    for name in ["verschillen", "gemaakt", "gewijzigd"] {
        fields.remove(name);
    }
    if let Some(removed) = fields.get_mut("verwijderd") {
        *removed = true.into();
    }
    let mut found = BTreeMap::new();
    walk(&document, String::new(), &mut found);
    found
}

fn walk(value: &Value, place: String, found: &mut BTreeMap<String, Value>) {
    let Value::Object(fields) = value else {
        found.insert(place, value.clone());
        return;
    };
    if fields.is_empty() && !is_known_part(&place) {
        found.insert(place.clone(), value.clone());
    }
    for (name, value) in fields {
        let known = place.is_empty()
            || [
                "/acties/",
                "/kosten/regels/",
                "/tevredenheid/",
                "/versies/",
                "/partijen/",
                "/grondslagen/",
                "/aanmeldingen/",
                "/vragen/",
                "/besluiten/",
                "/leerpunten/",
                "/overdrachten/",
                "/archief/",
                "/tafeldagen/",
                "/disciplines/",
                "/financiers/",
                "/leefgebieden/",
                "/budgetten/",
                "/uitgaven/",
            ]
            .iter()
            .any(|list| place.starts_with(list))
            || is_known_part(&place);
        if known
            && matches!(name.as_str(), "door" | "op" | "volgorde")
            && !place.contains("toekomst")
            && !place.contains("~1")
        {
            continue;
        }
        let name = name.replace('~', "~0").replace('/', "~1");
        walk(value, format!("{place}/{name}"), found);
    }
}

fn is_known_part(place: &str) -> bool {
    [
        "",
        "/situatieschets",
        "/perspectief",
        "/doorbraak",
        "/legitimiteit",
        "/betrokkenheid",
        "/instemming",
        "/publicatie",
        "/team",
        "/prijslijst",
    ]
    .contains(&place)
}

/// Whether a leaf of one side is in the merged document, or in one of two versions there.
pub(crate) fn is_kept(
    place: &str,
    value: Option<&Value>,
    merged: &Canvas,
    now: &BTreeMap<String, Value>,
) -> bool {
    if now.get(place) == value {
        return true;
    }
    merged.conflicts.values().any(|conflict| {
        let Some(rest) = within(place, &conflict.place) else {
            return false;
        };
        [&conflict.ours, &conflict.theirs].into_iter().any(|side| {
            let found = side.value.as_ref().and_then(|value| value.pointer(rest));
            found == value || (place == "/verwijderd" && found.is_some() == value.is_some())
        })
    })
}

/// What is left of a pointer within a place.
pub(crate) fn within<'a>(pointer: &'a str, place: &str) -> Option<&'a str> {
    let rest = pointer.strip_prefix(place)?;
    (rest.is_empty() || rest.starts_with('/')).then_some(rest)
}
