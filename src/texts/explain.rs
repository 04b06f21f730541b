//! What went wrong, in plain Dutch, and what to do about it.

use serde_json::Value;

use super::date::DateError;
use super::names;
use super::number::{GradeError, NumberError};
use crate::domain::{ActionBox, DocumentError, PersonalData, Rejected, Scenario, TextBox};

/// Why an amount can't be read.
#[must_use]
pub fn number_error(error: NumberError) -> String {
    match error {
        NumberError::NotANumber => "Vul een bedrag in met cijfers, zoals 1.354,33.",
        NumberError::Ambiguous => {
            "Achter de komma staan drie cijfers. Bedoelt u duizenden? Schrijf dan een punt: 1.354. Bedoelt u centen? Schrijf er dan twee: 1,35."
        }
        NumberError::Grouping => "De punten en komma's kloppen niet. Schrijf het zo: 1.354,33.",
        NumberError::TooManyDecimals => "Schrijf ten hoogste twee cijfers achter de komma.",
        NumberError::Negative => "Vul een bedrag in dat niet onder nul is.",
        NumberError::TooLarge => "Dit bedrag is te groot. Het hoogste bedrag is 999.999.999,99.",
    }
    .to_owned()
}

/// Why a count can't be read.
#[must_use]
pub fn count_error(error: NumberError) -> &'static str {
    match error {
        NumberError::NotANumber | NumberError::Ambiguous => {
            "Vul een aantal in met cijfers, zoals 12 of 2,5."
        }
        NumberError::Grouping => "De punten en komma's kloppen niet. Schrijf het zo: 1.500 of 2,5.",
        NumberError::TooManyDecimals => "Schrijf ten hoogste vier cijfers achter de komma.",
        NumberError::Negative => "Vul een aantal in dat niet onder nul is.",
        NumberError::TooLarge => "Dit aantal is te groot. Het hoogste aantal is 99.999.",
    }
}

/// Why a grade can't be read.
#[must_use]
pub fn grade_error(error: GradeError) -> &'static str {
    match error {
        GradeError::NotANumber => "Vul een cijfer in, zoals 7 of 7,5.",
        GradeError::Outside => "Kies een cijfer van 1 tot en met 10.",
        GradeError::NotAHalf => "Kies een heel of half cijfer, zoals 7 of 7,5.",
    }
}

/// That the calendar holds no date.
#[must_use]
pub fn date_error() -> &'static str {
    "Vul een datum in die bestaat, zoals 21-11-2026."
}

/// Why a typed date can't be read.
#[must_use]
pub fn typed_date_error(error: DateError) -> &'static str {
    match error {
        DateError::NotADate => "Schrijf de datum zo: 21-11-2026.",
        DateError::NoYear => "Zet het jaar erbij, zoals 21-11-2026.",
        DateError::NoSuchDay => "Deze dag bestaat niet, of het jaar klopt niet. Kijk de datum na.",
    }
}

/// Why an edit was refused.
#[must_use]
pub fn rejected(rejected: Rejected) -> &'static str {
    match rejected {
        Rejected::Missing => {
            "Dit onderdeel is er niet meer: het is intussen weggehaald. Voeg het zo nodig opnieuw toe."
        }
        Rejected::TooLarge => {
            "Dit bedrag is te groot. Een regel kan tot 999.999.999,99. Kijk de prijs en het aantal na."
        }
        Rejected::OutOfRange => {
            "Dit kan niet. Kies maanden van 1 tot en met 60, een kans van 0 tot en met 100 procent en een jaar vanaf 1900."
        }
    }
}

/// The warning under a field in which something personal seems to stand.
#[must_use]
pub fn personal_data(kind: PersonalData) -> &'static str {
    match kind {
        PersonalData::Bsn => {
            "Let op: hier lijkt een burgerservicenummer te staan. Gebruik het cliëntnummer, geen namen."
        }
        PersonalData::Email => {
            "Let op: hier lijkt een e-mailadres te staan. Laat het weg en noem alleen de rol."
        }
        PersonalData::Phone => {
            "Let op: hier lijkt een telefoonnummer te staan. Laat het weg en noem alleen de rol."
        }
        PersonalData::Iban => {
            "Let op: hier lijkt een rekeningnummer te staan. Laat het weg: het plan heeft het niet nodig."
        }
        PersonalData::Address => {
            "Let op: hier lijkt een adres te staan. Noem alleen de buurt of de plaats."
        }
    }
}

/// Why a file or a document can't be used. With the text itself, a place is named by its rank.
#[must_use]
pub fn document(error: &DocumentError, text: &str) -> String {
    match error {
        DocumentError::NotJson { line, column } => format!(
            "Dit bestand is beschadigd of niet compleet. Het lezen stopte op regel {line}, teken {column}. Exporteer het canvas opnieuw en kies dat bestand."
        ),
        DocumentError::TooNew { found } => format!(
            "Dit is gemaakt met een nieuwere versie van het maatwerkcanvas (versie {found}). Werk deze app bij en probeer het dan opnieuw."
        ),
        DocumentError::NotACanvas => {
            "Dit is geen bestand van het maatwerkcanvas. Kies een bestand dat u met Exporteren hebt gemaakt.".to_owned()
        }
        DocumentError::Invalid { path, reason } => {
            let whole = serde_json::from_str(text.trim_start_matches('\u{feff}')).ok();
            let place = place_in_words(path, whole.as_ref());
            format!("Dit kan niet gelezen worden: er staat iets verkeerd {place}. Er is niets gewijzigd. (Technisch: {path}: {reason})")
        }
    }
}

/// A path of wire names in the words of the page: "in de kosten, regel 3, bij Huidig".
fn place_in_words(path: &str, whole: Option<&Value>) -> String {
    let mut words: Vec<String> = Vec::new();
    let mut here = whole;
    let mut parent = "";
    for step in path.split('.') {
        let item = step
            .strip_prefix("canvassen[")
            .and_then(|rest| rest.strip_suffix(']'));
        if let Some(index) = item.and_then(|index| index.parse::<usize>().ok()) {
            words.push(format!("in canvas {}", index.saturating_add(1)));
            here = here.and_then(|value| value.get("canvassen")?.get(index));
            continue;
        }
        let word = match item_word(parent) {
            Some(noun) => rank(here, step).map_or_else(
                || format!("bij een {noun}"),
                |rank| format!("{noun} {rank}"),
            ),
            None => field_words(step),
        };
        words.push(word);
        here = here.and_then(|value| value.get(step));
        parent = step;
    }
    words.retain(|word| !word.is_empty());
    if words.is_empty() {
        "in het bestand".to_owned()
    } else {
        words.join(", ")
    }
}

/// What one item of a list is called.
fn item_word(list: &str) -> Option<&'static str> {
    match list {
        "acties" => Some("actie"),
        "regels" => Some("regel"),
        "personen" => Some("gezinslid"),
        "cijfers" => Some("cijfer"),
        "verschillen" => Some("verschil"),
        _ => None,
    }
}

/// The item's place in its list, as the page shows it: by order key, then by id.
fn rank(list: Option<&Value>, id: &str) -> Option<usize> {
    let items = list?.as_object()?;
    let mut keys: Vec<(&str, &String)> = items
        .iter()
        .map(|(id, item)| {
            (
                item.get("volgorde")
                    .and_then(Value::as_str)
                    .unwrap_or_default(),
                id,
            )
        })
        .collect();
    keys.sort_unstable();
    let at = keys.iter().position(|(_, key)| key.as_str() == id)?;
    Some(at.saturating_add(1))
}

fn field_words(name: &str) -> String {
    if let Some(place) = TextBox::ALL.into_iter().find(|place| place.wire() == name) {
        return format!("in het vak {}", names::text_box(place));
    }
    if let Some(scenario) = Scenario::ALL
        .into_iter()
        .find(|scenario| scenario.wire() == name)
    {
        return format!("bij {}", names::scenario(scenario));
    }
    if let Some(place) = ActionBox::ALL
        .into_iter()
        .find(|place| place.wire() == name)
    {
        return format!("bij {}", names::action_box(place));
    }
    match name {
        "document" => "in het bestand".to_owned(),
        "id" | "formaat" => "bij het nummer van het bestand".to_owned(),
        "canvassen" => "in de lijst van canvassen".to_owned(),
        "acties" => "in de acties".to_owned(),
        "kosten" => "in de kosten".to_owned(),
        "regels" | "personen" => String::new(),
        "cijfers" => "bij de cijfers".to_owned(),
        "tevredenheid" => "in de tevredenheid".to_owned(),
        "verschillen" => "in de verschillen".to_owned(),
        "looptijd" => "bij de looptijd".to_owned(),
        "prijs" => "bij de prijs".to_owned(),
        "financier" => "bij de financier".to_owned(),
        "datum" => "bij de datum".to_owned(),
        "casusnummer" => "bij het casusnummer".to_owned(),
        "door" => "bij wie het wijzigde".to_owned(),
        "op" => "bij het tijdstip".to_owned(),
        other => format!("bij \u{201c}{other}\u{201d}"),
    }
}
