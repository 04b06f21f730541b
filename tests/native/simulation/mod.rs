//! Whole lives of devices, tabs, a network and a server in one process: the real merge, the real
//! machine and the real store, and every fault that has been seen or feared. One seed, one life.

mod devices;
mod dice;
mod disk;
mod judge;
mod life;
mod mishaps;
mod network;
mod oracle;
mod page;
mod people;
mod planted;
mod scripted;
mod server;
mod traits;
mod user;
mod world;

pub(crate) use disk::now;

use std::sync::atomic::{AtomicU64, Ordering};

use maatwerk::sync::flaw::{Flaw, plant};

/// The lives of one run of the tests.
const SEEDS: u64 = 2_000;

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

/// Lives all these lives on both cores, or no further than the first that fails; the seeds that
/// failed, and why.
fn lives(from: u64, count: u64, flaw: Option<Flaw>) -> Vec<(u64, Vec<String>)> {
    let (next, end) = (AtomicU64::new(from), AtomicU64::new(from + count));
    let workers = std::thread::available_parallelism().map_or(2, usize::from);
    let live = || {
        plant(flaw);
        let mut failed = Vec::new();
        loop {
            let seed = next.fetch_add(1, Ordering::Relaxed);
            let lived = seed - from;
            if flaw.is_none() && lived > 0 && lived.is_multiple_of(500) {
                eprintln!("{lived} of {count} lives");
            }
            if seed >= end.load(Ordering::Relaxed) {
                return failed;
            }
            let faults = one(seed);
            if !faults.is_empty() {
                failed.push((seed, faults));
                if flaw.is_some() {
                    end.store(from, Ordering::Relaxed);
                }
            }
        }
    };
    std::thread::scope(|scope| {
        let workers: Vec<_> = (0..workers).map(|_| scope.spawn(live)).collect();
        let failed = workers
            .into_iter()
            .flat_map(|worker| worker.join().unwrap());
        let mut failed: Vec<_> = failed.collect();
        failed.sort();
        failed
    })
}

/// What is wrong at the end of a life.
fn one(seed: u64) -> Vec<String> {
    let faults = std::panic::catch_unwind(|| life::life(seed));
    faults.unwrap_or_else(|_| vec!["it panicked".to_owned()])
}

fn tell(failed: &[(u64, Vec<String>)]) -> String {
    let mut text = String::new();
    for (seed, faults) in failed.iter().take(20) {
        text.push_str(&format!(
            "\nLife {seed}; alone: cargo xtask simulate --seed {seed}\n"
        ));
        for fault in faults.iter().take(4) {
            text.push_str(&format!("  {fault}\n"));
        }
    }
    text
}

#[test]
fn nothing_is_lost_in_the_lives_of_many() {
    if let Some(seed) = number("MAATWERK_SEED") {
        let (faults, log) = life::told(seed);
        eprintln!("{}", log.join("\n"));
        assert!(faults.is_empty(), "seed {seed}:\n{}", faults.join("\n"));
        return;
    }
    let failed = lives(
        number("MAATWERK_FROM").unwrap_or(1),
        number("MAATWERK_SEEDS").unwrap_or(SEEDS),
        None,
    );
    assert!(
        failed.is_empty(),
        "{} lives failed:{}",
        failed.len(),
        tell(&failed)
    );
}

/// Seeds that have failed once, each with what it showed.
const ONCE: [(u64, &str); 4] = [
    (
        35,
        "a merge that could not be stored was stored without its base",
    ),
    (
        587,
        "a device without room at its start never asked what waits there",
    ),
    (
        1681,
        "a version before the base was taken for one after it, as it stood first in the list",
    ),
    (
        12_835,
        "a canvas that can't be read took the server's late version for what it had already",
    ),
];

#[test]
fn lives_that_failed_once_are_lived_again() {
    for (seed, what) in ONCE {
        assert_eq!(one(seed), [""; 0], "seed {seed}: {what}");
    }
}
