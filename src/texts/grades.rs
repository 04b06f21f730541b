//! The words around the grades: people, moments, trends.

use crate::domain::{Date, Grade, Moment, lowercase};

use super::sentences::capitalised;
use super::{date, names, number};

/// Heading of the grades.
pub const GRADES: &str = "Tevredenheidscijfers";
/// The hint while there are no people.
pub const NO_PEOPLE: &str =
    "Voeg de mensen toe die een cijfer geven. Daarna geeft ieder zijn eigen cijfer.";
/// Above the buttons that add a person.
pub const WHO_GRADES: &str = "Wie geeft een cijfer?";
/// The request not to use names of family members.
pub const ROLES_ONLY: &str = "Rollen, geen namen.";
/// The button for a role that isn't suggested.
pub const OTHER_ROLE: &str = "Andere rol";
/// What the buttons that add a person do.
pub const ADD_PERSON: &str = "Toevoegen";
/// The field of a role.
pub const ROLE: &str = "Rol in het gezin";
/// The button that shows the field of a role.
pub const RENAME: &str = "Rol wijzigen";
/// The button that removes a person and their grades.
pub const REMOVE_PERSON: &str = "Persoon verwijderen";
/// The button that erases a person for good.
pub const ERASE: &str = "Voorgoed wissen";
/// What that does, as it is asked.
pub const ERASE_SURE: &str = "Voorgoed wissen? De rol, alle cijfers en de redenen gaan weg: uit dit canvas, uit alle eerdere versies en van de server. Bij collega's gebeurt dat zodra zij synchroniseren. Dit kunt u niet ongedaan maken, en wat u hiervoor deed ook niet meer. In vastgelegde plannen en besluiten staan geen cijfers: die blijven. Staat er iets over deze persoon in een tekst, in een export of op papier? Haal dat zelf weg.";
/// The answer that it is to be done.
pub const ERASE_YES: &str = "Ja, wis voorgoed";
/// That it was done.
pub const ERASED: &str = "De persoon is voorgoed gewist, ook uit eerdere versies.";
/// That it was done on the page, and isn't stored yet.
pub const ERASED_NOT_SAVED: &str = "De persoon staat niet meer in het canvas, maar dat is nog niet opgeslagen. Eerdere versies worden gewist zodra dat lukt.";
/// That it was not done.
pub const NOT_ERASED: &str = "Wissen lukte niet. Er is niets veranderd. Probeer het opnieuw.";
/// The button that adds a grade.
pub const GIVE: &str = "Cijfer geven";
/// The button that opens and closes a grade.
pub const CHANGE: &str = "Wijzigen";
/// Shown for a grade that wasn't given yet.
pub const NOT_GIVEN: &str = "nog geen cijfer";
/// The button that adds half a point.
pub const HALF_MORE: &str = "een half erbij";
/// The field in which a grade can be typed.
pub const TYPED: &str = "Of typ het cijfer";
/// How a grade can be typed.
pub const TYPED_HINT: &str = "Van 1 tot en met 10, met halven. Bijvoorbeeld 7 of 7,5.";
/// The label of the day on which a grade was given.
pub const DATE: &str = "Datum van het gesprek";
/// The label of the reason.
pub const REASON: &str = "Waarom dit cijfer?";
/// The warning not to write personal data there.
pub const REASON_HINT: &str = "Kort, in eigen woorden. Rollen, geen namen.";
/// The button that closes a grade.
pub const READY: &str = "Klaar";
/// The button that removes a grade.
pub const REMOVE_GRADE: &str = "Cijfer verwijderen";
/// The label of the day on which the plan was carried out.
pub const EXECUTED: &str = "Plan uitgevoerd op";
/// The explanation of that day.
pub const EXECUTED_HINT: &str =
    "Vul dit in als het plan is uitgevoerd. Vanaf deze dag tellen de latere cijfers.";
/// Column of persons.
pub const PERSON: &str = "Wie";
/// Column of moments.
pub const MOMENT: &str = "Moment";
/// Column of grades.
pub const GRADE: &str = "Cijfer";
/// Column of days.
pub const DAY: &str = "Datum";
/// Column of reasons.
pub const WHY: &str = "Reden";

/// Roles that a person can get with one tap; those that are taken are left out.
#[must_use]
pub fn suggestions(taken: &[String]) -> Vec<String> {
    let free = |role: &String| {
        !taken
            .iter()
            .any(|other| other.trim().eq_ignore_ascii_case(role))
    };
    let youngsters = (1..=taken.len().saturating_add(1)).map(|number| format!("jeugdige {number}"));
    let mut roles: Vec<String> = ["moeder".to_owned(), "vader".to_owned()]
        .into_iter()
        .filter(free)
        .collect();
    roles.extend(youngsters.filter(free).take(1));
    roles
}

/// A person's role, or that it isn't known.
#[must_use]
pub fn role(role: &str) -> String {
    match role.trim() {
        "" => "persoon zonder rol".to_owned(),
        role => role.to_owned(),
    }
}

/// A role as the first word of a heading.
#[must_use]
pub fn role_heading(text: &str) -> String {
    capitalised(&role(text))
}

/// What a grade is called in a sentence: `moeder, nulmeting`.
#[must_use]
pub fn about(person: &str, moment: &Moment) -> String {
    format!("{}, {}", role(person), lowercase(names::moment(moment)))
}

/// The legend of a grade's buttons.
#[must_use]
pub fn legend(about: &str) -> String {
    format!("Welk cijfer? ({about})")
}

/// The grade as it is read out while it changes.
#[must_use]
pub fn given(grade: Option<Grade>) -> String {
    grade.map_or_else(|| NOT_GIVEN.to_owned(), number::format_grade)
}

/// The sentence about when a grade is due.
#[must_use]
pub fn due(moment: &Moment, executed: Option<Date>) -> String {
    match (moment, moment.months_after(), executed) {
        (Moment::Baseline, ..) => "aan het begin, bij het maken van het canvas".to_owned(),
        (_, Some(months), Some(day)) => {
            format!("vanaf {}", date::format_date(day.plus_months(months)))
        }
        (_, Some(_), None) => "als het plan is uitgevoerd".to_owned(),
        _ => "wanneer u wilt".to_owned(),
    }
}

/// The days on which later grades are due.
#[must_use]
pub fn due_days(executed: Date) -> String {
    let days: Vec<String> = Moment::KNOWN
        .iter()
        .filter_map(|moment| {
            let day = executed.plus_months(moment.months_after()?);
            Some(format!(
                "{} {}",
                lowercase(names::moment(moment)),
                date::format_date(day)
            ))
        })
        .collect();
    format!("Dan vraagt u een cijfer: {}.", days.join("; "))
}

/// A trend in words, for screen readers.
#[must_use]
pub fn trend(person: &str, points: &[(Option<Date>, Grade)]) -> String {
    let of = role(person);
    let each = |(day, grade): &(Option<Date>, Grade)| {
        let grade = number::format_grade(*grade);
        day.map_or_else(
            || grade.clone(),
            |day| format!("{grade} op {}", date::format_date(day)),
        )
    };
    let all: Vec<String> = points.iter().map(each).collect();
    match all.as_slice() {
        [] => format!("Nog geen cijfer van {of}."),
        [one] => format!("Cijfer van {of}: {one}."),
        _ => format!("Cijfers van {of}, van oud naar nieuw: {}.", all.join(", ")),
    }
}
