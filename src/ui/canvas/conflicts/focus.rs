//! Where the focus goes before and after a choice.

use crate::domain::Place;

/// A selector for the first button of what is open in a place.
pub(crate) fn first_button(place: Place) -> String {
    let within = match place {
        Place::Text(place) => ["[data-block=\"", place.wire(), "\"]"].concat(),
        Place::Action(id) | Place::Line(id) | Place::Person(id) | Place::Grade(id) => {
            ["[data-item=\"", &id.to_string(), "\"]"].concat()
        }
        _ => ".canvas >".to_owned(),
    };
    within + " .conflicts button"
}

/// A selector for the field of a place, which gets the focus after a choice.
pub(super) fn field(place: Place) -> String {
    match place {
        Place::Text(place) => ["[data-block=\"", place.wire(), "\"] textarea"].concat(),
        Place::Action(id) | Place::Line(id) | Place::Person(id) | Place::Grade(id) => [
            "[data-item=\"",
            &id.to_string(),
            "\"] :is(textarea, input, button)",
        ]
        .concat(),
        _ => ".header input".to_owned(),
    }
}
