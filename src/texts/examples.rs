//! The worked examples: seven cases retold with roles instead of names.

use crate::domain::{Canvas, DocumentId, read_document};

/// The namespace that holds them, apart from real work.
pub const NAMESPACE: &str = crate::store::EXAMPLES;

/// Each example's id, what it is about, and its document.
const EXAMPLES: [(&str, &str, &str); 7] = [
    (
        "voorbeeld-1",
        "Moeder en dochter zoeken een veilige plek",
        include_str!("examples/veilige-plek.json"),
    ),
    (
        "voorbeeld-2",
        "Moeder met zes kinderen in de vrouwenopvang",
        include_str!("examples/vrouwenopvang.json"),
    ),
    (
        "voorbeeld-3",
        "Gezin met zeven kinderen in een te klein huis",
        include_str!("examples/klein-huis.json"),
    ),
    (
        "voorbeeld-4",
        "Jongen die niet veilig naar school kan",
        include_str!("examples/naar-school.json"),
    ),
    (
        "voorbeeld-5",
        "Jong gezin met een rekening bij het kinderdagverblijf",
        include_str!("examples/kinderdagverblijf.json"),
    ),
    (
        "voorbeeld-6",
        "Moeder en zoon met een leeg huis",
        include_str!("examples/leeg-huis.json"),
    ),
    (
        "voorbeeld-7",
        "Gezin in de schuldregeling met nieuwe schulden",
        include_str!("examples/schuldregeling.json"),
    ),
];

/// The examples as they were written.
#[must_use]
pub fn canvases() -> Vec<Canvas> {
    // A test reads all seven: none is left out.
    EXAMPLES
        .iter()
        .filter_map(|(_, _, text)| read_document(text).ok())
        .collect()
}

/// What an example is about; `None` for a canvas that someone has made beside them.
#[must_use]
pub fn title(id: &DocumentId) -> Option<&'static str> {
    EXAMPLES
        .iter()
        .find(|(own, _, _)| *own == id.as_str())
        .map(|(_, title, _)| *title)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_seven_can_be_read_and_have_a_title() {
        let all = canvases();
        assert_eq!(all.len(), EXAMPLES.len());
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
