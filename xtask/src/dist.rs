//! `cargo xtask dist`: makes a folder to put on any web server, or to publish as an npm package.

use crate::{Outcome, project::Project, serve, setup, step::Step};
use std::fs;

/// The expected time to compress with brotli at its best quality, in seconds.
const PACK_SECONDS: u64 = 20;

/// Builds in release and packs the folder.
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
