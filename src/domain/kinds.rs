//! Who pays and the parts of life: our codes, and a municipality's own names for them.

use serde::{Deserialize, Serialize};

use super::costs::Payer;

/// The codes of who pays.
#[derive(Clone, Copy, Debug)]
pub struct Payers;

impl Payers {
    /// The municipality, from the Wmo.
    pub const WMO: &str = "wmo";
    /// The municipality, from the Jeugdwet.
    pub const YOUTH: &str = "jeugdwet";
    /// The municipality, from the Participatiewet.
    pub const PARTICIPATION: &str = "participatiewet";
    /// The municipality's special assistance.
    pub const SPECIAL: &str = "bijzondereBijstand";
    /// The municipality's budget for tailored plans.
    pub const TAILORED: &str = "maatwerkbudget";
    /// The municipality's help with debts.
    pub const DEBT: &str = "schuldhulp";
    /// Any other money of the municipality.
    pub const MUNICIPALITY: &str = "gemeenteOverig";
    /// The state and its employee insurance agency.
    pub const STATE: &str = "rijk";
    /// The health insurer.
    pub const INSURER: &str = "zvw";
    /// The care office.
    pub const CARE_OFFICE: &str = "wlz";
    /// Police and justice.
    pub const JUSTICE: &str = "justitie";
    /// The housing corporation.
    pub const HOUSING: &str = "corporatie";
    /// Schools.
    pub const EDUCATION: &str = "onderwijs";
    /// The family itself.
    pub const FAMILY: &str = "gezin";
    /// Anyone else.
    pub const OTHER: &str = "overig";

    /// All of them, in their order on screen.
    pub const ALL: [&str; 15] = [
        Self::WMO,
        Self::YOUTH,
        Self::PARTICIPATION,
        Self::SPECIAL,
        Self::TAILORED,
        Self::DEBT,
        Self::MUNICIPALITY,
        Self::STATE,
        Self::INSURER,
        Self::CARE_OFFICE,
        Self::JUSTICE,
        Self::HOUSING,
        Self::EDUCATION,
        Self::FAMILY,
        Self::OTHER,
    ];
}

/// The codes of the parts of life, in their order on screen.
pub const LIFE_DOMAINS: [&str; 15] = [
    "wonen",
    "inkomen",
    "schulden",
    "werk",
    "onderwijs",
    "opvoeding",
    "jeugdhulp",
    "gezondheid",
    "ggz",
    "verslaving",
    "veiligheid",
    "vervoer",
    "netwerk",
    "uitvoering",
    "overig",
];

/// What a municipality calls payers and parts of life, beside or instead of our names: a known code
/// renames, an unknown one adds. A setting, and no part of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct OwnNames {
    /// Who pays.
    #[serde(rename = "financiers")]
    pub payers: Vec<Payer>,
    /// Parts of life, each a code and a name as a payer is.
    #[serde(rename = "leefgebieden")]
    pub life_domains: Vec<Payer>,
}
