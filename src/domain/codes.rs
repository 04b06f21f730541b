//! Codes of payers and life domains, and a municipality's own names for them.

use super::costs::Payer;
use super::wire::wire_object;

/// The codes of payers.
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
    /// Education: schools.
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

/// The codes of the life domains, in their order on screen.
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

wire_object! {
    /// A municipality's own names for payers and life domains: a known code renames, an unknown one
    /// adds. A setting of the host page, not part of a document.
    #[derive(Clone, Debug, Default, PartialEq, Eq)]
    pub struct OwnNames {
        /// Names of payers, by code.
        pub payers: Vec<Payer> = "financiers",
        /// Life domains, each a code and a name like a payer.
        pub life_domains: Vec<Payer> = "leefgebieden",
    }
}
