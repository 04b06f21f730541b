//! Commands and their inverses.

use maatwerk::domain::{
    Action, ActionBox, ActionEdit, Author, Canvas, Command, CostLine, GradeEdit, HeaderEdit,
    ItemId, LineEdit, Money, Per, Person, PersonEdit, Place, Price, Rejected, Scenario, Stamp,
    TextBox, Timestamp, Usage, apply, canonical, read_document,
};
use proptest::collection::vec;
use proptest::prelude::*;

use super::empty;
use crate::generate::{self, stamp};

fn id(bits: u128) -> ItemId {
    ItemId::from_bits(bits)
}

fn do_it(canvas: &mut Canvas, command: Command) -> Result<Vec<Place>, Rejected> {
    apply(canvas, command, &stamp(1)).map(|applied| applied.touched)
}

fn line_with(price: Option<&str>, usage: Usage) -> CostLine {
    CostLine {
        price: price.map(|price| Price {
            amount: Some(price.parse().unwrap()),
            ..Price::default()
        }),
        tailored: Some(usage),
        ..CostLine::new("V".parse().unwrap())
    }
}

fn computed(count: &str, from: u8, to: u8, chance: Option<&str>) -> Usage {
    Usage::Computed {
        count: count.parse().unwrap(),
        per: Per::Month,
        from,
        to: Some(to),
        chance: chance.map(|chance| chance.parse().unwrap()),
        extra: Default::default(),
    }
}

#[test]
fn an_edit_is_signed_and_taken_back() {
    let mut canvas = empty();
    let command = Command::Text(TextBox::Perspective, "Rust".to_owned());
    let applied = apply(&mut canvas, command, &stamp(7)).unwrap();
    assert_eq!(applied.touched, [Place::Text(TextBox::Perspective)]);
    assert_eq!(canvas.perspective.text, "Rust");
    assert_eq!(canvas.perspective.signature.by.as_ref().unwrap().id, "u-7");
    assert_eq!(canvas.perspective.signature.at, Some(stamp(7).at));
    assert_eq!(canvas.changed.as_ref().unwrap().at, Some(stamp(7).at));
    apply(&mut canvas, applied.inverse, &stamp(8)).unwrap();
    assert_eq!(canvas.clone().without_stamps(), empty());
    assert_eq!(
        canvas.perspective.signature.by.unwrap().id,
        "u-8",
        "taking back is an edit too"
    );
}

#[test]
fn an_edit_that_changes_nothing_touches_and_signs_nothing() {
    let mut canvas = empty();
    for command in [
        Command::Text(TextBox::Situation, String::new()),
        Command::PutAction(id(1), None),
        Command::PutLine(id(1), None),
        Command::Horizon(12),
        Command::Removed(false),
        Command::Header(HeaderEdit::Date(None)),
        Command::Batch(vec![]),
        Command::Batch(vec![Command::Horizon(12), Command::Removed(false)]),
    ] {
        let applied = apply(&mut canvas, command.clone(), &stamp(1)).unwrap();
        assert!(applied.touched.is_empty(), "{command:?}");
        assert_eq!(canvas, empty());
    }
}

#[test]
fn an_author_without_an_id_is_left_out_so_that_the_document_reads() {
    let nobody = Stamp {
        by: Author::default(),
        at: Timestamp::from_millis(5),
    };
    let mut canvas = empty();
    apply(
        &mut canvas,
        Command::Text(TextBox::Situation, "x".into()),
        &nobody,
    )
    .unwrap();
    assert_eq!(canvas.situation.signature.by, None);
    assert_eq!(read_document(&canonical(&canvas)).unwrap(), canvas);
}

#[test]
fn an_edit_touches_its_row_and_a_list_only_when_that_changes() {
    let mut canvas = empty();
    let action = Action::new(ActionBox::OwnAction, "V".parse().unwrap());
    let person = Person {
        order: "V".parse().unwrap(),
        role: "moeder".into(),
        extra: Default::default(),
    };
    let put = Command::PutAction(id(1), Some(Box::new(action)));
    assert_eq!(
        do_it(&mut canvas, put).unwrap(),
        [Place::Action(id(1)), Place::Actions]
    );
    let put = Command::PutLine(id(2), Some(Box::new(CostLine::new("V".parse().unwrap()))));
    assert_eq!(
        do_it(&mut canvas, put).unwrap(),
        [Place::Line(id(2)), Place::Lines]
    );
    let put = Command::PutPerson(id(3), Some(Box::new(person)));
    assert_eq!(
        do_it(&mut canvas, put).unwrap(),
        [Place::Person(id(3)), Place::People]
    );
    let grade: maatwerk::domain::GradeEntry =
        serde_json::from_value(serde_json::json!({ "persoon": id(3), "moment": "nulmeting" }))
            .unwrap();
    let put = Command::PutGrade(id(4), Some(Box::new(grade)));
    assert_eq!(
        do_it(&mut canvas, put).unwrap(),
        [Place::Grade(id(4)), Place::Grades]
    );

    let row = |command, canvas: &mut Canvas| do_it(canvas, command).unwrap();
    assert_eq!(
        row(
            Command::Action(id(1), ActionEdit::What("a".into())),
            &mut canvas
        ),
        [Place::Action(id(1))]
    );
    assert_eq!(
        row(Command::Action(id(1), ActionEdit::Done(true)), &mut canvas),
        [Place::Action(id(1))]
    );
    let moved = ActionEdit::Move(ActionBox::Support, "W".parse().unwrap());
    assert_eq!(
        row(Command::Action(id(1), moved), &mut canvas),
        [Place::Action(id(1)), Place::Actions]
    );
    assert_eq!(
        row(
            Command::Line(id(2), LineEdit::Description("a".into())),
            &mut canvas
        ),
        [Place::Line(id(2))]
    );
    let order = LineEdit::Order("W".parse().unwrap());
    assert_eq!(
        row(Command::Line(id(2), order), &mut canvas),
        [Place::Line(id(2)), Place::Lines]
    );
    assert_eq!(
        row(
            Command::Person(id(3), PersonEdit::Role("vader".into())),
            &mut canvas
        ),
        [Place::Person(id(3))]
    );
    let order = PersonEdit::Order("W".parse().unwrap());
    assert_eq!(
        row(Command::Person(id(3), order), &mut canvas),
        [Place::Person(id(3)), Place::People]
    );
    assert_eq!(
        row(
            Command::Grade(id(4), GradeEdit::Reason("a".into())),
            &mut canvas
        ),
        [Place::Grade(id(4))]
    );
    let other = GradeEdit::Person(id(9));
    assert_eq!(
        row(Command::Grade(id(4), other), &mut canvas),
        [Place::Grade(id(4)), Place::Grades]
    );
    assert_eq!(row(Command::Horizon(24), &mut canvas), [Place::Horizon]);
    assert_eq!(row(Command::Removed(true), &mut canvas), [Place::Removed]);
}

#[test]
fn what_is_not_there_is_missing() {
    let mut canvas = empty();
    for command in [
        Command::Action(id(1), ActionEdit::Done(true)),
        Command::Line(id(1), LineEdit::Rationale("x".into())),
        Command::Person(id(1), PersonEdit::Role("x".into())),
        Command::Grade(id(1), GradeEdit::Reason("x".into())),
    ] {
        assert_eq!(do_it(&mut canvas, command), Err(Rejected::Missing));
    }
    assert_eq!(canvas, empty());
}

#[test]
fn what_cannot_be_is_out_of_range() {
    let mut canvas = empty();
    for months in [0, 61, 255] {
        assert_eq!(
            do_it(&mut canvas, Command::Horizon(months)),
            Err(Rejected::OutOfRange)
        );
    }
    for usage in [
        computed("1", 0, 12, None),
        computed("1", 1, 61, None),
        computed("1", 1, 12, Some("100.0001")),
    ] {
        let put = Command::PutLine(id(1), Some(Box::new(line_with(None, usage.clone()))));
        assert_eq!(
            do_it(&mut canvas, put),
            Err(Rejected::OutOfRange),
            "{usage:?}"
        );
        assert_eq!(canvas, empty());
    }
    do_it(
        &mut canvas,
        Command::PutLine(
            id(1),
            Some(Box::new(line_with(None, computed("1", 1, 60, Some("100"))))),
        ),
    )
    .unwrap();
    let year = Price {
        price_year: Some(1899),
        ..Price::default()
    };
    assert_eq!(
        do_it(
            &mut canvas,
            Command::Line(id(1), LineEdit::Price(Some(year)))
        ),
        Err(Rejected::OutOfRange)
    );
}

#[test]
fn an_amount_beyond_the_bound_is_refused_wherever_it_comes_from() {
    let mut canvas = empty();
    let most = Money::from_cents(Money::MAX_CENTS).unwrap();
    let line = line_with(Some("100000000.00"), computed("9", 1, 1, None));
    do_it(&mut canvas, Command::PutLine(id(1), Some(Box::new(line)))).unwrap();
    let before = canvas.clone();
    let dearer = Price {
        amount: Some(most),
        ..Price::default()
    };
    for command in [
        Command::Line(id(1), LineEdit::Price(Some(dearer))),
        Command::Line(
            id(1),
            LineEdit::Usage(Scenario::Looming, Some(computed("10", 1, 1, None))),
        ),
        Command::Line(
            id(1),
            LineEdit::Usage(Scenario::Tailored, Some(computed("1", 1, 12, None))),
        ),
        Command::PutLine(
            id(2),
            Some(Box::new(line_with(
                Some("999999999.99"),
                computed("2", 1, 1, None),
            ))),
        ),
    ] {
        assert_eq!(
            do_it(&mut canvas, command.clone()),
            Err(Rejected::TooLarge),
            "{command:?}"
        );
        assert_eq!(canvas, before);
    }
    let once = line_with(Some("100000000.00"), computed("1", 1, 60, None));
    let mut short = empty();
    do_it(&mut short, Command::Horizon(9)).unwrap();
    do_it(&mut short, Command::PutLine(id(1), Some(Box::new(once)))).unwrap();
    assert_eq!(
        do_it(&mut short, Command::Horizon(10)),
        Err(Rejected::TooLarge)
    );
}

#[test]
fn a_line_from_elsewhere_beyond_the_bound_can_be_edited() {
    let mut canvas = empty();
    canvas.costs.lines.insert(
        id(1),
        line_with(Some("999999999.99"), computed("2", 1, 12, None)),
    );
    let say = Command::Line(id(1), LineEdit::Description("Te veel".into()));
    assert!(do_it(&mut canvas, say).is_ok());
    let other = LineEdit::Usage(Scenario::Current, Some(Usage::typed(Money::default())));
    assert!(do_it(&mut canvas, Command::Line(id(1), other)).is_ok());
    let worse = LineEdit::Usage(Scenario::Tailored, Some(computed("3", 1, 12, None)));
    assert_eq!(
        do_it(&mut canvas, Command::Line(id(1), worse)),
        Err(Rejected::TooLarge)
    );
    let better = LineEdit::Usage(Scenario::Tailored, Some(computed("1", 1, 1, None)));
    assert!(do_it(&mut canvas, Command::Line(id(1), better)).is_ok());
}

#[test]
fn a_batch_is_all_or_nothing() {
    let mut canvas = empty();
    let before = canvas.clone();
    let batch = Command::Batch(vec![
        Command::Text(TextBox::Situation, "a".into()),
        Command::Batch(vec![
            Command::Horizon(24),
            Command::Action(id(1), ActionEdit::Done(true)),
        ]),
    ]);
    assert_eq!(do_it(&mut canvas, batch), Err(Rejected::Missing));
    assert_eq!(canvas, before);
}

#[test]
fn a_batch_of_steps_on_one_place_is_taken_back_in_reverse() {
    let mut canvas = empty();
    let text = |text: &str| Command::Text(TextBox::Situation, text.to_owned());
    do_it(&mut canvas, text("x")).unwrap();
    let batch = Command::Batch(vec![text("a"), text("b"), text("c")]);
    let applied = apply(&mut canvas, batch, &stamp(1)).unwrap();
    assert_eq!(canvas.situation.text, "c");
    apply(&mut canvas, applied.inverse, &stamp(2)).unwrap();
    assert_eq!(canvas.situation.text, "x");
}

#[test]
fn an_edit_keeps_what_a_newer_version_added_to_the_stamp() {
    let text = r#"{"formaat":1,"id":"x","gewijzigd":{"op":"2026-01-01T00:00:00Z","toekomst":1}}"#;
    let mut canvas = read_document(text).unwrap();
    do_it(&mut canvas, Command::Horizon(24)).unwrap();
    let changed = canvas.changed.unwrap();
    assert_eq!(changed.at, Some(stamp(1).at));
    assert!(changed.extra.contains_key("toekomst"));
}

proptest! {
    #![proptest_config(generate::ten_thousand())]

    #[test]
    fn undo_all_gives_the_start_and_redo_all_the_end(first in vec(generate::command(), 0..6), then in vec(generate::command_or_whole(), 1..12)) {
        let mut canvas = empty();
        for (n, command) in (0..).zip(first) {
            let _outcome = apply(&mut canvas, command, &stamp(n));
        }
        let start = canvas.clone();
        let mut undo = Vec::new();
        for (n, command) in (100..).zip(then) {
            let before = canvas.clone();
            let held = command.is_satisfied_by(&canvas);
            match apply(&mut canvas, command.clone(), &stamp(n)) {
                Ok(applied) => {
                    prop_assert_eq!(held, applied.touched.is_empty(), "{:?}", command);
                    if held {
                        prop_assert_eq!(&before, &canvas);
                    } else {
                        prop_assert_eq!(canvas.changed.as_ref().and_then(|changed| changed.at), Some(stamp(n).at));
                    }
                    if !matches!(command, Command::Batch(_)) {
                        prop_assert!(command.is_satisfied_by(&canvas), "{:?}", command);
                    }
                    undo.push(applied.inverse);
                }
                Err(_) => prop_assert_eq!(&before, &canvas, "a rejected command changes nothing"),
            }
        }
        let end = canvas.clone();
        let mut redo = Vec::new();
        while let Some(command) = undo.pop() {
            redo.push(apply(&mut canvas, command, &stamp(200)).unwrap().inverse);
        }
        prop_assert_eq!(canvas.clone().without_stamps(), start.without_stamps());
        while let Some(command) = redo.pop() {
            apply(&mut canvas, command, &stamp(300)).unwrap();
        }
        prop_assert_eq!(canvas.without_stamps(), end.without_stamps());
    }
}
