//! `cargo xtask bench`: measures how fast the release build starts, responds and syncs, beside its
//! peers.

use crate::{Outcome, backend, browser, project::Project, serve, setup, step::Step};
use std::env;

/// What is measured by `xtask/web/bench.mjs`: the part, what it is, and the seconds it takes.
const PARTS: [(&str, &str, u64); 5] = [
    ("first", "First visits, beside three peers", 480),
    ("typing", "Keystrokes, beside three peers", 240),
    (
        "app",
        "The app alone: opening, saving, sealed, searching",
        180,
    ),
    ("start", "Where the time of a start goes", 60),
    ("results", "The results of 10,000 canvases", 90),
];
const SYNC: &str = "sync";
/// What one server carries: asked for by name alone, as it takes a quarter of an hour and needs no app.
const SCALE: &str = "scale";
const WRITE: &str = "--write";

/// Builds the app, unless `MAATWERK_DIST` names a build, runs the named benchmarks, and prints all
/// results so far. With `--write` they are kept in `docs/speed.md` and `README.md`.
pub fn bench(project: &Project, arguments: &[&str]) -> Outcome {
    let (flags, parts): (Vec<&str>, Vec<&str>) =
        arguments.iter().partition(|it| it.starts_with("--"));
    check(&flags, &parts)?;
    let wants = |part: &str| parts.is_empty() || parts.contains(&part);
    if parts == [SCALE] {
        return scale(project);
    }
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
    let alone = parts.contains(&SCALE) && parts.len() > 1;
    if alone {
        return Err(format!("`{SCALE}` is measured by itself."));
    }
    let known: Vec<&str> = PARTS
        .iter()
        .map(|(part, ..)| *part)
        .chain([SYNC, SCALE])
        .collect();
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

/// Measures what one Kinto on one PostgreSQL carries; the figures of `docs/scale.md` are from here.
fn scale(project: &Project) -> Outcome {
    if let Some(why) = backend::install(project, true)?.missing() {
        return Err(why);
    }
    let says = "One server: 10,000 canvases, and 10, 100 and 400 clients that sync";
    let step = Step::announce(project, "bench-scale", says, Some(900));
    let mut node = project.command("node");
    node.arg("xtask/backend/scale.mjs");
    step.run(&mut node)?;
    println!("\nThe results are in the target folder: bench/scale.json.");
    Ok(())
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
        assert_eq!(check(&[], &["scale"]), Ok(()));
        assert!(check(&[], &["scale", "sync"]).is_err());
        assert!(check(&[], &["speed"]).is_err());
        assert!(check(&["--fast"], &[]).is_err());
    }
}
