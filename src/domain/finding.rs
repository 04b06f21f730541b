//! One thing that is missing or odd on a canvas, and the place to go to.

use super::action::ActionBox;
use super::analysis::DoubleCount;
use super::date::Date;
use super::id::ItemId;
use super::method::{EntryList, SingleEntry};
use super::place::Place;
use super::privacy::PersonalData;
use super::satisfaction::Moment;
use super::text_box::TextBox;

/// Something missing or odd.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// The header lacks the case number.
    NoCaseNumber,
    /// The header lacks the maatwerkeindbaas.
    NoLead,
    /// The header lacks the date.
    NoDate,
    /// A box has no text.
    EmptyBox(TextBox),
    /// A box has no action.
    NoActions(ActionBox),
    /// An action doesn't say what is done.
    ActionWithoutText(ItemId),
    /// There is no line in the cost-benefit analysis.
    NoLines,
    /// A line has no amount in any scenario.
    LineWithoutAmount(ItemId),
    /// A line has amounts but doesn't say what it is.
    LineWithoutDescription(ItemId),
    /// A line has a price that is there to compare a total with.
    ComparisonPrice(ItemId),
    /// A line's price has another line's in it.
    DoubleCounting(DoubleCount),
    /// A scenario of a line has months beyond the horizon, which don't count.
    BeyondHorizon(ItemId),
    /// A use of a line has its last month before its first, so that its amount is zero.
    BackwardsMonths(ItemId),
    /// An amount of a line is beyond the bound of [`Money`](super::Money): it came with a file or from a server.
    TooLarge(ItemId),
    /// A line with an amount doesn't say all that makes it credible.
    Unproven(ItemId, Vec<Evidence>),
    /// A line's price is of a year long past.
    OldPrice(ItemId, u16),
    /// There are no people to give a grade.
    NoPeople,
    /// Someone's grade at the start is missing.
    NoBaseline(ItemId),
    /// A grade is due.
    GradeDue {
        /// The person.
        person: ItemId,
        /// The moment.
        moment: Moment,
        /// The day it is due on.
        on: Date,
        /// Whether that day is over 30 days ago.
        overdue: bool,
    },
    /// The canvas was signed up for a table, and the family's agreement isn't recorded.
    NoAgreement,
    /// The family withdrew its agreement.
    AgreementWithdrawn,
    /// A question of a table isn't answered, and its day is past.
    QuestionOverdue(ItemId),
    /// A spar-tafel of today or before had people of fewer than three disciplines.
    SparIncomplete(ItemId),
    /// A place has an open conflict.
    Undecided(Place),
    /// A text seems to hold personal data.
    Personal {
        /// The place of the text.
        place: Place,
        /// The kind of data.
        kind: PersonalData,
    },
}

/// What a finding is about, in the order in which a list shows them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Topic {
    /// Personal data, which doesn't belong here.
    Privacy,
    /// The boxes of the page.
    Page,
    /// The amounts.
    Costs,
    /// What makes the amounts credible.
    Evidence,
    /// The family's grades.
    Grades,
    /// What is around the plan.
    Around,
}

impl Topic {
    /// All topics in their order.
    pub const ALL: [Self; 6] = [
        Self::Privacy,
        Self::Page,
        Self::Costs,
        Self::Evidence,
        Self::Grades,
        Self::Around,
    ];

    fn of(place: Place) -> Self {
        match place {
            Place::Line(_) | Place::Lines | Place::Horizon => Self::Costs,
            Place::Person(_) | Place::People | Place::Grade(_) | Place::Grades => Self::Grades,
            Place::Entry(..) | Place::Entries(_) | Place::Single(_) => Self::Around,
            Place::Header
            | Place::Text(_)
            | Place::Action(_)
            | Place::Actions
            | Place::Removed
            | Place::Conflicts
            | Place::FrozenPlans => Self::Page,
        }
    }
}

/// What makes an amount credible.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// Who pays.
    Payer,
    /// The rationale of the estimate.
    Rationale,
    /// The source of the amount or the price.
    Source,
    /// The name or role of who checked the estimate.
    Check,
}

impl Finding {
    /// The place to go to in order to resolve it.
    #[must_use]
    pub fn place(&self) -> Place {
        match self {
            Self::NoCaseNumber | Self::NoLead | Self::NoDate => Place::Header,
            Self::EmptyBox(place) => Place::Text(*place),
            Self::NoActions(_) => Place::Actions,
            Self::ActionWithoutText(id) => Place::Action(*id),
            Self::NoLines => Place::Lines,
            Self::LineWithoutAmount(id)
            | Self::LineWithoutDescription(id)
            | Self::ComparisonPrice(id)
            | Self::DoubleCounting(DoubleCount { whole: id, .. })
            | Self::BeyondHorizon(id)
            | Self::BackwardsMonths(id)
            | Self::TooLarge(id)
            | Self::Unproven(id, _)
            | Self::OldPrice(id, _) => Place::Line(*id),
            Self::NoPeople => Place::People,
            Self::NoBaseline(id) | Self::GradeDue { person: id, .. } => Place::Person(*id),
            Self::NoAgreement | Self::AgreementWithdrawn => Place::Single(SingleEntry::Agreement),
            Self::QuestionOverdue(id) => Place::Entry(EntryList::Questions, *id),
            Self::SparIncomplete(id) => Place::Entry(EntryList::Registrations, *id),
            Self::Undecided(place) | Self::Personal { place, .. } => *place,
        }
    }

    /// What it is about.
    #[must_use]
    pub fn topic(&self) -> Topic {
        match self {
            Self::Personal { .. } => Topic::Privacy,
            Self::Unproven(..) | Self::OldPrice(..) => Topic::Evidence,
            other => Topic::of(other.place()),
        }
    }

    /// Whether it is about personal data, which is shown before all other findings.
    #[must_use]
    pub fn is_privacy(&self) -> bool {
        matches!(self, Self::Personal { .. })
    }
}
