//! `cargo xtask bench`: how fast the app answers and syncs, in its release build.

use crate::{Outcome, backend, browser, project::Project, serve, setup, step::Step};
use std::fs;

/// Builds, measures, and prints the tables.
pub fn bench(project: &Project, parts: &[&str]) -> Outcome {
    if let Some(unknown) = parts.iter().find(|it| !["typing", "sync"].contains(it)) {
        return Err(format!(
            "There is no part `{unknown}` to measure; there are: typing, sync."
        ));
    }
    let wants = |part: &str| parts.is_empty() || parts.contains(&part);
    setup::tools(project)?;
    let missing = if wants("sync") {
        backend::install(project, true)?.missing()
    } else {
        None
    };
    let bench = Bench {
        project,
        browser: browser::ensure(project)?,
    };
    serve::build(project)?;
    let mut tables = String::new();
    if wants("typing") {
        let says = "Typing in amounts at 10, 100 and 1,000 lines";
        tables += &bench.measure("bench", says, 60, &["bench.mjs"])?;
    }
    match missing {
        Some(why) if wants("sync") => tables += &format!("\nSync was not measured: {why}\n"),
        None if wants("sync") => {
            let says = "The server alone: 1,000 canvases of 10 kB";
            tables += &bench.measure("bench-sync", says, 60, &["bench-sync.mjs", "--postgres"])?;
            let says = "Sync through the app: 1,000 canvases of 10 kB";
            let program = ["bench-sync-app.mjs", "--postgres"];
            tables += &bench.measure("bench-sync-app", says, 480, &program)?;
        }
        _ => {}
    }
    println!("\n{tables}");
    Ok(())
}

struct Bench<'a> {
    project: &'a Project,
    browser: browser::Browser,
}

impl Bench<'_> {
    /// Runs one of the programs; the table that it ends with.
    fn measure(&self, name: &str, says: &str, seconds: u64, program: &[&str]) -> Outcome<String> {
        let step = Step::announce(self.project, name, says, Some(seconds));
        let mut node = self.project.command("node");
        node.arg(format!("xtask/web/{}", program.first().unwrap_or(&"")));
        node.args(program.iter().skip(1));
        node.env("CHROMIUM", &self.browser.chromium);
        step.run(&mut node)?;
        let log = self.project.target.join(format!("xtask-logs/{name}.log"));
        let text =
            fs::read_to_string(&log).map_err(|error| format!("{}: {error}", log.display()))?;
        Ok(table(&text))
    }
}

/// What comes after the signs of life.
fn table(log: &str) -> String {
    let lines = log.lines().skip_while(|line| !is_heading(line));
    lines.map(|line| format!("{line}\n")).collect()
}

/// The first line of a table names its unit.
fn is_heading(line: &str) -> bool {
    line.contains(", in ms")
}

#[cfg(test)]
mod tests {
    use super::table;

    #[test]
    fn only_the_table_is_printed() {
        let log = "Filling it\n500 of 1000\nSync, in ms\nfirst pull   900\n";
        assert_eq!(table(log), "Sync, in ms\nfirst pull   900\n");
    }
}
