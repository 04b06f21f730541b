//! Installs Debian packages that are missing, if that is allowed without asking.

use crate::{Outcome, project::Project, step::Step};
use std::fs;

/// Whether packages can be installed without asking: on Debian, as root.
pub fn installs(project: &Project) -> bool {
    let system = fs::read_to_string("/etc/os-release").unwrap_or_default();
    system.lines().any(|line| line == "ID=debian") && is_root(project)
}

/// Whether the current user is root. Some programs refuse to run as root, and packages are only
/// installed as root.
pub fn is_root(project: &Project) -> bool {
    let id = project.command("id").arg("-u").output();
    id.is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}

/// Installs packages. `what` describes them for the user; `seconds` is the expected time.
pub fn install(project: &Project, what: &str, packages: &[&str], seconds: u64) -> Outcome {
    let says = "Reading the package lists (apt-get update)";
    let step = Step::announce(project, "apt-update", says, Some(15));
    step.run(project.command("apt-get").arg("update"))?;
    let says = format!("Installing {what} (apt-get install {})", packages.join(" "));
    let step = Step::announce(project, "apt-install", &says, Some(seconds));
    let mut apt = project.command("apt-get");
    apt.args(["install", "--yes", "--no-install-recommends"])
        .args(packages);
    step.run(apt.env("DEBIAN_FRONTEND", "noninteractive"))
        .map(|_| ())
}
