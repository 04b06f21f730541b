//! Satisfaction: grades per person and moment.

use std::collections::BTreeMap;

use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Serialize};

use super::Extra;
use super::date::{Date, Timestamp};
use super::grade::Grade;
use super::id::ItemId;
use super::open::open_enum;
use super::order::{OrderKey, in_order};
use super::stamp::Author;
use super::text::filled;

/// The one wording of the question, stored with the grades so that they stay comparable.
pub const QUESTION: &str =
    "Hoe tevreden bent u op dit moment met uw leven, op een schaal van 1 tot 10?";

open_enum! {
    /// When a grade was asked.
    Moment {
        /// At the start, with the canvas.
        Baseline = "nulmeting",
        /// Just after the plan was carried out.
        RightAfter = "directNa",
        /// Six months after.
        After6Months = "na6Maanden",
        /// Twelve months after.
        After12Months = "na12Maanden",
        /// At any other time.
        Between = "tussentijds",
    }
}

impl Moment {
    /// The months after the plan was carried out at which the grade is due.
    #[must_use]
    pub fn months_after(&self) -> Option<u16> {
        match self {
            Self::RightAfter => Some(0),
            Self::After6Months => Some(6),
            Self::After12Months => Some(12),
            Self::Baseline | Self::Between | Self::Unknown(_) => None,
        }
    }
}

/// A member of the family, by role and never by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// The place in the list.
    #[serde(rename = "volgorde")]
    pub order: OrderKey,
    /// The role: moeder, vader, jeugdige 1.
    #[serde(
        rename = "rol",
        default,
        deserialize_with = "filled",
        skip_serializing_if = "String::is_empty"
    )]
    pub role: String,
    /// Fields of a newer version.
    #[serde(flatten)]
    pub extra: Extra,
}

/// One grade that someone gave.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GradeEntry {
    /// Whose grade it is.
    #[serde(rename = "persoon")]
    pub person: ItemId,
    /// When it was asked.
    #[serde(rename = "moment")]
    pub moment: Moment,
    /// The grade; absent until it was given.
    #[serde(rename = "cijfer", default, skip_serializing_if = "Option::is_none")]
    pub grade: Option<Grade>,
    /// The day of the talk.
    #[serde(rename = "datum", default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// Why this grade, in a few words.
    #[serde(
        rename = "reden",
        default,
        deserialize_with = "filled",
        skip_serializing_if = "String::is_empty"
    )]
    pub reason: String,
    /// Who changed it last.
    #[serde(rename = "door", default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Author>,
    /// When it was changed last.
    #[serde(rename = "op", default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Timestamp>,
    /// Fields of a newer version.
    #[serde(flatten)]
    pub extra: Extra,
}

/// The grades of a canvas.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Satisfaction {
    /// The question as it was asked.
    #[serde(rename = "vraag", default = "question", deserialize_with = "filled")]
    pub question: String,
    /// The members of the family who give grades.
    #[serde(
        rename = "personen",
        default,
        skip_serializing_if = "BTreeMap::is_empty"
    )]
    pub people: BTreeMap<ItemId, Person>,
    /// Their grades.
    #[serde(
        rename = "cijfers",
        default,
        skip_serializing_if = "BTreeMap::is_empty"
    )]
    pub grades: BTreeMap<ItemId, GradeEntry>,
    /// Fields of a newer version.
    #[serde(flatten)]
    pub extra: Extra,
}

fn question() -> String {
    QUESTION.to_owned()
}

impl Default for Satisfaction {
    fn default() -> Self {
        Self {
            question: question(),
            people: BTreeMap::new(),
            grades: BTreeMap::new(),
            extra: Extra::new(),
        }
    }
}

/// The score that stands in the header.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Score {
    /// The mean of each person's latest grade, one decimal; `None` without grades.
    pub mean: Option<Decimal>,
    /// How far that mean moved since the baseline, over the people who have both.
    pub change: Option<Decimal>,
}

/// A person's grades in order of date, for a small line chart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trend {
    /// Whose they are.
    pub person: ItemId,
    /// The grades with their days, oldest first.
    pub points: Vec<(Option<Date>, Grade)>,
}

/// The mean of grades, one decimal, half away from zero.
fn mean(grades: &[Grade]) -> Option<Decimal> {
    let sum = grades.iter().fold(Decimal::ZERO, |sum, grade| {
        sum.saturating_add(grade.decimal())
    });
    let mean = sum.checked_div(Decimal::from(grades.len()))?;
    let mut rounded = mean.round_dp_with_strategy(1, RoundingStrategy::MidpointAwayFromZero);
    rounded.rescale(1);
    Some(rounded)
}

impl Satisfaction {
    /// The people in their order.
    #[must_use]
    pub fn people_in_order(&self) -> Vec<(ItemId, &Person)> {
        let keys = self.people.iter().map(|(id, person)| (&person.order, *id));
        let people = in_order(keys.collect()).into_iter();
        people
            .filter_map(|id| Some((id, self.people.get(&id)?)))
            .collect()
    }

    /// What was asked of a person, oldest first: by date (undated first), then by id.
    #[must_use]
    pub fn asked_of(&self, person: ItemId) -> Vec<(ItemId, &GradeEntry)> {
        let asked = self.grades.iter().map(|(id, entry)| (*id, entry));
        let mut asked: Vec<_> = asked.filter(|(_, entry)| entry.person == person).collect();
        asked.sort_unstable_by_key(|(id, entry)| (entry.date, *id));
        asked
    }

    /// A person's given grades, oldest first: by date (undated first), then by id.
    #[must_use]
    pub fn given_by(&self, person: ItemId) -> Vec<(&GradeEntry, Grade)> {
        let asked = self.asked_of(person).into_iter();
        asked
            .filter_map(|(_, entry)| Some((entry, entry.grade?)))
            .collect()
    }

    /// The score over all people: see [`Score`].
    #[must_use]
    pub fn score(&self) -> Score {
        let (mut latest, mut first, mut last) = (Vec::new(), Vec::new(), Vec::new());
        for person in self.people.keys() {
            let given = self.given_by(*person);
            let Some((_, newest)) = given.last() else {
                continue;
            };
            latest.push(*newest);
            let baseline = given
                .iter()
                .rposition(|(entry, _)| entry.moment == Moment::Baseline);
            let Some(at) = baseline.filter(|at| at.saturating_add(1) < given.len()) else {
                continue;
            };
            first.extend(given.get(at).map(|(_, grade)| *grade));
            last.push(*newest);
        }
        let change = mean(&last)
            .zip(mean(&first))
            .map(|(last, first)| last.saturating_sub(first));
        Score {
            mean: mean(&latest),
            change,
        }
    }

    /// Every person's trend, in the people's order.
    #[must_use]
    pub fn trends(&self) -> Vec<Trend> {
        let people = self.people_in_order().into_iter().map(|(id, _)| id);
        people
            .map(|person| {
                let points = self
                    .given_by(person)
                    .into_iter()
                    .map(|(entry, grade)| (entry.date, grade));
                Trend {
                    person,
                    points: points.collect(),
                }
            })
            .collect()
    }
}
