//! The words of the agenda of a table.

use super::{date, follow_up};
use crate::domain::Date;
use crate::domain::method::{Question, Registration, Table};

words! {
    TABLES = "Tafels";
    HINT = "Welke casussen komen aan tafel, en in welke volgorde? Een half uur voor elke casus.";
    NONE = "Er is nog geen canvas aangemeld. Dat doet u in het canvas zelf, bij Rond het plan.";
    WHICH = "Welke tafel?";
    LIST = "Casussen in volgorde";
    TO_SCREEN = "Toon op het scherm";
    PRINT = "Agenda afdrukken";
    QUESTIONS = "Vragen";
    NO_QUESTIONS = "Geen vragen opgeschreven.";
    PRESENT = "Wie was erbij";
    NO_PRESENT = "Nog niet ingevuld wie erbij was.";
    OUTCOME = "Uitkomst";
    NO_OUTCOME = "Nog niet ingevuld.";
    START = "Start het half uur";
    STOP = "Stop de tijd";
    TURN = "Een half uur voor deze casus";
    FIVE_LEFT = "Nog vijf minuten.";
    TIME_UP = "Het half uur is om.";
    NOT_MOVED = "De volgorde kon niet worden bewaard.";
    NO_CASE_NUMBER = "Zonder nummer";
    LEAD = "maatwerkeindbaas";
}

/// A table on a day: "Doorbraaktafel, donderdag 3 december 2026".
#[must_use]
pub fn table_on(table: Option<Table>, day: Date) -> String {
    [follow_up::table(table), ", ", &date::format_full(day)].concat()
}

/// The same, with the number of cases.
#[must_use]
pub fn choice(table: Option<Table>, day: Date, cases: usize) -> String {
    [&table_on(table, day), " (", &cases.to_string(), ")"].concat()
}

/// A time of day, of minutes after midnight: "13.30 uur".
#[must_use]
pub fn time(minutes: u16) -> String {
    let (hours, rest) = (minutes / 60, minutes % 60);
    let zero = if rest < 10 { "0" } else { "" };
    [&hours.to_string(), ".", zero, &rest.to_string(), " uur"].concat()
}

/// That a case was put in another place, counted from 1.
#[must_use]
pub fn moved(name: &str, rank: usize, count: usize) -> String {
    [
        name,
        " staat nu op plaats ",
        &rank.to_string(),
        " van ",
        &count.to_string(),
        ".",
    ]
    .concat()
}

/// How long a case has, or by how much it is over: "29:05", "1:10 over tijd".
#[must_use]
pub fn left(seconds: i64) -> String {
    let all = seconds.unsigned_abs();
    let zero = if all % 60 < 10 { ":0" } else { ":" };
    let clock = [&(all / 60).to_string(), zero, &(all % 60).to_string()].concat();
    if seconds < 0 {
        [&clock, " over tijd"].concat()
    } else {
        clock
    }
}

/// A question in a line: what, who, by when, and the answer.
#[must_use]
pub fn question(question: &Question) -> String {
    let mut words = vec![question.text.trim().to_owned()];
    let due = question.due.map(date::format_date).unwrap_or_default();
    let who = match (question.to.trim(), due.as_str()) {
        ("", "") => String::new(),
        ("", due) => ["vóór ", due].concat(),
        (who, "") => who.to_owned(),
        (who, due) => [who, ", vóór ", due].concat(),
    };
    words.push(who);
    words.push(match question.answer.trim() {
        "" => "nog open".to_owned(),
        answer => ["Antwoord: ", answer].concat(),
    });
    words.retain(|word| !word.is_empty());
    words.join(" · ")
}

/// Who was at a table, each with a discipline.
#[must_use]
pub fn present(registration: &Registration) -> String {
    let people = registration.present.iter().map(|(_, person)| {
        let (name, discipline) = (person.name.trim(), person.discipline.trim());
        match discipline {
            "" => name.to_owned(),
            discipline => [name, " (", discipline, ")"].concat(),
        }
    });
    let people: Vec<String> = people.filter(|it| !it.is_empty()).collect();
    match people.is_empty() {
        true => NO_PRESENT.to_owned(),
        false => people.join(", "),
    }
}
