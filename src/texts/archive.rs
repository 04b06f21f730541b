//! The words of the archive.

use super::date;
use crate::domain::PlanHash;
use crate::domain::method::Archived;

words! {
    ARCHIVE = "Archief";
    HINT = "Een plan dat akkoord is, kunt u als één geheel bewaren: het plan met de bedragen, de besluiten en de analyse.";
    NOT_YET = "Dit kan zodra het plan akkoord is.";
    AS_FILE = "Bewaar als bestand";
    PRINT = "Druk het geheel af";
    SEND = "Naar het archief van de gemeente";
    SEND_HINT = "In het archief valt het plan niet meer onder de beveiliging van deze app. Wie daar mag kijken, kan het lezen.";
    SENDING = "Het plan gaat naar het archief…";
    SENT = "Het plan staat in het archief.";
    NOT_RECORDED = "Het plan staat in het archief, maar dat kon niet in het canvas worden gezet.";
    FILE_DONE = "Het bestand is gemaakt.";
    WRONG_ADDRESS = "Het adres van het archief klopt niet. Vraag uw beheerder om hulp.";
    SILENT = "Het archief antwoordt niet. Probeer het later nog eens.";
    SIGN_IN = "U bent niet aangemeld bij het archief, of u mag er niet in.";
    LINK = "Bekijk in het archief";
}

/// That the archive refused a plan, or failed.
#[must_use]
pub fn refused(status: u16) -> String {
    [
        "Het archief nam het plan niet aan (",
        &status.to_string(),
        "). Probeer het later nog eens, of vraag uw beheerder om hulp.",
    ]
    .concat()
}

/// That a plan was archived: of now or an earlier one.
#[must_use]
pub fn archived(it: &Archived, now: PlanHash) -> String {
    let which = if it.plan == now {
        "Dit plan"
    } else {
        "Een eerdere versie"
    };
    let day = it.on.map(date::format_date).unwrap_or_default();
    match day.as_str() {
        "" => [which, " staat in het archief."].concat(),
        day => [which, " staat sinds ", day, " in het archief."].concat(),
    }
}
