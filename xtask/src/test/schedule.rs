//! Runs jobs in parallel: each as soon as its dependencies are done, within what the machine can
//! bear.

use crate::{Outcome, project::Project, step::duration};
use std::{
    sync::mpsc,
    thread,
    time::{Duration, Instant},
};

/// How much of the machine a job uses.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Load {
    /// Mostly waits; doesn't count for the width.
    Light,
    /// Uses a core or two.
    Usual,
    /// Uses the whole machine: any other job would distort its timing.
    Whole,
}

/// What only one job can hold at a time. Cargo locks each kind of build, and would wait silently.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Lock {
    /// Development builds, native and wasm.
    Development,
    /// Release builds.
    Release,
}

/// The work of a job; returns the time that it took.
type Work<'a> = Box<dyn Fn() -> Outcome<Duration> + Send + Sync + 'a>;

/// One job of a [`Schedule`].
pub struct Job<'a> {
    name: &'static str,
    says: &'static str,
    needs: &'static [&'static str],
    lock: Option<Lock>,
    load: Load,
    work: Work<'a>,
}

impl<'a> Job<'a> {
    /// Creates a job. Others depend on it by `name`; `says` is shown to the user.
    pub fn new(
        name: &'static str,
        says: &'static str,
        work: impl Fn() -> Outcome<Duration> + Send + Sync + 'a,
    ) -> Self {
        Self {
            name,
            says,
            needs: &[],
            lock: None,
            load: Load::Usual,
            work: Box::new(work),
        }
    }

    /// Makes it start only when the jobs of these names are done.
    pub fn after(mut self, needs: &'static [&'static str]) -> Self {
        self.needs = needs;
        self
    }

    /// Makes it hold this lock while it runs.
    pub fn locks(mut self, lock: Lock) -> Self {
        self.lock = Some(lock);
        self
    }

    /// Sets how much of the machine it uses.
    pub fn takes(mut self, load: Load) -> Self {
        self.load = load;
        self
    }
}

/// The progress of a job.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum State {
    Waiting,
    Running,
    Done(Duration),
    Failed,
    Stopped,
}

/// A set of jobs, in order of preference where several can start.
pub struct Schedule<'a> {
    jobs: Vec<Job<'a>>,
    states: Vec<State>,
    /// The maximum number of jobs at once, not counting light ones.
    width: usize,
}

impl<'a> Schedule<'a> {
    /// Runs at most `width` jobs at once, and light ones beside them.
    pub fn new(jobs: Vec<Job<'a>>, width: usize) -> Self {
        let states = vec![State::Waiting; jobs.len()];
        Self {
            jobs,
            states,
            width,
        }
    }

    /// Runs all jobs. At the first failure no other job starts and running ones are ended. Prints
    /// the table of jobs in both cases, and returns the failure.
    pub fn run(mut self, project: &Project) -> Outcome {
        let start = Instant::now();
        let outcome = self.run_all(project);
        println!("\n{}", self.table(start.elapsed()));
        outcome
    }

    fn run_all(&mut self, project: &Project) -> Outcome {
        let Self {
            jobs,
            states,
            width,
        } = self;
        let (tell, told) = mpsc::channel();
        let mut outcome = Ok(());
        thread::scope(|scope| {
            loop {
                while outcome.is_ok()
                    && let Some((at, job)) = next(jobs, states, *width)
                {
                    set(states, at, State::Running);
                    let tell = tell.clone();
                    scope.spawn(move || drop(tell.send((at, (job.work)()))));
                }
                if !states.contains(&State::Running) {
                    return;
                }
                let Ok((at, ended)) = told.recv() else { return };
                let state = match (ended, outcome.is_ok()) {
                    (Ok(time), _) => State::Done(time),
                    (Err(_), false) => State::Stopped,
                    (Err(error), true) => {
                        project.stop();
                        outcome = Err(error);
                        State::Failed
                    }
                };
                set(states, at, state);
            }
        });
        outcome
    }

    /// The table of jobs with their results and times.
    fn table(&self, together: Duration) -> String {
        let says = |state: &State| match state {
            State::Done(time) => duration(time.as_secs()),
            State::Failed => "FAILED".to_owned(),
            State::Stopped | State::Running => "stopped".to_owned(),
            State::Waiting => "not begun".to_owned(),
        };
        let rows = self.jobs.iter().zip(&self.states);
        let rows = rows.map(|(job, state)| (job.says, says(state)));
        let last = ("Together, side by side", duration(together.as_secs()));
        rows.chain([last])
            .map(|(what, said)| format!("  {what:<36} {said:>14}\n"))
            .collect()
    }
}

fn set(states: &mut [State], at: usize, state: State) {
    if let Some(its) = states.get_mut(at) {
        *its = state;
    }
}

/// The next job that can start now; `None` if none can.
fn next<'j, 'a>(
    jobs: &'j [Job<'a>],
    states: &[State],
    width: usize,
) -> Option<(usize, &'j Job<'a>)> {
    let all = || jobs.iter().zip(states);
    let running = || all().filter(|(_, state)| **state == State::Running);
    let count = running().filter(|(job, _)| job.load != Load::Light).count();
    let is_done = |name: &&str| {
        all().any(|(job, state)| job.name == *name && matches!(state, State::Done(_)))
    };
    let fits = |job: &Job| match job.load {
        Load::Light => true,
        Load::Usual => count < width && running().all(|(other, _)| other.load != Load::Whole),
        Load::Whole => running().next().is_none(),
    };
    let can = |job: &Job| {
        let free = running().all(|(other, _)| other.lock.is_none() || other.lock != job.lock);
        free && fits(job) && job.needs.iter().all(is_done)
    };
    let mut waiting = all()
        .enumerate()
        .filter(|(_, (_, state))| **state == State::Waiting);
    waiting
        .find(|(_, (job, _))| can(job))
        .map(|(at, (job, _))| (at, job))
}

#[cfg(test)]
mod tests {
    use super::{Job, Load, Lock, Schedule, State, next, set};
    use crate::project::Project;
    use std::{
        sync::Mutex,
        thread::sleep,
        time::{Duration, Instant},
    };

    fn job<'a>(name: &'static str) -> Job<'a> {
        Job::new(name, name, || Ok(Duration::ZERO))
    }

    /// The names of the jobs that start, one after another, while none ends.
    fn begun(jobs: &[Job], states: &mut [State], width: usize) -> Vec<&'static str> {
        let mut names = Vec::new();
        while let Some((at, job)) = next(jobs, states, width) {
            set(states, at, State::Running);
            names.push(job.name);
        }
        names
    }

    #[test]
    fn jobs_wait_for_what_they_need_for_a_lock_and_for_room() {
        let jobs = [
            job("lint").locks(Lock::Development),
            job("build").locks(Lock::Development),
            job("release").locks(Lock::Release),
            job("test").after(&["build"]),
            job("sync").takes(Load::Light),
            job("e2e").after(&["release"]).takes(Load::Whole),
        ];
        let mut states = [State::Waiting; 6];
        assert_eq!(begun(&jobs, &mut states, 2), ["lint", "release", "sync"]);
        states[0] = State::Done(Duration::ZERO);
        states[2] = State::Done(Duration::ZERO);
        assert_eq!(begun(&jobs, &mut states, 2), ["build"]);
        states[1] = State::Done(Duration::ZERO);
        assert_eq!(begun(&jobs, &mut states, 2), ["test"]);
        states[3] = State::Done(Duration::ZERO);
        assert_eq!(begun(&jobs, &mut states, 2), [""; 0], "sync still runs");
        states[4] = State::Done(Duration::ZERO);
        assert_eq!(begun(&jobs, &mut states, 2), ["e2e"]);
    }

    #[test]
    fn a_failure_ends_what_runs_and_is_what_is_told() {
        let project = Project::find().unwrap();
        let begun = Mutex::new(Vec::new());
        let begins = |name| begun.lock().unwrap().push(name);
        let patient = || {
            begins("patient");
            let start = Instant::now();
            while !project.is_stopped() && start.elapsed() < Duration::from_secs(20) {
                sleep(Duration::from_millis(5));
            }
            Err("stopped".into())
        };
        let jobs = vec![
            Job::new("patient", "Patient", patient),
            Job::new("fails", "Fails", || {
                begins("fails");
                sleep(Duration::from_millis(20));
                Err("it failed".into())
            }),
            Job::new("later", "Later", || {
                begins("later");
                Ok(Duration::ZERO)
            })
            .after(&["fails"]),
        ];
        let mut schedule = Schedule::new(jobs, 2);
        assert_eq!(schedule.run_all(&project), Err("it failed".into()));
        assert_eq!(
            schedule.states,
            [State::Stopped, State::Failed, State::Waiting]
        );
        let table = schedule.table(Duration::from_secs(65));
        for said in ["stopped", "FAILED", "not begun", "1 min 5 s"] {
            assert!(table.contains(said), "{table}");
        }
        drop(schedule);
        let mut begun = begun.into_inner().unwrap();
        begun.sort_unstable();
        assert_eq!(begun, ["fails", "patient"]);
    }
}
