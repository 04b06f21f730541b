//! The words around how long canvases are kept.

use crate::domain::Date;
use crate::domain::method::PlanState;

use super::date::format_date;

words! {
    HEADING = "Bewaartermijn voorbij";
    HINT = "Deze canvassen hoeft u niet langer te bewaren. Kijk eerst of er nog iets van nodig is. Verwijderen wist het canvas op dit apparaat, met alle eerdere versies, en bij de volgende synchronisatie ook op de server. Bij een collega ligt het daarna nog 30 dagen in de prullenbak.";
}

/// What a plan's state is called.
#[must_use]
pub const fn state(state: PlanState) -> &'static str {
    match state {
        PlanState::Concept => "concept",
        PlanState::Discussed => "in bespreking",
        PlanState::Approved => "akkoord",
        PlanState::Executed => "in uitvoering",
        PlanState::Followed => "gevolgd",
        PlanState::Closed => "afgesloten",
    }
}

/// Why a canvas is listed: its state, and until when it was kept.
#[must_use]
pub fn why(its: PlanState, until: Date) -> String {
    [state(its), ", te bewaren tot en met ", &format_date(until)].concat()
}
