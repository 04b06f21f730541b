//! The keys of a team, as the settings of sync show them. All of it is loaded when those are first opened.

mod camera;
mod foreign;
mod invite;
mod join;
mod qr;
mod section;
mod steps;
mod take_over;

use leptos::prelude::*;

use crate::domain::DocumentId;
use crate::session::{Late, Part};
use crate::ui::late::late;

/// What the settings of sync have of it.
static SECTION: Late<fn() -> AnyView> = Late::new(Part::Team);
/// The button that takes over what is in the clear.
static TAKE_OVER: Late<fn(DocumentId, String) -> AnyView> = Late::new(Part::Team);
/// The button that removes what is sealed from the server of a team that isn't encrypted.
static REMOVE_SEALED: Late<fn(DocumentId, String) -> AnyView> = Late::new(Part::Team);

/// Gives what is late here; called by the part.
pub(crate) fn give() {
    SECTION.give(section::section);
    TAKE_OVER.give(take_over::button);
    REMOVE_SEALED.give(foreign::button);
}

/// What the settings of sync have of it.
pub(crate) fn team_section() -> AnyView {
    late(&SECTION, |section| section())
}

/// The button that takes over a canvas that is on the server in the clear. `name` says which.
pub(crate) fn take_over(id: &DocumentId, name: &str) -> AnyView {
    let (id, name) = (id.clone(), name.to_owned());
    late(&TAKE_OVER, move |button| button(id.clone(), name.clone()))
}

/// The button that removes a record that this device has no key for from the server; nothing where the team is
/// encrypted. `name` says which canvas.
pub(crate) fn remove_sealed(id: &DocumentId, name: &str) -> AnyView {
    let (id, name) = (id.clone(), name.to_owned());
    late(&REMOVE_SEALED, move |button| {
        button(id.clone(), name.clone())
    })
}
