//! Where a plan stands, and its days.

use rust_decimal::Decimal;

use super::super::canvas::Canvas;
use super::super::codes::Payers;
use super::super::costs::Scenario;
use super::super::date::Date;
use super::super::satisfaction::Moment;
use super::agreement::Agreement;
use super::list::{EntryList, SingleEntry};
use super::realised::{Realised, Review};
use super::standing::standing;
use super::table::{Registration, Table};

/// Where a plan stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PlanState {
    /// It is being written.
    #[default]
    Concept,
    /// It was signed up for a table.
    Discussed,
    /// It was approved.
    Approved,
    /// It was carried out, and is being followed.
    Executed,
    /// All members of the family gave a grade after twelve months.
    Followed,
    /// Somebody closed the case.
    Closed,
}

impl PlanState {
    /// All states in their order.
    pub const ALL: [Self; 6] = [
        Self::Concept,
        Self::Discussed,
        Self::Approved,
        Self::Executed,
        Self::Followed,
        Self::Closed,
    ];

    /// The state with a wire name.
    #[must_use]
    pub fn from_wire(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.wire() == name)
    }

    /// The name on the wire.
    #[must_use]
    pub const fn wire(self) -> &'static str {
        match self {
            Self::Concept => "concept",
            Self::Discussed => "bespreking",
            Self::Approved => "akkoord",
            Self::Executed => "uitvoering",
            Self::Followed => "gevolgd",
            Self::Closed => "afgesloten",
        }
    }

    /// Whether somebody has decided on the plan: it was approved, or what follows that.
    #[must_use]
    pub fn is_decided(self) -> bool {
        self >= Self::Approved
    }
}

/// Where the plan of a canvas stands. Only that a case is closed is kept in its `status`; the rest
/// follows from what was entered.
#[must_use]
pub fn plan_state(canvas: &Canvas) -> PlanState {
    match state_but_for_approval(canvas) {
        PlanState::Concept | PlanState::Discussed if standing(canvas).is_valid() => {
            PlanState::Approved
        }
        state => state,
    }
}

/// As [`plan_state`], where a plan that was approved counts as discussed or a concept: whether it was
/// takes longer to find out than all the rest.
#[must_use]
pub fn state_but_for_approval(canvas: &Canvas) -> PlanState {
    if canvas.status == PlanState::Closed.wire() {
        PlanState::Closed
    } else if canvas.executed_on.is_some() {
        if is_followed(canvas) {
            PlanState::Followed
        } else {
            PlanState::Executed
        }
    } else if canvas.entries(EntryList::Registrations).is_empty() {
        PlanState::Concept
    } else {
        PlanState::Discussed
    }
}

fn is_followed(canvas: &Canvas) -> bool {
    let given = canvas.satisfaction.given();
    let mut people = canvas.satisfaction.people.keys();
    let has_last = |id| {
        let given = given.get(id).map_or(&[][..], Vec::as_slice);
        given
            .iter()
            .any(|(entry, _)| entry.moment == Moment::After12Months)
    };
    !canvas.satisfaction.people.is_empty() && people.all(has_last)
}

/// A day in the course of a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Milestone {
    /// The talk.
    Talk(Date),
    /// The family's agreement.
    Agreed(Date),
    /// A table; its kind is `None` where it isn't known.
    Table(Option<Table>, Date),
    /// The plan was carried out.
    Executed(Date),
    /// A review after it was carried out, and whether everyone has given a grade by then.
    Review(Review, Date, bool),
}

impl Milestone {
    /// Its day.
    #[must_use]
    pub fn day(self) -> Date {
        match self {
            Self::Talk(day)
            | Self::Agreed(day)
            | Self::Table(_, day)
            | Self::Executed(day)
            | Self::Review(_, day, _) => day,
        }
    }
}

/// The days of a plan that are known, in their order.
#[must_use]
pub fn milestones(canvas: &Canvas) -> Vec<Milestone> {
    let agreement = canvas.single(SingleEntry::Agreement).map(Agreement::of);
    let tables = canvas.entries(EntryList::Registrations).values();
    let tables = tables.filter_map(|entry| {
        let table = Registration::of(entry);
        Some(Milestone::Table(table.table, table.date?))
    });
    let executed = canvas.executed_on;
    let reviews = Review::ALL.into_iter().filter_map(|review| {
        let day = executed?.plus_months(review.months().into());
        Some(Milestone::Review(review, day, has_grades(canvas, review)))
    });
    let mut days: Vec<Milestone> = [
        canvas.date.map(Milestone::Talk),
        agreement.and_then(|it| it.date).map(Milestone::Agreed),
        executed.map(Milestone::Executed),
    ]
    .into_iter()
    .flatten()
    .chain(tables)
    .chain(reviews)
    .collect();
    super::super::sort::sort_by(&mut days, &|one, other| one.day().cmp(&other.day()));
    days
}

/// Whether every member of the family gave a grade at a moment.
fn has_grades(canvas: &Canvas, review: Review) -> bool {
    let moment = match review {
        Review::After6Months => Moment::After6Months,
        Review::After12Months => Moment::After12Months,
    };
    let given = canvas.satisfaction.given();
    let mut people = canvas.satisfaction.people.keys();
    people.all(|id| {
        let given = given.get(id).map_or(&[][..], Vec::as_slice);
        given.iter().any(|(entry, _)| entry.moment == moment)
    })
}

/// What the maatwerkbudget pays for a plan.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BudgetUse {
    /// What the plan is expected to take from it over the horizon.
    pub committed: Decimal,
    /// What has been paid from it, as far as it is known.
    pub paid: Decimal,
}

/// How what the maatwerkbudget pays for a plan counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BudgetClaim {
    /// Nobody has decided on the plan yet: it is only asked for.
    Asked(BudgetUse),
    /// The plan was approved or carried out.
    Decided(BudgetUse),
}

impl BudgetClaim {
    /// What a plan claims by where it stands. A case that was closed without having been carried out takes no more than
    /// what was paid for it, and claims nothing (`None`) if that is nothing.
    #[must_use]
    pub fn of(uses: BudgetUse, state: PlanState, is_executed: bool) -> Option<Self> {
        match state {
            PlanState::Closed if !is_executed => {
                let committed = uses.paid;
                let was_paid = !uses.paid.is_zero();
                was_paid.then_some(Self::Decided(BudgetUse { committed, ..uses }))
            }
            it if it.is_decided() => Some(Self::Decided(uses)),
            _ => Some(Self::Asked(uses)),
        }
    }
}

impl BudgetUse {
    /// What is gone from the budget for a plan that was decided on: what it commits, or has cost where that is more.
    #[must_use]
    pub fn taken(self) -> Decimal {
        self.committed.max(self.paid)
    }
}

/// What the maatwerkbudget pays for a plan; `None` if it pays for nothing.
#[must_use]
pub fn budget(canvas: &Canvas) -> Option<BudgetUse> {
    let lines = canvas.costs.lines.values();
    let mut its = lines.filter(|line| {
        let payer = line.payer.as_ref();
        payer.is_some_and(|payer| payer.code == Payers::TAILORED)
    });
    let first = its.next()?;
    let mut sums = BudgetUse::default();
    for line in [first].into_iter().chain(its) {
        let amount = line.amount(Scenario::Tailored, canvas.costs.horizon);
        sums.committed = sums.committed.saturating_add(amount.unwrap_or_default());
        let mut reviews = Review::ALL.into_iter().rev();
        let paid = reviews.find_map(|review| Realised::of(line, review).amount);
        let paid = paid.map(|amount| amount.decimal()).unwrap_or_default();
        sums.paid = sums.paid.saturating_add(paid);
    }
    Some(sums)
}
