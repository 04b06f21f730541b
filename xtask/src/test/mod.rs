//! `cargo xtask test`: every check, cheapest first; the first failure ends the run.

mod parts;

use crate::{
    Outcome, backend,
    browser::{self, Browser},
    engines, office,
    project::{Project, estimate},
    setup,
    step::{Step, duration},
    tool::WASM_BINDGEN,
};
use std::{process::Command, time::Duration};

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
