//! Findings: what is missing or odd on a canvas, as data. Nothing here stops anyone.

use super::action::ActionBox;
use super::analysis::{Double, double_counting};
use super::canvas::{Canvas, TextBox};
use super::command::Place;
use super::costs::{CostLine, Scenario};
use super::date::Date;
use super::id::ItemId;
use super::prices::item::is_comparison;
use super::privacy::{PersonalData, personal_data};
use super::satisfaction::Moment;
use super::usage::Use;

/// How many days before a grade is due it shows up.
const DUE_SOON_DAYS: i32 = 14;
/// How many days after its date a grade is overdue.
const OVERDUE_DAYS: i32 = 30;
/// How many years back a price is old.
const OLD_YEARS: i32 = 2;

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
    DoubleCounting(Double),
    /// A scenario of a line has months beyond the horizon, which don't count.
    BeyondHorizon(ItemId),
    /// A scenario of a line ends before it starts, and so comes to nothing.
    BackwardsMonths(ItemId),
    /// A line with an amount doesn't say all that makes it credible.
    Unproven(ItemId, Vec<Proof>),
    /// A line's price is of a year long past.
    OldPrice(ItemId, u16),
    /// Nobody is there to give a grade.
    NoPeople,
    /// Someone's grade at the start is missing.
    NoBaseline(ItemId),
    /// A grade is due.
    GradeDue {
        /// Whose.
        person: ItemId,
        /// Which.
        moment: Moment,
        /// The day it is due on.
        on: Date,
        /// Whether that day is long past.
        overdue: bool,
    },
    /// A text seems to hold personal data.
    Personal {
        /// Where.
        place: Place,
        /// What it looks like.
        kind: PersonalData,
    },
}

/// What makes an amount credible.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proof {
    /// Why this estimate.
    Rationale,
    /// Where the amount or the price comes from.
    Source,
    /// Who checked it.
    Check,
}

impl Finding {
    /// Where to go to mend it.
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
            | Self::DoubleCounting(Double { whole: id, .. })
            | Self::BeyondHorizon(id)
            | Self::BackwardsMonths(id)
            | Self::Unproven(id, _)
            | Self::OldPrice(id, _) => Place::Line(*id),
            Self::NoPeople => Place::People,
            Self::NoBaseline(id) | Self::GradeDue { person: id, .. } => Place::Person(*id),
            Self::Personal { place, .. } => *place,
        }
    }

    /// Whether it is about personal data, which comes before all that is merely missing.
    #[must_use]
    pub fn is_privacy(&self) -> bool {
        matches!(self, Self::Personal { .. })
    }
}

/// All findings on a canvas: privacy first, then in the page's reading order.
#[must_use]
pub fn findings(canvas: &Canvas, today: Date) -> Vec<Finding> {
    let mut found = privacy(canvas);
    found.extend(header(canvas));
    for place in TextBox::ALL {
        if canvas.text(place).text.trim().is_empty() {
            found.push(Finding::EmptyBox(place));
        }
        if place == TextBox::Breakthrough {
            found.extend(actions(canvas));
            found.extend(lines(canvas));
        }
    }
    found.extend(grades(canvas, today));
    found
}

fn header(canvas: &Canvas) -> impl Iterator<Item = Finding> {
    let missing = [
        canvas.lead.trim().is_empty().then_some(Finding::NoLead),
        canvas.date.is_none().then_some(Finding::NoDate),
        canvas
            .case_number
            .trim()
            .is_empty()
            .then_some(Finding::NoCaseNumber),
    ];
    missing.into_iter().flatten()
}

fn actions(canvas: &Canvas) -> Vec<Finding> {
    let mut found = Vec::new();
    for place in ActionBox::ALL {
        let actions = canvas.actions_in(place);
        if actions.is_empty() {
            found.push(Finding::NoActions(place));
        }
        let empty = actions
            .into_iter()
            .filter(|(_, action)| action.what.trim().is_empty());
        found.extend(empty.map(|(id, _)| Finding::ActionWithoutText(id)));
    }
    found
}

fn lines(canvas: &Canvas) -> Vec<Finding> {
    let lines = canvas.lines_in_order();
    if lines.is_empty() {
        return vec![Finding::NoLines];
    }
    let costs = &canvas.costs;
    let mut found: Vec<Finding> = lines
        .iter()
        .flat_map(|(id, line)| of_line(*id, line, costs.horizon))
        .flatten()
        .collect();
    let doubles = double_counting(lines, costs).into_iter();
    // A price for comparison has been found already.
    let doubles = doubles.filter(|double| !found.contains(&Finding::ComparisonPrice(double.whole)));
    let doubles: Vec<Finding> = doubles.map(Finding::DoubleCounting).collect();
    found.extend(doubles);
    found
}

fn of_line(id: ItemId, line: &CostLine, horizon: u8) -> [Option<Finding>; 4] {
    let uses = || Scenario::ALL.into_iter().filter_map(|at| line.usage(at));
    let missing = if !has_amount(line, horizon) {
        Some(Finding::LineWithoutAmount(id))
    } else if line.description.trim().is_empty() {
        Some(Finding::LineWithoutDescription(id))
    } else {
        None
    };
    let price = line.price.as_ref();
    let comparison = price.is_some_and(|price| is_comparison(&price.code));
    let clipped = uses().any(|usage| usage.is_clipped(horizon));
    let backwards = uses().any(Use::is_backwards);
    [
        missing,
        comparison.then_some(Finding::ComparisonPrice(id)),
        clipped.then_some(Finding::BeyondHorizon(id)),
        backwards.then_some(Finding::BackwardsMonths(id)),
    ]
}

fn has_amount(line: &CostLine, horizon: u8) -> bool {
    let mut amounts = Scenario::ALL.into_iter();
    amounts.any(|scenario| line.amount(scenario, horizon).is_some())
}

/// What the analysis lacks to be credible: shown beside the analysis, and never on the page that is
/// filled in with the family.
#[must_use]
pub fn justification(canvas: &Canvas, today: Date) -> Vec<Finding> {
    let mut found = Vec::new();
    for (id, line) in canvas.lines_in_order() {
        if !has_amount(line, canvas.costs.horizon) {
            continue;
        }
        let source = line
            .price
            .as_ref()
            .map_or("", |price| price.source.as_str());
        let texts = [
            (line.rationale.as_str(), Proof::Rationale),
            (source, Proof::Source),
            (line.checked_by.as_str(), Proof::Check),
        ];
        let missing = texts.into_iter().filter(|(text, _)| text.trim().is_empty());
        let missing: Vec<Proof> = missing.map(|(_, proof)| proof).collect();
        if !missing.is_empty() {
            found.push(Finding::Unproven(id, missing));
        }
        let year = line.price.as_ref().and_then(|price| price.price_year);
        let old = year.filter(|year| today.year().saturating_sub(i32::from(*year)) > OLD_YEARS);
        found.extend(old.map(|year| Finding::OldPrice(id, year)));
    }
    found
}

fn grades(canvas: &Canvas, today: Date) -> Vec<Finding> {
    let satisfaction = &canvas.satisfaction;
    if satisfaction.people.is_empty() {
        return vec![Finding::NoPeople];
    }
    let mut found = Vec::new();
    for (person, _) in satisfaction.people_in_order() {
        let given = satisfaction.given_by(person);
        let has = |moment: &Moment| given.iter().any(|(entry, _)| entry.moment == *moment);
        if !has(&Moment::Baseline) {
            found.push(Finding::NoBaseline(person));
        }
        let Some(executed) = canvas.executed_on else {
            continue;
        };
        for moment in Moment::KNOWN.iter().filter(|moment| !has(moment)) {
            let Some(months) = moment.months_after() else {
                continue;
            };
            let on = executed.plus_months(months);
            let late = today.days_since(on);
            if late >= -DUE_SOON_DAYS {
                let moment = moment.clone();
                found.push(Finding::GradeDue {
                    person,
                    moment,
                    on,
                    overdue: late > OVERDUE_DAYS,
                });
            }
        }
    }
    found
}

fn privacy(canvas: &Canvas) -> Vec<Finding> {
    let header = [&canvas.case_number, &canvas.lead].map(|text| (Place::Header, text));
    let boxes = TextBox::ALL.map(|place| (Place::Text(place), &canvas.text(place).text));
    let actions = canvas.actions.iter().flat_map(|(id, action)| {
        [&action.what, &action.who].map(|text| (Place::Action(*id), text))
    });
    let lines = canvas.costs.lines.iter().flat_map(|(id, line)| {
        let own = [&line.description, &line.rationale, &line.checked_by];
        let payer = line.payer.iter().map(|payer| &payer.name);
        let source = line.price.iter().map(|price| &price.source);
        let texts = own.into_iter().chain(payer).chain(source);
        texts.map(|text| (Place::Line(*id), text))
    });
    let people = canvas
        .satisfaction
        .people
        .iter()
        .map(|(id, person)| (Place::Person(*id), &person.role));
    let grades = canvas
        .satisfaction
        .grades
        .iter()
        .map(|(id, entry)| (Place::Grade(*id), &entry.reason));
    let texts = header
        .into_iter()
        .chain(boxes)
        .chain(actions)
        .chain(lines)
        .chain(people)
        .chain(grades);
    let mut found: Vec<Finding> = Vec::new();
    for (place, text) in texts {
        for kind in personal_data(text) {
            let finding = Finding::Personal { place, kind };
            if !found.contains(&finding) {
                found.push(finding);
            }
        }
    }
    found
}
