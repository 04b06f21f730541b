//! Taking a price over into a line, with a proposal for who pays and what part of life it is about.

use super::super::command::LineEdit;
use super::super::costs::{CostLine, Payer, Price};
use super::super::kinds::{LIFE_DOMAINS, Payers};
use super::item::PriceItem;
use super::search::fold;

/// Who pays from which law; a law that isn't here proposes nobody.
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
/// What a law pays for families themselves.
const FAMILY_LAW: &str = "wht";
/// What the Participatiewet pays beside the benefit.
const SPECIAL: &str = "bijzondere bijstand";

/// The part of life that a code is about, where the list's domain is too broad.
const CODES: [(&str, &str); 5] = [
    ("WMO-DAGBEST", "werk"),
    ("WMO-TAXI", "vervoer"),
    ("INF-MANTELZORG", "netwerk"),
    ("OPV-VERSL", "verslaving"),
    ("REF-", ""),
];
/// The part of life that a domain of the price list is about.
const DOMAINS: [(&str, &str); 4] = [
    ("opvang", "wonen"),
    ("jeugd", "jeugdhulp"),
    ("zorg", "gezondheid"),
    ("kinderopvang", "opvoeding"),
];

/// The code of who pays from a law, for an item with this description; `None` proposes nobody.
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

/// What a line takes over from a price list, and what is proposed with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// The price, as it is in the list.
    pub price: Price,
    /// What it is, for a line that doesn't say it yet.
    pub description: String,
    /// The code of who pays.
    pub payer: Option<&'static str>,
    /// The code of the part of life.
    pub life_domain: Option<&'static str>,
}

impl Proposal {
    /// What an item proposes.
    #[must_use]
    pub fn of(item: &PriceItem) -> Self {
        Self {
            price: item.price(),
            description: item.description.clone(),
            payer: payer_of_law(&item.law, &item.description),
            life_domain: life_domain(item),
        }
    }

    /// The edits that take it over: the price always, all else only where the line has nothing yet.
    /// `name` says what the municipality calls the payer with a code.
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
