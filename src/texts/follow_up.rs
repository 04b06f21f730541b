//! The words of the follow-up: where the plan stands, its days, and what it has cost.

use std::cmp::Ordering;

use rust_decimal::Decimal;

use super::{date, number};
use crate::domain::method::{BudgetUse, Comparison, Milestone, PlanState, Review, Table};

words! {
    FOLLOW_UP = "Opvolging";
    FOLLOW_UP_HINT = "Wat is er van het plan gekomen? Kijk na 6 en na 12 maanden wat het echt heeft gekost.";
    NOT_EXECUTED = "Vul in wanneer het plan is uitgevoerd. Daarna vult u hier in wat het echt heeft gekost.";
    NO_LINES = "In de kosten staat nog niets bij Maatwerk. Vul dat eerst in.";
    AMOUNT = "Echt betaald sinds de uitvoering";
    SOURCE = "Waar komt dat bedrag vandaan?";
    LOOKED_UP = "Nagekeken op";
    CLOSE_CASE = "Casus afsluiten";
    REOPEN = "Casus weer openen";
    NO_NAME = "Regel zonder omschrijving";
    DONE = "alle cijfers zijn er";
    NOT_DONE = "nog niet alle cijfers zijn er";
}

/// The name of a line.
#[must_use]
pub fn line(description: &str) -> String {
    match description.trim() {
        "" => NO_NAME.to_owned(),
        text => text.to_owned(),
    }
}

/// A moment after the plan was carried out.
#[must_use]
pub fn after(review: Review) -> &'static str {
    match review {
        Review::After6Months => "na 6 maanden",
        Review::After12Months => "na 12 maanden",
    }
}

/// What was expected of a line at a moment; `None` for a line that the plan doesn't use.
#[must_use]
pub fn expected(review: Review, amount: Option<Decimal>) -> String {
    let amount = amount.unwrap_or_default();
    let amount = number::format_euro(amount);
    [name(review), ": verwacht ", &amount].concat()
}

fn name(review: Review) -> &'static str {
    match review {
        Review::After6Months => "Na 6 maanden",
        Review::After12Months => "Na 12 maanden",
    }
}

/// What a plan has cost, beside what was expected of the same lines.
#[must_use]
pub fn compared(review: Review, sums: &Comparison) -> String {
    let euro = number::format_euro;
    let more = sums.realised.saturating_sub(sums.expected);
    let difference = match more.cmp(&Decimal::ZERO) {
        Ordering::Greater => [&euro(more), " meer dan verwacht"].concat(),
        Ordering::Less => [&euro(more.abs()), " minder dan verwacht"].concat(),
        Ordering::Equal => "zoals verwacht".to_owned(),
    };
    [
        name(review),
        ": verwacht ",
        &euro(sums.expected),
        ", echt betaald ",
        &euro(sums.realised),
        ". Dat is ",
        &difference,
        ". Bekend van ",
        &sums.known.to_string(),
        " van ",
        &sums.lines.to_string(),
        if sums.lines == 1 {
            " regel."
        } else {
            " regels."
        },
    ]
    .concat()
}

/// What the maatwerkbudget pays.
#[must_use]
pub fn budget(budget: &BudgetUse) -> String {
    let euro = number::format_euro;
    [
        "Uit het maatwerkbudget: toegezegd ",
        &euro(budget.committed),
        ", betaald ",
        &euro(budget.paid),
        ".",
    ]
    .concat()
}

/// Where a plan stands.
#[must_use]
pub fn state(state: PlanState) -> &'static str {
    match state {
        PlanState::Concept => "Het plan is een concept.",
        PlanState::Discussed => "Het plan wordt besproken.",
        PlanState::Approved => "Het plan is akkoord. Het kan worden uitgevoerd.",
        PlanState::Executed => "Het plan is uitgevoerd. We volgen het.",
        PlanState::Followed => "Het plan is gevolgd tot 12 maanden na de uitvoering.",
        PlanState::Closed => "De casus is afgesloten.",
    }
}

/// The name of a kind of table.
#[must_use]
pub fn table(table: Option<Table>) -> &'static str {
    match table {
        Some(Table::Sparring) => "Spar-tafel",
        Some(Table::Breakthrough) => "Doorbraaktafel",
        None => "Tafel",
    }
}

/// A day in the course of a plan.
#[must_use]
pub fn milestone(milestone: Milestone) -> String {
    let day = date::format_long(milestone.day());
    let (what, note) = match milestone {
        Milestone::Talk(_) => ("Gesprek", ""),
        Milestone::Agreed(_) => ("Instemming van het gezin", ""),
        Milestone::Table(kind, _) => (table(kind), ""),
        Milestone::Executed(_) => ("Plan uitgevoerd", ""),
        Milestone::Review(review, _, true) => (name(review), DONE),
        Milestone::Review(review, _, false) => (name(review), NOT_DONE),
    };
    let mut text = [what, ": ", &day].concat();
    if !note.is_empty() {
        text.extend([" (", note, ")"]);
    }
    text
}
