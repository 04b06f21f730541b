//! Satisfaction: grades per person and moment.

use std::cmp::Ordering;

use rust_decimal::{Decimal, RoundingStrategy};

use super::Extra;
use super::date::Date;
use super::grade::Grade;
use super::id::ItemId;
use super::open_enum::open_enum;
use super::order::{OrderKey, in_order};
use super::sort::sort_by;
use super::sorted_map::ItemMap;
use super::stamp::Signature;
use super::wire::wire_object;

/// The one wording of the question, stored with the grades so that they stay comparable.
pub const QUESTION: &str =
    "Hoe tevreden bent u op dit moment met uw leven, op een schaal van 1 tot 10?";

open_enum! {
    /// The moment in the course of the plan at which a grade was asked.
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
    /// The number of months after execution at which the grade is due; `None` for a moment without a
    /// due date.
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

wire_object! {
    /// A member of the family, by role and never by name.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Person {
        /// Rank in the list.
        pub order: OrderKey = "volgorde",
        /// The role: moeder, vader, jeugdige 1.
        pub role: String = "rol",
        /// Fields of a newer version.
        pub extra: Extra = ..,
    }
}

wire_object! {
    /// One grade that someone gave.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct GradeEntry {
        /// The id of the person who gave it.
        pub person: ItemId = "persoon",
        /// The moment of the question.
        pub moment: Moment = "moment",
        /// The grade; absent if it was asked but not given yet.
        pub grade: Option<Grade> = "cijfer",
        /// The day on which it was given.
        pub date: Option<Date> = "datum",
        /// The reason, in a few words.
        pub reason: String = "reden",
        /// Who changed it last, and when.
        pub signature: Signature = ..,
    }
}

wire_object! {
    /// The grades of a canvas.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Satisfaction {
        /// The question as it was asked.
        pub question: String = "vraag" or question(),
        /// The members of the family who give grades, by id.
        pub people: ItemMap<Person> = "personen",
        /// The grades, by id.
        pub grades: ItemMap<GradeEntry> = "cijfers",
        /// Fields of a newer version.
        pub extra: Extra = ..,
    }
}

fn question() -> String {
    QUESTION.to_owned()
}

impl Default for Satisfaction {
    fn default() -> Self {
        Self {
            question: question(),
            people: ItemMap::new(),
            grades: ItemMap::new(),
            extra: Extra::new(),
        }
    }
}

/// The score in the header.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Score {
    /// The mean of each person's latest grade, one decimal; `None` without grades.
    pub mean: Option<Decimal>,
    /// The difference of that mean from the baseline, over the people who have both; `None` if nobody
    /// has.
    pub change: Option<Decimal>,
}

/// A person's grades in order of date, for a small line chart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trend {
    /// The person's id.
    pub person: ItemId,
    /// The given grades with their dates, oldest first, undated ones before all.
    pub points: Vec<(Option<Date>, Grade)>,
}

/// The order of entries: by date, undated first, then by id.
fn by_date(one: &(ItemId, &GradeEntry), other: &(ItemId, &GradeEntry)) -> Ordering {
    (one.1.date, one.0).cmp(&(other.1.date, other.0))
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
    /// The people by order key, ties by id.
    #[must_use]
    pub fn people_in_order(&self) -> Vec<(ItemId, &Person)> {
        let keys = self.people.iter().map(|(id, person)| (&person.order, *id));
        let people = in_order(keys.collect()).into_iter();
        people
            .filter_map(|id| Some((id, self.people.get(&id)?)))
            .collect()
    }

    /// A person's entries, given or not, oldest first: by date (undated first), then by id.
    #[must_use]
    pub fn asked_of(&self, person: ItemId) -> Vec<(ItemId, &GradeEntry)> {
        let asked = self.grades.iter().map(|(id, entry)| (*id, entry));
        let mut asked: Vec<_> = asked.filter(|(_, entry)| entry.person == person).collect();
        sort_by(&mut asked, &by_date);
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

    /// The entry that a person has of a day; the last one where there are several.
    #[must_use]
    pub fn asked_on(&self, person: ItemId, day: Date) -> Option<(ItemId, &GradeEntry)> {
        let asked = self.asked_of(person).into_iter().rev();
        let mut of_day = asked.filter(|(_, entry)| entry.date == Some(day));
        of_day.next()
    }

    /// The moment of a grade that a person gives today: the baseline where that has not been given, then the
    /// last moment after the plan's execution that has come and was not asked, else one in between.
    #[must_use]
    pub fn moment_of_today(
        &self,
        person: ItemId,
        executed_on: Option<Date>,
        today: Date,
    ) -> Moment {
        let given = self.given_by(person);
        let has = |moment: &Moment| given.iter().any(|(entry, _)| entry.moment == *moment);
        if !has(&Moment::Baseline) {
            return Moment::Baseline;
        }
        let has_come = |moment: &&Moment| {
            let due = executed_on.zip(moment.months_after());
            due.is_some_and(|(day, months)| today >= day.plus_months(months))
        };
        let last = Moment::KNOWN.iter().rev().find(has_come);
        last.filter(|moment| !has(moment))
            .cloned()
            .unwrap_or(Moment::Between)
    }

    /// The given grades of every person, as [`given_by`](Self::given_by) returns them, in one pass.
    #[must_use]
    pub fn given(&self) -> ItemMap<Vec<(&GradeEntry, Grade)>> {
        let mut asked: Vec<_> = self.grades.iter().map(|(id, entry)| (*id, entry)).collect();
        // By person first, so that each one is added at the end.
        sort_by(&mut asked, &|one, other| {
            let person = one.1.person.cmp(&other.1.person);
            person.then_with(|| by_date(one, other))
        });
        let mut all: ItemMap<Vec<(&GradeEntry, Grade)>> = ItemMap::new();
        for (_, entry) in asked {
            if let Some(grade) = entry.grade {
                all.entry(entry.person).or_default().push((entry, grade));
            }
        }
        all
    }

    /// The score over all people: see [`Score`].
    #[must_use]
    pub fn score(&self) -> Score {
        let all = self.given();
        let (mut latest, mut first, mut last) = (Vec::new(), Vec::new(), Vec::new());
        for person in self.people.keys() {
            let Some(given) = all.get(person) else {
                continue;
            };
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
        let mut all = self.given();
        let people = self.people_in_order().into_iter().map(|(id, _)| id);
        people
            .map(|person| {
                let given = all.remove(&person).unwrap_or_default().into_iter();
                let points = given.map(|(entry, grade)| (entry.date, grade));
                Trend {
                    person,
                    points: points.collect(),
                }
            })
            .collect()
    }
}
