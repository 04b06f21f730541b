//! The lists around the plan, and the entries that stand by themselves.

/// A list of entries around the plan.
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
}

impl EntryList {
    /// All lists.
    pub const ALL: [Self; 6] = [
        Self::Parties,
        Self::Rules,
        Self::Registrations,
        Self::Questions,
        Self::Decisions,
        Self::Lessons,
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
}

impl SingleEntry {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Agreement, Self::Publication];

    /// The name on the wire.
    #[must_use]
    pub const fn wire(self) -> &'static str {
        match self {
            Self::Agreement => "instemming",
            Self::Publication => "publicatie",
        }
    }

    /// The entry with a wire name.
    #[must_use]
    pub fn from_wire(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|entry| entry.wire() == name)
    }
}
