//! The words of the calendar beside a date.

use super::date::weekday_name;

words! {
    OPEN = "Kalender openen";
    TITLE = "Kies een datum";
    PREVIOUS_MONTH = "Vorige maand";
    NEXT_MONTH = "Volgende maand";
    TODAY = "Vandaag";
    NEXT_TABLE = "Volgende tafel";
    IN_TWO_WEEKS = "Over 2 weken";
    CLEAR = "Leegmaken";
    CLOSE = "Sluiten";
}

/// The short name above a column of days: `ma` to `zo`, for 1 (Monday) to 7 (Sunday).
#[must_use]
pub fn weekday_short(weekday: u8) -> &'static str {
    weekday_name(weekday).get(..2).unwrap_or_default()
}
