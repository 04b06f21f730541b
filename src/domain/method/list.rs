//! The lists around the plan, and the entries that stand by themselves.

/// A list of entries around the plan, or of what a team shares.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EntryList {
    /// Partijen: who is around the family, and what they do.
    Parties,
    /// Grondslagen: the rules that apply.
    Rules,
    /// Aanmeldingen: the tables that the canvas is signed up for.
    Registrations,
    /// Vragen: what a table asked, and the answers.
    Questions,
    /// Besluiten: who approved which plan, or didn't. Only added to.
    Decisions,
    /// Leerpunten: what the organisation can learn.
    Lessons,
    /// Overdrachten: who took the case over from whom. Only added to.
    HandOvers,
    /// Archief: where plans were archived. Only added to.
    Archives,
    /// Tafeldagen: the weekdays of a team's tables.
    TableDays,
    /// Disciplines of a team.
    Disciplines,
    /// Financiers: a team's names for payers.
    Payers,
    /// Leefgebieden: a team's names for life domains.
    LifeDomains,
    /// Budgetten: a team's yearly budgets.
    Budgets,
    /// Uitgaven: what a team spent apart from plans.
    Expenses,
}

impl EntryList {
    /// All lists.
    pub const ALL: [Self; 14] = [
        Self::Parties,
        Self::Rules,
        Self::Registrations,
        Self::Questions,
        Self::Decisions,
        Self::Lessons,
        Self::HandOvers,
        Self::Archives,
        Self::TableDays,
        Self::Disciplines,
        Self::Payers,
        Self::LifeDomains,
        Self::Budgets,
        Self::Expenses,
    ];

    /// The name on the wire.
    #[must_use]
    pub const fn wire(self) -> &'static str {
        match self {
            Self::Parties => "partijen",
            Self::Rules => "grondslagen",
            Self::Registrations => "aanmeldingen",
            Self::Questions => "vragen",
            Self::Decisions => "besluiten",
            Self::Lessons => "leerpunten",
            Self::HandOvers => "overdrachten",
            Self::Archives => "archief",
            Self::TableDays => "tafeldagen",
            Self::Disciplines => "disciplines",
            Self::Payers => "financiers",
            Self::LifeDomains => "leefgebieden",
            Self::Budgets => "budgetten",
            Self::Expenses => "uitgaven",
        }
    }

    /// The list with a wire name.
    #[must_use]
    pub fn from_wire(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|list| list.wire() == name)
    }
}

/// An entry that stands by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SingleEntry {
    /// Instemming: the family's agreement.
    Agreement,
    /// Publicatie: what may be told of this family outside.
    Publication,
    /// Team: a team's name and thresholds.
    Team,
    /// Prijslijst: a team's price list.
    PriceList,
}

impl SingleEntry {
    /// All of them.
    pub const ALL: [Self; 4] = [
        Self::Agreement,
        Self::Publication,
        Self::Team,
        Self::PriceList,
    ];

    /// The name on the wire.
    #[must_use]
    pub const fn wire(self) -> &'static str {
        match self {
            Self::Agreement => "instemming",
            Self::Publication => "publicatie",
            Self::Team => "team",
            Self::PriceList => "prijslijst",
        }
    }

    /// The entry with a wire name.
    #[must_use]
    pub fn from_wire(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|entry| entry.wire() == name)
    }
}
