//! Names of payers, life domains and units.

use crate::domain::{CostLine, LIFE_DOMAINS, OwnNames, Payer, Payers};

/// Shown for a line without a payer.
pub const NO_PAYER: &str = "Geen financier ingevuld";
/// Shown for a line without a life domain.
pub const NO_LIFE_DOMAIN: &str = "Geen leefgebied ingevuld";

/// Our name for a payer's code; `None` for a code that isn't ours.
#[must_use]
pub fn payer(code: &str) -> Option<&'static str> {
    Some(match code {
        Payers::WMO => "Gemeente: Wmo",
        Payers::YOUTH => "Gemeente: Jeugdwet",
        Payers::PARTICIPATION => "Gemeente: Participatiewet",
        Payers::SPECIAL => "Gemeente: bijzondere bijstand",
        Payers::TAILORED => "Gemeente: maatwerkbudget",
        Payers::DEBT => "Gemeente: schuldhulpverlening",
        Payers::MUNICIPALITY => "Gemeente: overig",
        Payers::STATE => "Rijk en UWV",
        Payers::INSURER => "Zorgverzekeraar (Zvw)",
        Payers::CARE_OFFICE => "Zorgkantoor (Wlz)",
        Payers::JUSTICE => "Politie en justitie",
        Payers::HOUSING => "Woningcorporatie",
        Payers::EDUCATION => "Onderwijs",
        Payers::FAMILY => "Gezin zelf",
        Payers::OTHER => "Overig",
        _ => return None,
    })
}

/// Our name for a life domain's code; `None` for a code that isn't ours.
#[must_use]
pub fn life_domain(code: &str) -> Option<&'static str> {
    Some(match code {
        "wonen" => "Wonen",
        "inkomen" => "Inkomen",
        "schulden" => "Schulden",
        "werk" => "Werk en dagbesteding",
        "onderwijs" => "Onderwijs",
        "opvoeding" => "Opvoeding en gezin",
        "jeugdhulp" => "Jeugdhulp",
        "gezondheid" => "Lichamelijke gezondheid",
        "ggz" => "Psychische gezondheid",
        "verslaving" => "Verslaving",
        "veiligheid" => "Veiligheid en justitie",
        "vervoer" => "Vervoer",
        "netwerk" => "Sociaal netwerk",
        "uitvoering" => "Uitvoering",
        "overig" => "Overig",
        _ => return None,
    })
}

/// The payers to choose from: ours under the municipality's names, then those it added.
#[must_use]
pub fn payers(own: &OwnNames) -> Vec<Payer> {
    choices(&Payers::ALL, payer, &own.payers)
}

/// The life domains to choose from, in the same order.
#[must_use]
pub fn life_domains(own: &OwnNames) -> Vec<Payer> {
    choices(&LIFE_DOMAINS, life_domain, &own.life_domains)
}

fn choices(codes: &[&str], ours: fn(&str) -> Option<&'static str>, own: &[Payer]) -> Vec<Payer> {
    let named = |code: &str| Payer {
        code: code.to_owned(),
        name: name(code, "", own, ours),
        ..Payer::default()
    };
    let added = own.iter().map(|own| own.code.as_str());
    let added = added.filter(|code| !code.is_empty() && !codes.contains(code));
    let mut choices: Vec<Payer> = Vec::new();
    for code in codes.iter().copied().chain(added) {
        if choices.iter().all(|choice| choice.code != code) {
            choices.push(named(code));
        }
    }
    choices
}

/// The name of the payer with a code; `given` is the name in the document.
#[must_use]
pub fn payer_name(code: &str, given: &str, own: &OwnNames) -> String {
    or(name(code, given, &own.payers, payer), NO_PAYER)
}

/// The name of the life domain with a code.
#[must_use]
pub fn life_domain_name(code: &str, own: &OwnNames) -> String {
    or(
        name(code, "", &own.life_domains, life_domain),
        NO_LIFE_DOMAIN,
    )
}

/// The name of a line's payer.
#[must_use]
pub fn payer_of(line: &CostLine, own: &OwnNames) -> String {
    let (code, given) = line
        .payer
        .as_ref()
        .map_or(("", ""), |payer| (payer.code.as_str(), payer.name.as_str()));
    payer_name(code, given, own)
}

/// The document's name, else the municipality's, else ours, else the code.
fn name(code: &str, given: &str, own: &[Payer], ours: fn(&str) -> Option<&'static str>) -> String {
    let renamed = own
        .iter()
        .find(|own| own.code == code && !own.code.is_empty())
        .map(|own| own.name.as_str());
    [Some(given), renamed, ours(code), Some(code)]
        .into_iter()
        .flatten()
        .find(|name| !name.is_empty())
        .unwrap_or_default()
        .to_owned()
}

fn or(name: String, otherwise: &str) -> String {
    if name.is_empty() {
        otherwise.to_owned()
    } else {
        name
    }
}

/// A unit after a count: "1 uur", "2 dagen", "3 etmalen".
#[must_use]
pub fn unit(unit: &str, one: bool) -> &str {
    if one {
        return unit;
    }
    match unit {
        "dag" => "dagen",
        "etmaal" => "etmalen",
        "dagdeel" => "dagdelen",
        "week" => "weken",
        "maand" => "maanden",
        "kwartaal" => "kwartalen",
        "traject" => "trajecten",
        "contact" => "contacten",
        "consult" => "consulten",
        "bezoek" => "bezoeken",
        "rit" => "ritten",
        "delict" => "delicten",
        "stuk" => "stuks",
        // Hours, kilometres and years stay as they are behind a number, and an own unit does too.
        other => other,
    }
}

/// The units to choose from, in their order on screen.
pub const UNITS: [&str; 17] = [
    "uur", "dagdeel", "dag", "etmaal", "week", "maand", "kwartaal", "jaar", "eenmalig", "stuk",
    "traject", "contact", "consult", "bezoek", "rit", "km", "delict",
];
