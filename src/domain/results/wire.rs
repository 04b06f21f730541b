//! The figures of a case in storage.

use super::case::{CaseFigures, FollowUp, GroupFigures, Person, RuleFigures};
use super::lesson::LessonFigures;
use super::sum::Sum;
use crate::domain::date::Date;
use crate::domain::format::canonical;
use crate::domain::grade::Grade;
use crate::domain::method::{BudgetUse, PlanState};
use crate::domain::totals::Totals;
use crate::domain::wire::{read_text, wire_object};

/// The version of stored figures; those of another version are made anew.
const VERSION: u32 = 1;

wire_object! {
    struct Stored {
        version: u32 = "v",
        day: Option<Date> = "datum",
        executed_on: Option<Date> = "uitgevoerdOp",
        state: String = "stand",
        team: String = "team",
        totals: Vec<Sum> = "totalen",
        has_amounts: bool = "heeftBedragen" always,
        payers: Vec<StoredGroup> = "financiers",
        life_domains: Vec<StoredGroup> = "leefgebieden",
        people: Vec<StoredPerson> = "gezinsleden",
        follow_up: Option<StoredFollowUp> = "gerealiseerd",
        budget: Option<StoredBudget> = "budget",
        rules: Vec<StoredRule> = "grondslagen",
        lessons: Vec<LessonFigures> = "leerpunten",
        parties_now: usize = "partijenNu" always,
        parties_after: usize = "partijenStraks" always,
        publication: String = "publicatie",
    }
}

wire_object! {
    struct StoredGroup {
        code: String = "code",
        name: String = "naam",
        looming: Sum = "dreigend",
        tailored: Sum = "maatwerk",
    }
}

wire_object! {
    struct StoredPerson {
        baseline: Option<Grade> = "nulmeting",
        right_after: Option<Grade> = "directNa",
        after6: Option<Grade> = "na6Maanden",
        after12: Option<Grade> = "na12Maanden",
    }
}

wire_object! {
    struct StoredFollowUp {
        expected: Sum = "verwacht",
        realised: Sum = "werkelijk",
        is_complete: bool = "volledig" always,
    }
}

wire_object! {
    struct StoredBudget {
        committed: Sum = "toegezegd",
        paid: Sum = "betaald",
    }
}

wire_object! {
    struct StoredRule {
        rule: String = "regeling",
        outcome: String = "uitkomst",
    }
}

impl CaseFigures {
    /// The text of these figures in storage.
    #[must_use]
    pub fn encode(&self) -> String {
        let group = |it: &GroupFigures| StoredGroup {
            code: it.code.clone(),
            name: it.name.clone(),
            looming: it.looming,
            tailored: it.tailored,
        };
        let person = |it: &Person| {
            let [baseline, right_after, after6, after12] = it.grades;
            StoredPerson {
                baseline,
                right_after,
                after6,
                after12,
            }
        };
        let totals = [
            self.totals.current,
            self.totals.looming,
            self.totals.tailored,
        ];
        canonical(&Stored {
            version: VERSION,
            day: self.day,
            executed_on: self.executed_on,
            state: self.state.wire().to_owned(),
            team: self.team.clone(),
            totals: totals.map(Sum::new).into(),
            has_amounts: self.totals.has_amounts,
            payers: self.payers.iter().map(group).collect(),
            life_domains: self.life_domains.iter().map(group).collect(),
            people: self.people.iter().map(person).collect(),
            follow_up: self.follow_up.map(|it| StoredFollowUp {
                expected: it.expected,
                realised: it.realised,
                is_complete: it.is_complete,
            }),
            budget: self.budget.map(|it| StoredBudget {
                committed: Sum::new(it.committed),
                paid: Sum::new(it.paid),
            }),
            rules: self.rules.iter().map(stored_rule).collect(),
            lessons: self.lessons.clone(),
            parties_now: self.parties_now,
            parties_after: self.parties_after,
            publication: self.publication.clone(),
        })
    }

    /// Reads stored figures; `None` if they are invalid or of another version.
    #[must_use]
    pub fn decode(text: &str) -> Option<Self> {
        let stored: Stored = read_text(text).filter(|it: &Stored| it.version == VERSION)?;
        let [current, looming, tailored] = *stored.totals.as_slice() else {
            return None;
        };
        Some(Self {
            day: stored.day,
            executed_on: stored.executed_on,
            state: PlanState::from_wire(&stored.state)?,
            team: stored.team,
            totals: Totals {
                current: current.decimal(),
                looming: looming.decimal(),
                tailored: tailored.decimal(),
                has_amounts: stored.has_amounts,
            },
            payers: stored.payers.into_iter().map(read_group).collect(),
            life_domains: stored.life_domains.into_iter().map(read_group).collect(),
            people: stored.people.into_iter().map(read_person).collect(),
            follow_up: stored.follow_up.map(|it| FollowUp {
                expected: it.expected,
                realised: it.realised,
                is_complete: it.is_complete,
            }),
            budget: stored.budget.map(|it| BudgetUse {
                committed: it.committed.decimal(),
                paid: it.paid.decimal(),
            }),
            rules: stored.rules.into_iter().map(read_rule).collect(),
            lessons: stored.lessons,
            parties_now: stored.parties_now,
            parties_after: stored.parties_after,
            publication: stored.publication,
        })
    }
}

fn stored_rule(it: &RuleFigures) -> StoredRule {
    StoredRule {
        rule: it.rule.clone(),
        outcome: it.outcome.clone(),
    }
}

fn read_rule(it: StoredRule) -> RuleFigures {
    RuleFigures {
        rule: it.rule,
        outcome: it.outcome,
    }
}

fn read_group(it: StoredGroup) -> GroupFigures {
    GroupFigures {
        code: it.code,
        name: it.name,
        looming: it.looming,
        tailored: it.tailored,
    }
}

fn read_person(it: StoredPerson) -> Person {
    Person {
        grades: [it.baseline, it.right_after, it.after6, it.after12],
    }
}
