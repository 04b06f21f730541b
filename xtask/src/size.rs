//! `cargo xtask size`: builds, and prints what each part of the module weighs, and what is in it.

use crate::{Outcome, project::Project, serve, setup};

/// Builds in release and prints the tables; fails where a part weighs more than it may.
pub fn size(project: &Project) -> Outcome {
    setup::tools(project)?;
    serve::build(project)?;
    let mut node = project.command("node");
    let status = node.args(["xtask/web/size.mjs", "--inside"]).status();
    match status {
        Ok(status) if status.success() => Ok(()),
        Ok(_) => Err("Something weighs more than it may; see above.".to_owned()),
        Err(error) => Err(format!("`node` does not start: {error}")),
    }
}
