//! `cargo xtask simulate`: lives of devices, people, a network and a server, as many as are asked for.

use crate::{
    Outcome,
    project::{Project, shown},
    setup,
    step::Step,
};

/// As many as `cargo xtask test` lives.
const SEEDS: u64 = 2_000;

/// Which lives.
#[derive(Debug, PartialEq, Eq)]
struct Lives {
    from: u64,
    seeds: u64,
    /// Only this one, told from moment to moment.
    one: Option<u64>,
}

/// Lives them; a life that failed can be lived again alone.
pub fn simulate(project: &Project, arguments: &[&str]) -> Outcome {
    let lives = read(arguments)?;
    setup::crates(project)?;
    let mut cargo = project.command("cargo");
    cargo.args(["test", "--locked", "--test", "native", "--"]);
    cargo.args(["--exact", "--nocapture"]);
    cargo.arg("simulation::nothing_is_lost_in_the_lives_of_many");
    let says = match lives.one {
        Some(seed) => {
            cargo.env("MAATWERK_SEED", seed.to_string());
            format!("Living life {seed}")
        }
        None => {
            cargo.env("MAATWERK_FROM", lives.from.to_string());
            cargo.env("MAATWERK_SEEDS", lives.seeds.to_string());
            format!("Living {} lives from {} on", lives.seeds, lives.from)
        }
    };
    Step::announce(project, "simulate", &says, None).run(&mut cargo)?;
    match lives.one {
        Some(_) => {
            let log = project.target.join("xtask-logs/simulate.log");
            println!(
                "\nNothing was lost. What happened is in {}",
                shown(project, &log)
            );
        }
        None => println!("\nNothing was lost in {} lives.", lives.seeds),
    }
    Ok(())
}

fn read(arguments: &[&str]) -> Outcome<Lives> {
    let mut lives = Lives {
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
            "--seeds" => lives.seeds = number,
            "--from" => lives.from = number,
            "--seed" => lives.one = Some(number),
            _ => return Err(unknown(name)),
        }
        rest = further;
    }
    match rest {
        [] => Ok(lives),
        [name, ..] => Err(unknown(name)),
    }
}

fn unknown(name: &str) -> String {
    format!("`simulate` does not know `{name}`; it takes `--seeds N`, `--from N` and `--seed N`.")
}

#[cfg(test)]
mod tests {
    use super::{Lives, SEEDS, read};

    #[test]
    fn what_to_live_is_read() {
        let lives = |from, seeds, one| Ok(Lives { from, seeds, one });
        assert_eq!(read(&[]), lives(1, SEEDS, None));
        assert_eq!(
            read(&["--seeds", "20000", "--from", "7"]),
            lives(7, 20_000, None)
        );
        assert_eq!(read(&["--seed", "35"]), lives(1, SEEDS, Some(35)));
        for wrong in [&["--seed"][..], &["--seed", "x"], &["35"], &["--sede", "3"]] {
            assert!(read(wrong).is_err(), "{wrong:?}");
        }
    }
}
