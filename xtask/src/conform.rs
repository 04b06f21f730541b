//! `cargo xtask conform`: the conformance suite of Canvas Sync 1, which is a Node program.

use crate::{
    Outcome,
    project::{Project, become_program},
    setup,
};

/// Replaces this process by the suite.
pub fn conform(project: &Project, arguments: &[&str]) -> Outcome {
    setup::node(project)?;
    let mut node = project.command("node");
    node.arg("xtask/conform/main.mjs").args(arguments);
    Err(become_program(node))
}
