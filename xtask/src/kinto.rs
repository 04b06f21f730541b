//! Installs Kinto in its own Python environment under the target directory.

use crate::{Outcome, debian, project::Project, step::Step};
use std::{
    fs,
    path::{Path, PathBuf},
};

const REQUIREMENTS: &str = "xtask/kinto/requirements.txt";
const HINT: &str = "\
Python 3.11 or newer is needed, with its modules venv and ensurepip, to install Kinto in target/backend:
  Debian    sudo apt-get install python3 python3-venv
  Fedora    sudo dnf install python3
  macOS     brew install python
  elsewhere https://www.python.org/downloads/";

/// Installs Kinto if it is missing or isn't the project's version. Returns the path of its Python.
pub fn ensure(project: &Project) -> Outcome<PathBuf> {
    let folder = project.target.join("backend/venv");
    let python = folder.join(if cfg!(windows) {
        "Scripts/python.exe"
    } else {
        "bin/python"
    });
    let stamp = folder.join("installed.txt");
    let wanted = fs::read(project.root.join(REQUIREMENTS))
        .map_err(|error| format!("{REQUIREMENTS}: {error}"))?;
    if python.is_file() && fs::read(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(python);
    }
    let base = base_python(project)?;
    let says = "Installing Kinto in a Python environment of its own (pip, target/backend/venv)";
    let step = Step::announce(project, "kinto-venv", says, Some(30));
    let mut venv = project.command(&base);
    step.run(venv.args(["-m", "venv", "--clear"]).arg(&folder))?;
    let mut pip = project.command(&python.to_string_lossy());
    pip.args(["-m", "pip", "install", "--require-hashes"])
        .args(["--requirement", REQUIREMENTS])
        .args(["--disable-pip-version-check", "--progress-bar", "off"]);
    step.next("kinto-pip").run(&mut pip)?;
    fs::write(&stamp, wanted).map_err(|error| format!("{}: {error}", stamp.display()))?;
    Ok(python)
}

/// A Python that can create environments; on Debian as root it is installed if there is none.
fn base_python(project: &Project) -> Outcome<String> {
    if let Some(found) = able(project) {
        return Ok(found);
    }
    if debian::installs(project) {
        debian::install(project, "Python", &["python3", "python3-venv"], 30)?;
    }
    able(project).ok_or_else(|| format!("There is no such Python here.\n{HINT}"))
}

fn able(project: &Project) -> Option<String> {
    let asked = "import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))";
    let mut names = ["python3", "/usr/bin/python3", "python"].into_iter();
    let answers = |name: &&str| {
        let there = Path::new(name).is_file() || project.find_program(name).is_some();
        let output = project.command(name).args(["-c", asked]).output();
        there && output.is_ok_and(|output| output.status.success())
    };
    names.find(answers).map(str::to_owned)
}
