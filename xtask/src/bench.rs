//! `cargo xtask bench`: measures how fast the release build starts, responds and syncs, beside its
//! peers.

use crate::{Outcome, backend, browser, project::Project, serve, setup, step::Step};
use std::env;

/// What is measured by `xtask/web/bench.mjs`: the part, what it is, and the seconds it takes.
const PARTS: [(&str, &str, u64); 4] = [
    ("first", "First visits, beside three peers", 480),
    ("typing", "Keystrokes, beside three peers", 240),
    ("app", "The app alone: opening, saving, searching", 90),
    ("start", "Where the time of a start goes", 60),
];
const SYNC: &str = "sync";
const WRITE: &str = "--write";

/// Builds the app, unless `MAATWERK_DIST` names a build, runs the named benchmarks, and prints all
/// results so far. With `--write` they are kept in `docs/speed.md` and `README.md`.
pub fn bench(project: &Project, arguments: &[&str]) -> Outcome {
    let (flags, parts): (Vec<&str>, Vec<&str>) =
        arguments.iter().partition(|it| it.starts_with("--"));
    check(&flags, &parts)?;
    let wants = |part: &str| parts.is_empty() || parts.contains(&part);
    setup::tools(project)?;
    let missing = if wants(SYNC) {
        backend::install(project, true)?.missing()
    } else {
        None
    };
    let bench = Bench {
        project,
        browser: browser::ensure(project)?,
    };
    if env::var_os("MAATWERK_DIST").is_none() {
        serve::build(project)?;
    }
    for (part, says, seconds) in PARTS {
        if wants(part) {
            let name = format!("bench-{part}");
            bench.run(&name, says, seconds, &["bench.mjs", part])?;
        }
    }
    match missing {
        Some(why) if wants(SYNC) => println!("\nSync was not measured: {why}"),
        None if wants(SYNC) => bench.sync()?,
        _ => {}
    }
    bench.report(&flags)
}

/// Refuses parts and flags that aren't there.
fn check(flags: &[&str], parts: &[&str]) -> Outcome {
    let known: Vec<&str> = PARTS.iter().map(|(part, ..)| *part).chain([SYNC]).collect();
    if let Some(unknown) = parts.iter().find(|it| !known.contains(it)) {
        return Err(format!(
            "There is no part `{unknown}` to measure; there are: {}.",
            known.join(", ")
        ));
    }
    match flags.iter().find(|it| **it != WRITE) {
        Some(unknown) => Err(format!(
            "`bench` has no option `{unknown}`; it has `{WRITE}`."
        )),
        None => Ok(()),
    }
}

struct Bench<'a> {
    project: &'a Project,
    browser: browser::Browser,
}

impl Bench<'_> {
    /// Runs one of the programs.
    fn run(&self, name: &str, says: &str, seconds: u64, program: &[&str]) -> Outcome {
        let step = Step::announce(self.project, name, says, Some(seconds));
        let mut node = self.project.command("node");
        node.arg(format!("xtask/web/{}", program.first().unwrap_or(&"")));
        node.args(program.iter().skip(1));
        node.env("CHROMIUM", &self.browser.chromium);
        step.run(&mut node)?;
        Ok(())
    }

    /// Measures sync: the server alone, then the app and kinto.js.
    fn sync(&self) -> Outcome {
        let says = "The server alone: 1,000 canvases of 10 kB";
        self.run("bench-sync", says, 60, &["bench-sync.mjs", "--postgres"])?;
        let says = "Sync through the app, beside kinto.js: 1,000 canvases of 10 kB";
        let program = ["bench-sync-app.mjs", "--postgres"];
        self.run("bench-sync-app", says, 720, &program)
    }

    /// Prints all results, and writes them if that is asked.
    fn report(&self, flags: &[&str]) -> Outcome {
        let mut node = self.project.command("node");
        node.args(["xtask/web/bench.mjs", "report"]).args(flags);
        match node.status() {
            Ok(status) if status.success() => Ok(()),
            Ok(_) => Err("The results could not be put together.".to_owned()),
            Err(error) => Err(format!("node: {error}")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::check;

    #[test]
    fn only_parts_and_options_that_exist_are_taken() {
        assert_eq!(check(&[], &[]), Ok(()));
        assert_eq!(check(&["--write"], &["first", "sync"]), Ok(()));
        assert!(check(&[], &["speed"]).is_err());
        assert!(check(&["--fast"], &[]).is_err());
    }
}
