//! The parts of the tests, each a program of its own.

use super::{Run, jobs::Simulation};
use crate::{
    Outcome,
    browser::Browser,
    debian,
    project::{cores, estimate},
    tool::version_of,
};
use std::{env, fs, process::Command, time::Duration};

/// Cargo's arguments to build for the app's target.
const WASM: [&str; 2] = ["--target", "wasm32-unknown-unknown"];

/// Cargo's arguments to select what is built and tested natively.
const NATIVE: [&str; 6] = [
    "--locked",
    "--workspace",
    "--lib",
    "--bins",
    "--test",
    "native",
];

/// The end-to-end test that needs the build for development.
const PANIC: &str = "tests/e2e/panic.test.mjs";

/// The end-to-end test of a quick run: a whole canvas, the method's own example.
const STORY: &str = "tests/e2e/sophie.test.mjs";

impl Run<'_> {
    pub(super) fn fmt(&self) -> Outcome<Duration> {
        self.cargo("fmt", "Formatting", 2, &["fmt", "--all", "--check"])
    }

    pub(super) fn clippy(&self) -> Outcome<Duration> {
        let native = [
            "clippy",
            "--locked",
            "--workspace",
            "--all-targets",
            "--",
            "-D",
            "warnings",
        ];
        self.cargo("clippy", "Clippy, native", estimate(120), &native)
    }

    pub(super) fn clippy_wasm(&self) -> Outcome<Duration> {
        let mut wasm = vec!["clippy", "--locked", "--lib", "--bins", "--test", "web"];
        wasm.extend(WASM);
        wasm.extend(["--", "-D", "warnings"]);
        self.cargo("clippy-wasm", "Clippy, wasm", estimate(100), &wasm)
    }

    pub(super) fn doc(&self) -> Outcome<Duration> {
        let mut doc = self.project.command("cargo");
        doc.args(["doc", "--locked", "--no-deps", "--workspace"]);
        doc.env("RUSTDOCFLAGS", "-D warnings");
        self.step("doc", "Documentation", Some(estimate(40)), &mut doc)
    }

    /// Checks licences, bans and sources, and advisories if this machine has a copy of their
    /// database, as downloading one needs a network.
    pub(super) fn deny(&self) -> Outcome<Duration> {
        let mut deny = self.project.command("cargo-deny");
        deny.args(["--locked", "--offline", "--config", ".deny.toml"]);
        deny.args(["check", "licenses", "bans", "sources"]);
        let home = env::var_os("CARGO_HOME").map_or_else(
            || env::home_dir().unwrap_or_default().join(".cargo"),
            Into::into,
        );
        match home.join("advisory-dbs").is_dir() {
            true => drop(deny.arg("advisories")),
            false => {
                println!("    No database of advisories is on this machine: they are not checked.")
            }
        }
        self.step("deny", "Licences and sources of crates", None, &mut deny)
    }

    /// The cargo subcommand that runs the native tests.
    fn runner(&self) -> &'static [&'static str] {
        match version_of(self.project, "cargo-nextest") {
            Some(_) => &["nextest", "run"],
            None => &["test"],
        }
    }

    pub(super) fn native_build(&self) -> Outcome<Duration> {
        let arguments = [self.runner(), &NATIVE, &["--no-run"]].concat();
        let says = "Building the native tests";
        self.cargo("native-build", says, estimate(240), &arguments)
    }

    pub(super) fn native(&self, simulation: Simulation) -> Outcome<Duration> {
        let without: &[&str] = match simulation {
            Simulation::Included => &[],
            Simulation::Skipped => &["--", "--skip", "simulation::"],
        };
        let arguments = [self.runner(), &NATIVE, without].concat();
        self.cargo("native", "Native tests", estimate(400), &arguments)
    }

    fn web_tests(&self, more: &[&str]) -> Outcome<Command> {
        let browser = self.browser()?;
        let capabilities = self.project.target.join("webdriver.json");
        let write = fs::write(&capabilities, self.capabilities(browser));
        write.map_err(|error| format!("{}: {error}", capabilities.display()))?;
        let mut command = self.project.command("cargo");
        command
            .args(["test", "--locked", "--profile", "dev", "--test", "web"])
            .args(WASM)
            .args(more);
        command.env(
            "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER",
            "wasm-bindgen-test-runner",
        );
        command.env("CHROMEDRIVER", &browser.driver);
        command.env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", &capabilities);
        command.env("WASM_BINDGEN_TEST_TIMEOUT", "180");
        Ok(command)
    }

    pub(super) fn web_build(&self) -> Outcome<Duration> {
        let mut command = self.web_tests(&["--no-run"])?;
        let says = "Building the tests in Chromium";
        self.step("web-build", says, Some(estimate(150)), &mut command)
    }

    pub(super) fn web(&self) -> Outcome<Duration> {
        let mut command = self.web_tests(&[])?;
        self.step("web", "Tests in Chromium", Some(60), &mut command)
    }

    /// The driver's capabilities as JSON, for wasm-bindgen's test runner.
    fn capabilities(&self, browser: &Browser) -> String {
        let mut arguments = vec![
            "--headless=new",
            "--disable-gpu",
            "--disable-quic",
            "--disable-dev-shm-usage",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
        ];
        if debian::is_root(self.project) {
            arguments.push("--no-sandbox");
        }
        let binary = browser.chromium.display();
        format!(
            "{{\"goog:chromeOptions\": {{\"binary\": {:?}, \"args\": {arguments:?}}}}}",
            binary.to_string()
        )
    }

    pub(super) fn build(&self) -> Outcome<Duration> {
        self.trunk("build", "Building the app in release", 180, &["--release"])
    }

    /// Makes the development build, which shares its crates with the tests in Chromium.
    pub(super) fn build_dev(&self) -> Outcome<Duration> {
        let dist = self.project.target.join("dist-dev");
        let folder = dist.to_string_lossy();
        let says = "Building the app for development";
        self.trunk("build-dev", says, 60, &["--dist", &folder])
    }

    fn trunk(
        &self,
        name: &str,
        says: &str,
        processor_seconds: u64,
        options: &[&str],
    ) -> Outcome<Duration> {
        let mut trunk = self.project.trunk("build");
        trunk.args(options);
        self.step(name, says, Some(estimate(processor_seconds)), &mut trunk)
    }

    /// Runs the tests with real backends; a test is skipped if its backend is missing.
    pub(super) fn sync(&self) -> Outcome<Duration> {
        let mut node = self.node_tests(&files(self, "tests/sync")?);
        let says = "The contract, and two real backends";
        self.step("sync", says, Some(200), &mut node)
    }

    pub(super) fn e2e(&self) -> Outcome<Duration> {
        let mut all = files(self, "tests/e2e")?;
        all.retain(|file| file != PANIC);
        let mut node = self.node_tests(&all);
        in_browser(&mut node, self.browser()?);
        self.step("e2e", "End-to-end tests", None, &mut node)
    }

    /// Runs the panic test on the development build: only that can be made to panic.
    pub(super) fn panic(&self) -> Outcome<Duration> {
        self.in_development("panic", "A panic stays small", PANIC)
    }

    /// Runs one story on the development build, which is the fastest to make.
    pub(super) fn story(&self) -> Outcome<Duration> {
        self.in_development("story", "One story in Chromium", STORY)
    }

    fn in_development(&self, name: &str, says: &str, file: &str) -> Outcome<Duration> {
        let mut node = self.node_tests(&[file.to_owned()]);
        node.env("MAATWERK_DIST", self.project.target.join("dist-dev"));
        in_browser(&mut node, self.browser()?);
        self.step(name, says, None, &mut node)
    }

    /// The command that runs these test files in parallel, one more than there are processors: each
    /// waits much of its time, for a page or for a server that is to be late.
    fn node_tests(&self, files: &[String]) -> Command {
        let mut node = self.project.command("node");
        node.args(["xtask/web/tests.mjs", "--jobs"]);
        node.arg((cores() + 1).max(3).to_string());
        node.args(files);
        node
    }

    pub(super) fn size(&self) -> Outcome<Duration> {
        let mut node = self.project.command("node");
        let time = self.step(
            "size",
            "Size of a first visit",
            None,
            node.arg("xtask/web/size.mjs"),
        )?;
        let log = self.project.target.join("xtask-logs/size.log");
        println!("{}", fs::read_to_string(log).unwrap_or_default());
        Ok(time)
    }
}

/// The paths of the test files in a folder, sorted.
fn files(run: &Run, folder: &str) -> Outcome<Vec<String>> {
    let entries = fs::read_dir(run.project.root.join(folder))
        .map_err(|error| format!("{folder}: {error}"))?;
    let names = entries
        .flatten()
        .filter_map(|entry| entry.file_name().into_string().ok());
    let mut files: Vec<String> = names
        .filter(|name| name.ends_with(".test.mjs"))
        .map(|name| format!("{folder}/{name}"))
        .collect();
    files.sort();
    if files.is_empty() {
        return Err(format!("There are no tests in {folder}."));
    }
    Ok(files)
}

/// Sets the browser that a script uses.
fn in_browser(node: &mut Command, browser: &Browser) {
    node.env("CHROMIUM", &browser.chromium)
        .env("CHROMEDRIVER", &browser.driver);
}
