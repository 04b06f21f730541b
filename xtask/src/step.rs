//! One long job: what it is and how long it should take, signs of life, and its output when it fails.

use crate::{Outcome, project::Project, project::shown};
use std::{
    fs::File,
    io::{BufRead, BufReader, Read, Write},
    path::PathBuf,
    process::{Child, Command, Stdio},
    sync::{Arc, Mutex},
    thread::{self, sleep},
    time::{Duration, Instant},
};

const TICK: Duration = Duration::from_secs(10);
/// Of a long output only the end is shown; the whole is in the log.
const SHOWN: usize = 200;

/// A job to run and report on.
pub struct Step<'a> {
    project: &'a Project,
    name: &'a str,
    says: String,
}

impl<'a> Step<'a> {
    /// Announces the job. `seconds` is the honest guess, where there is one.
    pub fn announce(project: &'a Project, name: &'a str, says: &str, seconds: Option<u64>) -> Self {
        let guess =
            seconds.map_or_else(String::new, |guess| format!(" (about {})", duration(guess)));
        println!("==> {says}{guess}");
        Self {
            project,
            name,
            says: says.to_owned(),
        }
    }

    /// A later part of a job that has been announced already.
    pub fn next(&self, name: &'a str) -> Self {
        Self {
            project: self.project,
            name,
            says: self.says.clone(),
        }
    }

    /// Runs the command to its end.
    pub fn run(&self, command: &mut Command) -> Outcome<Duration> {
        let start = Instant::now();
        let mut job = Job::start(command, self.log()?)?;
        while !job.ended()? {
            job.tick(start);
            sleep(Duration::from_millis(50));
        }
        job.finish();
        if job.success {
            println!("    done in {}", duration(start.elapsed().as_secs()));
            return Ok(start.elapsed());
        }
        let log = shown(self.project, &self.log()?);
        Err(format!(
            "{}\n\nFailed: {}\nThe whole output is in {log}",
            job.end_of_output(),
            self.says
        ))
    }

    /// Where the whole output goes.
    fn log(&self) -> Outcome<PathBuf> {
        let folder = self.project.target.join("xtask-logs");
        std::fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
        Ok(folder.join(format!("{}.log", self.name)))
    }
}

/// A process whose output is kept.
struct Job {
    child: Child,
    lines: Arc<Mutex<Vec<String>>>,
    readers: Vec<thread::JoinHandle<()>>,
    next_tick: Duration,
    success: bool,
}

impl Job {
    /// Starts the process.
    fn start(command: &mut Command, log: PathBuf) -> Outcome<Self> {
        let program = command.get_program().to_string_lossy().into_owned();
        let file = File::create(&log).map_err(|error| format!("{}: {error}", log.display()))?;
        let mut child = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(|error| format!("`{program}` does not start: {error}"))?;
        let lines = Arc::new(Mutex::new(Vec::new()));
        let file = Arc::new(Mutex::new(file));
        let mut readers = Vec::new();
        let streams: [Option<Box<dyn Read + Send>>; 2] = [
            child
                .stdout
                .take()
                .map(|stream| Box::new(stream) as Box<dyn Read + Send>),
            child
                .stderr
                .take()
                .map(|stream| Box::new(stream) as Box<dyn Read + Send>),
        ];
        for stream in streams.into_iter().flatten() {
            let (lines, file) = (lines.clone(), file.clone());
            readers.push(thread::spawn(move || keep(stream, &lines, &file)));
        }
        Ok(Self {
            child,
            lines,
            readers,
            next_tick: TICK,
            success: false,
        })
    }

    /// Whether the process has ended.
    fn ended(&mut self) -> Outcome<bool> {
        let status = self.child.try_wait().map_err(|error| error.to_string())?;
        self.success = status.is_some_and(|status| status.success());
        Ok(status.is_some())
    }

    /// Shows a sign of life when it is time for one.
    fn tick(&mut self, start: Instant) {
        if start.elapsed() < self.next_tick {
            return;
        }
        self.next_tick += TICK;
        let last = self
            .lines
            .lock()
            .ok()
            .and_then(|lines| lines.last().cloned())
            .unwrap_or_default();
        let last: String = last.trim().chars().take(90).collect();
        println!("    {:>6}  {last}", duration(start.elapsed().as_secs()));
        drop(std::io::stdout().flush());
    }

    /// Waits until all output has been read.
    fn finish(&mut self) {
        for reader in self.readers.drain(..) {
            drop(reader.join());
        }
    }

    /// The last lines of the output, without the names of what compiled well.
    fn end_of_output(&self) -> String {
        let Ok(lines) = self.lines.lock() else {
            return String::new();
        };
        let told: Vec<&String> = lines.iter().filter(|line| !is_progress(line)).collect();
        let skipped = told.len().saturating_sub(SHOWN);
        told.iter()
            .skip(skipped)
            .map(|line| format!("    {line}\n"))
            .collect()
    }
}

fn keep(stream: Box<dyn Read + Send>, lines: &Mutex<Vec<String>>, file: &Mutex<File>) {
    for line in BufReader::new(stream).split(b'\n').map_while(Result::ok) {
        let line = String::from_utf8_lossy(&line).trim_end().to_owned();
        if let Ok(mut file) = file.lock() {
            drop(writeln!(file, "{line}"));
        }
        if let (Ok(mut lines), false) = (lines.lock(), line.trim().is_empty()) {
            lines.push(line);
        }
    }
}

/// Cargo names each crate that it takes up.
fn is_progress(line: &str) -> bool {
    let first = line.split_whitespace().next().unwrap_or_default();
    ["Checking", "Compiling", "Downloaded", "Downloading"].contains(&first)
}

/// `45 s`, `2 min 5 s`.
pub fn duration(seconds: u64) -> String {
    match (seconds / 60, seconds % 60) {
        (0, seconds) => format!("{seconds} s"),
        (minutes, 0) => format!("{minutes} min"),
        (minutes, seconds) => format!("{minutes} min {seconds} s"),
    }
}

#[cfg(test)]
mod tests {
    use super::duration;

    #[test]
    fn durations_read_as_people_say_them() {
        let said: Vec<String> = [0, 59, 60, 125].into_iter().map(duration).collect();
        assert_eq!(said, ["0 s", "59 s", "1 min", "2 min 5 s"]);
    }
}
