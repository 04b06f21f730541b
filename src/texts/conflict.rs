//! The words around a conflict: its place, and its versions.

use serde_json::Value;

use crate::domain::method::{Entry, EntryList, SingleEntry};
use crate::domain::{
    ActionBox, Canvas, Count, Date, Grade, ItemId, Moment, Money, OwnNames, Scenario, Side,
    TextBox, lowercase, place_path,
};

use super::{codes, date, grades, labels as t, names, number};

words! {
    KEEP = "Deze houden";
    KEEP_BOTH = "Beide houden";
    KEEP_ALL = "Alle houden";
    NOW = "Staat er nu";
    OTHER = "Andere versie";
    EMPTY = "(leeg)";
    DELETED = "Verwijderd";
    CHANGED = "Gewijzigd";
    CHOSEN = "Gekozen. Met Ongedaan maken haalt u de keuze terug.";
    YOU = "u";
    UNKNOWN_AUTHOR = "onbekend";
    NOT_BINNED = "Niet in de prullenbak";
    BINNED = "In de prullenbak";
}

/// Wire names of fields that are shown, in that order.
const TOLD: [&str; 47] = [
    "tekst",
    "wat",
    "omschrijving",
    "rol",
    "naam",
    "wie",
    "voor",
    "klaar",
    "vak",
    "cijfer",
    "moment",
    "datum",
    "reden",
    "leefgebied",
    "bedrag",
    "maand",
    "aantal",
    "per",
    "eenheid",
    "van",
    "tot",
    "kans",
    "bron",
    "peiljaar",
    "min",
    "max",
    "factor",
    "oorspronkelijk",
    "prijs",
    "huidig",
    "dreigend",
    "maatwerk",
    "financier",
    "onderbouwing",
    "getoetstDoor",
    "discipline",
    "vorige",
    "nieuwe",
    "tafel",
    "uitkomst",
    "aanwezig",
    "vraag",
    "aan",
    "antwoord",
    "gerealiseerd",
    "na6Maanden",
    "na12Maanden",
];
/// Wire names of fields that aren't shown: order, references, signatures, and codes that have a name.
const UNTOLD: [&str; 5] = ["volgorde", "persoon", "door", "op", "code"];

/// The heading of a place's versions: `Dreigend: 2 versies. Kies welke klopt.`
#[must_use]
pub fn heading(place: &str, versions: usize) -> String {
    let count = match versions {
        2 => "Twee versies".to_owned(),
        3 => "Drie versies".to_owned(),
        more => format!("{more} versies"),
    };
    format!("{place}: {}. Kies welke klopt.", lowercase(&count))
}

/// The label of each version: the one in the document and the others, or, if an item was removed, which
/// version removed and which changed it.
#[must_use]
pub fn labels(place: &str, sides: &[Side]) -> Vec<&'static str> {
    let removed = is_item(place) && sides.iter().any(|side| side.value.is_none());
    let label = |(rank, side): (usize, &Side)| match (removed, &side.value, rank) {
        (true, Some(_), _) => CHANGED,
        (true, None, _) => DELETED,
        (false, _, 0) => NOW,
        (false, ..) => OTHER,
    };
    sides.iter().enumerate().map(label).collect()
}

/// Who wrote a version and when, on a clock that is `offset_minutes` ahead of UTC. `me` is the id of
/// the current user.
#[must_use]
pub fn signature(side: &Side, me: &str, offset_minutes: i32) -> String {
    let who = match &side.signature.by {
        Some(author) if author.id == me => YOU,
        Some(author) if !author.name.is_empty() => &author.name,
        _ => UNKNOWN_AUTHOR,
    };
    let when = side
        .signature
        .at
        .map(|at| date::format_timestamp(at, offset_minutes));
    let when = when.map(|when| [", ", &when].concat()).unwrap_or_default();
    ["door ", who, &when].concat()
}

/// A version in print, with its author.
#[must_use]
pub fn on_paper(place: &str, side: &Side, own: &OwnNames) -> String {
    let text = value(place, side, own);
    match &side.signature.by {
        Some(author) if !author.name.is_empty() => [&text, " (", &author.name, ")"].concat(),
        _ => text,
    }
}

fn is_item(place: &str) -> bool {
    let last = place.rsplit('/').next().unwrap_or_default();
    last.parse::<ItemId>().is_ok()
}

/// The name of the last part of a place: a field of a box or an item, or the item itself.
#[must_use]
pub fn field(place: &str) -> String {
    let path = place_path(place);
    let list = path.iter().rev().nth(1).map(String::as_str);
    let item = match list.filter(|_| is_item(place)) {
        Some("acties") => "Deze actie",
        Some("regels") => "Deze regel",
        Some("personen") => "Dit gezinslid",
        Some("cijfers") => "Dit cijfer",
        _ => return path.last().map(|name| word(name)).unwrap_or_default(),
    };
    item.to_owned()
}

/// A whole place in words: `Kosten-batenanalyse › “Jeugdhulp” › Dreigend`.
#[must_use]
pub fn place(place: &str, canvas: &Canvas) -> String {
    let mut words: Vec<String> = Vec::new();
    for name in place_path(place) {
        words.push(match name.parse::<ItemId>() {
            Ok(id) => item(id, canvas),
            Err(_) => word(&name),
        });
    }
    words.retain(|word| !word.is_empty());
    words.join(" › ")
}

fn item(id: ItemId, canvas: &Canvas) -> String {
    let satisfaction = &canvas.satisfaction;
    let person = |id| {
        satisfaction
            .people
            .get(&id)
            .map(|person| person.role.as_str())
    };
    let text = if let Some(action) = canvas.actions.get(&id) {
        action.what.as_str()
    } else if let Some(line) = canvas.costs.lines.get(&id) {
        line.description.as_str()
    } else if let Some(role) = person(id) {
        return grades::role_heading(role);
    } else if let Some(grade) = satisfaction.grades.get(&id) {
        return grades::about(person(grade.person).unwrap_or_default(), &grade.moment);
    } else if let Some(entry) = entry(id, canvas) {
        first_text(entry)
    } else {
        return lowercase(DELETED);
    };
    match text {
        "" => "…".to_owned(),
        text => ["“", text, "”"].concat(),
    }
}

/// The entry around the plan with an id.
fn entry(id: ItemId, canvas: &Canvas) -> Option<&Entry> {
    let mut lists = EntryList::ALL.into_iter();
    lists.find_map(|list| canvas.entries(list).get(&id))
}

/// The text that an entry is known by; empty if it has none.
fn first_text(entry: &Entry) -> &str {
    let names = ["naam", "regeling", "vraag", "knelpunt", "tafel", "besluit"];
    let texts = names.map(|name| entry.text(name));
    texts
        .into_iter()
        .find(|text| !text.is_empty())
        .unwrap_or_default()
}

/// The Dutch name of a wire name; empty for a list, which isn't shown by name.
fn word(name: &str) -> String {
    if let Some(place) = TextBox::ALL.into_iter().find(|place| place.wire() == name) {
        return names::text_box(place).to_owned();
    }
    if let Some(scenario) = Scenario::ALL
        .into_iter()
        .find(|scenario| scenario.wire() == name)
    {
        return names::scenario(scenario).to_owned();
    }
    let word = match name {
        "casusnummer" => t::CASE_NUMBER,
        "titel" => t::TITLE,
        "maatwerkeindbaas" => t::LEAD,
        "datum" => t::DATE,
        "uitgevoerdOp" => grades::EXECUTED,
        "status" => "Status",
        "acties" => "Acties",
        "kosten" => t::COSTS,
        "tevredenheid" => t::SATISFACTION,
        "regels" | "personen" | "cijfers" => "",
        "vraag" => "Vraag",
        "looptijd" => "Looptijd in maanden",
        "vak" => "Vak",
        "wat" => t::ACTION_WHAT,
        "wie" => t::ACTION_WHO,
        "voor" => t::ACTION_DUE,
        "klaar" => t::ACTION_DONE,
        "omschrijving" => t::DESCRIPTION,
        "leefgebied" => "Leefgebied",
        "financier" => "Financier",
        "prijs" => "Prijs",
        "oorspronkelijk" => "Omgerekend van",
        "onderbouwing" => "Onderbouwing",
        "getoetstDoor" => "Getoetst door",
        "rol" => "Rol",
        "verwijderd" => "Prullenbak",
        "eindbaas" => t::LEAD,
        "instemming" => names::single_entry(SingleEntry::Agreement),
        "publicatie" => names::single_entry(SingleEntry::Publication),
        "aan" => "Wie zoekt het uit",
        "antwoord" => "Antwoord",
        "tafel" => "Tafel",
        "uitkomst" => "Wat kwam eruit",
        "aanwezig" => super::method::PRESENT,
        "discipline" => super::method::DISCIPLINE,
        "naam" => "Naam",
        "vorige" => "Van",
        "nieuwe" => "Aan",
        "gerealiseerd" => "Echt betaald",
        "na6Maanden" => "Na 6 maanden",
        "na12Maanden" => "Na 12 maanden",
        "team" => names::single_entry(SingleEntry::Team),
        "prijslijst" => names::single_entry(SingleEntry::PriceList),
        "partijen" | "grondslagen" | "aanmeldingen" | "vragen" | "besluiten" | "leerpunten"
        | "overdrachten" | "archief" | "tafeldagen" | "disciplines" | "financiers"
        | "leefgebieden" | "budgetten" | "uitgaven" => "",
        other => return ["“", other, "”"].concat(),
    };
    word.to_owned()
}

/// A version's value in words, with the municipality's own names for payers and life domains.
#[must_use]
pub fn value(place: &str, side: &Side, own: &OwnNames) -> String {
    let name = place.rsplit('/').next().unwrap_or_default();
    match (&side.value, name) {
        (Some(_), "verwijderd") => BINNED.to_owned(),
        (None, "verwijderd") => NOT_BINNED.to_owned(),
        (None, "klaar") => "nee".to_owned(),
        (Some(Value::Bool(true)), "klaar") => "ja".to_owned(),
        (None, _) if is_item(place) => DELETED.to_owned(),
        (None, _) => EMPTY.to_owned(),
        (Some(value), name) => told(name, value, own).unwrap_or_else(|| EMPTY.to_owned()),
    }
}

/// A value in words; `None` if there is nothing to show.
fn told(name: &str, value: &Value, own: &OwnNames) -> Option<String> {
    let text = match value {
        Value::Object(fields) if name == "financier" => {
            let field = |name: &str| fields.get(name).and_then(Value::as_str).unwrap_or_default();
            codes::payer_name(field("code"), field("naam"), own)
        }
        Value::Object(fields) => {
            let mut parts: Vec<String> = Vec::new();
            let known = TOLD
                .iter()
                .filter_map(|name| Some((*name, fields.get(*name)?)));
            parts.extend(known.filter_map(|(name, value)| {
                let text = told(name, value, own)?;
                Some(match value {
                    Value::Object(_) if name != "financier" => [&word(name), ": ", &text].concat(),
                    _ => text,
                })
            }));
            if parts.is_empty() {
                parts.extend(fields.get("code").and_then(|code| told("code", code, own)));
            }
            let known = |name: &str| TOLD.contains(&name) || UNTOLD.contains(&name);
            let newer = fields.iter().filter(|(name, _)| !known(name));
            parts.extend(newer.filter_map(|(name, value)| match value {
                // Who was at a table, each by an id that says nothing.
                Value::Object(_) if name.parse::<ItemId>().is_ok() => told(name, value, own),
                _ => Some([&word(name), " ", &value.to_string()].concat()),
            }));
            if parts.is_empty() {
                return None;
            }
            parts.join(" · ")
        }
        Value::String(text) => said(name, text, own),
        Value::Bool(done) => done.then(|| lowercase(t::ACTION_DONE))?,
        Value::Number(number) => match name {
            "maand" => format!("in maand {number}"),
            "van" => format!("vanaf maand {number}"),
            "tot" => format!("tot en met maand {number}"),
            _ => number.to_string(),
        },
        other => other.to_string(),
    };
    Some(text)
}

/// A string of the wire format in Dutch notation.
fn said(name: &str, text: &str, own_names: &OwnNames) -> String {
    let euro = || {
        text.parse::<Money>()
            .map(|amount| number::format_euro(amount.decimal()))
    };
    let count = || text.parse::<Count>().map(number::format_count);
    let own = || text.to_owned();
    match name {
        "bedrag" => euro().unwrap_or_else(|_| own()),
        "min" => ["laag ", &euro().unwrap_or_else(|_| own())].concat(),
        "max" => ["hoog ", &euro().unwrap_or_else(|_| own())].concat(),
        "factor" => ["factor ", &text.replace('.', ",")].concat(),
        "leefgebied" => codes::life_domain_name(text, own_names),
        "cijfer" => text
            .parse::<Grade>()
            .map_or_else(|_| own(), number::format_grade),
        "datum" | "uitgevoerdOp" => text
            .parse::<Date>()
            .map_or_else(|_| own(), date::format_date),
        "voor" => text.parse::<Date>().map_or_else(
            |_| own(),
            |day| [t::ACTION_DUE, " ", &date::format_date(day)].concat(),
        ),
        "moment" => names::moment(&Moment::from_wire(text)).to_owned(),
        "vak" => {
            let place = ActionBox::ALL
                .into_iter()
                .find(|place| place.wire() == text);
            place.map_or_else(own, |place| names::action_box(place).to_owned())
        }
        "aantal" => count().map_or_else(|_| own(), |count| [&count, " keer"].concat()),
        "kans" => count().map_or_else(|_| own(), |count| ["kans ", &count, "%"].concat()),
        "per" | "eenheid" if text != "eenmalig" => ["per ", text].concat(),
        _ => own(),
    }
}
