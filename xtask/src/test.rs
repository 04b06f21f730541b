//! `cargo xtask test`: every check, cheapest first; the first failure ends the run.

use crate::{
    Outcome, backend,
    browser::{self, Browser},
    debian, engines, office,
    project::{Project, estimate},
    setup,
    step::{Step, duration},
    tool::{WASM_BINDGEN, version_of},
};
use std::{fs, process::Command, time::Duration};

const WASM: [&str; 2] = ["--target", "wasm32-unknown-unknown"];

/// A group of checks that can be run alone.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Part {
    Lint,
    Native,
    Web,
    Sync,
    E2e,
    Size,
}

impl Part {
    const ALL: [Self; 6] = [
        Self::Lint,
        Self::Native,
        Self::Web,
        Self::Sync,
        Self::E2e,
        Self::Size,
    ];

    fn name(self) -> &'static str {
        match self {
            Self::Lint => "lint",
            Self::Native => "native",
            Self::Web => "web",
            Self::Sync => "sync",
            Self::E2e => "e2e",
            Self::Size => "size",
        }
    }

    fn read(name: &str) -> Outcome<Self> {
        Self::ALL
            .into_iter()
            .find(|part| part.name() == name)
            .ok_or_else(|| {
                format!(
                    "There is no part `{name}` to test; there are: {}.",
                    Self::ALL.map(Self::name).join(", ")
                )
            })
    }
}

/// Runs the named parts, or all of them.
pub fn test(project: &Project, names: &[&str]) -> Outcome {
    let named = names
        .iter()
        .map(|name| Part::read(name))
        .collect::<Outcome<Vec<_>>>()?;
    let parts = if named.is_empty() {
        Part::ALL.to_vec()
    } else {
        named
    };
    let mut run = Run {
        project,
        done: Vec::new(),
        skipped: Vec::new(),
    };
    let browser = run.set_up(&parts)?;
    let mut built = false;
    for part in parts {
        if matches!(part, Part::E2e | Part::Size) && !built {
            run.build().map_err(|error| failed(&error, part))?;
            built = true;
        }
        run.part(part, browser.as_ref())
            .map_err(|error| failed(&error, part))?;
    }
    run.summary();
    Ok(())
}

fn failed(error: &str, part: Part) -> String {
    format!(
        "{error}\n\nTo run this part alone: cargo xtask test {}",
        part.name()
    )
}

/// One run and what it has done so far.
struct Run<'a> {
    project: &'a Project,
    done: Vec<(String, Duration)>,
    /// Tests that are left out, and why.
    skipped: Vec<(&'static str, String)>,
}

impl Run<'_> {
    /// Installs what the parts need, and no more.
    fn set_up(&mut self, parts: &[Part]) -> Outcome<Option<Browser>> {
        let project = self.project;
        let needs = |any: &[Part]| parts.iter().any(|part| any.contains(part));
        if needs(&[Part::E2e, Part::Size]) {
            setup::tools(project)?;
        } else {
            setup::crates(project)?;
            if needs(&[Part::Lint, Part::Web]) {
                setup::wasm_target(project)?;
            }
            if needs(&[Part::Web]) {
                WASM_BINDGEN.ensure(project)?;
            }
            if needs(&[Part::Sync]) {
                setup::node(project)?;
                setup::npm_packages(project)?;
            }
        }
        if needs(&[Part::Sync, Part::E2e]) {
            let missing = backend::install(project, true)?.missing();
            self.skip("that need a real backend", missing);
        }
        if needs(&[Part::E2e]) {
            self.skip("in other engines", engines::ensure(project));
        }
        self.tell_skipped();
        if needs(&[Part::Native]) {
            office::ensure(project);
        }
        needs(&[Part::Web, Part::E2e])
            .then(|| browser::ensure(project))
            .transpose()
    }

    fn part(&mut self, part: Part, browser: Option<&Browser>) -> Outcome {
        match (part, browser) {
            (Part::Lint, _) => self.lint(),
            (Part::Native, _) => self.native(),
            (Part::Web, Some(browser)) => self.web(browser),
            (Part::Sync, _) => self.sync(),
            (Part::E2e, Some(browser)) => self.e2e(browser),
            (Part::Web | Part::E2e, None) => Err("These tests need a browser.".into()),
            (Part::Size, _) => self.size(),
        }
    }

    fn lint(&mut self) -> Outcome {
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

    fn native(&mut self) -> Outcome {
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

    fn web(&mut self, browser: &Browser) -> Outcome {
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

    fn build(&mut self) -> Outcome {
        let mut trunk = self.project.command("trunk");
        trunk.args(["build", "--release", "--offline", "--skip-version-check"]);
        self.step(
            "build",
            "Building the app in release",
            Some(estimate(180)),
            &mut trunk,
        )
    }

    /// Real backends; what needs one skips itself where there is none.
    fn sync(&mut self) -> Outcome {
        let mut node = self.node_tests("tests/sync")?;
        let says = "The contract, and two real backends";
        self.step("sync", says, Some(200), &mut node)
    }

    fn e2e(&mut self, browser: &Browser) -> Outcome {
        let mut node = self.node_tests("tests/e2e")?;
        node.env("CHROMIUM", &browser.chromium)
            .env("CHROMEDRIVER", &browser.driver);
        self.step("e2e", "End-to-end tests", None, &mut node)
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

    fn size(&mut self) -> Outcome {
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

    fn cargo(
        &mut self,
        name: &str,
        says: &str,
        processor_seconds: u64,
        arguments: &[&str],
    ) -> Outcome {
        let mut command = self.project.command("cargo");
        command.args(arguments);
        self.step(name, says, Some(estimate(processor_seconds)), &mut command)
    }

    fn step(
        &mut self,
        name: &str,
        says: &str,
        seconds: Option<u64>,
        command: &mut Command,
    ) -> Outcome {
        // An estimate is for a first run; a later one only builds what has changed.
        let log = self.project.target.join(format!("xtask-logs/{name}.log"));
        let seconds = seconds.filter(|seconds| *seconds > 5 && !log.exists());
        let time = Step::announce(self.project, name, says, seconds).run(command)?;
        self.done.push((says.to_owned(), time));
        Ok(())
    }

    fn skip(&mut self, what: &'static str, why: Option<String>) {
        self.skipped.extend(why.map(|why| (what, why)));
    }

    fn tell_skipped(&self) {
        for (what, why) in &self.skipped {
            println!(
                "==> Tests {what} are SKIPPED\n    {}",
                why.replace('\n', "\n    ")
            );
        }
    }

    fn summary(&self) {
        println!("\nAll checks passed.");
        self.tell_skipped();
        let total: u64 = self.done.iter().map(|(_, time)| time.as_secs()).sum();
        for (says, time) in &self.done {
            println!("  {says:<30} {:>12}", duration(time.as_secs()));
        }
        println!("  {:<30} {:>12}", "Together", duration(total));
    }
}

#[cfg(test)]
mod tests {
    use super::Part;

    #[test]
    fn parts_are_read_by_name() {
        assert_eq!(Part::read("e2e"), Ok(Part::E2e));
        assert!(
            Part::read("all")
                .unwrap_err()
                .contains("lint, native, web, sync, e2e, size")
        );
    }
}
