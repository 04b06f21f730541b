//! Decisions (besluiten): who approved which plan, who didn't, and who took that back.

use super::super::date::Timestamp;
use super::super::id::ItemId;
use super::super::plan::PlanHash;
use super::super::stamp::Author;
use super::super::wire::{Wire, written};
use super::entry::Entry;

/// What somebody decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// Approves the plan.
    Approved,
    /// Doesn't approve it.
    Refused,
    /// Takes an earlier decision back.
    Withdrawn,
}

impl Verdict {
    /// All verdicts.
    pub const ALL: [Self; 3] = [Self::Approved, Self::Refused, Self::Withdrawn];

    /// The name on the wire.
    #[must_use]
    pub const fn wire(self) -> &'static str {
        match self {
            Self::Approved => "akkoord",
            Self::Refused => "nietAkkoord",
            Self::Withdrawn => "ingetrokken",
        }
    }
}

/// One decision about one plan. It is never edited: whoever changes their mind adds another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// The plan that it is about.
    pub plan: PlanHash,
    /// What was decided.
    pub verdict: Verdict,
    /// Who decided.
    pub person: Author,
    /// The discipline of that person.
    pub discipline: String,
    /// Why, in a few words.
    pub reason: String,
    /// When it was recorded; `None` for one that says no time.
    pub at: Option<Timestamp>,
}

impl Decision {
    const PLAN: &str = "versie";
    const VERDICT: &str = "besluit";
    const PERSON: &str = "persoon";
    const DISCIPLINE: &str = "discipline";
    const REASON: &str = "toelichting";

    /// The decision in an entry; `None` if it doesn't say who decided what about which plan.
    #[must_use]
    pub fn of(entry: &Entry) -> Option<Self> {
        let verdict = entry.text(Self::VERDICT);
        let person = Author::read(entry.field(Self::PERSON)?.clone()).ok()?;
        Some(Self {
            plan: entry.text(Self::PLAN).parse().ok()?,
            verdict: Verdict::ALL.into_iter().find(|it| it.wire() == verdict)?,
            person,
            discipline: entry.text(Self::DISCIPLINE).to_owned(),
            reason: entry.text(Self::REASON).to_owned(),
            at: entry.signature().at,
        })
    }

    /// The entry that records it, unsigned.
    #[must_use]
    pub fn entry(&self) -> Entry {
        Entry::new(None)
            .with(Self::PLAN, self.plan.to_string())
            .with(Self::VERDICT, self.verdict.wire())
            .with(Self::PERSON, written(&self.person))
            .with(Self::DISCIPLINE, self.discipline.as_str())
            .with(Self::REASON, self.reason.as_str())
    }

    /// What one decision is compared by with another of the same person: the later counts, and of two
    /// at the same time the one that approves less.
    pub(super) fn rank(&self, id: ItemId) -> (Option<Timestamp>, Verdict, ItemId) {
        (self.at, self.verdict, id)
    }
}
