//! What a team shares: a document of its own kind, under an id that no canvas has.

use maatwerk::domain::method::{BudgetClaim, BudgetUse, Entry, EntryList, SingleEntry};
use maatwerk::domain::team::{PlanBudget, PlanBudgets, Team, fields, name_id, year_budgets};
use maatwerk::domain::{
    Canvas, Command, DocumentError, DocumentId, ItemId, OrderKey, apply, canonical, read_document,
    read_export, to_value,
};
use maatwerk::merge::merge;
use rust_decimal::Decimal;
use serde_json::json;

use crate::generate::stamp;

fn team_id() -> DocumentId {
    "team".parse().unwrap()
}

fn put(team: &mut Canvas, list: EntryList, n: u128, entry: Entry) {
    let command = Command::PutEntry(list, ItemId::from_bits(n), Some(Box::new(entry)));
    apply(team, command, &stamp(1)).unwrap();
}

fn filled() -> Canvas {
    let mut team = Canvas::new_team(team_id());
    let name = maatwerk::domain::method::EntryEdit::text(fields::NAME, "Maatwerk");
    apply(
        &mut team,
        Command::Single(SingleEntry::Team, name),
        &stamp(1),
    )
    .unwrap();
    for (n, day) in [(1, "4"), (2, "2"), (3, "2"), (4, "8"), (5, "dinsdag")] {
        let entry = Entry::new(None).with(fields::DAY, day);
        put(&mut team, EntryList::TableDays, n, entry);
    }
    let key = |text: &str| Some(text.parse::<OrderKey>().unwrap());
    for (n, order, name) in [
        (1, "b", "Jeugd"),
        (2, "a", "Wonen "),
        (3, "c", ""),
        (4, "d", "Jeugd"),
    ] {
        let entry = Entry::new(key(order)).with(fields::NAME, name);
        put(&mut team, EntryList::Disciplines, n, entry);
    }
    for (n, code, name) in [
        (1, "wmo", "Wmo-loket"),
        (2, "", "Zonder code"),
        (3, "fonds", ""),
    ] {
        let entry = Entry::new(None)
            .with(fields::CODE, code)
            .with(fields::NAME, name);
        put(&mut team, EntryList::Payers, n, entry);
    }
    team
}

#[test]
fn what_a_team_has_set_is_read_and_what_is_half_filled_is_left_out() {
    let team = Team::of(&filled());
    assert_eq!(team.name, "Maatwerk");
    assert_eq!(team.table_days, [2, 4]);
    assert_eq!(team.disciplines, ["Wonen", "Jeugd"]);
    let payers = team.names.payers.iter();
    assert_eq!(
        payers.map(|it| it.name.as_str()).collect::<Vec<_>>(),
        ["Wmo-loket"]
    );
    assert_eq!(read_document(&canonical(&filled())), Ok(filled()));
    // The same entries in a canvas set nothing.
    let mut canvas = filled();
    (canvas.id, canvas.kind) = ("a".parse().unwrap(), String::new());
    assert_eq!(Team::of(&canvas), Team::default());
}

#[test]
fn a_budget_of_a_year_has_its_expenses() {
    let mut team = Canvas::new_team(team_id());
    let budget = |year: &str, amount: &str| {
        Entry::new(None)
            .with(fields::YEAR, year)
            .with(fields::AMOUNT, amount)
    };
    put(
        &mut team,
        EntryList::Budgets,
        1,
        budget("2019", "300000.00"),
    );
    put(
        &mut team,
        EntryList::Budgets,
        2,
        budget("2020", "200000.00"),
    );
    put(&mut team, EntryList::Budgets, 3, budget("twintig", "1.00"));
    for (n, date, amount) in [
        (1, "2020-10-15", "90000.00"),
        (2, "2020-12-01", "veel"),
        (3, "", "1.00"),
    ] {
        let entry = Entry::new(None)
            .with(fields::DATE, date)
            .with(fields::AMOUNT, amount);
        put(&mut team, EntryList::Expenses, n, entry);
    }
    let years: Vec<_> = year_budgets(&team, PlanBudgets::default())
        .into_iter()
        .map(|it| (it.year, it.budget, it.spent))
        .collect();
    let euro = |amount| Decimal::new(amount, 0);
    assert_eq!(
        years,
        [
            (2020, euro(200_000), euro(90_000)),
            (2019, euro(300_000), euro(0))
        ]
    );
}

/// The interim evaluation of Maastricht: in 2020 some 90.000 was paid for plans by mid-October, and 125.000 was
/// expected for the whole year. The amounts of the plans are invented, and add up to those.
#[test]
fn plans_take_from_the_budget_of_their_year() {
    let mut team = Canvas::new_team(team_id());
    let entry = Entry::new(None)
        .with(fields::YEAR, "2020")
        .with(fields::AMOUNT, "125000.00");
    put(&mut team, EntryList::Budgets, 1, entry);
    let euro = |amount| Decimal::new(amount, 0);
    let plan = |year, is_decided, committed, paid| PlanBudget {
        year,
        claim: {
            let uses = BudgetUse {
                committed: euro(committed),
                paid: euro(paid),
            };
            if is_decided {
                BudgetClaim::Decided(uses)
            } else {
                BudgetClaim::Asked(uses)
            }
        },
    };
    let plans = [
        plan(2020, true, 70_000, 55_000),
        plan(2020, true, 40_000, 35_000),
        plan(2020, true, 15_000, 0),
        plan(2020, false, 4_000, 0),
        plan(2019, true, 1_000, 3_000),
    ];
    let years = year_budgets(&team, plans.into_iter().collect());
    let [last, first] = years.as_slice() else {
        panic!("two years: {years:?}");
    };
    assert_eq!(last.plans.committed, euro(125_000));
    assert_eq!(last.plans.paid, euro(90_000));
    assert_eq!((last.left(), last.asked), (euro(0), euro(4_000)));
    // What has cost more than it was to cost is gone too.
    assert_eq!((first.year, first.left()), (2019, euro(-3_000)));
    let expense = Entry::new(None)
        .with(fields::DATE, "2020-10-15")
        .with(fields::AMOUNT, "2500.00");
    put(&mut team, EntryList::Expenses, 1, expense);
    let years = year_budgets(&team, plans.into_iter().collect());
    assert_eq!(years.first().map(|it| it.left()), Some(euro(-2_500)));
}

#[test]
fn a_table_begins_when_the_team_says_so() {
    let mut team = Canvas::new_team(team_id());
    let times = [
        ("4", "13:30"),
        ("4", "9:00"),
        ("2", "24:00"),
        ("1", "half tien"),
        ("5", ""),
    ];
    for (n, (day, time)) in (1..).zip(times) {
        let entry = Entry::new(None)
            .with(fields::DAY, day)
            .with(fields::TIME, time);
        put(&mut team, EntryList::TableDays, n, entry);
    }
    assert_eq!(Team::of(&team).table_times, [(4, 540)]);
}

#[test]
fn no_canvas_takes_the_id_of_a_team_and_no_team_another() {
    for (document, is_read) in [
        (json!({ "formaat": 1, "id": "team", "soort": "team" }), true),
        (json!({ "formaat": 1, "id": "team" }), false),
        (json!({ "formaat": 1, "id": "a", "soort": "team" }), false),
        (json!({ "formaat": 1, "id": "Team" }), true),
    ] {
        assert_eq!(
            read_document(&document.to_string()).is_ok(),
            is_read,
            "{document}"
        );
        let export =
            json!({ "soort": "maatwerkcanvas-export", "versie": 1, "canvassen": [document] });
        assert_eq!(read_export(&export.to_string()).is_ok(), is_read);
    }
}

#[test]
fn a_kind_of_a_newer_version_is_read_only() {
    let text = r#"{"formaat":1,"id":"a","soort":"wijk"}"#;
    assert!(matches!(
        read_document(text),
        Err(DocumentError::TooNew { .. })
    ));
}

#[test]
fn a_version_that_knows_no_team_keeps_all_of_it() {
    // To such a version all of it is unknown fields of a canvas: it merges these leaf by leaf.
    let (mut ours, mut theirs) = (filled(), filled());
    put(
        &mut ours,
        EntryList::TableDays,
        9,
        Entry::new(None).with(fields::DAY, "5"),
    );
    put(
        &mut theirs,
        EntryList::Payers,
        9,
        Entry::new(None)
            .with(fields::CODE, "nieuw")
            .with(fields::NAME, "Nieuw"),
    );
    let both = merge(Some(&filled()), &ours, &theirs);
    assert!(both.conflicts.is_empty() && both.is_team());
    assert_eq!(Team::of(&both).table_days, [2, 4, 5]);
    assert_eq!(Team::of(&both).names.payers.len(), 2);
    assert_eq!(to_value(&both)["soort"], json!("team"));
}

#[test]
fn two_devices_give_a_name_the_same_id() {
    let id = name_id(EntryList::Payers, "wmo");
    assert_eq!(id, name_id(EntryList::Payers, "wmo"));
    assert_ne!(id, name_id(EntryList::LifeDomains, "wmo"));
    assert_ne!(id, name_id(EntryList::Payers, "wmp"));
}
