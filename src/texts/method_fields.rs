//! The fields of what is around the plan: which there are, how they are filled in, and what they are
//! called.

use crate::domain::method::{Agreement, EntryList, PlanState, Question, Registration, SingleEntry};
use crate::domain::retention::term_field;
use crate::domain::team::fields as team;

/// How a field is filled in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldKind {
    /// One line of text.
    Line,
    /// One line of text, with the usual ones to choose from.
    Usual(&'static [&'static str]),
    /// A text of any length.
    Area,
    /// A day.
    Date,
    /// Ticked or not.
    Flag,
    /// One of these wire values, each with its name. Another value that is in the document stays.
    Choice(&'static [(&'static str, &'static str)]),
    /// One of the life domains.
    LifeDomain,
    /// An amount in euros.
    Amount,
    /// A year.
    Year,
}

/// One field of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EntryField {
    /// Its wire name.
    pub name: &'static str,
    /// Its label.
    pub label: &'static str,
    /// How it is filled in.
    pub kind: FieldKind,
}

const fn field(name: &'static str, label: &'static str, kind: FieldKind) -> EntryField {
    EntryField { name, label, kind }
}

use FieldKind::{Amount, Area, Choice, Date, Flag, LifeDomain, Line, Usual, Year};

const PARTY: &[EntryField] = &[
    field("naam", "Wie (een organisatie of een rol)", Line),
    field(
        "soort",
        "Soort",
        Choice(&[
            ("formeel", "Organisatie"),
            ("informeel", "Familie of bekenden"),
        ]),
    ),
    field("leefgebied", "Leefgebied", LifeDomain),
    field("wat", "Wat doen ze?", Line),
    field("nu", "Doet nu mee", Flag),
    field("straks", "Doet straks mee", Flag),
    field("regie", "Heeft de regie", Flag),
];

const RULE: &[EntryField] = &[
    field("regeling", "Wet of verordening", Usual(&super::laws::LAWS)),
    field("artikel", "Artikel", Line),
    field(
        "oordeel",
        "Wat zegt de regel?",
        Choice(&[
            ("mag", "Het mag"),
            ("moet", "Het moet"),
            ("magNiet", "Het mag niet"),
            ("uitzoeken", "Dat zoeken we uit"),
        ]),
    ),
    field("ruimte", "Welke ruimte geeft de regel?", Area),
    field(
        "uitkomst",
        "Hoe liep het af?",
        Choice(&[
            ("opgelost", "Opgelost"),
            ("loopt", "Loopt nog"),
            ("frictie", "Het bleef knellen"),
        ]),
    ),
    field("toelichting", "Toelichting", Area),
];

const REGISTRATION: &[EntryField] = &[
    field(
        Registration::TABLE,
        "Welke tafel?",
        Choice(&[("spar", "Spar-tafel"), ("doorbraak", "Doorbraaktafel")]),
    ),
    field(Registration::DATE, "Op welke dag?", Date),
    field(Registration::OUTCOME, "Wat kwam eruit?", Area),
];

const QUESTION: &[EntryField] = &[
    field(Question::TEXT, "Vraag", Area),
    field(Question::TO, "Wie zoekt het uit?", Line),
    field(Question::DUE, "Klaar op", Date),
    field(Question::ANSWER, "Antwoord", Area),
];

const LESSON: &[EntryField] = &[
    field("thema", "Thema", Line),
    field(
        "niveau",
        "Wie kan er iets aan doen?",
        Choice(&[
            ("uitvoering", "De uitvoering"),
            ("beleid", "Het beleid"),
            ("keten", "De organisaties samen"),
        ]),
    ),
    field("knelpunt", "Wat zat in de weg?", Area),
    field("voorstel", "Wat zou helpen?", Area),
    field(
        "status",
        "Wat is ermee gedaan?",
        Choice(&[
            ("gemeld", "Gemeld"),
            ("besproken", "Besproken"),
            ("aangepast", "Aangepast"),
            ("standaard", "Nu de gewone werkwijze"),
        ]),
    ),
];

const AGREEMENT: &[EntryField] = &[
    field(Agreement::FROM, "Wie is het ermee eens? (een rol)", Line),
    field(
        Agreement::FORM,
        "Hoe is dat gezegd?",
        Choice(&[("mondeling", "Mondeling"), ("schriftelijk", "Schriftelijk")]),
    ),
    field(Agreement::DATE, "Op welke dag?", Date),
    field(
        Agreement::GROUND,
        "Waarom mag u de gegevens gebruiken?",
        Line,
    ),
    field(Agreement::WITHDRAWN, "Teruggenomen op", Date),
];

const PUBLICATION: &[EntryField] = &[
    field("tekst", "Wat mag worden verteld?", Area),
    field("akkoordVan", "Wie vindt dat goed? (een rol)", Line),
    field("datum", "Op welke dag?", Date),
];

const TABLE_DAY: &[EntryField] = &[
    field(
        team::DAY,
        "Dag",
        Choice(&[
            ("1", "maandag"),
            ("2", "dinsdag"),
            ("3", "woensdag"),
            ("4", "donderdag"),
            ("5", "vrijdag"),
            ("6", "zaterdag"),
            ("7", "zondag"),
        ]),
    ),
    field(team::TIME, "Begint om", TIMES),
];

const TIMES: FieldKind = Choice(&[
    ("08:30", "8.30 uur"),
    ("09:00", "9.00 uur"),
    ("09:30", "9.30 uur"),
    ("10:00", "10.00 uur"),
    ("10:30", "10.30 uur"),
    ("11:00", "11.00 uur"),
    ("12:00", "12.00 uur"),
    ("12:30", "12.30 uur"),
    ("13:00", "13.00 uur"),
    ("13:30", "13.30 uur"),
    ("14:00", "14.00 uur"),
    ("14:30", "14.30 uur"),
    ("15:00", "15.00 uur"),
    ("15:30", "15.30 uur"),
    ("16:00", "16.00 uur"),
]);

const DISCIPLINE: &[EntryField] = &[field(team::NAME, "Naam van de discipline", Line)];

const OWN_NAME: &[EntryField] = &[
    field(team::CODE, "Code", Line),
    field(team::NAME, "Naam", Line),
];

const BUDGET: &[EntryField] = &[
    field(team::YEAR, "Jaar", Year),
    field(team::AMOUNT, "Budget", Amount),
];

const EXPENSE: &[EntryField] = &[
    field(team::WHAT, "Waarvoor?", Line),
    field(team::AMOUNT, "Bedrag", Amount),
    field(team::DATE, "Op welke dag?", Date),
];

/// The smallest group that can be chosen for a report.
const GROUPS: FieldKind = Choice(&[("5", "5"), ("10", "10"), ("15", "15"), ("20", "20")]);

/// How long canvases in a state are kept.
const fn term(state: PlanState, label: &'static str) -> EntryField {
    field(term_field(state), label, TERMS)
}

const TERMS: FieldKind = Choice(&[
    ("3", "3 maanden"),
    ("6", "6 maanden"),
    ("12", "1 jaar"),
    ("24", "2 jaar"),
    ("36", "3 jaar"),
    ("60", "5 jaar"),
    ("84", "7 jaar"),
    ("120", "10 jaar"),
    ("180", "15 jaar"),
    ("0", "Geen termijn"),
]);

/// The team that a canvas is of, where that is another than the one that keeps it.
pub const OTHER_TEAM: &[EntryField] = &[field(team::NAME, "Gemeente of team", Line)];

const TEAM: &[EntryField] = &[
    field(team::NAME, "Naam van het team", Line),
    field(team::GOAL, "Hoeveel plannen wilt u maken?", Line),
    field(
        team::COUNCIL,
        "Kleinste groep in een verslag voor de raad",
        GROUPS,
    ),
    field(
        team::INSIDE,
        "Kleinste groep in een overzicht voor het team",
        GROUPS,
    ),
    term(PlanState::Closed, "Bewaren: afgesloten (anders 2 jaar)"),
    term(PlanState::Followed, "Bewaren: na 12 maanden gevolgd"),
    term(PlanState::Executed, "Bewaren: in uitvoering"),
    term(PlanState::Discussed, "Bewaren: bespreking of akkoord"),
    term(PlanState::Concept, "Bewaren: concept"),
];

/// The fields of the entries of a list that are filled in by form.
#[must_use]
pub fn list_fields(list: EntryList) -> &'static [EntryField] {
    match list {
        EntryList::Parties => PARTY,
        EntryList::Rules => RULE,
        EntryList::Lessons => LESSON,
        EntryList::Registrations => REGISTRATION,
        EntryList::Questions => QUESTION,
        EntryList::TableDays => TABLE_DAY,
        EntryList::Disciplines => DISCIPLINE,
        EntryList::Payers | EntryList::LifeDomains => OWN_NAME,
        EntryList::Budgets => BUDGET,
        EntryList::Expenses => EXPENSE,
        EntryList::Decisions | EntryList::HandOvers | EntryList::Archives => &[],
    }
}

/// The fields of an entry that stands by itself.
#[must_use]
pub fn single_fields(place: SingleEntry) -> &'static [EntryField] {
    match place {
        SingleEntry::Agreement => AGREEMENT,
        SingleEntry::Publication => PUBLICATION,
        SingleEntry::Team => TEAM,
        SingleEntry::PriceList => &[],
    }
}

/// A field's value in words: the name of a choice, and any other text as it is.
#[must_use]
pub fn said<'a>(field: &EntryField, value: &'a str) -> &'a str {
    match field.kind {
        Choice(choices) => {
            let chosen = choices.iter().find(|(wire, _)| *wire == value);
            chosen.map_or(value, |(_, name)| name)
        }
        _ => value,
    }
}
