//! What is missing or odd on a canvas, as data. A finding never blocks anything.

use rust_decimal::Decimal;

use super::action::ActionBox;
use super::analysis::double_counting;
use super::canvas::Canvas;
use super::conflict::undecided;
use super::costs::{CostLine, Payer, Scenario};
use super::date::Date;
use super::id::ItemId;
use super::method::{Agreement, EntryList, Question, Registration, SingleEntry};
use super::money::Money;
use super::place::Place;
use super::prices::item::is_comparison;
use super::privacy::personal_data;
use super::satisfaction::Moment;
use super::text_box::TextBox;
use super::texts::all_texts;
use super::usage::Usage;
use crate::domain::first_of_each;

pub use super::finding::{Evidence, Finding, Topic};

/// Days before its due date from which a missing grade is a finding.
const DUE_SOON_DAYS: i32 = 14;
/// Days after its due date from which a missing grade is overdue.
const OVERDUE_DAYS: i32 = 30;
/// Years after which a price is old.
const OLD_YEARS: i32 = 2;

/// All findings on a canvas but those of [`justification`]: personal data first, then open conflicts, then in the page's reading
/// order.
#[must_use]
pub fn findings(canvas: &Canvas, today: Date) -> Vec<Finding> {
    let mut found = privacy(canvas);
    let undecided = undecided(canvas).into_iter();
    let places = first_of_each(undecided.map(|pointer| Place::of_pointer(pointer, canvas)));
    found.extend(places.into_iter().map(Finding::Undecided));
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
    found.extend(around(canvas, today));
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
    // A price for comparison has been found already.
    let compares = |id: &ItemId| {
        let price = costs.lines.get(id).and_then(|line| line.price.as_ref());
        price.is_some_and(|price| is_comparison(&price.code))
    };
    let doubles = double_counting(lines, costs).into_iter();
    let doubles = doubles.filter(|double| !compares(&double.whole));
    found.extend(doubles.map(Finding::DoubleCounting));
    found
}

fn of_line(id: ItemId, line: &CostLine, horizon: u8) -> [Option<Finding>; 5] {
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
    let backwards = uses().any(Usage::is_backwards);
    let mut amounts = Scenario::ALL.into_iter();
    let too_large = amounts.any(|at| line.amount(at, horizon).is_some_and(is_beyond));
    [
        missing,
        comparison.then_some(Finding::ComparisonPrice(id)),
        clipped.then_some(Finding::BeyondHorizon(id)),
        backwards.then_some(Finding::BackwardsMonths(id)),
        too_large.then_some(Finding::TooLarge(id)),
    ]
}

fn is_beyond(amount: Decimal) -> bool {
    Money::from_decimal(amount).is_none()
}

fn has_amount(line: &CostLine, horizon: u8) -> bool {
    let mut amounts = Scenario::ALL.into_iter();
    amounts.any(|scenario| line.amount(scenario, horizon).is_some())
}

/// All that is left to do: the findings on a canvas and what its analysis lacks, by topic.
#[must_use]
pub fn to_do(canvas: &Canvas, today: Date) -> Vec<Finding> {
    let mut found = findings(canvas, today);
    found.extend(justification(canvas, today));
    let of = |topic| {
        found
            .iter()
            .filter(move |it: &&Finding| it.topic() == topic)
    };
    Topic::ALL.into_iter().flat_map(of).cloned().collect()
}

/// What the analysis lacks to be credible.
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
        let payer = line.payer.as_ref().is_some_and(Payer::is_named);
        let said = |text: &str| !text.trim().is_empty();
        let given = [
            (payer, Evidence::Payer),
            (said(&line.rationale), Evidence::Rationale),
            (said(source), Evidence::Source),
            (said(&line.checked_by), Evidence::Check),
        ];
        let missing = given.into_iter().filter(|(given, _)| !given);
        let missing: Vec<Evidence> = missing.map(|(_, proof)| proof).collect();
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
    let given = satisfaction.given();
    let mut found = Vec::new();
    for (person, _) in satisfaction.people_in_order() {
        let given = given.get(&person).map_or(&[][..], Vec::as_slice);
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

/// What is missing around the plan.
fn around(canvas: &Canvas, today: Date) -> Vec<Finding> {
    let agreement = canvas.single(SingleEntry::Agreement).map(Agreement::of);
    let mut found = Vec::new();
    if agreement.as_ref().is_some_and(|it| it.withdrawn.is_some()) {
        found.push(Finding::AgreementWithdrawn);
    } else if !canvas.entries(EntryList::Registrations).is_empty()
        && !agreement.is_some_and(|it| it.stands())
    {
        found.push(Finding::NoAgreement);
    }
    for (id, entry) in canvas.entries_in_order(EntryList::Registrations) {
        let table = Registration::of(entry);
        let has_been = table.date.is_some_and(|day| day <= today);
        if has_been && !table.is_complete() {
            found.push(Finding::SparIncomplete(id));
        }
    }
    let questions = canvas.entries_in_order(EntryList::Questions).into_iter();
    let late = questions.filter(|(_, entry)| Question::of(entry).is_overdue(today));
    found.extend(late.map(|(id, _)| Finding::QuestionOverdue(id)));
    found
}

/// Personal data in any text, once per kind and place.
fn privacy(canvas: &Canvas) -> Vec<Finding> {
    let kinds = all_texts(canvas).into_iter().flat_map(|(place, text)| {
        let kinds = personal_data(text).into_iter();
        kinds.map(move |kind| (place, kind))
    });
    let found = first_of_each(kinds).into_iter();
    found
        .map(|(place, kind)| Finding::Personal { place, kind })
        .collect()
}
