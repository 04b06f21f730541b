//! Sums by payer or by life domain over cases.

use rust_decimal::Decimal;

use super::case::GroupFigures;
use crate::domain::decimal::{add, sub};
use crate::domain::sorted_map::SortedMap;

/// The most groups that are kept apart; what comes after that many codes and names of people's own is added
/// to the group without a code or name.
const MOST: usize = 400;

/// The sums of one payer or life domain.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GroupSum {
    /// The name in the documents: of several the first in alphabetical order.
    pub name: String,
    /// The number of cases.
    pub cases: usize,
    /// What they would cost without the plan.
    pub looming: Decimal,
    /// What they cost with the plan.
    pub tailored: Decimal,
}

impl GroupSum {
    /// What is saved; negative if it costs more.
    #[must_use]
    pub fn saving(&self) -> Decimal {
        sub(self.looming, self.tailored)
    }
}

/// The sums of all payers or life domains: by code, or by name where there is no code.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GroupSums(SortedMap<(String, String), GroupSum>);

impl GroupSums {
    /// Adds the groups of a case.
    pub fn add(&mut self, groups: &[GroupFigures]) {
        for group in groups {
            let mut key = Self::key(group);
            if self.0.len() >= MOST && !self.0.contains_key(&key) {
                key = Default::default();
            }
            let sum = self.0.entry(key).or_default();
            sum.cases = sum.cases.saturating_add(1);
            sum.looming = add(sum.looming, group.looming.decimal());
            sum.tailored = add(sum.tailored, group.tailored.decimal());
            let is_first = !group.name.is_empty() && group.name < sum.name;
            if is_first || sum.name.is_empty() {
                group.name.clone_into(&mut sum.name);
            }
        }
    }

    /// What tells a group from others: its code, or without one its name.
    #[must_use]
    pub fn key(group: &GroupFigures) -> (String, String) {
        let name = if group.code.is_empty() {
            group.name.clone()
        } else {
            String::new()
        };
        (group.code.clone(), name)
    }

    /// The groups by their keys.
    pub fn iter(&self) -> impl Iterator<Item = (&(String, String), &GroupSum)> {
        self.0.iter()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
