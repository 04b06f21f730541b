//! The method around the page: who agreed, who is around the family, which rules apply, what was
//! decided, what became of it, and what was learned.
//!
//! What is entered here is kept as JSON fields ([`Entry`]) and read into types where it is shown, so that
//! the readers are no part of a first visit. A field of another type than it should have reads as if it
//! were absent, and stays in the document as it is.

mod agreement;
mod apply;
mod archived;
mod decision;
mod due;
mod entry;
mod hand_over;
mod identity;
mod list;
mod of_canvas;
mod party;
mod question;
mod realised;
mod standing;
mod state;
mod table;

pub use agreement::Agreement;
pub(super) use apply::{edit, edit_single, holds_single, is_put, put};
pub use archived::{Archived, archived};
pub use decision::{Decision, Verdict};
pub use due::{Due, DueKind, due, registered};
pub use entry::{Entry, EntryEdit};
pub use hand_over::{HandOver, hand_overs, take_lead};
pub use identity::is_same_person;
pub use list::{EntryList, SingleEntry};
pub use party::{Party, parties};
pub use question::Question;
pub(super) use realised::REALISED;
pub use realised::{Comparison, Realised, Review, compare_costs, expected};
pub use standing::{APPROVALS, Approval, Missing, Standing, standing};
pub use state::{
    BudgetClaim, BudgetUse, Milestone, PlanState, budget, milestones, plan_state,
    state_but_for_approval,
};
pub use table::{Attendee, Registration, SPARRERS, Table, next_table};
