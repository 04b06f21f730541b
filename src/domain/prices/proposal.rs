//! Copying a price into a line, with a suggested payer and life domain.

use super::super::codes::{LIFE_DOMAINS, Payers};
use super::super::command::LineEdit;
use super::super::costs::{CostLine, Payer};
use super::super::price::Price;
use super::fold::fold;
use super::item::PriceItem;

/// The payer for each law. No payer is suggested for other laws.
const LAWS: [(&str, &str); 21] = [
    ("wmo 2015", Payers::WMO),
    ("wmo", Payers::WMO),
    ("jeugdwet", Payers::YOUTH),
    ("participatiewet", Payers::PARTICIPATION),
    ("wgs", Payers::DEBT),
    ("bw boek 1", Payers::SPECIAL),
    ("wia", Payers::STATE),
    ("wajong", Payers::STATE),
    ("akw", Payers::STATE),
    ("wkb", Payers::STATE),
    ("wml", Payers::STATE),
    ("wko", Payers::STATE),
    ("zvw", Payers::INSURER),
    ("wlz", Payers::CARE_OFFICE),
    ("sr", Payers::JUSTICE),
    ("politiewet", Payers::JUSTICE),
    ("pbw", Payers::JUSTICE),
    ("bjj", Payers::JUSTICE),
    ("wpo en wec", Payers::EDUCATION),
    ("wvo 2020", Payers::EDUCATION),
    ("web", Payers::EDUCATION),
];
/// The law (Wht) whose costs families bear themselves.
const FAMILY_LAW: &str = "wht";
/// The words in a description for what the Participatiewet pays beside the benefit.
const SPECIAL: &str = "bijzondere bijstand";

/// The life domain by prefix of a price's code, where the list's domain is too broad; empty suggests
/// none.
const CODES: [(&str, &str); 5] = [
    ("WMO-DAGBEST", "werk"),
    ("WMO-TAXI", "vervoer"),
    ("INF-MANTELZORG", "netwerk"),
    ("OPV-VERSL", "verslaving"),
    ("REF-", ""),
];
/// The life domain for a domain of the price list.
const DOMAINS: [(&str, &str); 4] = [
    ("opvang", "wonen"),
    ("jeugd", "jeugdhulp"),
    ("zorg", "gezondheid"),
    ("kinderopvang", "opvoeding"),
];

/// The code of the payer for a law and an item's description; `None` if none can be suggested.
#[must_use]
pub fn payer_of_law(law: &str, description: &str) -> Option<&'static str> {
    let law = fold(law.trim());
    if law == FAMILY_LAW {
        return Some(Payers::FAMILY);
    }
    let (_, payer) = LAWS.into_iter().find(|(name, _)| *name == law)?;
    let special = payer == Payers::PARTICIPATION && fold(description).contains(SPECIAL);
    Some(if special { Payers::SPECIAL } else { payer })
}

fn life_domain(item: &PriceItem) -> Option<&'static str> {
    if let Some((_, domain)) = CODES
        .into_iter()
        .find(|(code, _)| item.code.starts_with(code))
    {
        return (!domain.is_empty()).then_some(domain);
    }
    let own = fold(item.domain.trim());
    let same = || LIFE_DOMAINS.into_iter().find(|code| *code == own);
    let mapped = DOMAINS.into_iter().find(|(name, _)| *name == own);
    mapped.map(|(_, domain)| domain).or_else(same)
}

/// What a line takes from a price list, with suggestions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// The price as it is in the list.
    pub price: Price,
    /// The description, for a line without one.
    pub description: String,
    /// The code of the suggested payer.
    pub payer: Option<&'static str>,
    /// The code of the suggested life domain.
    pub life_domain: Option<&'static str>,
}

impl Proposal {
    /// The proposal for a price item.
    #[must_use]
    pub fn of(item: &PriceItem) -> Self {
        Self {
            price: item.price(),
            description: item.description.clone(),
            payer: payer_of_law(&item.law, &item.description),
            life_domain: life_domain(item),
        }
    }

    /// The edits that apply it: the price always, the rest only where the line is empty. `name` returns
    /// the municipality's name for a payer's code.
    #[must_use]
    pub fn edits(self, line: &CostLine, name: impl Fn(&str) -> String) -> Vec<LineEdit> {
        let mut edits = vec![LineEdit::Price(Some(self.price))];
        if line.description.trim().is_empty() {
            edits.push(LineEdit::Description(self.description));
        }
        if let (None, Some(code)) = (&line.payer, self.payer) {
            edits.push(LineEdit::Payer(Some(Payer {
                code: code.to_owned(),
                name: name(code),
                ..Payer::default()
            })));
        }
        if let (None, Some(code)) = (&line.life_domain, self.life_domain) {
            edits.push(LineEdit::LifeDomain(Some(code.to_owned())));
        }
        edits
    }
}
