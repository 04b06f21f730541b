//! Generates random canvases and commands. Items are few, so that commands often hit the same one,
//! and sometimes a missing one.

mod amounts;
mod entries;
mod places;

use maatwerk::domain::{
    Action, ActionBox, ActionEdit, Author, Canvas, Command, CostLine, Date, FrozenPlan, Grade,
    GradeEdit, GradeEntry, HeaderEdit, ItemId, LineEdit, Moment, OrderKey, Payer, Person,
    PersonEdit, Scenario, Stamp, TextBox, Timestamp,
};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

pub(crate) use amounts::{count, money, per, price, usage};
use entries::{entry, entry_command, professional, realised};
use places::{conflict, pointer, value};

/// The number of cases per property that the quality bar requires.
pub(crate) fn ten_thousand() -> ProptestConfig {
    ProptestConfig {
        cases: 10_000,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

pub(crate) fn item_id() -> BoxedStrategy<ItemId> {
    (0_u128..8)
        .prop_map(|n| ItemId::from_bits(n << 100 | n))
        .boxed()
}

pub(crate) fn order_key() -> BoxedStrategy<OrderKey> {
    "[0-9A-Za-z]{0,6}[1-9A-Za-z]"
        .prop_map(|text| text.parse().unwrap())
        .boxed()
}

pub(crate) fn text() -> BoxedStrategy<String> {
    prop_oneof![
        Just(String::new()),
        "[a-z ]{1,12}",
        Just("Eén “regel”\nen \\ nog een\t★ 👋 <b>&amp;</b>".to_owned()),
        Just("BSN 111222333".to_owned()),
    ]
    .boxed()
}

fn filled() -> BoxedStrategy<String> {
    "[a-zA-Z ]{1,12}".boxed()
}

pub(crate) fn date() -> BoxedStrategy<Date> {
    (1900_i32..2200, 1_u8..=12, 1_u8..=31)
        .prop_filter_map("a day that exists", |(year, month, day)| {
            Date::new(year, month, day)
        })
        .boxed()
}

pub(crate) fn grade() -> BoxedStrategy<Grade> {
    (1_u8..=10, any::<bool>())
        .prop_filter_map("at most 10", |(points, half)| Grade::new(points, half))
        .boxed()
}

pub(crate) fn moment() -> BoxedStrategy<Moment> {
    prop_oneof![
        5 => select(Moment::KNOWN.to_vec()),
        1 => Just(Moment::Unknown("na24Maanden".to_owned())),
    ]
    .boxed()
}

pub(crate) fn action() -> BoxedStrategy<Action> {
    (
        select(ActionBox::ALL.to_vec()),
        order_key(),
        text(),
        text(),
        option::of(date()),
        any::<bool>(),
    )
        .prop_map(|(place, order, what, who, due, done)| Action {
            what,
            who,
            due,
            done,
            ..Action::new(place, order)
        })
        .boxed()
}

pub(crate) fn line() -> BoxedStrategy<CostLine> {
    let words = (order_key(), text(), option::of(filled()), text(), text());
    let payer = option::of((text(), text()).prop_map(|(code, name)| Payer {
        code,
        name,
        ..Payer::default()
    }));
    let uses = (
        option::of(usage()),
        option::of(usage()),
        option::of(usage()),
    );
    (words, payer, option::of(price()), uses)
        .prop_map(
            |(
                (order, description, life_domain, rationale, checked_by),
                payer,
                price,
                (current, looming, tailored),
            )| CostLine {
                description,
                life_domain,
                payer,
                price,
                current,
                looming,
                tailored,
                rationale,
                checked_by,
                ..CostLine::new(order)
            },
        )
        .boxed()
}

pub(crate) fn person() -> BoxedStrategy<Person> {
    (order_key(), text())
        .prop_map(|(order, role)| Person {
            order,
            role,
            extra: Default::default(),
        })
        .boxed()
}

pub(crate) fn grade_entry() -> BoxedStrategy<GradeEntry> {
    (
        item_id(),
        moment(),
        option::of(grade()),
        option::of(date()),
        text(),
    )
        .prop_map(|(person, moment, grade, date, reason)| GradeEntry {
            person,
            moment,
            grade,
            date,
            reason,
            signature: Default::default(),
        })
        .boxed()
}

fn header() -> BoxedStrategy<HeaderEdit> {
    prop_oneof![
        text().prop_map(HeaderEdit::CaseNumber),
        text().prop_map(HeaderEdit::Title),
        text().prop_map(HeaderEdit::Lead),
        option::of(professional()).prop_map(HeaderEdit::LeadPerson),
        select(vec!["concept", "afgesloten", "van later"])
            .prop_map(|status| HeaderEdit::Status(status.to_owned())),
        option::of(date()).prop_map(HeaderEdit::Date),
        option::of(date()).prop_map(HeaderEdit::ExecutedOn),
    ]
    .boxed()
}

fn action_edit() -> BoxedStrategy<ActionEdit> {
    prop_oneof![
        text().prop_map(ActionEdit::What),
        text().prop_map(ActionEdit::Who),
        option::of(date()).prop_map(ActionEdit::Due),
        any::<bool>().prop_map(ActionEdit::Done),
        (select(ActionBox::ALL.to_vec()), order_key())
            .prop_map(|(place, order)| ActionEdit::Move(place, order)),
    ]
    .boxed()
}

fn line_edit() -> BoxedStrategy<LineEdit> {
    prop_oneof![
        text().prop_map(LineEdit::Description),
        (select(Scenario::ALL.to_vec()), option::of(usage()))
            .prop_map(|(scenario, usage)| LineEdit::Usage(scenario, usage)),
        order_key().prop_map(LineEdit::Order),
        option::of(filled()).prop_map(LineEdit::LifeDomain),
        option::of((text(), text())).prop_map(|payer| {
            LineEdit::Payer(payer.map(|(code, name)| Payer {
                code,
                name,
                ..Payer::default()
            }))
        }),
        option::of(price()).prop_map(LineEdit::Price),
        text().prop_map(LineEdit::Rationale),
        text().prop_map(LineEdit::CheckedBy),
        realised(),
    ]
    .boxed()
}

fn person_edit() -> BoxedStrategy<PersonEdit> {
    prop_oneof![
        text().prop_map(PersonEdit::Role),
        order_key().prop_map(PersonEdit::Order)
    ]
    .boxed()
}

fn grade_edit() -> BoxedStrategy<GradeEdit> {
    prop_oneof![
        item_id().prop_map(GradeEdit::Person),
        moment().prop_map(GradeEdit::Moment),
        option::of(grade()).prop_map(GradeEdit::Value),
        option::of(date()).prop_map(GradeEdit::Date),
        text().prop_map(GradeEdit::Reason),
    ]
    .boxed()
}

fn single() -> BoxedStrategy<Command> {
    let put = prop_oneof![
        (
            item_id(),
            option::weighted(0.8, action().prop_map(Box::new))
        )
            .prop_map(|(id, item)| Command::PutAction(id, item)),
        (item_id(), option::weighted(0.8, line().prop_map(Box::new)))
            .prop_map(|(id, item)| Command::PutLine(id, item)),
        (
            item_id(),
            option::weighted(0.8, person().prop_map(Box::new))
        )
            .prop_map(|(id, item)| Command::PutPerson(id, item)),
        (
            item_id(),
            option::weighted(0.8, grade_entry().prop_map(Box::new))
        )
            .prop_map(|(id, item)| Command::PutGrade(id, item)),
    ];
    prop_oneof![
        4 => put,
        1 => header().prop_map(Command::Header),
        1 => (select(TextBox::ALL.to_vec()), text()).prop_map(|(place, text)| Command::Text(place, text)),
        2 => (item_id(), action_edit()).prop_map(|(id, edit)| Command::Action(id, edit)),
        3 => (item_id(), line_edit()).prop_map(|(id, edit)| Command::Line(id, edit)),
        1 => (item_id(), person_edit()).prop_map(|(id, edit)| Command::Person(id, edit)),
        1 => (item_id(), grade_edit()).prop_map(|(id, edit)| Command::Grade(id, edit)),
        1 => (0_u8..=62).prop_map(Command::Horizon),
        1 => any::<bool>().prop_map(Command::Removed),
        2 => entry_command(),
        1 => (0_u8..4, any::<bool>()).prop_map(|(plan, is_there)| frozen_plan(plan, is_there)),
        1 => (pointer(), option::of(value())).prop_map(|(place, value)| Command::Value(place, value)),
        1 => (item_id(), option::of(conflict().prop_map(Box::new)))
            .prop_map(|(id, conflict)| Command::Conflict(id, conflict)),
    ].boxed()
}

fn plan_of(plan: u8) -> Canvas {
    let mut canvas = Canvas::new("plan".parse().unwrap());
    canvas.case_number = format!("26-{plan}");
    canvas
}

/// Adds one of a few frozen plans, or removes it.
fn frozen_plan(plan: u8, is_there: bool) -> Command {
    let canvas = plan_of(plan);
    let (hash, plan) = FrozenPlan::of(&canvas, format!("Tafel {plan}"));
    Command::PutFrozenPlan(hash, is_there.then(|| Box::new(plan)))
}

pub(crate) fn command() -> BoxedStrategy<Command> {
    prop_oneof![
        8 => single(),
        1 => vec(single(), 0..4).prop_map(Command::Batch),
        1 => vec(prop_oneof![single(), vec(single(), 0..3).prop_map(Command::Batch)], 0..3).prop_map(Command::Batch),
    ].boxed()
}

/// Any command, including one that replaces the whole document.
pub(crate) fn command_or_whole() -> BoxedStrategy<Command> {
    prop_oneof![
        9 => command(),
        1 => canvas().prop_map(|canvas| Command::ReplaceAll(Box::new(canvas))),
    ]
    .boxed()
}

pub(crate) fn stamp(n: i64) -> Stamp {
    let author = Author {
        id: format!("u-{n}"),
        name: "Consulent".to_owned(),
        ..Author::default()
    };
    Stamp {
        by: author,
        at: Timestamp::from_millis(1_700_000_000_000 + n),
    }
}

/// A canvas after random commands, some of them refused, with conflicts and unknown fields.
pub(crate) fn canvas() -> BoxedStrategy<Canvas> {
    let future = option::of(filled());
    (
        "[a-zA-Z0-9][a-zA-Z0-9_-]{0,63}",
        vec(command(), 0..12),
        option::of((item_id(), conflict())),
        future,
    )
        .prop_map(|(id, commands, conflict, future)| {
            let mut canvas = Canvas::new(id.parse().unwrap());
            for (n, command) in (0..).zip(commands) {
                let _outcome = maatwerk::domain::apply(&mut canvas, command, &stamp(n));
            }
            canvas.conflicts.extend(conflict);
            if let Some(future) = future {
                canvas.extra.insert(
                    "toekomst".to_owned(),
                    serde_json::json!({ "wat": future, "lijst": [1, 0.5, ""] }),
                );
            }
            canvas
        })
        .boxed()
}
