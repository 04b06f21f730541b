//! The agenda of a table, over all canvases.

use maatwerk::domain::method::{Entry, EntryEdit, EntryList, Registration, Table};
use maatwerk::domain::{Canvas, Command, ItemId, OrderKey, apply};
use maatwerk::store::{Agenda, Summary, agendas};
use proptest::prelude::*;

use super::kit::canvas;
use crate::generate::stamp;

fn registered(name: &str, tables: &[(u128, &str, &str, Option<&str>)]) -> Canvas {
    let mut canvas = canvas(name, "");
    for (item, table, day, key) in tables {
        let entry = Entry::new(key.map(|key| key.parse().unwrap()))
            .with(Registration::TABLE, *table)
            .with(Registration::DATE, *day);
        let id = ItemId::from_bits(*item);
        let put = Command::PutEntry(EntryList::Registrations, id, Some(Box::new(entry)));
        apply(&mut canvas, put, &stamp(1)).unwrap();
    }
    canvas
}

fn of(canvases: &[Canvas]) -> Vec<Agenda> {
    let summaries: Vec<Summary> = canvases.iter().map(Summary::of).collect();
    // As they come from storage.
    let stored = summaries
        .iter()
        .map(|it| Summary::decode(it.id.clone(), &it.encode()).unwrap());
    agendas(&stored.collect::<Vec<_>>())
}

fn names(agenda: &Agenda) -> String {
    let names: Vec<&str> = agenda.cases.iter().map(|it| it.id.as_str()).collect();
    names.join(" ")
}

#[test]
fn the_cases_of_a_day_and_a_kind_of_table_come_by_their_keys() {
    let all = of(&[
        registered("a", &[(1, "doorbraak", "2026-12-03", Some("c"))]),
        registered(
            "b",
            &[
                (2, "spar", "2026-11-26", Some("a")),
                (3, "doorbraak", "2026-12-03", Some("b")),
            ],
        ),
        registered("c", &[(4, "doorbraak", "2026-12-03", None)]),
        registered("d", &[(5, "doorbraak", "", Some("a"))]),
        registered("e", &[(6, "spar", "2026-12-03", Some("a"))]),
    ]);
    let listed: Vec<_> = all
        .iter()
        .map(|it| (it.on.to_string(), it.kind(), names(it)))
        .collect();
    let line = |day: &str, table, names: &str| (day.to_owned(), Some(table), names.to_owned());
    assert_eq!(
        listed,
        [
            line("2026-11-26", Table::Sparring, "b"),
            line("2026-12-03", Table::Breakthrough, "b a c"),
            line("2026-12-03", Table::Sparring, "e"),
        ]
    );
}

#[test]
fn one_in_the_bin_is_on_no_agenda() {
    let mut canvas = registered("a", &[(1, "spar", "2026-12-03", Some("a"))]);
    apply(&mut canvas, Command::Removed(true), &stamp(2)).unwrap();
    assert_eq!(of(&[canvas]), []);
}

#[test]
fn a_move_writes_one_canvas_where_there_is_room_and_all_where_there_is_none() {
    let key = |name: &str, key| registered(name, &[(1, "spar", "2026-12-03", key)]);
    let agenda = |all: &[Canvas]| of(all).remove(0);
    let ranked = agenda(&[
        key("a", Some("b")),
        key("b", Some("d")),
        key("c", Some("f")),
    ]);
    assert_eq!(ranked.moved(2, 0).len(), 1);
    assert_eq!(ranked.moved(0, 99).len(), 1);
    assert_eq!(ranked.moved(1, 1), []);
    assert_eq!(ranked.moved(7, 0), []);
    // A copy has the key of what it was copied from.
    let copied = agenda(&[
        key("a", Some("b")),
        key("b", Some("b")),
        key("c", Some("f")),
    ]);
    assert_eq!(copied.moved(2, 1).len(), 3);
    let unranked = agenda(&[key("a", Some("b")), key("b", None), key("c", None)]);
    assert_eq!(unranked.moved(0, 2).len(), 3);
}

fn keys() -> BoxedStrategy<Vec<Option<String>>> {
    let key = prop_oneof![
        4 => "[a-e][a-e1-9]{0,2}".prop_map(Some),
        1 => Just(None),
    ];
    prop::collection::vec(key, 1..7).boxed()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    #[test]
    fn a_case_stands_where_it_was_put_and_the_others_keep_their_order(
        keys in keys(), from in 0_usize..8, to in 0_usize..8,
    ) {
        let mut canvases: Vec<Canvas> = keys
            .iter()
            .enumerate()
            .map(|(at, key)| {
                let item = u128::try_from(at / 2).unwrap();
                registered(
                    &format!("c{at}"),
                    &[(item, "spar", "2026-12-03", key.as_deref())],
                )
            })
            .collect();
        let before = of(&canvases).remove(0);
        let mut wanted: Vec<String> = before.cases.iter().map(|it| it.id.to_string()).collect();
        if from < wanted.len() {
            let moved = wanted.remove(from);
            wanted.insert(to.min(wanted.len()), moved);
        }
        for (at, key) in before.moved(from, to) {
            let case = &before.cases[at];
            let edit = EntryEdit::Order(Some::<OrderKey>(key));
            let edit = Command::Entry(EntryList::Registrations, case.item, edit);
            let its = canvases.iter_mut().find(|it| it.id == case.id).unwrap();
            apply(its, edit, &stamp(3)).unwrap();
        }
        prop_assert_eq!(names(&of(&canvases)[0]), wanted.join(" "));
    }
}
