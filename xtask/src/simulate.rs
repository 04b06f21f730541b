//! `cargo xtask simulate`: runs the simulation of devices, users, a network and a server with any
//! number of seeds.

use crate::{
    Outcome,
    project::{Project, shown},
    setup,
    step::Step,
};

/// The default number of seeds, the same as in `cargo xtask test`.
const SEEDS: u64 = 2_000;

/// The seeds to run.
#[derive(Debug, PartialEq, Eq)]
struct Runs {
    from: u64,
    seeds: u64,
    /// Runs only this seed, and prints its log of events.
    one: Option<u64>,
}

/// Runs the simulation; prints how to repeat a failed seed.
pub fn simulate(project: &Project, arguments: &[&str]) -> Outcome {
    let runs = read(arguments)?;
    setup::crates(project)?;
    let mut cargo = project.command("cargo");
    cargo.args(["test", "--locked", "--test", "native", "--"]);
    cargo.args(["--exact", "--nocapture"]);
    cargo.arg("simulation::nothing_is_lost_in_many_runs");
    let says = match runs.one {
        Some(seed) => {
            cargo.env("MAATWERK_SEED", seed.to_string());
            format!("Simulating run {seed}")
        }
        None => {
            cargo.env("MAATWERK_FROM", runs.from.to_string());
            cargo.env("MAATWERK_SEEDS", runs.seeds.to_string());
            format!("Simulating {} runs from {} on", runs.seeds, runs.from)
        }
    };
    Step::announce(project, "simulate", &says, None).run(&mut cargo)?;
    match runs.one {
        Some(_) => {
            let log = project.target.join("xtask-logs/simulate.log");
            println!(
                "\nNothing was lost. What happened is in {}",
                shown(project, &log)
            );
        }
        None => println!("\nNothing was lost in {} runs.", runs.seeds),
    }
    Ok(())
}

fn read(arguments: &[&str]) -> Outcome<Runs> {
    let mut runs = Runs {
        from: 1,
        seeds: SEEDS,
        one: None,
    };
    let mut rest = arguments;
    while let [name, number, further @ ..] = rest {
        let number = number
            .parse()
            .map_err(|_| format!("`{number}` is not a number."))?;
        match *name {
            "--seeds" => runs.seeds = number,
            "--from" => runs.from = number,
            "--seed" => runs.one = Some(number),
            _ => return Err(unknown(name)),
        }
        rest = further;
    }
    match rest {
        [] => Ok(runs),
        [name, ..] => Err(unknown(name)),
    }
}

fn unknown(name: &str) -> String {
    format!("`simulate` does not know `{name}`; it takes `--seeds N`, `--from N` and `--seed N`.")
}

#[cfg(test)]
mod tests {
    use super::{Runs, SEEDS, read};

    #[test]
    fn what_to_live_is_read() {
        let runs = |from, seeds, one| Ok(Runs { from, seeds, one });
        assert_eq!(read(&[]), runs(1, SEEDS, None));
        assert_eq!(
            read(&["--seeds", "20000", "--from", "7"]),
            runs(7, 20_000, None)
        );
        assert_eq!(read(&["--seed", "35"]), runs(1, SEEDS, Some(35)));
        for wrong in [&["--seed"][..], &["--seed", "x"], &["35"], &["--sede", "3"]] {
            assert!(read(wrong).is_err(), "{wrong:?}");
        }
    }
}
