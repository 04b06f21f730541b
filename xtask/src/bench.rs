//! `cargo xtask bench`: how fast the app answers, in its release build.

use crate::{Outcome, browser, project::Project, serve, setup, step::Step};
use std::fs;

/// Builds, measures, and prints the table.
pub fn bench(project: &Project) -> Outcome {
    setup::tools(project)?;
    let browser = browser::ensure(project)?;
    serve::build(project)?;
    let step = Step::announce(
        project,
        "bench",
        "Typing in amounts at 10, 100 and 1,000 lines",
        Some(60),
    );
    let mut node = project.command("node");
    node.arg("xtask/web/bench.mjs");
    node.env("CHROMIUM", &browser.chromium);
    step.run(&mut node)?;
    let log = project.target.join("xtask-logs/bench.log");
    let table = fs::read_to_string(&log).map_err(|error| format!("{}: {error}", log.display()))?;
    println!("\n{table}");
    Ok(())
}
