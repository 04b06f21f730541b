//! What one case adds to the results.

use rust_decimal::Decimal;

use super::lesson::LessonFigures;
use super::moments::MOMENTS;
use super::sum::Sum;
use crate::domain::analysis::{Group, by_life_domain, by_payer};
use crate::domain::canvas::Canvas;
use crate::domain::date::Date;
use crate::domain::grade::Grade;
use crate::domain::lowercase;
use crate::domain::method::{
    BudgetClaim, BudgetUse, EntryList, PlanState, Review, SingleEntry, budget, compare_costs,
    plan_state,
};
use crate::domain::satisfaction::Moment;
use crate::domain::sorted_set::first_of_each;
use crate::domain::stamp::Signature;
use crate::domain::totals::Totals;

/// What one case adds to the results: amounts, counts and codes, with the texts of its lessons and what may be
/// told outside.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CaseFigures {
    /// The day that decides in which period it falls: that of the talk, or else that on which it was made.
    pub day: Option<Date>,
    /// The day on which the plan was carried out.
    pub executed_on: Option<Date>,
    /// Where the plan stands.
    pub state: PlanState,
    /// The team or municipality that it is of; empty for the team of this namespace.
    pub team: String,
    /// The totals of the scenarios.
    pub totals: Totals,
    /// The totals by payer.
    pub payers: Vec<GroupFigures>,
    /// The totals by life domain.
    pub life_domains: Vec<GroupFigures>,
    /// The grades of each member of the family who gave one.
    pub people: Vec<Person>,
    /// Expected beside realised costs at the last review with an amount.
    pub follow_up: Option<FollowUp>,
    /// What the maatwerkbudget pays, or would pay once the plan is decided on; `None` if it pays for nothing.
    pub budget: Option<BudgetUse>,
    /// The laws and rules with what became of them.
    pub rules: Vec<RuleFigures>,
    /// The lessons.
    pub lessons: Vec<LessonFigures>,
    /// The number of parties that are involved now.
    pub parties_now: usize,
    /// The number of parties that are involved after the plan.
    pub parties_after: usize,
    /// What may be told of this family outside; empty unless somebody of the family agreed.
    pub publication: String,
}

/// The totals of one payer or life domain in a case.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GroupFigures {
    /// The code; empty if none is filled in.
    pub code: String,
    /// The name in the document.
    pub name: String,
    /// Its total without the plan.
    pub looming: Sum,
    /// Its total with the plan.
    pub tailored: Sum,
}

/// The last grade of a member of the family at each of [`MOMENTS`](super::MOMENTS).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Person {
    /// In the order of the moments; `None` where no grade was given.
    pub grades: [Option<Grade>; 4],
}

/// Expected beside realised costs of a case.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FollowUp {
    /// What was expected of the lines that say what they have cost.
    pub expected: Sum,
    /// What these have cost.
    pub realised: Sum,
    /// Whether all lines of the plan say so.
    pub is_complete: bool,
}

/// A law or rule, and what became of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RuleFigures {
    /// The law or bylaw.
    pub rule: String,
    /// The wire name of the outcome; empty while unknown.
    pub outcome: String,
}

impl CaseFigures {
    /// What a canvas adds.
    #[must_use]
    pub fn of(canvas: &Canvas) -> Self {
        let parties = |when| {
            let parties = canvas.entries(EntryList::Parties).values();
            parties.filter(|it| it.flag(when)).count()
        };
        Self {
            day: case_day(canvas),
            executed_on: canvas.executed_on,
            state: plan_state(canvas),
            team: team(canvas),
            totals: Totals::of(&canvas.costs),
            payers: groups(by_payer(&canvas.costs)),
            life_domains: groups(by_life_domain(&canvas.costs)),
            people: people(canvas),
            follow_up: follow_up(canvas),
            budget: budget(canvas),
            rules: rules(canvas),
            lessons: lessons(canvas),
            parties_now: parties("nu"),
            parties_after: parties("straks"),
            publication: publication(canvas),
        }
    }

    /// What the plan saves; `None` while there is no total without the plan.
    #[must_use]
    pub fn saving(&self) -> Option<Decimal> {
        self.totals.saving()
    }

    /// The themes of its lessons, each once, in lower case.
    #[must_use]
    pub fn themes(&self) -> Vec<String> {
        let themes = self.lessons.iter().map(|it| lowercase(&it.theme));
        first_of_each(themes.filter(|theme| !theme.is_empty()))
    }

    /// Whether the plan was carried out.
    #[must_use]
    pub fn is_executed(&self) -> bool {
        self.executed_on.is_some()
    }

    /// What the plan takes from the maatwerkbudget or asks of it; `None` if it pays for nothing.
    #[must_use]
    pub fn claim(&self) -> Option<BudgetClaim> {
        BudgetClaim::of(self.budget?, self.state, self.is_executed())
    }

    /// What the maatwerkbudget pays for a plan that was decided on; `None` before, or if it pays for nothing.
    #[must_use]
    pub fn decided_budget(&self) -> Option<BudgetUse> {
        match self.claim()? {
            BudgetClaim::Decided(uses) => Some(uses),
            BudgetClaim::Asked(_) => None,
        }
    }

    /// Whether the plan was carried out without the maatwerkbudget.
    #[must_use]
    pub fn is_regular(&self) -> bool {
        self.is_executed() && self.budget.is_none()
    }
}

/// The day that a case counts by: that of the talk, else that on which the canvas was made.
#[must_use]
pub fn case_day(canvas: &Canvas) -> Option<Date> {
    let made = || canvas.created.as_ref().and_then(day_of);
    canvas.date.or_else(made)
}

/// The day of a signature, in UTC.
fn day_of(signature: &Signature) -> Option<Date> {
    let days = signature.at?.millis().div_euclid(86_400_000);
    Date::new(1970, 1, 1)?.shift_days(i32::try_from(days).ok()?)
}

fn team(canvas: &Canvas) -> String {
    let team = canvas.single(SingleEntry::Team);
    team.map_or("", |team| team.text("naam")).trim().to_owned()
}

fn groups(groups: Vec<Group>) -> Vec<GroupFigures> {
    let groups = groups.into_iter().map(|group| GroupFigures {
        code: group.code,
        name: group.name,
        looming: Sum::new(group.totals.looming),
        tailored: Sum::new(group.totals.tailored),
    });
    groups.collect()
}

fn people(canvas: &Canvas) -> Vec<Person> {
    let given = canvas.satisfaction.given();
    let people = canvas.satisfaction.people.keys();
    let people = people.filter_map(|id| {
        let given = given.get(id)?;
        let last = |moment: &Moment| {
            let mut given = given.iter().rev();
            let found = given.find(|(entry, _)| entry.moment == *moment);
            found.map(|(_, grade)| *grade)
        };
        let grades = MOMENTS.each_ref().map(last);
        grades
            .iter()
            .any(Option::is_some)
            .then_some(Person { grades })
    });
    people.collect()
}

fn follow_up(canvas: &Canvas) -> Option<FollowUp> {
    let reviews = Review::ALL.into_iter().rev();
    let mut compared = reviews.map(|review| compare_costs(canvas, review));
    let found = compared.find(|it| it.known > 0)?;
    Some(FollowUp {
        expected: Sum::new(found.expected),
        realised: Sum::new(found.realised),
        is_complete: found.known == found.lines,
    })
}

fn rules(canvas: &Canvas) -> Vec<RuleFigures> {
    let rules = canvas.entries_in_order(EntryList::Rules).into_iter();
    let rules = rules.map(|(_, entry)| RuleFigures {
        rule: entry.text("regeling").trim().to_owned(),
        outcome: entry.text("uitkomst").trim().to_owned(),
    });
    rules
        .filter(|it| !it.rule.is_empty() || !it.outcome.is_empty())
        .collect()
}

fn lessons(canvas: &Canvas) -> Vec<LessonFigures> {
    let lessons = canvas.entries_in_order(EntryList::Lessons).into_iter();
    let lessons = lessons.map(|(_, entry)| LessonFigures::of(entry));
    lessons
        .filter(|it| *it != LessonFigures::default())
        .collect()
}

fn publication(canvas: &Canvas) -> String {
    let publication = canvas.single(SingleEntry::Publication);
    let agreed = publication.filter(|it| !it.text("akkoordVan").trim().is_empty());
    let text = agreed.map(|it| it.text("tekst").trim());
    text.unwrap_or_default().to_owned()
}
