//! The jobs of a run, in order of preference where several can start.

use super::{
    Part, Run, Scope,
    schedule::{Job, Load, Lock},
};
use crate::Outcome;
use std::time::Duration;

impl Run<'_> {
    /// The jobs of a scope. Those that fail soonest come first, and the longest ones soon after.
    pub(super) fn jobs(&self, scope: &Scope) -> Vec<Job<'_>> {
        match scope {
            Scope::Quick => self.quick_jobs(),
            Scope::Parts(_) => self.full_jobs(scope),
        }
    }

    fn full_jobs<'r>(&'r self, scope: &Scope) -> Vec<Job<'r>> {
        let mut jobs = Vec::new();
        let mut add = |any: &[Part], more: Vec<Job<'r>>| {
            if scope.has(any) {
                jobs.extend(more);
            }
        };
        add(&[Part::Lint], vec![self.fmt_job()]);
        add(&[Part::E2e, Part::Size], vec![self.release_job()]);
        add(&[Part::Sync], vec![self.sync_job()]);
        add(&[Part::Lint], self.clippy_jobs());
        add(&[Part::Native], self.native_jobs(Simulation::Included));
        add(&[Part::Web], self.web_jobs());
        add(&[Part::Lint], self.other_lint_jobs());
        add(&[Part::E2e], vec![self.dev_job()]);
        add(&[Part::E2e], self.e2e_jobs());
        add(&[Part::Size], vec![self.size_job()]);
        jobs
    }

    fn quick_jobs(&self) -> Vec<Job<'_>> {
        let mut jobs = vec![self.fmt_job(), self.dev_job()];
        jobs.extend(self.clippy_jobs());
        jobs.extend(self.native_jobs(Simulation::Skipped));
        jobs.push(
            Job::new("story", "One story in Chromium", move || {
                part(Part::E2e, self.story())
            })
            .after(&["build-dev"]),
        );
        jobs
    }

    fn fmt_job(&self) -> Job<'_> {
        Job::new("fmt", "Formatting", move || part(Part::Lint, self.fmt())).takes(Load::Light)
    }

    fn clippy_jobs(&self) -> Vec<Job<'_>> {
        vec![
            Job::new("clippy", "Clippy, native", move || {
                part(Part::Lint, self.clippy())
            })
            .locks(Lock::Development),
            Job::new("clippy-wasm", "Clippy, wasm", move || {
                part(Part::Lint, self.clippy_wasm())
            })
            .locks(Lock::Development),
        ]
    }

    fn other_lint_jobs(&self) -> Vec<Job<'_>> {
        vec![
            Job::new("doc", "Documentation", move || part(Part::Lint, self.doc()))
                .locks(Lock::Development),
            Job::new("deny", "Licences and sources of crates", move || {
                part(Part::Lint, self.deny())
            })
            .takes(Load::Light),
        ]
    }

    fn native_jobs(&self, simulation: Simulation) -> Vec<Job<'_>> {
        vec![
            Job::new("native-build", "Building the native tests", move || {
                part(Part::Native, self.native_build())
            })
            .locks(Lock::Development),
            Job::new("native", "Native tests", move || {
                part(Part::Native, self.native(simulation))
            })
            .after(&["native-build"]),
        ]
    }

    fn web_jobs(&self) -> Vec<Job<'_>> {
        vec![
            Job::new("web-build", "Building the tests in Chromium", move || {
                part(Part::Web, self.web_build())
            })
            .locks(Lock::Development),
            Job::new("web", "Tests in Chromium", move || {
                part(Part::Web, self.web())
            })
            .after(&["web-build"]),
        ]
    }

    fn release_job(&self) -> Job<'_> {
        Job::new("build", "Building the app in release", move || {
            part(Part::E2e, self.build())
        })
        .locks(Lock::Release)
    }

    fn dev_job(&self) -> Job<'_> {
        Job::new("build-dev", "Building the app for development", move || {
            part(Part::E2e, self.build_dev())
        })
        .locks(Lock::Development)
    }

    fn sync_job(&self) -> Job<'_> {
        Job::new("sync", "The contract, and two real backends", move || {
            part(Part::Sync, self.sync())
        })
        .takes(Load::Light)
    }

    fn e2e_jobs(&self) -> Vec<Job<'_>> {
        vec![
            Job::new("e2e", "End-to-end tests", move || {
                part(Part::E2e, self.e2e())
            })
            .after(&["build"])
            .takes(Load::Whole),
            Job::new("panic", "A panic stays small", move || {
                part(Part::E2e, self.panic())
            })
            .after(&["build-dev"]),
        ]
    }

    fn size_job(&self) -> Job<'_> {
        Job::new("size", "Size of a first visit", move || {
            part(Part::Size, self.size())
        })
        .after(&["build"])
        .takes(Load::Light)
    }
}

/// Whether the simulation runs among the native tests.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Simulation {
    Included,
    Skipped,
}

/// Adds to a failure how to run its part alone.
fn part(part: Part, outcome: Outcome<Duration>) -> Outcome<Duration> {
    outcome.map_err(|error| {
        format!(
            "{error}\n\nTo run this part alone: cargo xtask test {}",
            part.name()
        )
    })
}
