//! `cargo xtask dist`: a folder to put on any web server, or to publish as an npm package.

use crate::{Outcome, project::Project, serve, setup, step::Step};
use std::fs;

/// Brotli at its best takes its time.
const PACK_SECONDS: u64 = 20;

/// Builds in release and packs.
pub fn dist(project: &Project) -> Outcome {
    setup::tools(project)?;
    serve::build(project)?;
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
