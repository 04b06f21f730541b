//! The words around the whole canvas on one screen.

words! {
    READING = "In één oogopslag";
    PREVIOUS = "Vorig canvas";
    NEXT = "Volgend canvas";
    SHOW_LINES = "Toon regels";
    HIDE_LINES = "Verberg regels";
}

/// Which canvas of the list it is, counted from 1.
#[must_use]
pub fn position(rank: usize, count: usize) -> String {
    [&rank.to_string(), " van ", &count.to_string()].concat()
}
