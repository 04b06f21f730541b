//! What is due on a canvas, and where a plan stands.

use maatwerk::domain::method::{
    Agreement, DueKind, Entry, EntryEdit, EntryList, Milestone, PlanState, Question, Registration,
    Review, SingleEntry, Table, due, milestones, plan_state,
};
use maatwerk::domain::{
    Action, ActionBox, Canvas, Command, Grade, GradeEntry, HeaderEdit, Moment, Person, Scenario,
};

use super::empty;
use super::method::{day, edit, id, put, spar};

/// A canvas with something due of each kind.
fn with_due() -> Canvas {
    let mut canvas = empty();
    let executed = HeaderEdit::ExecutedOn(Some(day("2026-05-31")));
    edit(&mut canvas, Command::Header(executed));
    let person = Person {
        order: "V".parse().unwrap(),
        role: "moeder".into(),
        extra: Default::default(),
    };
    edit(
        &mut canvas,
        Command::PutPerson(id(1), Some(Box::new(person))),
    );
    let mut action = Action::new(ActionBox::Support, "V".parse().unwrap());
    (action.what, action.who) = ("x".repeat(200), "wijkteam".into());
    action.due = Some(day("2026-12-02"));
    edit(
        &mut canvas,
        Command::PutAction(id(2), Some(Box::new(action))),
    );
    let question = Entry::new(None)
        .with(Question::TEXT, "Mag dit?")
        .with(Question::DUE, "2026-12-01");
    put(&mut canvas, EntryList::Questions, 3, question);
    let table = spar("").with(Registration::DATE, "2026-12-01");
    put(&mut canvas, EntryList::Registrations, 4, table);
    canvas
}

fn told(canvas: &Canvas) -> Vec<String> {
    let all = due(canvas).into_iter();
    all.map(|it| format!("{} {} {}", it.on, it.kind.wire(), it.detail))
        .collect()
}

#[test]
fn what_is_due_is_listed_by_day_until_it_is_done() {
    let mut canvas = with_due();
    assert_eq!(
        told(&canvas),
        [
            "2026-05-31 cijfer directNa",
            "2026-11-30 cijfer na6Maanden",
            "2026-12-01 vraag ",
            "2026-12-01 tafel spar",
            "2026-12-02 actie wijkteam",
            "2027-05-31 cijfer na12Maanden",
        ]
    );
    let action = due(&canvas)
        .into_iter()
        .find(|it| it.kind == DueKind::Action);
    assert_eq!(action.unwrap().about.len(), 80);
    let grade = GradeEntry {
        person: id(1),
        moment: Moment::After6Months,
        grade: Grade::new(7, false),
        date: None,
        reason: String::new(),
        signature: Default::default(),
    };
    edit(&mut canvas, Command::PutGrade(id(5), Some(Box::new(grade))));
    let done = maatwerk::domain::ActionEdit::Done(true);
    edit(&mut canvas, Command::Action(id(2), done));
    let answer = EntryEdit::text(Question::ANSWER, "Ja");
    edit(
        &mut canvas,
        Command::Entry(EntryList::Questions, id(3), answer),
    );
    let outcome = EntryEdit::text(Registration::OUTCOME, "Door");
    edit(
        &mut canvas,
        Command::Entry(EntryList::Registrations, id(4), outcome),
    );
    assert_eq!(
        told(&canvas),
        [
            "2026-05-31 cijfer directNa",
            "2027-05-31 cijfer na12Maanden"
        ]
    );
    // A case that was closed asks nothing any more.
    let closed = HeaderEdit::Status("afgesloten".into());
    edit(&mut canvas, Command::Header(closed));
    assert!(due(&canvas).is_empty());
}

#[test]
fn where_a_plan_stands_follows_from_what_was_entered() {
    let mut canvas = empty();
    assert_eq!(plan_state(&canvas), PlanState::Concept);
    put(&mut canvas, EntryList::Registrations, 4, spar(""));
    assert_eq!(plan_state(&canvas), PlanState::Discussed);
    let canvas = with_due();
    assert_eq!(plan_state(&canvas), PlanState::Executed);
    let mut canvas = canvas;
    let grade = GradeEntry {
        person: id(1),
        moment: Moment::After12Months,
        grade: Grade::new(7, false),
        date: None,
        reason: String::new(),
        signature: Default::default(),
    };
    edit(&mut canvas, Command::PutGrade(id(5), Some(Box::new(grade))));
    assert_eq!(plan_state(&canvas), PlanState::Followed);
    edit(
        &mut canvas,
        Command::Header(HeaderEdit::Status("afgesloten".into())),
    );
    assert_eq!(plan_state(&canvas), PlanState::Closed);
    edit(
        &mut canvas,
        Command::Header(HeaderEdit::Status("van later".into())),
    );
    assert_eq!(plan_state(&canvas), PlanState::Followed);
}

#[test]
fn the_days_of_a_plan_stand_in_their_order() {
    let mut canvas = with_due();
    edit(
        &mut canvas,
        Command::Header(HeaderEdit::Date(Some(day("2026-04-01")))),
    );
    let agreed = EntryEdit::date(Agreement::DATE, Some(day("2026-04-02")));
    edit(&mut canvas, Command::Single(SingleEntry::Agreement, agreed));
    assert_eq!(
        milestones(&canvas),
        [
            Milestone::Talk(day("2026-04-01")),
            Milestone::Agreed(day("2026-04-02")),
            Milestone::Executed(day("2026-05-31")),
            Milestone::Review(Review::After6Months, day("2026-11-30"), false),
            Milestone::Table(Some(Table::Sparring), day("2026-12-01")),
            Milestone::Review(Review::After12Months, day("2027-05-31"), false),
        ]
    );
    assert!(
        canvas
            .costs
            .lines
            .values()
            .all(|line| line.usage(Scenario::Tailored).is_none())
    );
}
