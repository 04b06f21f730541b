//! The words of what was learned over all cases.

use super::data_sheet::{Cell, DataSheet};
use super::method_fields::{list_fields, said};
use super::sentences;
use crate::domain::method::EntryList;
use crate::domain::results::LessonFigures;

words! {
    REGISTER = "Leerpunten";
    REGISTER_HINT = "Van alle canvassen samen: voor beleid, de uitvoering en de organisaties met wie u werkt. Zonder casusnummers op papier.";
    NONE = "Er zijn nog geen leerpunten die hierbij passen.";
    THEME = "Thema";
    LEVEL = "Wie kan er iets aan doen?";
    STATUS = "Wat is ermee gedaan?";
    BOTTLENECK = "Wat zat in de weg?";
    PROPOSAL = "Wat zou helpen?";
    ALL = "Alle";
    NO_THEME = "Zonder thema";
    OPEN = "Open het canvas";
    PRINT = "Afdrukken";
    CSV = "Naar een spreadsheet";
    FILE = "leerpunten";
    SIMILAR = "Vergelijkbare casussen";
    SIMILAR_HINT = "Eerdere canvassen met dezelfde woorden, thema's en wetten. Alleen op dit apparaat gezocht.";
    LIKE = "Waar gaat het om? Typ enkele woorden.";
    LIKE_CASE = "Of kies een canvas dat erop lijkt";
    NO_CASE = "Geen";
    NOTHING = "Er is geen canvas dat hierop lijkt.";
    SHARED = "Zelfde woorden: ";
}

/// A field of a lesson in words.
fn named(name: &str, value: &str) -> String {
    let fields = list_fields(EntryList::Lessons);
    let field = fields.iter().find(|it| it.name == name);
    field.map_or(value, |field| said(field, value)).to_owned()
}

/// The level that can do something about it.
#[must_use]
pub fn level(lesson: &LessonFigures) -> String {
    named("niveau", &lesson.level)
}

/// What became of it.
#[must_use]
pub fn status(lesson: &LessonFigures) -> String {
    named("status", &lesson.status)
}

/// The choices of a field of a lesson, each with its name.
#[must_use]
pub fn choices(name: &str) -> Vec<(String, String)> {
    let fields = list_fields(EntryList::Lessons).iter();
    let kinds = fields.filter(|it| it.name == name).map(|it| it.kind);
    kinds
        .flat_map(|kind| match kind {
            super::method_fields::FieldKind::Choice(choices) => choices,
            _ => &[],
        })
        .map(|(wire, name)| ((*wire).to_owned(), (*name).to_owned()))
        .collect()
}

/// A theme as it is shown.
#[must_use]
pub fn theme(theme: &str) -> String {
    if theme.is_empty() {
        NO_THEME.to_owned()
    } else {
        sentences::capitalised(theme)
    }
}

/// The number of lessons: `1 leerpunt`, `12 leerpunten`.
#[must_use]
pub fn count(count: usize) -> String {
    let unit = if count == 1 {
        " leerpunt"
    } else {
        " leerpunten"
    };
    [&count.to_string(), unit].concat()
}

/// The register as a table, without case numbers.
#[must_use]
pub fn sheet<'a>(lessons: impl Iterator<Item = &'a LessonFigures>) -> DataSheet {
    let row = |lesson: &LessonFigures| {
        vec![
            Cell::Text(theme(&lesson.theme)),
            Cell::Text(level(lesson)),
            Cell::text(&lesson.bottleneck),
            Cell::text(&lesson.proposal),
            Cell::Text(status(lesson)),
        ]
    };
    DataSheet {
        name: REGISTER,
        columns: vec![THEME, LEVEL, BOTTLENECK, PROPOSAL, STATUS],
        rows: lessons.map(row).collect(),
    }
}
