//! The parts of the tests, each a program of its own.

use super::Run;
use crate::{Outcome, browser::Browser, debian, project::estimate, tool::version_of};
use std::{fs, process::Command};

/// What cargo is told for the app itself.
const WASM: [&str; 2] = ["--target", "wasm32-unknown-unknown"];

impl Run<'_> {
    pub(super) fn lint(&mut self) -> Outcome {
        self.cargo("fmt", "Formatting", 2, &["fmt", "--all", "--check"])?;
        let native = [
            "clippy",
            "--locked",
            "--workspace",
            "--all-targets",
            "--",
            "-D",
            "warnings",
        ];
        self.cargo("clippy", "Clippy, native", 120, &native)?;
        let mut wasm = vec!["clippy", "--locked", "--lib", "--bins", "--test", "web"];
        wasm.extend(WASM);
        wasm.extend(["--", "-D", "warnings"]);
        self.cargo("clippy-wasm", "Clippy, wasm", 100, &wasm)
    }

    pub(super) fn native(&mut self) -> Outcome {
        let nextest = version_of(self.project, "cargo-nextest").is_some();
        let runner: &[&str] = if nextest {
            &["nextest", "run"]
        } else {
            &["test"]
        };
        let what = [
            "--locked",
            "--workspace",
            "--lib",
            "--bins",
            "--test",
            "native",
        ];
        self.cargo("native", "Native tests", 240, &[runner, &what].concat())
    }

    pub(super) fn web(&mut self, browser: &Browser) -> Outcome {
        let capabilities = self.project.target.join("webdriver.json");
        let write = fs::write(&capabilities, self.capabilities(browser));
        write.map_err(|error| format!("{}: {error}", capabilities.display()))?;
        let mut command = self.project.command("cargo");
        command
            .args(["test", "--locked", "--test", "web"])
            .args(WASM);
        command.env(
            "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER",
            "wasm-bindgen-test-runner",
        );
        command.env("CHROMEDRIVER", &browser.driver);
        command.env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", &capabilities);
        command.env("WASM_BINDGEN_TEST_TIMEOUT", "180");
        self.step(
            "web",
            "Tests in Chromium",
            Some(estimate(150)),
            &mut command,
        )
    }

    /// What wasm-bindgen's test runner asks of the driver.
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

    pub(super) fn build(&mut self) -> Outcome {
        self.trunk("build", "Building the app in release", 180, &["--release"])
    }

    fn trunk(
        &mut self,
        name: &str,
        says: &str,
        processor_seconds: u64,
        options: &[&str],
    ) -> Outcome {
        let mut trunk = self.project.trunk("build");
        trunk.args(options);
        self.step(name, says, Some(estimate(processor_seconds)), &mut trunk)
    }

    /// Real backends; what needs one skips itself where there is none.
    pub(super) fn sync(&mut self) -> Outcome {
        let mut node = self.node_tests("tests/sync")?;
        let says = "The contract, and two real backends";
        self.step("sync", says, Some(200), &mut node)
    }

    pub(super) fn e2e(&mut self, browser: &Browser) -> Outcome {
        let mut node = self.node_tests("tests/e2e")?;
        in_browser(&mut node, browser);
        self.step("e2e", "End-to-end tests", None, &mut node)?;
        self.panic(browser)
    }

    /// Only a build for development can be asked to panic.
    fn panic(&mut self, browser: &Browser) -> Outcome {
        let dist = self.project.target.join("dist-dev");
        let folder = dist.to_string_lossy();
        let says = "Building the app for development";
        self.trunk("build-dev", says, 180, &["--dist", &folder])?;
        let mut node = self.project.command("node");
        node.args(["--test", "--test-reporter=spec", "tests/e2e/panic.test.mjs"]);
        node.env("MAATWERK_DIST", &dist);
        in_browser(&mut node, browser);
        self.step("panic", "A panic stays small", None, &mut node)
    }

    /// Named one by one: what `node --test folder` means differs between versions of Node.
    fn node_tests(&self, folder: &str) -> Outcome<Command> {
        let entries = fs::read_dir(self.project.root.join(folder))
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
        let mut node = self.project.command("node");
        node.args(["--test", "--test-reporter=spec"]).args(files);
        Ok(node)
    }

    pub(super) fn size(&mut self) -> Outcome {
        let mut node = self.project.command("node");
        self.step(
            "size",
            "Size of a first visit",
            None,
            node.arg("xtask/web/size.mjs"),
        )?;
        let log = self.project.target.join("xtask-logs/size.log");
        println!("{}", fs::read_to_string(log).unwrap_or_default());
        Ok(())
    }
}

/// Which browser a script uses.
fn in_browser(node: &mut Command, browser: &Browser) {
    node.env("CHROMIUM", &browser.chromium)
        .env("CHROMEDRIVER", &browser.driver);
}
