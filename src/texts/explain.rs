//! Errors in plain Dutch: what is wrong, and what to do about it.

use serde_json::Value;

use super::chance::ChanceError;
use super::date::DateError;
use super::number::{GradeError, NumberError};
use super::{names, number};
use crate::domain::{ActionBox, DocumentError, PersonalData, Rejected, Scenario, TextBox, limits};

/// The advice for a line whose amount exceeds the bound.
pub const BEYOND: &str = "een bedrag is groter dan 999.999.999,99. Kijk de prijs en het aantal na.";

/// The message for an amount that can't be parsed.
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
        NumberError::Unfinished => "Deze som is niet af. Schrijf bijvoorbeeld 12x74 of 3x74+10.",
        NumberError::PerUnit => {
            "Vul hier het bedrag voor de hele periode in. Een prijs per uur of per maand rekent u uit met Berekening."
        }
        NumberError::NoUnit => {
            "Schrijf de eenheid helemaal uit, zoals 62,40 per uur. Of vul alleen het bedrag in en kies de eenheid."
        }
    }
    .to_owned()
}

/// The message for a count that can't be parsed.
#[must_use]
pub fn count_error(error: NumberError) -> &'static str {
    match error {
        NumberError::NotANumber
        | NumberError::Ambiguous
        | NumberError::Unfinished
        | NumberError::PerUnit
        | NumberError::NoUnit => "Vul een aantal in met cijfers, zoals 12 of 2,5.",
        NumberError::Grouping => "De punten en komma's kloppen niet. Schrijf het zo: 1.500 of 2,5.",
        NumberError::TooManyDecimals => "Schrijf ten hoogste vier cijfers achter de komma.",
        NumberError::Negative => "Vul een aantal in dat niet onder nul is.",
        NumberError::TooLarge => "Dit aantal is te groot. Het hoogste aantal is 99.999.",
    }
}

/// The message for a grade that can't be parsed.
#[must_use]
pub fn grade_error(error: GradeError) -> &'static str {
    match error {
        GradeError::NotANumber => "Vul een cijfer in, zoals 7 of 7,5.",
        GradeError::Outside => "Kies een cijfer van 1 tot en met 10.",
        GradeError::NotAHalf => "Kies een heel of half cijfer, zoals 7 of 7,5.",
    }
}

/// The message for a probability that can't be parsed.
#[must_use]
pub fn chance_error(error: ChanceError) -> &'static str {
    match error {
        ChanceError::NotAChance => "Vul een kans in als getal of als deel, zoals 25, 50% of 1/2.",
        ChanceError::Outside => "Vul een kans in van 0 tot en met 100.",
        ChanceError::TooManyDecimals => "Schrijf ten hoogste vier cijfers achter de komma.",
    }
}

/// The message for a typed date that can't be parsed.
#[must_use]
pub fn typed_date_error(error: DateError) -> &'static str {
    match error {
        DateError::NotADate => "Schrijf de datum zo: 21-11-2026. Vandaag of over 2 weken kan ook.",
        DateError::NoYear => "Zet het jaar erbij, zoals 21-11-2026.",
        DateError::NoSuchDay => "Deze dag bestaat niet, of het jaar klopt niet. Kijk de datum na.",
    }
}

/// The message for an edit that was refused.
#[must_use]
pub fn rejected(rejected: Rejected) -> &'static str {
    match rejected {
        Rejected::Missing => {
            "Dit onderdeel is er niet meer: het is intussen weggehaald. Voeg het zo nodig opnieuw toe."
        }
        Rejected::TooLarge => {
            "Dit bedrag is te groot. Een regel kan tot 999.999.999,99. Kijk de prijs en het aantal na."
        }
        Rejected::TooManyItems => {
            "Dit canvas is vol: er staan al 10.000 acties, regels, gezinsleden en cijfers op. Haal eerst iets weg."
        }
        Rejected::TooManyFrozenPlans => {
            "Er is geen plaats voor nog een vastgelegde versie. Haal eerst een oude versie weg."
        }
        Rejected::TextTooLong => {
            "Deze tekst is te lang om te bewaren. Maak hem korter dan 200.000 tekens. Wat hier stond blijft bewaard."
        }
        Rejected::OutOfRange => {
            "Dit kan niet. Kies maanden van 1 tot en met 60, een kans van 0 tot en met 100 procent en een jaar vanaf 1900."
        }
    }
}

/// The warning below a field that seems to contain personal data.
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
        DocumentError::NotUtf8 { line, column } => format!(
            "Dit bestand is beschadigd of in een ander programma bewerkt: op regel {line}, teken {column} staat een letter die niet te lezen is (het bestand is geen UTF-8). Er is niets gewijzigd. Exporteer het canvas opnieuw en kies dat bestand."
        ),
        DocumentError::Duplicate { path, line, column } => {
            let place = place_of(path, text);
            format!("Dit kan niet gelezen worden: er staat iets dubbel {place}. Er is niets gewijzigd. (Technisch: {path}, de tweede keer op regel {line}, teken {column})")
        }
        DocumentError::TooDeep { path } => {
            let place = place_of(path, text);
            format!("Dit kan niet gelezen worden: {place} zitten te veel lagen in elkaar. Er mogen er {} zijn. Er is niets gewijzigd. (Technisch: {path})", limits::DEPTH)
        }
        DocumentError::TooLarge { path, bytes } => {
            let (size, most) = (megabytes(*bytes), megabytes(limits::DOCUMENT_BYTES));
            format!("{} is te groot: {size} MB. Een canvas kan {most} MB groot zijn. Er is niets gewijzigd.", which(path))
        }
        DocumentError::TooManyItems { path, items } => {
            let (items, most) = (grouped(*items), grouped(limits::ITEMS));
            format!("{} is te groot: er staan {items} acties, regels, gezinsleden, cijfers en verschillen in. Het kunnen er {most} zijn. Er is niets gewijzigd.", which(path))
        }
        DocumentError::Invalid { path, reason } => {
            let place = place_of(path, text);
            format!("Dit kan niet gelezen worden: er staat iets verkeerd {place}. Er is niets gewijzigd. (Technisch: {path}: {reason})")
        }
    }
}

/// The message below a field whose text is too long to edit.
#[must_use]
pub fn long_text(letters: usize) -> String {
    let letters = grouped(letters);
    format!(
        "Deze tekst is te lang om hier te tonen en te wijzigen: {letters} tekens. U ziet het begin. Alles blijft bewaard, en met Exporteren krijgt u de hele tekst."
    )
}

/// Why a document that is here can't be shown.
#[must_use]
pub fn too_many_items(items: usize) -> String {
    let (items, most) = (grouped(items), grouped(limits::ITEMS));
    format!(
        "Dit canvas is te groot om te tonen: er staan {items} acties, regels, gezinsleden, cijfers en verschillen in. Het kunnen er {most} zijn. Er gaat niets verloren: u kunt het exporteren."
    )
}

/// The document that an error is about: the only one of a file, or one of many.
fn which(path: &str) -> String {
    let index = path.strip_prefix("canvassen[");
    let index = index.and_then(|rest| rest.strip_suffix(']')?.parse::<usize>().ok());
    index.map_or_else(
        || "Dit canvas".to_owned(),
        |index| format!("Canvas {} van dit bestand", index.saturating_add(1)),
    )
}

/// A count in Dutch notation, with a point between thousands.
fn grouped(count: usize) -> String {
    let text = number::format_money(count.into());
    text.strip_suffix(",00").unwrap_or(&text).to_owned()
}

/// A size in whole millions of bytes, rounded up.
fn megabytes(bytes: usize) -> usize {
    bytes.div_ceil(1024 * 1024)
}

fn place_of(path: &str, text: &str) -> String {
    let whole = serde_json::from_str(text.trim_start_matches('\u{feff}')).ok();
    place_in_words(path, whole.as_ref())
}

/// A path of wire names in the words of the page: "in de kosten, regel 3, bij Huidig".
fn place_in_words(path: &str, whole: Option<&Value>) -> String {
    let mut words: Vec<String> = Vec::new();
    let mut here = whole;
    let mut parent = "";
    for step in path.split('.').filter(|step| !step.is_empty()) {
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

/// The noun for one item of a list.
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

/// The item's rank in its list, from 1, as the page shows it: by order key, then by id.
fn rank(list: Option<&Value>, id: &str) -> Option<usize> {
    let items = list?.as_object()?;
    let own = rank_key(id, items.get(id)?);
    let before = items.iter().filter(|(id, item)| rank_key(id, item) < own);
    Some(before.count().saturating_add(1))
}

/// What an item is ranked by.
fn rank_key<'a>(id: &'a str, item: &'a Value) -> (&'a str, &'a str) {
    let order = item.get("volgorde").and_then(Value::as_str);
    (order.unwrap_or_default(), id)
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
        "versies" => "in de vastgelegde versies".to_owned(),
        "instemming" => "bij de instemming".to_owned(),
        "partijen" | "grondslagen" | "aanmeldingen" | "vragen" | "besluiten" | "leerpunten"
        | "overdrachten" | "archief" | "publicatie" | "eindbaas" => {
            "bij wat rond het plan staat".to_owned()
        }
        "looptijd" => "bij de looptijd".to_owned(),
        "prijs" => "bij de prijs".to_owned(),
        "financier" => "bij de financier".to_owned(),
        "datum" => "bij de datum".to_owned(),
        "casusnummer" => "bij het casusnummer".to_owned(),
        "titel" => "bij de titel".to_owned(),
        "door" => "bij wie het wijzigde".to_owned(),
        "op" => "bij het tijdstip".to_owned(),
        other => format!("bij \u{201c}{other}\u{201d}"),
    }
}
