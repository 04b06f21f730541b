//! Where the project is, and how a program is started in it.

use crate::Outcome;
use std::{
    env,
    ffi::OsString,
    path::{Path, PathBuf},
    process::Command,
    thread::available_parallelism,
};

/// The project's directories.
pub struct Project {
    /// The repository's root.
    pub root: PathBuf,
    /// Cargo's target directory, absolute.
    pub target: PathBuf,
}

impl Project {
    /// Finds the root from xtask's own place in it.
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
        Ok(Self { root, target })
    }

    /// Tools that we install beside another version of the user's.
    pub fn tools(&self) -> PathBuf {
        self.target.join("tools")
    }

    /// A program in the project's root, that finds our tools first and the user's next.
    pub fn command(&self, program: &str) -> Command {
        let path = self.path();
        let found = find_on(&path, program).unwrap_or_else(|| program.into());
        let mut command = Command::new(found);
        command.current_dir(&self.root).env("PATH", path);
        command.env("CARGO_TARGET_DIR", &self.target);
        // trunk takes `true` or `false` here and stops at the customary `1`.
        command.env_remove("NO_COLOR");
        command
    }

    /// Trunk with one of its commands, which may fetch nothing.
    pub fn trunk(&self, what: &str) -> Command {
        let mut trunk = self.command("trunk");
        trunk.args([what, "--offline", "--skip-version-check"]);
        trunk
    }

    /// Where `program` would be started from.
    pub fn find_program(&self, program: &str) -> Option<PathBuf> {
        find_on(&self.path(), program)
    }

    fn path(&self) -> OsString {
        let mut folders = vec![self.tools().join("bin")];
        folders.extend(env::var_os("PATH").iter().flat_map(env::split_paths));
        // `cargo install` puts programs here even where the PATH does not name it.
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

/// Goes on as the program, so that whoever stops this command stops that too.
#[cfg(unix)]
pub fn become_program(mut program: Command) -> String {
    use std::os::unix::process::CommandExt;
    let name = program.get_program().to_string_lossy().into_owned();
    format!("`{name}` does not start: {}", program.exec())
}

/// Runs the program to its end; only its failure is ours.
#[cfg(not(unix))]
pub fn become_program(mut program: Command) -> String {
    let name = program.get_program().to_string_lossy().into_owned();
    match program.status() {
        Ok(status) if status.success() => std::process::exit(0),
        Ok(status) => format!("`{name}` has stopped ({status})."),
        Err(error) => format!("`{name}` does not start: {error}"),
    }
}

/// How many seconds a job of so many processor seconds takes here, roughly.
pub fn estimate(processor_seconds: u64) -> u64 {
    let cores = available_parallelism().map_or(1, |cores| cores.get() as u64);
    // A build is never wholly parallel: beyond some cores the longest crate decides.
    (processor_seconds / cores).max(processor_seconds / 6)
}

/// A path as the terminal's user would type it from the root.
pub fn shown(project: &Project, path: &Path) -> String {
    path.strip_prefix(&project.root)
        .unwrap_or(path)
        .display()
        .to_string()
}
