//! The words on paper.

use serde_json::Value;

use crate::domain::{Canvas, Date, Difference, Grade, ItemId, Money, Side, TextBox};

use super::{date, grades, labels, names, number};

/// The button that prints on A4.
pub const A4: &str = "A4 staand";
/// The button that prints on A3.
pub const A3: &str = "A3 liggend";
/// Before the page's number.
pub const PAGE_BEFORE: &str = "Pagina ";
/// Between the page's number and how many there are.
pub const PAGE_BETWEEN: &str = " van ";
/// Before what an action is by.
pub const BY_WHEN: &str = "vóór";
/// Heading of places with two versions.
pub const DIFFERENCES: &str = "Verschillen om uit te kiezen";
/// What to do about them.
pub const DIFFERENCES_HINT: &str =
    "Op deze plaatsen hebben twee mensen tegelijk iets gewijzigd. Kies samen welke versie klopt.";
/// Column of places.
pub const PLACE: &str = "Waar";
/// Column of the version that stands in the document.
pub const OURS: &str = "Staat nu op het canvas";
/// Column of the other version.
pub const THEIRS: &str = "Andere versie";
/// Stands where a place was emptied.
pub const EMPTY: &str = "(leeg)";

/// What stands at the foot of every page, from left to right; the page's number comes last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Footer {
    /// Which case.
    pub case: String,
    /// The canvas's date, and the day of the print.
    pub dates: String,
}

impl Footer {
    /// All of it on one line.
    #[must_use]
    pub fn line(&self) -> String {
        format!("{} · {}", self.case, self.dates)
    }
}

/// The foot of a canvas's pages.
#[must_use]
pub fn footer(canvas: &Canvas, today: Date) -> Footer {
    let number: String = canvas.case_number.trim().chars().take(60).collect();
    let case = match number.as_str() {
        "" => labels::PRODUCT.to_owned(),
        number => format!("{} {number}", labels::CASE_NUMBER),
    };
    let printed = format!("afgedrukt op {}", date::format_date(today));
    let dates = canvas.date.map_or_else(
        || printed.clone(),
        |day| format!("{} · {printed}", date::format_date(day)),
    );
    Footer { case, dates }
}

/// Where two versions differ, in words.
#[must_use]
pub fn place(difference: &Difference, canvas: &Canvas) -> String {
    let parts = difference.place.split('/').filter(|part| !part.is_empty());
    let parts: Vec<String> = parts.map(|part| part_name(part, canvas)).collect();
    parts.join(" › ")
}

fn part_name(part: &str, canvas: &Canvas) -> String {
    if let Some(place) = TextBox::ALL.into_iter().find(|place| place.wire() == part) {
        return names::text_box(place).to_owned();
    }
    part.parse::<ItemId>()
        .map_or_else(|_| part.to_owned(), |id| item(id, canvas))
}

fn item(id: ItemId, canvas: &Canvas) -> String {
    let quoted = |text: &str| format!("“{text}”");
    let satisfaction = &canvas.satisfaction;
    let action = canvas.actions.get(&id).map(|action| quoted(&action.what));
    let line = || {
        canvas
            .costs
            .lines
            .get(&id)
            .map(|line| quoted(&line.description))
    };
    let person = || {
        satisfaction
            .people
            .get(&id)
            .map(|person| grades::role(&person.role))
    };
    let grade = || {
        let entry = satisfaction.grades.get(&id)?;
        let role = satisfaction
            .people
            .get(&entry.person)
            .map_or("", |person| person.role.as_str());
        Some(grades::about(role, &entry.moment))
    };
    action
        .or_else(line)
        .or_else(person)
        .or_else(grade)
        .unwrap_or_else(|| "…".to_owned())
}

/// One of two versions, with who wrote it.
#[must_use]
pub fn side(side: &Side) -> String {
    let text = side.value.as_ref().map_or_else(|| EMPTY.to_owned(), value);
    match &side.by {
        Some(author) if !author.name.is_empty() => format!("{text} ({})", author.name),
        _ => text,
    }
}

/// A value of the wire as people read it.
fn value(value: &Value) -> String {
    match value {
        Value::Null => EMPTY.to_owned(),
        Value::Bool(true) => "ja".to_owned(),
        Value::Bool(false) => "nee".to_owned(),
        Value::String(text) => text
            .parse::<Date>()
            .map_or_else(|_| text.clone(), date::format_date),
        Value::Object(fields) => {
            let text = |name: &str| fields.get(name).and_then(Value::as_str);
            let amount = || text("bedrag")?.parse::<Money>().ok();
            let grade = || text("cijfer")?.parse::<Grade>().ok();
            text("tekst")
                .or_else(|| text("wat"))
                .or_else(|| text("omschrijving"))
                .map(str::to_owned)
                .or_else(|| amount().map(|amount| number::format_euro(amount.decimal())))
                .or_else(|| grade().map(number::format_grade))
                .unwrap_or_else(|| value.to_string())
        }
        other => other.to_string(),
    }
}
