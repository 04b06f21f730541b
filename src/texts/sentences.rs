//! Whole sentences about a canvas: its totals, and what is still to do.

use std::cmp::Ordering;

use rust_decimal::Decimal;

use super::{analysis, date, explain, labels, names, number};
use crate::domain::{
    ActionBox, Canvas, Finding, ItemId, Moment, Place, Scenario, Totals, personal_data,
};

/// The longest piece of someone's own words that a sentence quotes.
const LONGEST_QUOTE: usize = 40;

/// What the plan saves, and how it compares with now and with what threatens.
///
/// A plan that costs more than help does now is no loss, so both differences are told. What isn't
/// filled in yet is asked for, and not taken for nothing.
#[must_use]
pub fn totals(totals: &Totals) -> String {
    let (looming, tailored) = (totals.looming, totals.tailored);
    let filled = Scenario::ALL.map(|scenario| totals.is_filled(scenario));
    match filled {
        [false, false, false] if totals.has_amounts => "Alle bedragen zijn nul.".to_owned(),
        [false, false, false] => {
            "Vul bij een regel bedragen in. Dan leest u hier wat het plan bespaart.".to_owned()
        }
        [true, false, false] => format!(
            "De hulp van nu kost {}. Vul ook in wat er dreigt en wat het plan kost.",
            number::format_euro(totals.current)
        ),
        [_, true, false] => format!(
            "Er dreigt {} aan kosten. Vul ook in wat het plan kost, of laat het op nul.",
            number::format_euro(looming)
        ),
        [_, false, true] => format!(
            "Het plan kost {}. Vul ook in wat het kost als er niets verandert.",
            number::format_euro(tailored)
        ),
        [has_current, true, true] => compared(totals, has_current),
    }
}

/// What the plan saves or costs more: what that is called, and the amount.
#[must_use]
pub fn saving(totals: &Totals) -> (&'static str, String) {
    let saving = totals.saving();
    let label = match saving {
        Some(saving) if saving.is_sign_negative() => labels::EXTRA_COST,
        _ => labels::SAVING_AMOUNT,
    };
    let amount = saving.map(|saving| number::format_euro(saving.abs()));
    (
        label,
        amount.unwrap_or_else(|| labels::NO_AMOUNT.to_owned()),
    )
}

fn compared(totals: &Totals, has_current: bool) -> String {
    let differences = totals.differences();
    let saving = if differences.saving > Decimal::ZERO {
        format!(
            "Het plan bespaart {}.",
            number::format_euro(differences.saving)
        )
    } else {
        "Het plan bespaart niets.".to_owned()
    };
    let looming = difference(
        Decimal::ZERO.saturating_sub(differences.saving),
        "wat dreigt",
    );
    if !has_current {
        return format!("{saving} Het kost {looming}.");
    }
    let current = difference(differences.above_current, "nu");
    format!("{saving} Het kost {current} en {looming}.")
}

/// "€ 5,00 meer dan nu", "€ 5,00 minder dan nu" or "evenveel als nu".
fn difference(more: Decimal, than: &str) -> String {
    match more.cmp(&Decimal::ZERO) {
        Ordering::Greater => format!("{} meer dan {than}", number::format_euro(more)),
        Ordering::Less => format!("{} minder dan {than}", number::format_euro(more.abs())),
        Ordering::Equal => format!("evenveel als {than}"),
    }
}

/// The totals in a few words, for a screen reader's polite status.
#[must_use]
pub fn spoken_totals(totals: &Totals) -> String {
    let said = |scenario| {
        let name = names::scenario(scenario);
        format!("{name} {}", euros(totals.get(scenario)))
    };
    let filled: Vec<Scenario> = Scenario::ALL
        .into_iter()
        .filter(|scenario| totals.is_filled(*scenario))
        .collect();
    match filled.as_slice() {
        [.., Scenario::Looming, Scenario::Tailored] => {
            let saving = totals.differences().saving;
            let compared = match saving.cmp(&Decimal::ZERO) {
                Ordering::Greater => format!("{} minder dan dreigend", euros(saving)),
                Ordering::Less => format!("{} meer dan dreigend", euros(saving.abs())),
                Ordering::Equal => "evenveel als dreigend".to_owned(),
            };
            format!("{}; {compared}", said(Scenario::Tailored))
        }
        [] => "Nog geen bedragen".to_owned(),
        some => some
            .iter()
            .map(|scenario| said(*scenario))
            .collect::<Vec<_>>()
            .join("; "),
    }
}

/// An amount as it is said: whole euros without decimals.
fn euros(value: Decimal) -> String {
    let text = number::format_money(value);
    let whole = text.strip_suffix(",00").unwrap_or(&text);
    format!("{} euro", whole.replace('\u{2212}', "min "))
}

/// What a finding asks for. It names an item by its own words or its rank, and never repeats what
/// looks like personal data.
#[must_use]
pub fn finding(finding: &Finding, canvas: &Canvas) -> String {
    match finding {
        Finding::NoCaseNumber => "Vul het casusnummer in.".to_owned(),
        Finding::NoLead => "Vul in wie de maatwerkeindbaas is.".to_owned(),
        Finding::NoDate => "Vul de datum in.".to_owned(),
        Finding::EmptyBox(place) => format!("Het vak {} is nog leeg.", names::text_box(*place)),
        Finding::NoActions(place) => {
            format!("Bij {} staat nog geen actie.", names::action_box(*place))
        }
        Finding::ActionWithoutText(id) => {
            format!("{}: vul in wat er gebeurt.", action_by_rank(canvas, *id))
        }
        Finding::NoLines => "In de kosten-batenanalyse staat nog geen regel.".to_owned(),
        Finding::LineWithoutAmount(id) => format!("{}: vul een bedrag in.", line(canvas, *id)),
        Finding::LineWithoutDescription(id) => {
            format!("{}: vul in waar het geld voor is.", line(canvas, *id))
        }
        Finding::ComparisonPrice(id) => analysis::comparison(&line(canvas, *id)),
        Finding::DoubleCounting(double) => {
            let (whole, part) = (line(canvas, double.whole), line(canvas, double.part));
            analysis::double_counting(&whole, &part, double.more)
        }
        Finding::BeyondHorizon(id) => {
            analysis::beyond_horizon(&line(canvas, *id), canvas.costs.horizon)
        }
        Finding::BackwardsMonths(id) => analysis::backwards(&line(canvas, *id)),
        Finding::Unproven(id, missing) => analysis::unproven(&line(canvas, *id), missing),
        Finding::OldPrice(id, year) => analysis::old_price(&line(canvas, *id), *year),
        Finding::NoPeople => "Voeg toe wie van het gezin een cijfer geeft.".to_owned(),
        Finding::NoBaseline(id) => {
            format!(
                "{}: vraag het cijfer van de nulmeting.",
                person(canvas, *id)
            )
        }
        Finding::GradeDue {
            person: id,
            moment,
            on,
            overdue,
        } => {
            let (who, which, day) = (
                person(canvas, *id),
                grade_of(moment),
                date::format_long(*on),
            );
            if *overdue {
                format!(
                    "{who}: het cijfer {which} is te laat. Het was voor {day}; vraag het alsnog."
                )
            } else {
                format!("{who}: vraag het cijfer {which}, rond {day}.")
            }
        }
        Finding::Undecided(place) => {
            let place = place_by_rank(canvas, *place);
            format!("{place}: er zijn twee versies. Kies welke klopt.")
        }
        Finding::Personal { place, kind } => {
            let warning = explain::personal_data(*kind);
            let warning = warning.strip_prefix("Let op: ").unwrap_or(warning);
            format!("{}: {warning}", place_by_rank(canvas, *place))
        }
    }
}

fn grade_of(moment: &Moment) -> String {
    match moment {
        Moment::Baseline => "van de nulmeting".to_owned(),
        Moment::RightAfter => "van direct na de uitvoering".to_owned(),
        Moment::After6Months => "na 6 maanden".to_owned(),
        Moment::After12Months => "na 12 maanden".to_owned(),
        Moment::Between => "van tussendoor".to_owned(),
        Moment::Unknown(name) => format!("\u{201c}{name}\u{201d}"),
    }
}

/// A place in words that hold nothing of what stands there.
fn place_by_rank(canvas: &Canvas, place: Place) -> String {
    match place {
        Place::Header | Place::Removed | Place::Differences => "Bovenaan het canvas".to_owned(),
        Place::Text(place) => names::text_box(place).to_owned(),
        Place::Action(id) => action_by_rank(canvas, id),
        Place::Actions => "Acties".to_owned(),
        Place::Line(id) => line_by_rank(canvas, id),
        Place::Lines | Place::Horizon => "Kosten-batenanalyse".to_owned(),
        Place::Person(id) => person_by_rank(canvas, id),
        Place::Grade(id) => {
            let grades = &canvas.satisfaction.grades;
            let whose = grades
                .get(&id)
                .map(|entry| person_by_rank(canvas, entry.person));
            whose.map_or_else(
                || "Cijfers".to_owned(),
                |whose| format!("Cijfer van {}", whose.to_lowercase()),
            )
        }
        Place::People | Place::Grades => "Cijfers".to_owned(),
    }
}

fn rank_in<T>(items: &[(ItemId, T)], id: ItemId) -> usize {
    let at = items.iter().position(|(item, _)| *item == id);
    at.unwrap_or(items.len()).saturating_add(1)
}

fn action_by_rank(canvas: &Canvas, id: ItemId) -> String {
    let place = canvas
        .actions
        .get(&id)
        .map_or(ActionBox::OwnAction, |action| action.place);
    let rank = rank_in(&canvas.actions_in(place), id);
    format!("Actie {rank} bij {}", names::action_box(place))
}

fn line_by_rank(canvas: &Canvas, id: ItemId) -> String {
    format!(
        "Regel {} van de kosten",
        rank_in(&canvas.lines_in_order(), id)
    )
}

fn person_by_rank(canvas: &Canvas, id: ItemId) -> String {
    format!(
        "Gezinslid {}",
        rank_in(&canvas.satisfaction.people_in_order(), id)
    )
}

fn line(canvas: &Canvas, id: ItemId) -> String {
    let own = canvas
        .costs
        .lines
        .get(&id)
        .and_then(|line| quoted(&line.description));
    own.map_or_else(
        || line_by_rank(canvas, id),
        |own| format!("\u{201c}{own}\u{201d}"),
    )
}

fn person(canvas: &Canvas, id: ItemId) -> String {
    let own = canvas
        .satisfaction
        .people
        .get(&id)
        .and_then(|person| quoted(&person.role));
    own.map_or_else(|| person_by_rank(canvas, id), |role| capitalised(&role))
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(chars).collect()
    })
}

/// Someone's own words, when there are any and nothing personal is in them.
fn quoted(text: &str) -> Option<String> {
    let text = text.trim();
    if text.is_empty() || !personal_data(text).is_empty() {
        return None;
    }
    if text.chars().count() <= LONGEST_QUOTE {
        return Some(text.to_owned());
    }
    let cut: String = text.chars().take(LONGEST_QUOTE).collect();
    Some(format!("{}…", cut.trim_end()))
}
