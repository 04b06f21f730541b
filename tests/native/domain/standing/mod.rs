//! Whether a plan stands: a table of cases, and random histories.

mod history;
mod properties;

use maatwerk::domain::method::{Agreement, EntryEdit, Missing, SingleEntry, Verdict, standing};
use maatwerk::domain::{
    Canvas, Command, Conflict, CostLine, ItemId, Money, Payer, Scenario, Side, Usage, apply,
    canonical, read_document,
};

use crate::generate::stamp;
use history::{Deed, History, deeds, person, plan};
use properties::check;

/// What happens, and who has approved then: the names' first letters, with `!` if the plan stands.
const CASES: [(&str, &str); 60] = [
    ("", ""),
    ("a+", "A"),
    ("a+ a+", "A"),
    ("a+ b+", "AB!"),
    ("b+ a+", "BA!"),
    ("a+ b+ c+", "ABC!"),
    ("a-", ""),
    ("a+ b-", "A"),
    ("a- b-", ""),
    ("a+ a-", ""),
    ("a- a+", "A"),
    ("a+ a~", ""),
    ("a+ a~ a+", "A"),
    ("a~", ""),
    ("a+ b+ b~", "A"),
    ("a+ b+ b-", "A"),
    ("a+ b+ b~ c+", "AC!"),
    ("a+ b+ c-", "AB!"),
    // One name with two ids, one id with two names.
    ("a+ A+", "a"),
    ("A+ a+", "A"),
    ("b+ B+", "B"),
    ("a+ A+ b+", "aB!"),
    ("a+ A~", ""),
    ("b+ B~", ""),
    ("b+ B- c+", "C"),
    ("B+ c+", "BC!"),
    // The maatwerkeindbaas doesn't count.
    ("e+", ""),
    ("e+ a+", "A"),
    ("e+ a+ b+", "AB!"),
    ("La a+ b+", "B"),
    ("La A+ b+", "B"),
    ("Lb B+ a+", "A"),
    ("a+ b+ La", ""),
    ("a+ b+ La u", "AB!"),
    ("a+ b+ Lc", ""),
    ("Lc a+ b+", "AB!"),
    ("Lc e+ a+", "A"),
    ("Lc a+ b+ c+", "AB!"),
    // An edit lapses it, and editing back restores it.
    ("a+ b+ 1", ""),
    ("a+ b+ 1 u", "AB!"),
    ("a+ b+ 1 2 u", ""),
    ("a+ b+ 1 2 u u", "AB!"),
    ("a+ 1 b+", "B"),
    ("a+ 1 b+ u", "A"),
    ("a+ 1 b+ u b+", "AB!"),
    ("a+ b+ 1 a+", "A"),
    ("a+ b+ 1 a+ b+", "AB!"),
    ("a+ b+ 1 a+ b+ u", "AB!"),
    ("a+ b+ 1 a- u", "AB!"),
    ("a+ b+ 1 a~ u", "AB!"),
    ("1 a+ b+ u", ""),
    ("1 a+ b+ u 1", "AB!"),
    ("a+ 1 a+ 2 a+ b+", "AB!"),
    // Two names that were one person under another plan are one here.
    ("a+ 1 A+ b+", "AB!"),
    // The family's agreement.
    ("g a+ b+", "AB"),
    ("a+ b+ g", "AB"),
    ("a+ b+ g G", "AB!"),
    ("g G", ""),
    ("a+ b+ g 1 u G", "AB!"),
    ("g a+", "A"),
];

#[test]
fn standing_in_sixty_cases() {
    for (words, expected) in CASES {
        let mut history = History::start();
        for deed in deeds(words) {
            history.happen(deed);
        }
        let found = standing(&history.canvas);
        let letters = found.approvals.iter();
        let letters = letters.map(|it| it.decision.person.name.chars().next().unwrap());
        let mut shown: String = letters.collect::<String>().to_uppercase();
        if found.is_valid() {
            shown.push('!');
        }
        assert_eq!(shown, expected.to_uppercase(), "{words}: {found:?}");
        check(&history.canvas, &found).unwrap();
    }
}

fn has(canvas: &Canvas, missing: Missing) -> bool {
    standing(canvas).missing.contains(&missing)
}

#[test]
fn it_says_what_is_missing() {
    let mut canvas = History::start().canvas;
    assert_eq!(standing(&canvas).missing, [Missing::Approvals(2)]);
    canvas.lead = " ".into();
    assert!(has(&canvas, Missing::Lead));
    canvas.lead_person = Some(person(b'e'));
    assert!(!has(&canvas, Missing::Lead));
    let edit = EntryEdit::text(Agreement::WITHDRAWN, "2026-12-01");
    let withdraw = Command::Single(SingleEntry::Agreement, edit);
    let undo = apply(&mut canvas, withdraw, &stamp(1)).unwrap().inverse;
    assert!(has(&canvas, Missing::Agreement));
    apply(&mut canvas, undo, &stamp(2)).unwrap();
    let side = |value: &str| Side {
        value: Some(value.into()),
        signature: Default::default(),
    };
    let conflict = Conflict {
        place: "/casusnummer".into(),
        ours: side("1"),
        theirs: side("2"),
        extra: Default::default(),
    };
    canvas.conflicts.insert(ItemId::from_bits(1), conflict);
    assert!(has(&canvas, Missing::Conflicts));
}

#[test]
fn where_the_maatwerkbudget_pays_there_has_to_be_an_analysis() {
    let mut canvas = History::start().canvas;
    let mut line = CostLine::new("V".parse().unwrap());
    line.payer = Some(Payer {
        code: "maatwerkbudget".into(),
        ..Payer::default()
    });
    let id = ItemId::from_bits(1);
    canvas.costs.lines.insert(id, line);
    assert!(has(&canvas, Missing::Analysis));
    let amount = |cents| Some(Usage::typed(Money::from_cents(cents).unwrap()));
    let line = canvas.costs.lines.get_mut(&id).unwrap();
    *line.usage_mut(Scenario::Looming) = amount(200_000);
    *line.usage_mut(Scenario::Tailored) = amount(100_000);
    assert!(!has(&canvas, Missing::Analysis));
}

#[test]
fn an_edit_names_the_plan_that_lapsed() {
    let mut history = History::start();
    deeds("a+ b+").into_iter().for_each(|it| history.happen(it));
    let approved = plan(&history.canvas);
    assert_eq!(standing(&history.canvas).lapsed, None);
    history.happen(Deed::Type(b'1'));
    assert_eq!(standing(&history.canvas).lapsed, Some(approved));
    deeds("a+ b+").into_iter().for_each(|it| history.happen(it));
    assert_eq!(standing(&history.canvas).lapsed, None);
    let later = plan(&history.canvas);
    history.happen(Deed::Type(b'2'));
    assert_eq!(standing(&history.canvas).lapsed, Some(later));
}

#[test]
fn a_decision_is_taken_back_by_a_device_whose_clock_is_behind() {
    let mut history = History::start();
    history.time = 1_000_000;
    deeds("a+ b+").into_iter().for_each(|it| history.happen(it));
    assert!(standing(&history.canvas).is_valid());
    history.time = 10;
    history.happen(Deed::Decide(b'b', Verdict::Withdrawn));
    assert_eq!(standing(&history.canvas).missing, [Missing::Approvals(1)]);
}

#[test]
fn who_wrote_in_the_plan_is_named_as_such() {
    let mut history = History::start();
    history.happen(Deed::Decide(b'a', Verdict::Approved));
    assert!(!standing(&history.canvas).approvals[0].is_by_writer);
    history.canvas.situation.signature.by = Some(person(b'A'));
    assert!(standing(&history.canvas).approvals[0].is_by_writer);
}

#[test]
fn what_cannot_be_read_decides_nothing_and_is_kept() {
    let text = include_str!("../../../fixtures/canvas-1-rond-het-plan.json");
    let canvas = read_document(text).unwrap();
    let found = standing(&canvas);
    assert!(found.approvals.is_empty());
    assert_eq!(found.missing, [Missing::Approvals(2)]);
    assert_eq!(canonical(&canvas), text.trim_end());
    let spoiled = text.replace("\"besluit\":\"akkoord\"", "\"besluit\":7");
    let canvas = read_document(&spoiled).unwrap();
    assert!(standing(&canvas).approvals.is_empty());
    assert_eq!(canonical(&canvas), spoiled.trim_end());
}
