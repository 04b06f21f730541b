//! `cargo xtask dist`: a folder to put on any web server, or to publish as an npm package.

use crate::{
    Outcome,
    project::{Project, estimate},
    setup,
    step::Step,
};
use std::fs;

const BUILD_PROCESSOR_SECONDS: u64 = 180;
/// Brotli at its best takes its time.
const PACK_SECONDS: u64 = 20;

/// Builds in release and packs.
pub fn dist(project: &Project) -> Outcome {
    setup::tools(project)?;
    let step = Step::announce(
        project,
        "build",
        "Building the app in release",
        Some(estimate(BUILD_PROCESSOR_SECONDS)),
    );
    let mut build = project.command("trunk");
    step.run(build.args(["build", "--release", "--offline", "--skip-version-check"]))?;
    let step = Step::announce(
        project,
        "dist",
        "Packing the element, its types, licences and checksums",
        Some(PACK_SECONDS),
    );
    step.run(project.command("node").arg("xtask/web/dist.mjs"))?;
    let log = project.target.join("xtask-logs/dist.log");
    println!("\n{}", fs::read_to_string(log).unwrap_or_default());
    Ok(())
}
