//! Random runs of a profile: edits, commits, crashes, and a journal that loses its last writes.

use std::collections::BTreeMap;

use proptest::prelude::*;

use maatwerk::store::Table;

use super::kit::{Profile, canvas, now, says};

const NAMES: [&str; 2] = ["a", "b"];

#[derive(Clone, Debug)]
enum Step {
    /// Edits a canvas and journals it.
    Type(usize),
    /// Commits the newest ticket of a canvas.
    Commit(usize),
    /// Closes the page and opens it again.
    Restart,
    /// Kills the browser: the journal reverts to an earlier state.
    Kill(usize),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => (0..2_usize).prop_map(Step::Type),
        4 => (0..2_usize).prop_map(Step::Commit),
        1 => Just(Step::Restart),
        2 => (0..12_usize).prop_map(Step::Kill),
    ]
}

type Entries = BTreeMap<&'static str, Vec<u8>>;

fn entries(profile: &Profile) -> Entries {
    let entry = |name: &'static str| profile.entry(name).map(|entry| (name, entry));
    NAMES.into_iter().filter_map(entry).collect()
}

/// Runs the steps. After each restart, every canvas is at least as new as its last commit.
async fn run(steps: Vec<Step>) {
    let profile = Profile::in_memory();
    let mut store = profile.writer().await;
    let mut past = vec![entries(&profile)];
    let (mut typed, mut committed, mut tickets) = ([0; 2], [0; 2], [None, None]);
    for step in steps {
        match step {
            Step::Type(which) => {
                typed[which] += 1;
                let text = typed[which].to_string();
                let ticket = store.journal(&canvas(NAMES[which], &text));
                tickets[which] = Some((typed[which], ticket));
            }
            Step::Commit(which) => {
                let Some((number, ticket)) = tickets[which].take() else {
                    continue;
                };
                store.commit(ticket).await.expect("a commit");
                committed[which] = number;
            }
            Step::Restart | Step::Kill(_) => {
                // A page that was closed normally keeps its whole journal.
                let mut least = typed;
                if let Step::Kill(back) = step {
                    let then = &past[past.len().saturating_sub(back + 1)];
                    for name in NAMES {
                        profile.set_entry(name, then.get(name).map(Vec::as_slice));
                    }
                    least = committed;
                }
                tickets = [None, None];
                store = profile.writer().await;
                for (which, name) in NAMES.into_iter().enumerate() {
                    let text = says(&store, name).await.unwrap_or_default();
                    let number: i32 = text.parse().unwrap_or(0);
                    assert!(
                        number >= least[which],
                        "{name} is at {number}, expected {least:?}"
                    );
                    assert_eq!(profile.entry(name), None);
                    // Editing continues from the recovered text.
                    (typed[which], committed[which]) = (number, number);
                }
                past.clear();
            }
        }
        past.push(entries(&profile));
    }
    let broken = profile.archive.keys(Table::Broken, "").await;
    assert_eq!(broken, Ok(Vec::new()));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    #[test]
    fn no_life_loses_a_save(steps in prop::collection::vec(step(), 1..24)) {
        now(run(steps));
    }
}
