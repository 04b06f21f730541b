//! Runs one long job: announces it with an estimate, prints progress, and shows its output if it
//! fails.

use crate::{Outcome, processes, project::Project, project::shown};
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
/// The number of lines that are shown of a failed job's output; the log has all of it.
const SHOWN: usize = 200;

/// A job to run and report on.
pub struct Step<'a> {
    project: &'a Project,
    name: &'a str,
    says: String,
}

impl<'a> Step<'a> {
    /// Announces the job. `seconds` is the estimated time, if known.
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

    /// The next part of a job that was announced already.
    pub fn next(&self, name: &'a str) -> Self {
        Self {
            project: self.project,
            name,
            says: self.says.clone(),
        }
    }

    /// Runs the command to its end. Returns the time that it took.
    pub fn run(&self, command: &mut Command) -> Outcome<Duration> {
        let start = Instant::now();
        let mut job = Job::start(command, self.log()?)?;
        while !job.ended()? {
            if self.project.is_stopped() {
                job.end();
                return Err(format!("{} was stopped.", self.says));
            }
            job.tick(start, &self.says);
            sleep(Duration::from_millis(50));
        }
        job.finish();
        if job.success {
            let time = duration(start.elapsed().as_secs());
            println!("    {}: done in {time}", self.says);
            return Ok(start.elapsed());
        }
        let log = shown(self.project, &self.log()?);
        Err(format!(
            "{}\n\nFailed: {}\nThe whole output is in {log}",
            job.end_of_output(),
            self.says
        ))
    }

    /// The path of the log of the whole output.
    fn log(&self) -> Outcome<PathBuf> {
        let folder = self.project.target.join("xtask-logs");
        std::fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
        Ok(folder.join(format!("{}.log", self.name)))
    }
}

/// A running process whose output is logged.
struct Job {
    child: Child,
    lines: Arc<Mutex<Vec<String>>>,
    readers: Vec<thread::JoinHandle<()>>,
    next_tick: Duration,
    success: bool,
}

impl Job {
    /// Starts the process with its output to the log.
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

    /// Terminates the process and all its descendants, gracefully if possible.
    fn end(&mut self) {
        processes::end(&mut self.child);
        self.finish();
    }

    /// Prints a progress line if one is due.
    fn tick(&mut self, start: Instant, says: &str) {
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
        let last: String = last.trim().chars().take(70).collect();
        let time = duration(start.elapsed().as_secs());
        println!("    {says}: {time}  {last}");
        drop(std::io::stdout().flush());
    }

    /// Waits until all output was read.
    fn finish(&mut self) {
        for reader in self.readers.drain(..) {
            drop(reader.join());
        }
    }

    /// The last lines of the output, without cargo's lines about crates that compiled.
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

/// Whether a line is cargo's progress on one crate.
fn is_progress(line: &str) -> bool {
    let first = line.split_whitespace().next().unwrap_or_default();
    ["Checking", "Compiling", "Downloaded", "Downloading"].contains(&first)
}

/// Formats a duration, such as `45 s` or `2 min 5 s`.
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
