//! Worked examples: several people, several merges, and choices in between.

use maatwerk::domain::{
    Action, ActionBox, Command, ItemId, Stamp, TextBox, apply, choose, joined, place_at, undecided,
    versions,
};
use maatwerk::merge::merge;
use serde_json::json;

use super::examples::{merged, only, read, start, with};
use crate::generate;

#[test]
fn a_choice_of_one_and_an_edit_of_another_meet() {
    let open = merged(
        &[("/perspectief", json!({ "tekst": "Een" }))],
        &[("/perspectief", json!({ "tekst": "Twee" }))],
    );
    let choice = |text: &str| {
        let mut canvas = open.clone();
        let command = choose(&canvas, "/perspectief", Some(json!({ "tekst": text })));
        apply(&mut canvas, command, &generate::stamp(1)).unwrap();
        assert!(canvas.conflicts.is_empty());
        canvas
    };
    // Two who choose differently: what is chosen against what stood there is an edit.
    let result = merge(Some(&open), &choice("Een"), &choice("Twee"));
    assert!(result.conflicts.is_empty());
    assert_eq!(result.perspective.text, "Een");
    // Someone typed on without choosing: both are kept.
    let mut typed = open.clone();
    let text = Command::Text(TextBox::Perspective, "Drie".to_owned());
    apply(&mut typed, text, &generate::stamp(2)).unwrap();
    let result = merge(Some(&open), &choice("Een"), &typed);
    assert_eq!(versions(&result, "/perspectief").len(), 2);
    assert_eq!(only(&result).place, "/perspectief");
}

#[test]
fn three_people_leave_three_versions_of_one_place() {
    let edits = ["Een", "Twee", "Drie!"]
        .map(|text| read(&with(&[("/perspectief", json!({ "tekst": text }))])));
    let base = read(&start());
    let [first, second, third] = &edits;
    let result = merge(Some(&base), &merge(Some(&base), first, second), third);
    assert_eq!(undecided(&result), ["/perspectief"]);
    let found = versions(&result, "/perspectief");
    let texts: Vec<_> = found
        .iter()
        .map(|side| side.value.as_ref().unwrap()["tekst"].clone())
        .collect();
    assert_eq!(texts[0], result.perspective.text);
    assert_eq!(texts.len(), 3);
    for text in ["Een", "Twee", "Drie!"] {
        assert!(texts.contains(&json!(text)));
    }
    let all = joined("/perspectief", &found).unwrap();
    let mut chosen = result.clone();
    let stamp: Stamp = generate::stamp(3);
    apply(
        &mut chosen,
        choose(&result, "/perspectief", Some(all)),
        &stamp,
    )
    .unwrap();
    assert!(chosen.conflicts.is_empty());
    assert_eq!(chosen.perspective.text.split("\n\n").count(), 3);
}

#[test]
fn a_thousand_insertions_at_one_spot_keep_one_order() {
    let base = read(&start());
    let mut people = vec![base.clone(); 4];
    let mut seed = 1_u128;
    for n in 0..1000 {
        seed = seed
            .wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835)
            .wrapping_add(12345);
        let canvas = &mut people[n % 4];
        let id = ItemId::from_bits(seed);
        let actions = canvas.actions_in(ActionBox::OwnAction);
        let order = place_at(actions.iter().map(|(_, action)| &action.order), 1, id);
        let item = Action::new(ActionBox::OwnAction, order);
        apply(
            canvas,
            Command::PutAction(id, Some(Box::new(item))),
            &generate::stamp(1),
        )
        .unwrap();
    }
    let all = |order: [usize; 4]| {
        let [a, b, c, d] = order.map(|n| &people[n]);
        let base = Some(&base);
        merge(base, &merge(base, &merge(base, a, b), c), d)
    };
    let result = all([0, 1, 2, 3]);
    assert_eq!(result, all([3, 1, 0, 2]));
    assert!(result.conflicts.is_empty());
    let actions = result.actions_in(ActionBox::OwnAction);
    assert_eq!(actions.len(), 1001);
    assert!(
        actions
            .windows(2)
            .all(|pair| pair[0].1.order < pair[1].1.order),
        "keys are unique"
    );
}
