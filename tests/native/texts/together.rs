//! The words of a canvas that is gone through together with a family.

use maatwerk::domain::{Action, ActionBox, GradeEntry, ItemId, Moment, TextBox, Totals};
use maatwerk::texts::{reading, together};

#[test]
fn a_step_is_counted_among_the_boxes_and_the_plan_is_named() {
    assert_eq!(reading::position(3, 12), "3 van 12");
    assert_eq!(together::position(0, 8), "1 van 8");
    assert_eq!(together::position(7, 8), "8 van 8");
    assert_eq!(together::position(8, 8), "Uw plan");
}

#[test]
fn grades_are_told_with_their_moments() {
    let entry = |moment| GradeEntry {
        person: ItemId::from_bits(1),
        moment,
        grade: None,
        date: None,
        reason: String::new(),
        signature: Default::default(),
    };
    let [first, last] = [Moment::Baseline, Moment::After6Months].map(entry);
    assert_eq!(together::grades_so_far(&[]), "");
    let given = [
        (&first, "4".parse().unwrap()),
        (&last, "7.5".parse().unwrap()),
    ];
    assert_eq!(
        together::grades_of("moeder", &given),
        "Moeder: 4 (in het begin), 7,5 (na 6 maanden)"
    );
}

#[test]
fn when_an_action_is_done_is_told_until_it_is() {
    let mut action = Action {
        order: "a0V".parse().unwrap(),
        place: ActionBox::OwnAction,
        what: "bellen".to_owned(),
        who: String::new(),
        due: None,
        done: false,
        signature: Default::default(),
    };
    assert_eq!(together::when(&action), "");
    action.due = Some("2026-12-18".parse().unwrap());
    assert_eq!(together::when(&action), "Vóór 18 december 2026");
    action.done = true;
    assert_eq!(together::when(&action), "Klaar");
}

#[test]
fn costs_are_told_in_sentences() {
    let totals = |[current, looming, tailored]: [i64; 3]| Totals {
        current: current.into(),
        looming: looming.into(),
        tailored: tailored.into(),
        has_amounts: true,
    };
    let told = together::costs(&totals([0, 90_000, 63_000]));
    let told: Vec<String> = told.iter().map(|it| it.replace('\u{a0}', " ")).collect();
    assert_eq!(
        told,
        [
            "Als er niets verandert, kost het € 90.000,00.",
            "Met dit plan kost het € 63.000,00.",
            "Het plan bespaart € 27.000,00. Het kost € 27.000,00 minder dan wat dreigt.",
        ]
    );
    assert_eq!(together::costs(&Totals::default()).len(), 1);
}

/// Words that a family needn't know.
const JARGON: [&str; 6] = [
    "situatieschets",
    "perspectief",
    "legitimiteit",
    "betrokkenheid",
    "scenario",
    "dreigend",
];

#[test]
fn the_family_hears_no_jargon() {
    let boxes = TextBox::ALL.iter().flat_map(|place| {
        [
            together::text_box(*place),
            together::text_box_hint(*place),
            together::told(*place),
        ]
    });
    let actions = ActionBox::ALL.iter().flat_map(|place| {
        [
            together::action_box(*place),
            together::action_box_hint(*place),
            together::done_in(*place),
        ]
    });
    for text in boxes.chain(actions) {
        let small = text.to_lowercase();
        assert!(!JARGON.iter().any(|word| small.contains(word)), "{text}");
        assert!(text.split(' ').count() <= 13, "{text}");
    }
}
