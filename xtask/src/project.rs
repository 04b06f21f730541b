//! The project's directories, and how to start a program in them.

use crate::Outcome;
use std::{
    env,
    ffi::OsString,
    path::{Path, PathBuf},
    process::Command,
    sync::atomic::{AtomicBool, Ordering},
    thread::available_parallelism,
};

/// The project's directories.
pub struct Project {
    /// The repository's root.
    pub root: PathBuf,
    /// Cargo's target directory, absolute.
    pub target: PathBuf,
    /// Whether running steps must end.
    stopped: AtomicBool,
}

impl Project {
    /// Finds the root from xtask's own location.
    pub fn find() -> Outcome<Self> {
        let here = env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        let root = here
            .parent()
            .ok_or("xtask must lie in the project's root")?
            .to_owned();
        let target = match env::var_os("CARGO_TARGET_DIR") {
            Some(given) => env::current_dir()
                .map_err(|error| error.to_string())?
                .join(given),
            None => root.join("target"),
        };
        let stopped = AtomicBool::new(false);
        Ok(Self {
            root,
            target,
            stopped,
        })
    }

    /// Makes every running step end. Called when another one has failed.
    pub fn stop(&self) {
        self.stopped.store(true, Ordering::Relaxed);
    }

    /// Whether [`stop`](Self::stop) was called.
    pub fn is_stopped(&self) -> bool {
        self.stopped.load(Ordering::Relaxed)
    }

    /// The directory of tools that are installed next to another version of the user's.
    pub fn tools(&self) -> PathBuf {
        self.target.join("tools")
    }

    /// A command that runs in the project's root. Programs are looked up among the project's tools
    /// first, then on the user's PATH.
    pub fn command(&self, program: &str) -> Command {
        let path = self.path();
        let found = find_on(&path, program).unwrap_or_else(|| program.into());
        let mut command = Command::new(found);
        command.current_dir(&self.root).env("PATH", path);
        command.env("CARGO_TARGET_DIR", &self.target);
        // trunk only accepts `true` or `false` here, and fails on the customary `1`.
        command.env_remove("NO_COLOR");
        command
    }

    /// A command that runs trunk without network access.
    pub fn trunk(&self, what: &str) -> Command {
        let mut trunk = self.command("trunk");
        trunk.args([what, "--offline", "--skip-version-check"]);
        trunk
    }

    /// The path from which `program` would be started; `None` if it isn't found.
    pub fn find_program(&self, program: &str) -> Option<PathBuf> {
        find_on(&self.path(), program)
    }

    fn path(&self) -> OsString {
        let mut folders = vec![self.tools().join("bin")];
        folders.extend(env::var_os("PATH").iter().flat_map(env::split_paths));
        // `cargo install` puts programs here even if the PATH doesn't include it.
        let home = env::var_os("CARGO_HOME").map(PathBuf::from);
        let home = home.or_else(|| env::home_dir().map(|user| user.join(".cargo")));
        folders.extend(home.map(|cargo| cargo.join("bin")));
        env::join_paths(folders).unwrap_or_default()
    }
}

fn find_on(path: &OsString, program: &str) -> Option<PathBuf> {
    // npm is a script on Windows.
    let names: &[&str] = if cfg!(windows) {
        &[".exe", ".cmd"]
    } else {
        &[""]
    };
    env::split_paths(path)
        .flat_map(|folder| {
            names
                .iter()
                .map(move |ending| folder.join(format!("{program}{ending}")))
        })
        .find(|file| file.is_file())
}

/// Replaces this process by the program, so that a signal to this command reaches it.
#[cfg(unix)]
pub fn become_program(mut program: Command) -> String {
    use std::os::unix::process::CommandExt;
    let name = program.get_program().to_string_lossy().into_owned();
    format!("`{name}` does not start: {}", program.exec())
}

/// Runs the program to its end and fails if it does.
#[cfg(not(unix))]
pub fn become_program(mut program: Command) -> String {
    let name = program.get_program().to_string_lossy().into_owned();
    match program.status() {
        Ok(status) if status.success() => std::process::exit(0),
        Ok(status) => format!("`{name}` has stopped ({status})."),
        Err(error) => format!("`{name}` does not start: {error}"),
    }
}

/// The number of available processors; at least 1.
pub fn cores() -> usize {
    available_parallelism().map_or(1, usize::from)
}

/// The estimated seconds for a job of this many processor seconds on this machine.
pub fn estimate(processor_seconds: u64) -> u64 {
    let cores = cores() as u64;
    // A build is never fully parallel: beyond some cores the longest crate decides.
    (processor_seconds / cores).max(processor_seconds / 6)
}

/// A path relative to the project's root, if it is inside it.
pub fn shown(project: &Project, path: &Path) -> String {
    path.strip_prefix(&project.root)
        .unwrap_or(path)
        .display()
        .to_string()
}
