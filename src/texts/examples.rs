//! The worked examples: seven cases retold with roles instead of names. Their documents are the text of
//! `Part::Examples`, made of the files in `examples/`; the titles are here, as the list shows them before that is there.

use crate::domain::{Canvas, DocumentId, read_export};

/// The namespace that holds them, apart from real work.
pub const NAMESPACE: &str = crate::store::EXAMPLES;

/// What each example is about, by its id.
const TITLES: [(&str, &str); 7] = [
    ("voorbeeld-1", "Moeder en dochter zoeken een veilige plek"),
    ("voorbeeld-2", "Moeder met zes kinderen in de vrouwenopvang"),
    (
        "voorbeeld-3",
        "Gezin met zeven kinderen in een te klein huis",
    ),
    ("voorbeeld-4", "Jongen die niet veilig naar school kan"),
    (
        "voorbeeld-5",
        "Jong gezin met een rekening bij het kinderdagverblijf",
    ),
    ("voorbeeld-6", "Moeder en zoon met een leeg huis"),
    (
        "voorbeeld-7",
        "Gezin in de schuldregeling met nieuwe schulden",
    ),
];

/// The canvases of the file of examples, in its order; empty if it is none.
#[must_use]
pub fn canvases(file: &str) -> Vec<Canvas> {
    read_export(file).unwrap_or_default()
}

/// What an example is about; `None` for a canvas that a user made in the examples' namespace.
#[must_use]
pub fn title(id: &DocumentId) -> Option<&'static str> {
    let found = TITLES.iter().find(|(own, _)| *own == id.as_str());
    found.map(|(_, title)| *title)
}
