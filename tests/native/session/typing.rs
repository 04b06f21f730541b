//! Typing in value fields, a character at a time: the result is that of the whole text, or of no
//! edit.

use maatwerk::domain::{
    Canvas, Command, CostLine, Count, Date, Grade, GradeEdit, GradeEntry, HeaderEdit, ItemId,
    LineEdit, Moment, Money, Per, Price, Rejected, Scenario, Usage,
};
use maatwerk::session::{History, InputSession, StepResult};
use maatwerk::texts::chance::parse_chance;
use maatwerk::texts::date::parse_date;
use maatwerk::texts::number::{parse_count, parse_grade, parse_money};
use maatwerk::texts::unit_price::parse_unit_price;
use proptest::prelude::*;

use crate::generate::{stamp, ten_thousand};

fn id() -> ItemId {
    ItemId::from_bits(1)
}

fn today() -> Date {
    "2026-11-28".parse().unwrap()
}

/// The fields that apply an edit at each keystroke.
#[derive(Clone, Copy, Debug)]
enum Field {
    Amount,
    Count,
    Chance,
    Price,
    Grade,
    Day,
}

impl Field {
    const ALL: [Self; 6] = [
        Self::Amount,
        Self::Count,
        Self::Chance,
        Self::Price,
        Self::Grade,
        Self::Day,
    ];

    /// The edit for a text; `None` if it can't be parsed.
    fn edit(self, canvas: &Canvas, text: &str) -> Option<Command> {
        let usage = |change: &dyn Fn(&mut Count, &mut Option<Count>)| {
            let mut usage = canvas.costs.lines.get(&id()).unwrap().looming.clone();
            if let Some(Usage::Computed { count, chance, .. }) = &mut usage {
                change(count, chance);
            }
            Command::Line(id(), LineEdit::Usage(Scenario::Looming, usage))
        };
        Some(match self {
            Self::Amount => {
                let amount = parse_money(text).ok()?;
                let edit = LineEdit::Usage(Scenario::Tailored, amount.map(Usage::typed));
                Command::Line(id(), edit)
            }
            Self::Count => match parse_count(text).ok()? {
                Some(typed) => usage(&|count, _| *count = typed),
                None => Command::Line(id(), LineEdit::Usage(Scenario::Looming, None)),
            },
            Self::Chance => {
                let typed = parse_chance(text).ok()?;
                usage(&|_, chance| *chance = typed)
            }
            Self::Price => {
                let typed = parse_unit_price(text).ok()?;
                let price = canvas
                    .costs
                    .lines
                    .get(&id())
                    .unwrap()
                    .price
                    .clone()
                    .unwrap();
                let price = price.retyped(typed.map(|typed| typed.amount));
                Command::Line(id(), LineEdit::Price(Some(price)))
            }
            Self::Grade => Command::Grade(id(), GradeEdit::Value(parse_grade(text).ok()?)),
            Self::Day => Command::Header(HeaderEdit::Date(parse_date(text, today()).ok()?)),
        })
    }
}

fn filled() -> Canvas {
    let mut canvas = Canvas::new("casus".parse().unwrap());
    canvas.date = Some(today());
    let computed = Usage::Computed {
        count: "2".parse().unwrap(),
        per: Per::Month,
        from: 1,
        to: Some(12),
        chance: Some("50".parse().unwrap()),
        extra: Default::default(),
    };
    let line = CostLine {
        price: Some(Price {
            amount: Some("74.00".parse().unwrap()),
            low: Some("70.00".parse().unwrap()),
            unit: "maand".to_owned(),
            ..Price::default()
        }),
        looming: Some(computed.clone()),
        tailored: Some(computed),
        ..CostLine::new("V".parse().unwrap())
    };
    canvas.costs.lines.insert(id(), line);
    let entry = GradeEntry {
        person: id(),
        moment: Moment::Baseline,
        grade: Grade::new(7, true),
        date: None,
        reason: String::new(),
        signature: Default::default(),
    };
    canvas.satisfaction.grades.insert(id(), entry);
    canvas
}

/// Types a text a character at a time, as a field does. Returns why the last character was refused,
/// if it was.
fn type_in(
    field: Field,
    canvas: &mut Canvas,
    history: &mut History,
    text: &str,
    stay: u32,
) -> Option<Rejected> {
    let (input, mut typed, mut refused) = (InputSession::new(stay), String::new(), None);
    for (n, c) in text.chars().enumerate() {
        typed.push(c);
        let at = stamp(i64::try_from(n).unwrap() * 4000 + 1);
        if matches!(field, Field::Price) {
            // A prefix of a price may lie outside the range of the whole price.
            history.take_back(canvas, input, &at);
        }
        let done = match field.edit(canvas, &typed) {
            Some(command) => history.dispatch_input(canvas, command, &at, Some(input)),
            None => Err(Rejected::Missing),
        };
        refused = done.err();
        if refused.is_some() {
            history.take_back(canvas, input, &at);
        }
    }
    history.pause();
    refused
}

fn typed_text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[0-9.,]{1,10}",
        "[0-9]{1,4}[xk*+%/½-]{1,2}[0-9]{0,4}",
        "[0-9]{1,2}[-./ ][0-9]{1,2}[-./ ][0-9]{1,4}",
        "[0-9]{1,2} (jan|feb|mrt|nov)[a-z]{0,3} [0-9]{1,4}",
        "(vandaag|over 2 weken|62,40 per uur|74 per maan|1/2|7 1/2|12x74|99999)[0-9x]{0,2}",
        "\\PC{1,8}",
    ]
}

proptest! {
    #![proptest_config(ten_thousand())]

    #[test]
    fn after_a_field_is_left_its_whole_text_counts_or_what_was_there(
        which in 0_usize..6, text in typed_text(),
    ) {
        let (field, start) = (Field::ALL[which], filled());
        let (mut canvas, mut history) = (start.clone(), History::default());
        let refused = type_in(field, &mut canvas, &mut history, &text, 1);

        let mut whole = start.clone();
        let expected = match field.edit(&start, &text) {
            Some(command) => maatwerk::domain::apply(&mut whole, command, &stamp(1)).map(|_| ()),
            None => Err(Rejected::Missing),
        };
        prop_assert_eq!(refused, expected.err());
        prop_assert_eq!(canvas.clone().without_stamps(), whole.without_stamps(), "{:?}: {}", field, text);

        // One step, or none if nothing has changed.
        let same = canvas.clone().without_stamps() == start.clone().without_stamps();
        prop_assert_eq!(history.can_undo(), !same);
        history.undo(&mut canvas, &stamp(900_000));
        prop_assert!(!history.can_undo());
        prop_assert_eq!(canvas.without_stamps(), start.without_stamps());
    }
}

#[test]
fn no_beginning_of_a_wrong_text_stays() {
    for (field, text) in [
        (Field::Amount, "1,354"),
        (Field::Amount, "1.35.4"),
        (Field::Amount, "1000000000"),
        (Field::Amount, "12x"),
        (Field::Grade, "11"),
        (Field::Grade, "7,25"),
        (Field::Chance, "101"),
        (Field::Chance, "1/"),
        (Field::Count, "100000"),
        (Field::Count, "9999999"),
        (Field::Price, "62,40 per"),
        (Field::Price, "1,354"),
        (Field::Day, "31-02-2026"),
        (Field::Day, "29-02-2027"),
        (Field::Day, "1-2-20261"),
    ] {
        let (mut canvas, mut history) = (filled(), History::default());
        let refused = type_in(field, &mut canvas, &mut history, text, 1);
        assert!(refused.is_some(), "{text}");
        assert_eq!(
            canvas.without_stamps(),
            filled().without_stamps(),
            "{field:?}: {text}"
        );
        assert!(!history.can_undo(), "{text} must record no step");
    }
}

#[test]
fn wrong_then_right_is_one_step_however_long_it_takes() {
    let (mut canvas, mut history) = (filled(), History::default());
    type_in(Field::Grade, &mut canvas, &mut history, "11", 1);
    type_in(Field::Grade, &mut canvas, &mut history, "8", 2);
    assert_eq!(
        canvas.satisfaction.grades.get(&id()).unwrap().grade,
        Grade::new(8, false)
    );
    history.undo(&mut canvas, &stamp(900_000));
    assert_eq!(
        canvas.satisfaction.grades.get(&id()).unwrap().grade,
        Grade::new(7, true)
    );
    assert!(!history.can_undo());
}

#[test]
fn another_stay_in_the_field_is_another_step() {
    let (mut canvas, mut history) = (filled(), History::default());
    type_in(Field::Amount, &mut canvas, &mut history, "100", 1);
    type_in(Field::Amount, &mut canvas, &mut history, "200x", 2);
    let amount = |canvas: &Canvas| canvas.costs.lines.get(&id()).unwrap().tailored.clone();
    let hundred = Some(Usage::typed(Money::from_cents(10_000).unwrap()));
    assert_eq!(
        amount(&canvas),
        hundred,
        "the amount at the start of the second session"
    );
    type_in(Field::Amount, &mut canvas, &mut history, "200", 3);
    history.undo(&mut canvas, &stamp(900_000));
    assert_eq!(amount(&canvas), hundred);
    history.undo(&mut canvas, &stamp(900_001));
    assert_eq!(
        amount(&canvas),
        amount(&filled()),
        "the calculation is restored"
    );
    history.redo(&mut canvas, &stamp(900_002));
    assert_eq!(amount(&canvas), hundred);
}

#[test]
fn what_someone_else_has_put_there_meanwhile_is_not_taken_back() {
    let (mut canvas, mut history) = (filled(), History::default());
    type_in(Field::Grade, &mut canvas, &mut history, "8", 1);
    canvas.satisfaction.grades.get_mut(&id()).unwrap().grade = Grade::new(3, false);
    let input = InputSession::new(1);
    assert!(history.take_back(&mut canvas, input, &stamp(1)).is_empty());
    assert_eq!(
        canvas.satisfaction.grades.get(&id()).unwrap().grade,
        Grade::new(3, false)
    );
    assert_eq!(history.undo(&mut canvas, &stamp(2)), StepResult::Nothing);
}
