//! Random histories with forks: what has to hold of a standing, whatever happened.

use maatwerk::domain::method::{
    Approval, Decision, EntryList, Standing, Verdict, is_same_person, standing,
};
use maatwerk::domain::{Author, Canvas, Command, ItemId, TextBox, apply};
use maatwerk::merge::merge;
use proptest::collection::vec;
use proptest::prelude::*;

use super::history::{Deed, History, PEOPLE, plan};
use crate::generate::{stamp, ten_thousand};

/// What has to hold of a standing, said in another way than the code finds it.
pub(super) fn check(canvas: &Canvas, found: &Standing) -> Result<(), String> {
    let now = plan(canvas);
    let entries = canvas.entries(EntryList::Decisions).values();
    let decisions: Vec<Decision> = entries.filter_map(Decision::of).collect();
    let is_lead = |person: &Author| {
        let lead = canvas.lead_person.as_ref();
        person.name.eq_ignore_ascii_case(&canvas.lead)
            || lead.is_some_and(|lead| is_same_person(lead, person))
    };
    for (n, approval) in found.approvals.iter().enumerate() {
        let decision = &approval.decision;
        if decision.plan != now {
            return Err("it is about another plan".into());
        }
        if is_lead(&decision.person) {
            return Err("the maatwerkeindbaas counts".into());
        }
        let others = &found.approvals[n + 1..];
        let again = |it: &Approval| is_same_person(&it.decision.person, &decision.person);
        if others.iter().any(again) {
            return Err("somebody counts twice".into());
        }
        let later = decisions.iter().find(|it| {
            it.plan == now
                && it.at > decision.at
                && it.verdict != Verdict::Approved
                && is_same_person(&it.person, &decision.person)
        });
        if later.is_some() {
            return Err("it was taken back".into());
        }
    }
    if found.is_valid() && found.approvals.len() < 2 {
        return Err("two have to approve".into());
    }
    Ok(())
}

fn deed() -> BoxedStrategy<Deed> {
    let who = prop::sample::select(PEOPLE.to_vec());
    let verdict = prop::sample::select(vec![
        Verdict::Approved,
        Verdict::Approved,
        Verdict::Refused,
        Verdict::Withdrawn,
    ]);
    prop_oneof![
        6 => (who.clone(), verdict).prop_map(|(who, verdict)| Deed::Decide(who, verdict)),
        2 => (b'1'..=b'3').prop_map(Deed::Type),
        1 => who.prop_map(Deed::Lead),
        1 => any::<bool>().prop_map(Deed::Agree),
        2 => Just(Deed::Undo),
    ]
    .boxed()
}

/// A history that forks, and both its ends.
fn forks() -> BoxedStrategy<[Canvas; 3]> {
    let deeds = || vec(deed(), 0..8);
    (deeds(), deeds(), deeds())
        .prop_map(|(before, ours, theirs)| {
            let mut history = History::start();
            before.into_iter().for_each(|it| history.happen(it));
            let base = history.canvas.clone();
            let end = |deeds: Vec<Deed>, ahead: i64| {
                let mut fork = History {
                    canvas: base.clone(),
                    inverses: history.inverses.clone(),
                    time: history.time + ahead,
                };
                deeds.into_iter().for_each(|it| fork.happen(it));
                fork.canvas
            };
            [base.clone(), end(ours, 0), end(theirs, 1000)]
        })
        .boxed()
}

/// What would be found with a mistake in the code.
fn mistaken(canvas: &Canvas, mistake: usize) -> Standing {
    let mut other = canvas.clone();
    let now = plan(canvas);
    match mistake {
        // The maatwerkeindbaas counts.
        0 => {
            other.lead_person = None;
            other.lead = "Niemand".into();
        }
        // A decision about any plan counts.
        1 => {}
        // People are told apart by id alone.
        _ => {}
    }
    let entries: Vec<_> = other.entries(EntryList::Decisions).iter().collect();
    let changed: Vec<(ItemId, Decision)> = entries
        .into_iter()
        .filter_map(|(id, entry)| Some((*id, Decision::of(entry)?)))
        .map(|(id, mut decision)| {
            if mistake < 2 && (mistake == 1 || decision.plan == now) {
                decision.plan = plan(&other);
            }
            if mistake == 2 {
                decision.person.name = format!("{id}");
            }
            (id, decision)
        })
        .collect();
    for (n, (id, decision)) in (0..).zip(changed) {
        let entry = Some(Box::new(decision.entry()));
        let put = Command::PutEntry(EntryList::Decisions, id, entry);
        let _unchanged = apply(&mut other, put, &stamp(n));
    }
    let mut found = standing(&other);
    if mistake == 1 {
        let originals = canvas.entries(EntryList::Decisions);
        for approval in &mut found.approvals {
            let mut same = originals.values().filter_map(Decision::of);
            let original = same.find(|it| it.person == approval.decision.person);
            approval.decision.plan = original.map_or(now, |it| it.plan);
        }
    }
    if mistake == 2 {
        let originals = canvas.entries(EntryList::Decisions);
        for approval in &mut found.approvals {
            let id: ItemId = approval.decision.person.name.parse().unwrap();
            if let Some(original) = originals.get(&id).and_then(Decision::of) {
                approval.decision.person = original.person;
            }
        }
    }
    found
}

#[test]
fn three_planted_mistakes_are_caught() {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::TestRunner;
    let mut runner = TestRunner::deterministic();
    let mut caught = [0; 3];
    for _ in 0..500 {
        let [_, ours, _] = forks().new_tree(&mut runner).unwrap().current();
        for (mistake, count) in caught.iter_mut().enumerate() {
            let found = mistaken(&ours, mistake);
            *count += usize::from(check(&ours, &found).is_err());
        }
    }
    assert!(caught.iter().all(|count| *count > 10), "{caught:?}");
}

proptest! {
    #![proptest_config(ten_thousand())]

    #[test]
    fn never_with_fewer_than_two_others_and_the_same_in_any_order(forks in forks()) {
        let [base, ours, theirs] = forks;
        let merged = merge(Some(&base), &ours, &theirs);
        let other = merge(Some(&base), &theirs, &ours);
        prop_assert_eq!(standing(&merged), standing(&other));
        for canvas in [&base, &ours, &theirs, &merged] {
            let checked = check(canvas, &standing(canvas));
            prop_assert!(checked.is_ok(), "{:?}", checked);
        }
        // No decision is lost.
        for side in [&ours, &theirs] {
            for (id, entry) in side.entries(EntryList::Decisions).iter() {
                prop_assert_eq!(merged.entries(EntryList::Decisions).get(id), Some(entry));
            }
        }
        // An edit and its undo change nothing.
        let mut edited = merged.clone();
        let edit = Command::Text(TextBox::Legitimacy, "Iets anders".into());
        let undo = apply(&mut edited, edit, &stamp(5000)).unwrap().inverse;
        prop_assert!(standing(&edited).approvals.is_empty());
        apply(&mut edited, undo, &stamp(5001)).unwrap();
        let (before, after) = (standing(&merged), standing(&edited));
        prop_assert_eq!(before.missing, after.missing);
        prop_assert_eq!(before.plan, after.plan);
    }
}
