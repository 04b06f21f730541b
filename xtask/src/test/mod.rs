//! `cargo xtask test`: runs every check, in parallel as far as the machine allows; the first
//! failure ends the run.

mod jobs;
mod parts;
mod schedule;

use crate::{
    Outcome, backend,
    browser::{self, Browser},
    engines, libreoffice,
    project::{Project, cores},
    setup,
    step::Step,
    tool::{DENY, WASM_BINDGEN},
};
use schedule::Schedule;
use std::{process::Command, time::Duration};

/// The option for a quick run; see [`Scope::Quick`].
const QUICK: &str = "--quick";

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

/// The selection of checks for a run.
#[derive(Clone, PartialEq, Eq, Debug)]
enum Scope {
    /// These parts, completely.
    Parts(Vec<Part>),
    /// Lint, the native tests without the simulation, and one story in a browser.
    Quick,
}

impl Scope {
    fn read(words: &[&str]) -> Outcome<Self> {
        match words {
            [] => Ok(Self::Parts(Part::ALL.to_vec())),
            [QUICK] => Ok(Self::Quick),
            names if names.contains(&QUICK) => {
                Err(format!("`{QUICK}` takes no parts: it chooses them itself."))
            }
            names => names
                .iter()
                .map(|name| Part::read(name))
                .collect::<Outcome<Vec<_>>>()
                .map(Self::Parts),
        }
    }

    /// Whether it includes any of these parts completely.
    fn has(&self, any: &[Part]) -> bool {
        matches!(self, Self::Parts(parts) if parts.iter().any(|part| any.contains(part)))
    }
}

/// Runs the named parts, or all of them.
pub fn test(project: &Project, words: &[&str]) -> Outcome {
    let scope = Scope::read(words)?;
    let mut run = Run {
        project,
        browser: None,
        skipped: Vec::new(),
    };
    run.set_up(&scope)?;
    // At least two at once, even on a small machine: one often waits for a disk, a lock or its last
    // crate.
    Schedule::new(run.jobs(&scope), cores().clamp(2, 4)).run(project)?;
    println!("All checks passed.");
    run.tell_skipped();
    Ok(())
}

/// The state of one run.
struct Run<'a> {
    project: &'a Project,
    browser: Option<Browser>,
    /// The tests that are skipped, and why.
    skipped: Vec<(&'static str, String)>,
}

impl Run<'_> {
    /// Installs what this scope needs.
    fn set_up(&mut self, scope: &Scope) -> Outcome {
        let project = self.project;
        let quick = *scope == Scope::Quick;
        if quick || scope.has(&[Part::E2e, Part::Size]) {
            setup::tools(project)?;
        } else {
            setup::crates(project)?;
            if scope.has(&[Part::Lint, Part::Web]) {
                setup::wasm_target(project)?;
            }
            if scope.has(&[Part::Web]) {
                WASM_BINDGEN.ensure(project)?;
            }
            if scope.has(&[Part::Sync]) {
                setup::node(project)?;
                setup::npm_packages(project)?;
            }
        }
        if scope.has(&[Part::Lint]) {
            DENY.ensure(project)?;
        }
        if scope.has(&[Part::Sync, Part::E2e]) {
            let missing = backend::install(project, true)?.missing();
            self.skip("that need a real backend", missing);
        }
        if scope.has(&[Part::E2e]) {
            self.skip("in other engines", engines::ensure(project));
        }
        self.tell_skipped();
        if scope.has(&[Part::Native]) {
            libreoffice::ensure(project);
        }
        if quick || scope.has(&[Part::Web, Part::E2e]) {
            self.browser = Some(browser::ensure(project)?);
        }
        Ok(())
    }

    /// The browser; an error if this scope has none.
    fn browser(&self) -> Outcome<&Browser> {
        let missing = || "These tests need a browser.".to_owned();
        self.browser.as_ref().ok_or_else(missing)
    }

    fn cargo(&self, name: &str, says: &str, seconds: u64, arguments: &[&str]) -> Outcome<Duration> {
        let mut command = self.project.command("cargo");
        command.args(arguments);
        self.step(name, says, Some(seconds), &mut command)
    }

    fn step(
        &self,
        name: &str,
        says: &str,
        seconds: Option<u64>,
        command: &mut Command,
    ) -> Outcome<Duration> {
        // The estimate is for a first run; a later one only builds what has changed.
        let log = self.project.target.join(format!("xtask-logs/{name}.log"));
        let seconds = seconds.filter(|seconds| *seconds > 5 && !log.exists());
        Step::announce(self.project, name, says, seconds).run(command)
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
}

#[cfg(test)]
mod tests {
    use super::{Part, Scope};

    #[test]
    fn parts_are_read_by_name() {
        assert_eq!(Part::read("e2e"), Ok(Part::E2e));
        assert!(
            Part::read("all")
                .unwrap_err()
                .contains("lint, native, web, sync, e2e, size")
        );
    }

    #[test]
    fn a_scope_is_all_some_or_the_quick_one() {
        let parts = |parts: &[Part]| Ok(Scope::Parts(parts.to_vec()));
        assert_eq!(Scope::read(&[]), parts(&Part::ALL));
        assert_eq!(
            Scope::read(&["size", "lint"]),
            parts(&[Part::Size, Part::Lint])
        );
        assert_eq!(Scope::read(&["--quick"]), Ok(Scope::Quick));
        assert!(Scope::read(&["--quick", "lint"]).is_err());
        assert!(Scope::read(&["--quik"]).is_err());
    }
}
