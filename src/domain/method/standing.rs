//! Whether the plan stands: what the decisions about it come to.
//!
//! It is computed wherever it is shown and never stored, so that an edit lapses it and editing back
//! restores it. Its strength is that of the record: anyone in the team could have written it.

use super::super::canvas::Canvas;
use super::super::codes::Payers;
use super::super::id::ItemId;
use super::super::plan::{Core, PlanHash};
use super::super::sort::sort_by;
use super::super::sorted_set::first_of_each;
use super::super::stamp::Author;
use super::super::text_box::TextBox;
use super::super::totals::Totals;
use super::agreement::Agreement;
use super::decision::{Decision, Verdict};
use super::identity::{is_same_name, is_same_person};
use super::list::{EntryList, SingleEntry};

/// The number of people who have to approve a plan, besides its maatwerkeindbaas.
pub const APPROVALS: usize = 2;

/// What the decisions about a plan come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The plan of now.
    pub plan: PlanHash,
    /// The approvals of this plan that count, one a person, the oldest first.
    pub approvals: Vec<Approval>,
    /// What is still needed; empty when the plan stands.
    pub missing: Vec<Missing>,
    /// The plan that had enough approvals last, if it is another than that of now.
    pub lapsed: Option<PlanHash>,
}

/// One approval that counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Approval {
    /// The decision.
    pub decision: Decision,
    /// Whether that person also wrote in the plan.
    pub is_by_writer: bool,
}

/// What a plan still needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// The name of the maatwerkeindbaas, whose approval doesn't count.
    Lead,
    /// So many more people have to approve it.
    Approvals(usize),
    /// The family's agreement.
    Agreement,
    /// What it costs without the plan and with it, as the maatwerkbudget pays for something.
    Analysis,
    /// Somebody has to choose between two versions.
    Conflicts,
}

impl Standing {
    /// Whether the plan of now stands.
    #[must_use]
    pub fn is_valid(&self) -> bool {
        self.missing.is_empty()
    }
}

/// What the decisions about a canvas come to.
#[must_use]
pub fn standing(canvas: &Canvas) -> Standing {
    let plan = PlanHash::of(&Core::of(canvas));
    let decisions = decisions(canvas);
    let approvals: Vec<Approval> = approvals(canvas, &decisions, plan)
        .into_iter()
        .map(|decision| Approval {
            is_by_writer: has_written(canvas, &decision.person),
            decision,
        })
        .collect();
    let lapsed = if approvals.len() < APPROVALS {
        lapsed(canvas, &decisions, plan)
    } else {
        None
    };
    Standing {
        plan,
        missing: missing(canvas, approvals.len()),
        approvals,
        lapsed,
    }
}

/// The decisions that can be read, each with its id.
fn decisions(canvas: &Canvas) -> Vec<(ItemId, Decision)> {
    let entries = canvas.entries(EntryList::Decisions).iter();
    entries
        .filter_map(|(id, entry)| Some((*id, Decision::of(entry)?)))
        .collect()
}

/// The approvals of a plan that count, one a person, the oldest first.
fn approvals(canvas: &Canvas, decisions: &[(ItemId, Decision)], plan: PlanHash) -> Vec<Decision> {
    let mut latest: Vec<(ItemId, Decision)> = people(decisions)
        .into_iter()
        .filter(|person| !person.iter().any(|(_, it)| leads(canvas, &it.person)))
        .filter_map(|person| {
            let about = person.into_iter().filter(|(_, it)| it.plan == plan);
            about.max_by_key(|(id, it)| it.rank(*id)).cloned()
        })
        .filter(|(_, it)| it.verdict == Verdict::Approved)
        .collect();
    sort_by(&mut latest, &|(one_id, one), (other_id, other)| {
        one.rank(*one_id).cmp(&other.rank(*other_id))
    });
    latest.into_iter().map(|(_, decision)| decision).collect()
}

/// The decisions by who made them. Two ids with one name are one person, and so are two names with one
/// id, whichever plans these are about: of those who can't be told apart, one counts.
fn people(decisions: &[(ItemId, Decision)]) -> Vec<Vec<&(ItemId, Decision)>> {
    let mut people: Vec<Vec<&(ItemId, Decision)>> = Vec::new();
    for decision in decisions {
        let is_theirs = |person: &Vec<&(ItemId, Decision)>| {
            person
                .iter()
                .any(|(_, it)| is_same_person(&it.person, &decision.1.person))
        };
        let (same, others): (Vec<_>, Vec<_>) = people.into_iter().partition(is_theirs);
        let mut person: Vec<_> = same.into_iter().flatten().collect();
        person.push(decision);
        people = others;
        people.push(person);
    }
    people
}

/// Whether somebody is the maatwerkeindbaas, by the person who was chosen or by the printed name.
fn leads(canvas: &Canvas, person: &Author) -> bool {
    let chosen = canvas.lead_person.as_ref();
    chosen.is_some_and(|lead| is_same_person(lead, person))
        || is_same_name(&canvas.lead, &person.name)
}

/// Whether somebody changed a part of the plan last.
fn has_written(canvas: &Canvas, person: &Author) -> bool {
    let boxes = TextBox::ALL.map(|place| &canvas.text(place).signature);
    let actions = canvas.actions.values().map(|action| &action.signature);
    let lines = canvas.costs.lines.values().map(|line| &line.signature);
    let mut authors = boxes
        .into_iter()
        .chain(actions)
        .chain(lines)
        .filter_map(|signature| signature.by.as_ref());
    authors.any(|author| is_same_person(author, person))
}

fn missing(canvas: &Canvas, approvals: usize) -> Vec<Missing> {
    let agreement = canvas.single(SingleEntry::Agreement).map(Agreement::of);
    let more = APPROVALS.saturating_sub(approvals);
    let has_lead = canvas.lead_person.is_some() || !canvas.lead.trim().is_empty();
    [
        (!has_lead).then_some(Missing::Lead),
        (more > 0).then_some(Missing::Approvals(more)),
        (!agreement.is_some_and(|it| it.stands())).then_some(Missing::Agreement),
        (is_paid_by_budget(canvas) && Totals::of(&canvas.costs).saving().is_none())
            .then_some(Missing::Analysis),
        (!canvas.conflicts.is_empty()).then_some(Missing::Conflicts),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Whether the maatwerkbudget pays for something in the plan.
fn is_paid_by_budget(canvas: &Canvas) -> bool {
    let mut payers = canvas.costs.lines.values().map(|line| &line.payer);
    payers.any(|payer| payer.as_ref().is_some_and(|it| it.code == Payers::TAILORED))
}

/// The plan other than that of now which had enough approvals last.
fn lapsed(canvas: &Canvas, decisions: &[(ItemId, Decision)], now: PlanHash) -> Option<PlanHash> {
    let plans = decisions.iter().map(|(_, decision)| decision.plan);
    let plans = first_of_each(plans.filter(|plan| *plan != now)).into_iter();
    let approved = plans.filter_map(|plan| {
        let approvals = approvals(canvas, decisions, plan);
        let last = approvals.last().filter(|_| approvals.len() >= APPROVALS)?;
        Some((last.at, plan))
    });
    approved.max().map(|(_, plan)| plan)
}
