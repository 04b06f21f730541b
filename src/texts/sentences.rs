//! Sentences about a canvas: its totals, and what is still to do.

use std::cmp::Ordering;

use rust_decimal::Decimal;

use super::{analysis, date, explain, labels, method, names, number};
use crate::domain::method::EntryList;
use crate::domain::{
    ActionBox, Canvas, Finding, ItemId, Moment, Place, Scenario, Totals, lowercase, personal_data,
};

/// The maximum number of characters of a user's text that a sentence quotes.
const LONGEST_QUOTE: usize = 40;

/// The period that amounts are of: ", over 12 maanden", to stand behind their name.
#[must_use]
pub fn period(horizon: u8) -> String {
    [", over ", &number::format_months(horizon)].concat()
}

/// The saving, and the plan compared with the other scenarios.
///
/// A plan that costs more than the current help is no loss, so both differences are given. An amount
/// that isn't filled in yet is asked for, not taken as zero.
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

/// The saving, negative if the plan costs more, as the host page is given it too; no amount while the
/// looming scenario has none.
#[must_use]
pub fn saving(totals: &Totals) -> String {
    let saving = totals.saving().map(number::format_euro);
    saving.unwrap_or_else(|| labels::NO_AMOUNT.to_owned())
}

fn compared(totals: &Totals, has_current: bool) -> String {
    let savings = totals.savings();
    let saving = if savings.saving > Decimal::ZERO {
        format!("Het plan bespaart {}.", number::format_euro(savings.saving))
    } else {
        "Het plan bespaart niets.".to_owned()
    };
    let looming = difference_with(Decimal::ZERO.saturating_sub(savings.saving), "wat dreigt");
    if !has_current {
        return format!("{saving} Het kost {looming}.");
    }
    let current = difference_with(savings.above_current, "nu");
    format!("{saving} Het kost {current} en {looming}.")
}

/// "€ 5,00 meer dan nu", "€ 5,00 minder dan nu" or "evenveel als nu".
pub(super) fn difference_with(more: Decimal, than: &str) -> String {
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
            let saving = totals.savings().saving;
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

/// An amount in a sentence: whole euros without decimals.
fn euros(value: Decimal) -> String {
    let text = number::format_money(value);
    let whole = text.strip_suffix(",00").unwrap_or(&text);
    format!("{} euro", whole.replace('\u{2212}', "min "))
}

/// The title of a canvas: its case number, or that it has none yet.
#[must_use]
pub fn title(canvas: &Canvas) -> String {
    let number = canvas.case_number.trim();
    if number.is_empty() {
        return "Maatwerkcanvas zonder nummer".to_owned();
    }
    ["Maatwerkcanvas ", number].concat()
}

/// The number of findings that aren't listed.
#[must_use]
pub fn more_findings(count: usize) -> String {
    let come = if count == 1 { "komt" } else { "komen" };
    let count = number::format_money(count.into());
    format!(
        "En nog {} andere. Die {come} hier zodra de eerste klaar zijn.",
        count.trim_end_matches(",00")
    )
}

/// The sentence for a finding: what is missing, and what to do. It names an item by its text or its
/// rank, and never repeats what looks like personal data.
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
        Finding::TooLarge(id) => [&line(canvas, *id), ": ", explain::BEYOND].concat(),
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
        Finding::NoAgreement => method::NO_AGREEMENT.to_owned(),
        Finding::AgreementWithdrawn => method::AGREEMENT_WITHDRAWN.to_owned(),
        Finding::QuestionOverdue(id) => entry(canvas, EntryList::Questions, *id, method::ASK_NOW),
        Finding::SparIncomplete(id) => {
            entry(canvas, EntryList::Registrations, *id, method::SPAR_SHORT)
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

/// A place in words, without any of its content.
pub(super) fn place_by_rank(canvas: &Canvas, place: Place) -> String {
    match place {
        Place::Header | Place::Removed | Place::Conflicts | Place::FrozenPlans => {
            "Bovenaan het canvas".to_owned()
        }
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
                |whose| format!("Cijfer van {}", lowercase(&whose)),
            )
        }
        Place::People | Place::Grades => "Cijfers".to_owned(),
        Place::Entry(list, _) | Place::Entries(list) => names::entry_list(list).to_owned(),
        Place::Single(place) => names::single_entry(place).to_owned(),
    }
}

/// What to do about an entry, by its rank.
fn entry(canvas: &Canvas, list: EntryList, id: ItemId, what: &str) -> String {
    let rank = rank_in(&canvas.entries_in_order(list), id);
    [&method::entry(list, rank), ": ", what].concat()
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

/// A text with a capital, as far as Western European letters go: tables for all others weigh 12 kB.
pub(super) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    let capital = |first: char| match first {
        'à'..='þ' if first != '÷' => char::from_u32(u32::from(first) - 32).unwrap_or(first),
        other => other.to_ascii_uppercase(),
    };
    letters.next().map_or_else(String::new, |first| {
        [capital(first)].into_iter().chain(letters).collect()
    })
}

/// A user's own text; `None` if it is empty or seems to contain personal data.
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
