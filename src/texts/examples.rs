//! The worked examples: seven cases retold with roles instead of names.

use crate::domain::{Canvas, DocumentId, read_document};

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

/// The documents. Apart from the titles, which the list shows before these are there.
const TEXTS: [&str; 7] = [
    include_str!("examples/veilige-plek.json"),
    include_str!("examples/vrouwenopvang.json"),
    include_str!("examples/klein-huis.json"),
    include_str!("examples/naar-school.json"),
    include_str!("examples/kinderdagverblijf.json"),
    include_str!("examples/leeg-huis.json"),
    include_str!("examples/schuldregeling.json"),
];

/// The examples as they were written, read from the files.
#[must_use]
pub fn canvases() -> Vec<Canvas> {
    // A test reads all seven: none is left out.
    let read = TEXTS.iter().filter_map(|text| read_document(text).ok());
    read.collect()
}

/// What an example is about; `None` for a canvas that a user made in the examples' namespace.
#[must_use]
pub fn title(id: &DocumentId) -> Option<&'static str> {
    let found = TITLES.iter().find(|(own, _)| *own == id.as_str());
    found.map(|(_, title)| *title)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_seven_can_be_read_and_have_a_title() {
        let all = canvases();
        assert_eq!((all.len(), TEXTS.len()), (TITLES.len(), TITLES.len()));
        for canvas in &all {
            assert!(title(&canvas.id).is_some(), "{} has no title", canvas.id);
            assert!(
                canvas.case_number.starts_with("VOORBEELD-"),
                "{}",
                canvas.case_number
            );
        }
    }
}
