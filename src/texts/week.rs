//! The words of Mijn week, and the calendar file of what is due.

use super::{follow_up, names};
use crate::domain::method::{Due, DueKind, Table};
use crate::domain::{Date, DocumentId, Moment, SortedMap, Timestamp};
use crate::store::{DueItem, When};

use super::date::format_full;

words! {
    WEEK = "Mijn week";
    WEEK_HINT = "Wat nu aandacht vraagt, van al uw canvassen. Tik erop om erheen te gaan.";
    CANVASES = "Canvassen";
    RESULTS = "Resultaten";
    NOTHING = "Er is niets te laat, en deze maand hoeft er niets.";
    LATE = "Te laat";
    LATER = "Later deze maand";
    CALENDAR = "Naar uw agenda";
    CALENDAR_HINT = "U krijgt een bestand voor uw agenda. Daarin staat niets over een gezin.";
    CALENDAR_DONE = "Het bestand voor uw agenda is gemaakt.";
    CALENDAR_EMPTY = "Er staat niets op een dag vanaf vandaag.";
    FILE = "mijn-week.ics";
    NO_TEXT = "zonder tekst";
    SHOW_ALL = "Toon alles";
}

/// The name of the tab, with the number of things that are late or due this week.
#[must_use]
pub fn tab(count: usize) -> String {
    match count {
        0 => WEEK.to_owned(),
        count => [WEEK, " (", &count.to_string(), ")"].concat(),
    }
}

/// The heading above what is due then.
#[must_use]
pub fn when(when: When, today: Date) -> String {
    match when {
        When::Late => LATE.to_owned(),
        When::On(day) if day == today => ["Vandaag, ", &format_full(day)].concat(),
        When::On(day) => capital(&format_full(day)),
        When::Later => LATER.to_owned(),
    }
}

fn capital(text: &str) -> String {
    super::sentences::capitalised(text)
}

/// What is due, with whom it is about.
#[must_use]
pub fn item(due: &Due) -> String {
    let about = match due.about.as_str() {
        "" => NO_TEXT,
        text => text,
    };
    let who = match due.detail.as_str() {
        "" => String::new(),
        who => [" (", who, ")"].concat(),
    };
    match &due.kind {
        DueKind::Grade => {
            let moment = Moment::from_wire(&due.detail);
            let moment = crate::domain::lowercase(names::moment(&moment));
            ["Vraag een cijfer aan ", about, ": ", &moment].concat()
        }
        DueKind::Question => ["Vraag: ", about, &who].concat(),
        DueKind::Action => ["Actie: ", about, &who].concat(),
        DueKind::Table => follow_up::table(Table::from_wire(&due.detail)).to_owned(),
        DueKind::Unknown(_) => about.to_owned(),
    }
}

/// What is due, without a word about the family.
fn plain(due: &Due) -> String {
    let what = match &due.kind {
        DueKind::Grade => "cijfer vragen",
        DueKind::Question => "vraag beantwoorden",
        DueKind::Action => "actie",
        DueKind::Table => follow_up::table(Table::from_wire(&due.detail)),
        DueKind::Unknown(_) => "iets te doen",
    };
    what.to_owned()
}

/// A calendar file (RFC 5545) of what is due from `today` on, all day each. It says nothing about a
/// family: no text, no role, no number of a case, no id of a canvas. Cases are numbered within the file.
/// `None` if nothing is due then.
#[must_use]
pub fn calendar(items: &[DueItem], today: Date, now: Timestamp) -> Option<String> {
    let mut cases: SortedMap<DocumentId, usize> = SortedMap::new();
    let mut lines: Vec<String> = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//maatwerkcanvas//NL",
    ]
    .map(str::to_owned)
    .to_vec();
    let stamp = compact(&now.to_string());
    let mut is_empty = true;
    for item in items.iter().filter(|it| it.due.on >= today) {
        is_empty = false;
        let next = cases.len().saturating_add(1);
        let case = *cases.entry(item.id.clone()).or_insert(next);
        lines.extend(event(&item.due, case, &stamp));
    }
    lines.push("END:VCALENDAR".to_owned());
    lines.push(String::new());
    (!is_empty).then(|| lines.join("\r\n"))
}

fn event(due: &Due, case: usize, stamp: &str) -> Vec<String> {
    let day = compact(&due.on.to_string());
    let end = due.on.shift_days(1).unwrap_or(due.on);
    // The item's random id names nobody, and has a calendar replace what it has already.
    let grade = match due.kind {
        DueKind::Grade => due.detail.as_str(),
        _ => "",
    };
    vec![
        "BEGIN:VEVENT".to_owned(),
        [
            "UID:",
            &due.item.to_string(),
            "-",
            due.kind.wire(),
            grade,
            "@maatwerkcanvas",
        ]
        .concat(),
        ["DTSTAMP:", stamp].concat(),
        ["DTSTART;VALUE=DATE:", &day].concat(),
        ["DTEND;VALUE=DATE:", &compact(&end.to_string())].concat(),
        [
            "SUMMARY:Maatwerkcanvas: ",
            &plain(due),
            "\\, casus ",
            &case.to_string(),
        ]
        .concat(),
        "TRANSP:TRANSPARENT".to_owned(),
        "END:VEVENT".to_owned(),
    ]
}

/// A date or a time as a calendar file has it: `20261130`, `20261130T093000Z`.
fn compact(text: &str) -> String {
    let whole = text.split('.').next().unwrap_or_default();
    let mut compact: String = whole
        .chars()
        .filter(|sign| !matches!(sign, '-' | ':'))
        .collect();
    if text.ends_with('Z') && !compact.ends_with('Z') {
        compact.push('Z');
    }
    compact
}
