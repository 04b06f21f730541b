//! Simulates devices, tabs, a network and a server in one process: the real merge, machine and
//! store, with every fault that was observed or is conceivable. A seed determines a run.

mod batches;
mod config;
mod devices;
mod disk;
mod effort;
mod faults;
mod judge;
mod lineage;
mod mutations;
mod network;
mod oracle;
mod page;
mod people;
mod rare;
mod rng;
mod run;
mod scripted;
mod secrecy;
mod server;
mod slow;
mod strangers;
mod tampering;
mod team;
mod team_stories;
mod user;
mod world;

use std::sync::atomic::{AtomicU64, Ordering};

use maatwerk::store::mutation::{Mutation, plant};

/// The number of runs of `cargo test`.
const SEEDS: u64 = 2_000;

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

/// Performs these runs on all cores, stopping at the first failure. Returns the failed seeds and
/// their faults.
fn runs(from: u64, count: u64, bug: Option<Mutation>) -> Vec<(u64, Vec<String>)> {
    let (next, end) = (AtomicU64::new(from), AtomicU64::new(from + count));
    let workers = std::thread::available_parallelism().map_or(2, usize::from);
    let work = || {
        plant(bug);
        let mut failed = Vec::new();
        loop {
            let seed = next.fetch_add(1, Ordering::Relaxed);
            let done = seed - from;
            if bug.is_none() && done > 0 && done.is_multiple_of(500) {
                eprintln!("{done} of {count} runs done");
            }
            if seed >= end.load(Ordering::Relaxed) {
                return failed;
            }
            let faults = one(seed);
            if !faults.is_empty() {
                failed.push((seed, faults));
                if bug.is_some() {
                    end.store(from, Ordering::Relaxed);
                }
            }
        }
    };
    std::thread::scope(|scope| {
        let workers: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
        let failed = workers
            .into_iter()
            .flat_map(|worker| worker.join().unwrap());
        let mut failed: Vec<_> = failed.collect();
        failed.sort();
        failed
    })
}

/// Performs one run and returns the faults at its end.
fn one(seed: u64) -> Vec<String> {
    let faults = std::panic::catch_unwind(|| run::run(seed));
    faults.unwrap_or_else(|_| vec!["it panicked".to_owned()])
}

fn tell(failed: &[(u64, Vec<String>)]) -> String {
    let mut text = String::new();
    for (seed, faults) in failed.iter().take(20) {
        text.push_str(&format!(
            "\nRun {seed}; alone: cargo xtask simulate --seed {seed}\n"
        ));
        for fault in faults.iter().take(4) {
            text.push_str(&format!("  {fault}\n"));
        }
    }
    text
}

#[test]
fn nothing_is_lost_in_many_runs() {
    if let Some(seed) = number("MAATWERK_SEED") {
        let (faults, log) = run::told(seed);
        eprintln!("{}", log.join("\n"));
        assert!(faults.is_empty(), "seed {seed}:\n{}", faults.join("\n"));
        return;
    }
    let failed = runs(
        number("MAATWERK_FROM").unwrap_or(1),
        number("MAATWERK_SEEDS").unwrap_or(SEEDS),
        None,
    );
    assert!(
        failed.is_empty(),
        "{} runs failed:{}",
        failed.len(),
        tell(&failed)
    );
}

/// Regressions: seeds that failed once, each with the bug that it showed.
const ONCE: [(u64, &str); 4] = [
    (
        35,
        "a merge whose save failed was later stored without its base",
    ),
    (
        587,
        "a device whose disk was full at its start never pulled what was pending",
    ),
    (
        1681,
        "a version before the base was taken for a later one, as it was first in the list",
    ),
    (
        12_835,
        "an unreadable canvas took the server's late version for one that it already had",
    ),
];

#[test]
fn runs_that_failed_once_are_repeated() {
    for (seed, what) in ONCE {
        assert_eq!(one(seed), [""; 0], "seed {seed}: {what}");
    }
}
