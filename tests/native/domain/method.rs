//! Tables, questions, and what a line has cost.

use maatwerk::domain::method::{
    Attendee, Entry, EntryList, Question, Realised, Registration, Review, budget, compare_costs,
    next_table,
};
use maatwerk::domain::{
    Canvas, Command, CostLine, Date, ItemId, LineEdit, Money, Payer, Rejected, Usage, apply,
    canonical, limits, read_document,
};
use rust_decimal::Decimal;
use serde_json::json;

use super::empty;
use crate::generate::stamp;

pub(super) fn id(n: u128) -> ItemId {
    ItemId::from_bits(n)
}

pub(super) fn day(text: &str) -> Date {
    text.parse().unwrap()
}

pub(super) fn edit(canvas: &mut Canvas, command: Command) {
    apply(canvas, command, &stamp(1)).unwrap();
}

pub(super) fn put(canvas: &mut Canvas, list: EntryList, n: u128, entry: Entry) {
    edit(
        canvas,
        Command::PutEntry(list, id(n), Some(Box::new(entry))),
    );
}

/// A spar-tafel with these people: `name discipline`, separated by commas.
pub(super) fn spar(people: &str) -> Entry {
    let mut entry = Entry::new(None).with(Registration::TABLE, "spar");
    let people = people.split(',').filter(|it| !it.is_empty());
    for (n, person) in (1..).zip(people) {
        let (name, discipline) = person.split_once(' ').unwrap();
        let attendee = Attendee {
            name: name.to_owned(),
            discipline: discipline.to_owned(),
            ..Attendee::default()
        };
        Registration::with_attendee(&entry, id(n), Some(&attendee)).swap(&mut entry);
    }
    entry
}

#[test]
fn a_spar_tafel_is_complete_with_three_people_of_three_disciplines() {
    for (people, disciplines) in [
        ("", 0),
        ("Anne Jeugd", 1),
        ("Anne Jeugd,Bas Wmo", 2),
        ("Anne Jeugd,Bas Wmo,Cas Jeugd", 2),
        ("Anne Jeugd,Bas Wmo,Cas wmo ", 2),
        ("Anne Jeugd,Bas Wmo,Cas ", 2),
        // Listed twice, somebody is one person.
        ("Anne Jeugd,Bas Wmo,anne Wonen", 2),
        ("Anne Jeugd,Bas Wmo, Wonen", 2),
        ("Anne Jeugd,Bas Wmo,Cas Wonen", 3),
        ("Anne Jeugd,Bas Wmo,Cas Wonen,Dian Zorg", 4),
    ] {
        let table = Registration::of(&spar(people));
        assert_eq!(table.disciplines(), disciplines, "{people}");
        assert_eq!(table.is_complete(), disciplines >= 3, "{people}");
    }
    let other = Entry::new(None).with(Registration::TABLE, "doorbraak");
    assert!(Registration::of(&other).is_complete());
}

#[test]
fn who_was_there_is_kept_with_what_a_newer_version_says() {
    let text = json!({
        "formaat": 1, "id": "c", "aanmeldingen": { id(1).to_string(): { "aanwezig": {
            id(2).to_string(): { "naam": "Anne", "toekomst": [1] }, "geen id": { "naam": "Niemand" },
            id(3).to_string(): "geen persoon",
        } } },
    });
    let mut canvas = read_document(&text.to_string()).unwrap();
    let entry = canvas
        .entries(EntryList::Registrations)
        .get(&id(1))
        .unwrap();
    let present = Registration::of(entry).present;
    assert_eq!(present.len(), 2);
    assert_eq!(present[0].1.name, "Anne");
    let attendee = Attendee {
        name: "Anne".into(),
        discipline: "Jeugd".into(),
        ..Attendee::default()
    };
    let change = Registration::with_attendee(entry, id(2), Some(&attendee));
    edit(
        &mut canvas,
        Command::Entry(EntryList::Registrations, id(1), change),
    );
    let written = canonical(&canvas);
    assert!(written.contains(r#""discipline":"Jeugd","naam":"Anne","toekomst":[1]"#));
    assert!(written.contains("geen persoon") && written.contains("Niemand"));
    // Nobody left is nothing written.
    let mut entry = spar("Anne Jeugd");
    Registration::with_attendee(&entry, id(1), None).swap(&mut entry);
    assert_eq!(entry, spar(""));
}

#[test]
fn the_next_table_is_a_week_later_or_on_a_day_of_the_team() {
    let tuesday = day("2026-11-24");
    assert_eq!(next_table(tuesday, &[]), day("2026-12-01"));
    assert_eq!(next_table(tuesday, &[2]), day("2026-12-01"));
    assert_eq!(next_table(tuesday, &[4, 2]), day("2026-11-26"));
    assert_eq!(next_table(tuesday, &[0, 9]), day("2026-12-01"));
}

#[test]
fn a_question_is_open_until_it_is_answered_and_late_after_its_day() {
    let asked = Entry::new(None).with(Question::TEXT, "Mag dit?");
    let until = asked.clone().with(Question::DUE, "2026-11-24");
    let on = |entry: &Entry, text: &str| {
        let question = Question::of(entry);
        (question.is_open(), question.is_overdue(day(text)))
    };
    assert_eq!(on(&Entry::new(None), "2026-11-25"), (false, false));
    assert_eq!(on(&asked, "2026-11-25"), (true, false));
    assert_eq!(on(&until, "2026-11-24"), (true, false));
    assert_eq!(on(&until, "2026-11-25"), (true, true));
    assert_eq!(
        on(&until.clone().with(Question::ANSWER, "Ja"), "2026-11-25"),
        (false, false)
    );
    assert_eq!(
        on(&until.with(Question::DUE, "31-02-2026"), "2027-01-01"),
        (true, false)
    );
}

/// A canvas with three lines: 1.200 over twelve months, 600 at once in month 1, and one that the plan
/// doesn't use. The maatwerkbudget pays for the first.
fn with_lines() -> Canvas {
    let mut canvas = empty();
    let uses = [
        Some(Usage::typed(Money::from_cents(120_000).unwrap())),
        Some(Usage::Typed {
            amount: Money::from_cents(60_000).unwrap(),
            month: Some(1),
            extra: Default::default(),
        }),
        None,
    ];
    for (n, tailored) in (1_u128..).zip(uses) {
        let mut line = CostLine::new(format!("V{n}").parse().unwrap());
        line.tailored = tailored;
        if n == 1 {
            line.payer = Some(Payer {
                code: "maatwerkbudget".into(),
                ..Payer::default()
            });
        }
        edit(&mut canvas, Command::PutLine(id(n), Some(Box::new(line))));
    }
    canvas
}

fn realise(canvas: &mut Canvas, n: u128, review: Review, cents: i64) {
    let realised = Realised {
        amount: Money::from_cents(cents),
        source: "facturen".into(),
        date: Some(day("2026-11-30")),
    };
    let change = realised.edit(canvas.costs.lines.get(&id(n)).unwrap(), review);
    edit(canvas, Command::Line(id(n), change));
}

#[test]
fn what_a_line_has_cost_stands_beside_what_was_expected_up_to_then() {
    let mut canvas = with_lines();
    let six = |canvas: &Canvas| compare_costs(canvas, Review::After6Months);
    assert_eq!((six(&canvas).known, six(&canvas).lines), (0, 2));
    realise(&mut canvas, 1, Review::After6Months, 75_050);
    let sums = six(&canvas);
    assert_eq!((sums.known, sums.lines), (1, 2));
    assert_eq!(
        (sums.expected, sums.realised),
        (Decimal::new(600, 0), Decimal::new(75_050, 2))
    );
    assert_eq!(compare_costs(&canvas, Review::After12Months).known, 0);
    // A cost that nobody had expected counts too.
    realise(&mut canvas, 3, Review::After6Months, 1_000);
    let sums = six(&canvas);
    assert_eq!((sums.known, sums.lines), (2, 3));
    assert_eq!(sums.realised - sums.expected, Decimal::new(16_050, 2));
    // The plan of three months has cost nothing more after six.
    edit(&mut canvas, Command::Horizon(3));
    assert_eq!(six(&canvas).expected, Decimal::new(1_200, 0));
}

#[test]
fn what_a_line_has_cost_is_undone_kept_canonical_and_never_copied() {
    let mut canvas = with_lines();
    let before = canonical(&canvas.clone().without_stamps());
    let line = canvas.costs.lines.get(&id(1)).unwrap().clone();
    let realised = Realised {
        amount: Money::from_cents(100),
        ..Realised::default()
    };
    let change = realised.edit(&line, Review::After12Months);
    let applied = apply(&mut canvas, Command::Line(id(1), change), &stamp(2)).unwrap();
    assert!(canonical(&canvas).contains(r#""gerealiseerd":{"na12Maanden":{"bedrag":"1.00"}}"#));
    let copy = canvas.start_of("kopie".parse().unwrap(), day("2026-11-30"));
    assert!(!canonical(&copy).contains("gerealiseerd"));
    edit(&mut canvas, applied.inverse);
    assert_eq!(canonical(&canvas.clone().without_stamps()), before);
    // What was written by something else reads as absent, and stays until it is typed over.
    let mut line = line;
    line.signature.extra.insert(
        "gerealiseerd".into(),
        json!({ "na6Maanden": { "bedrag": "veel", "bron": 3 }, "later": 1 }),
    );
    assert_eq!(
        Realised::of(&line, Review::After6Months),
        Realised::default()
    );
    let LineEdit::Realised(Some(value)) = realised.edit(&line, Review::After6Months) else {
        panic!("nothing was set");
    };
    assert_eq!(
        value,
        json!({ "na6Maanden": { "bedrag": "1.00" }, "later": 1 })
    );
}

#[test]
fn a_text_that_is_too_long_is_refused_within_a_part_too() {
    let mut canvas = with_lines();
    put(&mut canvas, EntryList::Registrations, 9, spar("Anne Jeugd"));
    let long = "x".repeat(limits::TEXT_BYTES + 1);
    let entry = canvas
        .entries(EntryList::Registrations)
        .get(&id(9))
        .unwrap();
    let attendee = Attendee {
        name: long.clone(),
        ..Attendee::default()
    };
    let change = Registration::with_attendee(entry, id(1), Some(&attendee));
    let command = Command::Entry(EntryList::Registrations, id(9), change);
    assert_eq!(
        apply(&mut canvas, command, &stamp(1)).unwrap_err(),
        Rejected::TextTooLong
    );
    let realised = Realised {
        source: long,
        ..Realised::default()
    };
    let change = realised.edit(
        canvas.costs.lines.get(&id(1)).unwrap(),
        Review::After6Months,
    );
    let command = Command::Line(id(1), change);
    assert_eq!(
        apply(&mut canvas, command, &stamp(1)).unwrap_err(),
        Rejected::TextTooLong
    );
}

#[test]
fn the_maatwerkbudget_has_committed_and_paid() {
    let mut canvas = with_lines();
    assert_eq!(budget(&empty()), None);
    let of = |canvas: &Canvas| budget(canvas).map(|it| (it.committed, it.paid)).unwrap();
    assert_eq!(of(&canvas), (Decimal::new(1_200, 0), Decimal::ZERO));
    realise(&mut canvas, 1, Review::After6Months, 50_000);
    realise(&mut canvas, 2, Review::After6Months, 99_999);
    assert_eq!(of(&canvas).1, Decimal::new(500, 0));
    // The later amount has the earlier one in it.
    realise(&mut canvas, 1, Review::After12Months, 90_000);
    assert_eq!(of(&canvas).1, Decimal::new(900, 0));
}

#[test]
fn who_was_there_stays_in_the_order_of_writing() {
    let mut entry = spar("");
    for (n, order, name) in [(9, "a", "Anne"), (1, "b", "Bas"), (5, "c", "Cas")] {
        let attendee = Attendee {
            order: order.parse().ok(),
            name: name.to_owned(),
            ..Attendee::default()
        };
        Registration::with_attendee(&entry, id(n), Some(&attendee)).swap(&mut entry);
    }
    let present = Registration::of(&entry).present.into_iter();
    let names: Vec<String> = present.map(|(_, it)| it.name).collect();
    assert_eq!(names, ["Anne", "Bas", "Cas"]);
}
