//! Installs what a fresh clone needs before it can be built.

use crate::{
    Outcome,
    project::Project,
    step::Step,
    tool::{TRUNK, WASM_BINDGEN, major, version_of},
};
use std::{fs, path::Path};

const NODE: u32 = 20;
const WASM: &str = "wasm32-unknown-unknown";

/// Installs what is missing for a build of the app.
pub fn tools(project: &Project) -> Outcome {
    node(project)?;
    wasm_target(project)?;
    paths(project)?;
    crates(project)?;
    npm_packages(project)?;
    WASM_BINDGEN.ensure(project)?;
    TRUNK.ensure(project)
}

/// Checks that Node is installed and recent enough.
pub fn node(project: &Project) -> Outcome {
    let hint = "Node 20 or newer is needed, with npm: https://nodejs.org, or your system's package `nodejs` and `npm`.";
    let version = version_of(project, "node").ok_or(format!("There is no `node` here. {hint}"))?;
    if major(&version).is_none_or(|major| major < NODE) {
        return Err(format!("This is Node {version}. {hint}"));
    }
    version_of(project, "npm")
        .map(|_| ())
        .ok_or(format!("There is no `npm` here. {hint}"))
}

/// Adds the compiler's wasm target if it is missing.
pub fn wasm_target(project: &Project) -> Outcome {
    let asked = project
        .command("rustc")
        .args(["--print", "target-libdir", "--target", WASM])
        .output();
    let answer = asked
        .map_err(|error| format!("`rustc` does not start: {error}. See https://rustup.rs."))?;
    if Path::new(String::from_utf8_lossy(&answer.stdout).trim()).is_dir() {
        return Ok(());
    }
    if project.find_program("rustup").is_none() {
        return Err(format!(
            "Rust's target {WASM} is missing, and there is no `rustup` to add it. \
             Install Rust by https://rustup.rs, or your system's package for that target."
        ));
    }
    let step = Step::announce(
        project,
        "wasm-target",
        &format!("Adding Rust's target {WASM}"),
        Some(15),
    );
    step.run(project.command("rustup").args(["target", "add", WASM]))
        .map(|_| ())
}

/// Has the compiler leave this machine's paths out of a module. Before the first build for wasm: new flags mean that
/// all of it is built again.
pub fn paths(project: &Project) -> Outcome {
    let mut remap = project.command("node");
    let output = remap.arg("xtask/web/remap.mjs").output();
    let output = output.map_err(|error| format!("`node` does not start: {error}"))?;
    if output.status.success() {
        return Ok(());
    }
    Err(String::from_utf8_lossy(&output.stderr).into_owned())
}

/// Downloads the crates, so that later steps need no network.
pub fn crates(project: &Project) -> Outcome {
    let ready = project
        .command("cargo")
        .args(["fetch", "--locked", "--offline", "--quiet"])
        .output();
    if ready.is_ok_and(|output| output.status.success()) {
        return Ok(());
    }
    let step = Step::announce(project, "crates", "Downloading the crates", Some(30));
    step.run(project.command("cargo").args(["fetch", "--locked"]))
        .map(|_| ())
}

/// Installs the npm packages if the lock file has changed since the last installation.
pub fn npm_packages(project: &Project) -> Outcome {
    let stamp = project.root.join("node_modules/.installed-lock");
    let lock = fs::read(project.root.join("package-lock.json"))
        .map_err(|error| format!("package-lock.json: {error}"))?;
    if fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    let step = Step::announce(
        project,
        "npm",
        "Installing the npm packages (build and test tools)",
        Some(20),
    );
    // No install scripts of packages: none of these needs one.
    step.run(
        project
            .command("npm")
            .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]),
    )?;
    fs::write(&stamp, lock).map_err(|error| format!("{}: {error}", stamp.display()))
}
