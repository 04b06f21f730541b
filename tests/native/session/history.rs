//! Undo and redo over whole sequences of edits.

use maatwerk::domain::method::{Entry, EntryList};
use maatwerk::domain::{
    Canvas, Command, Grade, GradeEdit, GradeEntry, HeaderEdit, ItemId, LineEdit, Moment, Scenario,
    Stamp, TextBox, Timestamp, Usage, apply,
};
use maatwerk::session::{History, InputSession, StepResult};
use proptest::prelude::*;

use crate::generate::{canvas, command, stamp, ten_thousand};

/// The stamp of the `n`th edit; consecutive ones are too far apart to join one typing step.
fn apart(n: usize) -> Stamp {
    stamp(i64::try_from(n).unwrap_or_default() * 10_000)
}

fn empty() -> Canvas {
    Canvas::new("casus".parse().unwrap())
}

fn is_decision(command: &Command) -> bool {
    matches!(command, Command::PutEntry(EntryList::Decisions, ..))
}

#[test]
fn undo_takes_back_no_decision() {
    let (mut now, mut history) = (empty(), History::default());
    history.dispatch(&mut now, text("A"), &apart(1)).unwrap();
    let id = ItemId::from_bits(1);
    let entry = Some(Box::new(Entry::new(None).with("besluit", "akkoord")));
    let decision = Command::PutEntry(EntryList::Decisions, id, entry);
    history.dispatch(&mut now, decision, &apart(2)).unwrap();
    assert!(matches!(
        history.undo(&mut now, &apart(3)),
        StepResult::Done(_)
    ));
    assert_eq!(now.situation.text, "");
    assert!(now.entries(EntryList::Decisions).contains_key(&id));
    assert!(!history.can_undo());
}

fn text(text: &str) -> Command {
    Command::Text(TextBox::Situation, text.to_owned())
}

proptest! {
    // Many random edits are refused or change nothing; those are drawn again.
    #![proptest_config(ProptestConfig { max_global_rejects: 1_000_000, ..ten_thousand() })]

    #[test]
    fn undoing_all_gives_the_start_and_redoing_all_the_end(
        start in canvas(),
        commands in prop::collection::vec(command(), 1..12),
    ) {
        let (mut now, mut history) = (start.clone(), History::default());
        for (n, command) in commands.into_iter().enumerate() {
            if is_decision(&command) {
                // It is no step: whoever changes their mind adds another.
                continue;
            }
            // A refused command records no step.
            history.dispatch(&mut now, command, &apart(n)).ok();
        }
        let end = now.clone();
        let mut steps = 0;
        while history.can_undo() {
            prop_assert!(matches!(history.undo(&mut now, &apart(100)), StepResult::Done(_)));
            steps += 1;
        }
        prop_assert_eq!(now.clone().without_stamps(), start.without_stamps());
        for _ in 0..steps {
            prop_assert!(matches!(history.redo(&mut now, &apart(101)), StepResult::Done(_)));
        }
        prop_assert!(!history.can_redo());
        prop_assert_eq!(now.without_stamps(), end.without_stamps());
    }

    #[test]
    fn a_step_over_someone_elses_change_is_skipped_and_changes_nothing(
        start in canvas(), mine in command(), theirs in command(),
    ) {
        let (mut now, mut history) = (start, History::default());
        prop_assume!(history.dispatch(&mut now, mine.clone(), &apart(0)).is_ok() && history.can_undo());
        // A batch that overwrites its own parts isn't satisfied by its result.
        prop_assume!(mine.is_satisfied_by(&now));
        apply(&mut now, theirs, &apart(1)).ok();
        let untouched = mine.is_satisfied_by(&now);
        let before = now.clone();
        let outcome = history.undo(&mut now, &apart(2));
        if untouched {
            prop_assert_ne!(outcome, StepResult::Nothing);
        } else {
            prop_assert_eq!(outcome, StepResult::Skipped);
            prop_assert_eq!(now, before);
        }
    }
}

#[test]
fn typing_in_one_place_is_one_step() {
    let (mut canvas, mut history) = (empty(), History::default());
    for (n, typed) in ["M", "Mo", "Moe", "Moeder"].into_iter().enumerate() {
        let at = stamp(i64::try_from(n).unwrap() * 200);
        history.dispatch(&mut canvas, text(typed), &at).unwrap();
    }
    assert!(matches!(
        history.undo(&mut canvas, &apart(9)),
        StepResult::Done(_)
    ));
    assert_eq!(canvas.situation.text, "");
    assert!(!history.can_undo());
    assert!(matches!(
        history.redo(&mut canvas, &apart(9)),
        StepResult::Done(_)
    ));
    assert_eq!(canvas.situation.text, "Moeder");
}

#[test]
fn a_pause_another_place_or_leaving_the_field_begins_a_new_step() {
    let (mut canvas, mut history) = (empty(), History::default());
    history
        .dispatch(&mut canvas, text("Moeder"), &stamp(0))
        .unwrap();
    history
        .dispatch(&mut canvas, text("Moeder werkt"), &stamp(5000))
        .unwrap();
    history.pause();
    history
        .dispatch(&mut canvas, text("Moeder werkt."), &stamp(5100))
        .unwrap();
    let number = Command::Header(HeaderEdit::CaseNumber("2026-17".to_owned()));
    history.dispatch(&mut canvas, number, &stamp(5200)).unwrap();
    let mut seen = Vec::new();
    while let StepResult::Done(_) = history.undo(&mut canvas, &stamp(6000)) {
        seen.push((canvas.case_number.clone(), canvas.situation.text.clone()));
    }
    let steps: Vec<&str> = seen.iter().map(|(_, text)| text.as_str()).collect();
    assert_eq!(steps, ["Moeder werkt.", "Moeder werkt", "Moeder", ""]);
}

#[test]
fn what_is_typed_and_wiped_out_again_is_no_step() {
    let (mut canvas, mut history) = (empty(), History::default());
    history.dispatch(&mut canvas, text("x"), &stamp(0)).unwrap();
    history
        .dispatch(&mut canvas, text(""), &stamp(100))
        .unwrap();
    assert!(!history.can_undo());
}

#[test]
fn a_new_edit_ends_what_could_be_done_again() {
    let (mut canvas, mut history) = (empty(), History::default());
    history
        .dispatch(&mut canvas, text("een"), &apart(0))
        .unwrap();
    history.undo(&mut canvas, &apart(1));
    assert!(history.can_redo());
    history
        .dispatch(&mut canvas, text("twee"), &apart(2))
        .unwrap();
    assert!(!history.can_redo());
    assert_eq!(history.redo(&mut canvas, &apart(3)), StepResult::Nothing);
}

#[test]
fn at_least_a_hundred_steps_are_kept() {
    let (mut canvas, mut history) = (empty(), History::default());
    for n in 0..150 {
        history
            .dispatch(&mut canvas, text(&format!("{n}")), &apart(n))
            .unwrap();
    }
    let mut steps = 0;
    while let StepResult::Done(_) = history.undo(&mut canvas, &apart(200)) {
        steps += 1;
    }
    assert_eq!(steps, 150);
}

#[test]
fn an_amount_typed_digit_by_digit_is_one_step() {
    let (mut canvas, mut history) = (empty(), History::default());
    let id = ItemId::from_bits(1);
    let line = maatwerk::domain::CostLine::new("V".parse().unwrap());
    history
        .dispatch(
            &mut canvas,
            Command::PutLine(id, Some(Box::new(line))),
            &stamp(0),
        )
        .unwrap();
    for (n, cents) in [200, 2000, 20_000].into_iter().enumerate() {
        let amount = maatwerk::domain::Money::from_cents(cents).unwrap();
        let edit = LineEdit::Usage(Scenario::Current, Some(Usage::typed(amount)));
        let at = stamp(100 + i64::try_from(n).unwrap() * 100);
        history
            .dispatch(&mut canvas, Command::Line(id, edit), &at)
            .unwrap();
    }
    history.undo(
        &mut canvas,
        &Stamp {
            at: Timestamp::from_millis(9000),
            ..stamp(0)
        },
    );
    assert_eq!(canvas.costs.lines.get(&id).unwrap().current, None);
}

#[test]
fn a_count_and_a_price_typed_digit_by_digit_are_one_step_each() {
    let (mut canvas, mut history) = (empty(), History::default());
    let id = ItemId::from_bits(1);
    let line = maatwerk::domain::CostLine::new("V".parse().unwrap());
    let put = Command::PutLine(id, Some(Box::new(line)));
    history.dispatch(&mut canvas, put, &stamp(0)).unwrap();
    let price = |cents| {
        LineEdit::Price(Some(maatwerk::domain::Price {
            amount: maatwerk::domain::Money::from_cents(cents),
            ..Default::default()
        }))
    };
    let usage = |count: &str| {
        let mut usage = Usage::computed("uur");
        if let Usage::Computed { count: kept, .. } = &mut usage {
            *kept = count.parse().unwrap();
        }
        LineEdit::Usage(Scenario::Looming, Some(usage))
    };
    let edits = [price(600), price(6000), usage("1"), usage("12")];
    for (n, edit) in edits.into_iter().enumerate() {
        let at = stamp(100 + i64::try_from(n).unwrap() * 100);
        history
            .dispatch(&mut canvas, Command::Line(id, edit), &at)
            .unwrap();
    }
    let read = |canvas: &Canvas| {
        let line = canvas.costs.lines.get(&id).unwrap();
        (line.price.is_some(), line.looming.is_some())
    };
    history.undo(&mut canvas, &apart(1));
    assert_eq!(read(&canvas), (true, false));
    history.undo(&mut canvas, &apart(2));
    assert_eq!(read(&canvas), (false, false));
}

#[test]
fn a_grade_typed_into_an_empty_field_is_one_step_there_and_back() {
    let (mut canvas, mut history) = (empty(), History::default());
    let (id, input) = (ItemId::from_bits(2), Some(InputSession::new(1)));
    let grade = |points| Grade::new(points, false);
    let entry = GradeEntry {
        person: ItemId::from_bits(1),
        moment: Moment::Baseline,
        grade: grade(1),
        date: None,
        reason: String::new(),
        signature: Default::default(),
    };
    let edits = [
        Command::PutGrade(id, Some(Box::new(entry))),
        Command::Grade(id, GradeEdit::Value(grade(10))),
        Command::Grade(id, GradeEdit::Value(grade(1))),
        Command::Grade(id, GradeEdit::Value(grade(10))),
    ];
    for (n, edit) in edits.into_iter().enumerate() {
        let at = stamp(i64::try_from(n).unwrap() * 100);
        history
            .dispatch_input(&mut canvas, edit, &at, input)
            .unwrap();
    }
    for n in 1..4 {
        let undone = history.undo(&mut canvas, &apart(2 * n));
        assert!(matches!(undone, StepResult::Done(_)));
        assert!(canvas.satisfaction.grades.get(&id).is_none() && !history.can_undo());
        let redone = history.redo(&mut canvas, &apart(2 * n + 1));
        assert!(matches!(redone, StepResult::Done(_)));
        let given = canvas.satisfaction.grades.get(&id).and_then(|it| it.grade);
        assert_eq!(given, grade(10));
    }
}
