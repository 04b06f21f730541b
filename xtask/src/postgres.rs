//! Finds or installs PostgreSQL's programs, and the user that runs them if the current user is
//! root.

use crate::{Outcome, debian, project::Project};
use std::{
    env, fs,
    path::{Path, PathBuf},
};

const PROGRAMS: [&str; 6] = [
    "initdb",
    "postgres",
    "pg_isready",
    "psql",
    "pg_dump",
    "pg_restore",
];
/// Where distributions install versions of PostgreSQL side by side, outside the PATH.
const PLACES: [&str; 4] = [
    "/usr/lib/postgresql",
    "/usr",
    "/opt/homebrew/opt",
    "/usr/local/opt",
];
const HINT: &str = "\
There is no PostgreSQL here. Install it (it need not run: we start one of our own):
  Debian    sudo apt-get install postgresql
  Fedora    sudo dnf install postgresql-server
  macOS     brew install postgresql
  elsewhere https://www.postgresql.org/download/
Or set POSTGRES_BIN to the folder of initdb, postgres and pg_dump.";

/// The folder of the programs; on Debian as root they are installed if missing.
fn ensure(project: &Project) -> Outcome<PathBuf> {
    if let Some(found) = find(project) {
        return Ok(found);
    }
    if debian::installs(project) {
        debian::install(project, "PostgreSQL", &["postgresql"], 45)?;
    }
    find(project).ok_or_else(|| HINT.to_owned())
}

/// The folder of the programs; installs nothing unless `wanted`, and is `None` if there are none.
pub fn ensure_if(project: &Project, wanted: bool) -> Outcome<Option<PathBuf>> {
    if wanted {
        ensure(project).map(Some)
    } else {
        Ok(find(project))
    }
}

/// The user and group id to run PostgreSQL as: those of its package's user, else of `nobody`.
/// `None` if the current user isn't root, as only root needs another one.
pub fn other_user(project: &Project) -> Option<(u32, u32)> {
    if !debian::is_root(project) {
        return None;
    }
    let id = |flag: &str, name: &str| -> Option<u32> {
        let output = project.command("id").args([flag, name]).output().ok()?;
        String::from_utf8(output.stdout).ok()?.trim().parse().ok()
    };
    ["postgres", "nobody"]
        .into_iter()
        .find_map(|name| Some((id("-u", name)?, id("-g", name)?)))
}

fn find(project: &Project) -> Option<PathBuf> {
    let given = env::var_os("POSTGRES_BIN").map(PathBuf::from);
    let on_path = project
        .find_program("initdb")
        .and_then(|program| Some(program.parent()?.to_owned()));
    let mut elsewhere: Vec<PathBuf> = PLACES.into_iter().flat_map(installed).collect();
    elsewhere.sort_by_key(|folder| (version(folder), folder.clone()));
    let known = given.into_iter().chain(on_path);
    known
        .chain(elsewhere.into_iter().rev())
        .find(|folder| is_whole(folder))
}

/// The folders of programs in a place where versions of PostgreSQL are installed side by side.
fn installed(place: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(place).into_iter().flatten().flatten();
    entries.map(|entry| entry.path().join("bin")).collect()
}

fn is_whole(folder: &Path) -> bool {
    let there = |name: &&str| folder.join(name).is_file();
    PROGRAMS.iter().all(there)
}

/// The version in a path: 15 for `/usr/lib/postgresql/15/bin`.
fn version(folder: &Path) -> u32 {
    let text = folder.to_string_lossy();
    let numbers = text
        .split(|sign: char| !sign.is_ascii_digit())
        .filter_map(|number| number.parse().ok());
    numbers.max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::version;
    use std::path::Path;

    #[test]
    fn the_newest_version_comes_last() {
        assert_eq!(version(Path::new("/usr/lib/postgresql/15/bin")), 15);
        assert!(
            version(Path::new("/usr/lib/postgresql/9/bin"))
                < version(Path::new("/usr/lib/postgresql/15/bin"))
        );
        assert_eq!(version(Path::new("/usr/bin")), 0);
    }
}
