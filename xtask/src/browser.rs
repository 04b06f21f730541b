//! Chromium and its driver, for the tests in a browser.

use crate::{
    Outcome,
    project::Project,
    step::Step,
    tool::{major, version_of},
};
use std::{env, fs, path::PathBuf};

const BROWSERS: [&str; 4] = [
    "chromium",
    "chromium-browser",
    "google-chrome-stable",
    "google-chrome",
];
const MAC: &str = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";
const HINT: &str = "\
Install Chromium (or Google Chrome) and the chromedriver of the same version:
  Debian    sudo apt-get install chromium chromium-driver
  Fedora    sudo dnf install chromium chromedriver
  macOS     brew install --cask google-chrome chromedriver
  elsewhere https://googlechromelabs.github.io/chrome-for-testing/
Or set CHROMIUM and CHROMEDRIVER to the paths of the two programs.";

/// The two programs, of one version.
pub struct Browser {
    /// Chromium or Chrome.
    pub chromium: PathBuf,
    /// Its driver.
    pub driver: PathBuf,
}

/// Finds both programs; on Debian as root it installs them first where they are missing.
pub fn ensure(project: &Project) -> Outcome<Browser> {
    if find(project).is_none() && is_debian() && is_root(project) {
        install(project)?;
    }
    let browser = find(project).ok_or(format!(
        "There is no Chromium with its driver here.\n{HINT}"
    ))?;
    let versions = [&browser.chromium, &browser.driver]
        .map(|path| version_of(project, &path.to_string_lossy()));
    if let [Some(chromium), Some(driver)] = &versions
        && major(chromium) != major(driver)
    {
        return Err(format!(
            "Chromium is {chromium} and its driver is {driver}: they must match.\n{HINT}"
        ));
    }
    Ok(browser)
}

/// Whether the browser's sandbox has to be off, as it refuses to run as root.
pub fn is_root(project: &Project) -> bool {
    let id = project.command("id").arg("-u").output();
    id.is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}

fn find(project: &Project) -> Option<Browser> {
    let given = |name| {
        env::var_os(name)
            .map(PathBuf::from)
            .filter(|path| path.is_file())
    };
    let mac = || Some(PathBuf::from(MAC)).filter(|path| path.is_file());
    let chromium = given("CHROMIUM")
        .or_else(|| BROWSERS.iter().find_map(|name| project.find_program(name)))
        .or_else(mac)?;
    let driver = given("CHROMEDRIVER").or_else(|| project.find_program("chromedriver"))?;
    Some(Browser { chromium, driver })
}

/// Whether this is Debian, where packages can be installed by name.
pub fn is_debian() -> bool {
    let system = fs::read_to_string("/etc/os-release").unwrap_or_default();
    system.lines().any(|line| line == "ID=debian")
}

fn install(project: &Project) -> Outcome {
    let says = "Installing Chromium and its driver (apt-get install chromium chromium-driver)";
    let packages = ["chromium", "chromium-driver", "fonts-dejavu-core"];
    apt(project, says, &packages, 90)
}

/// Installs Debian packages, which takes about so many seconds.
pub fn apt(project: &Project, says: &str, packages: &[&str], seconds: u64) -> Outcome {
    let step = Step::announce(
        project,
        "apt-update",
        "Reading the package lists (apt-get update)",
        Some(15),
    );
    step.run(project.command("apt-get").arg("update"))?;
    let step = Step::announce(project, "apt-install", says, Some(seconds));
    let mut apt = project.command("apt-get");
    apt.args(["install", "--yes", "--no-install-recommends"]);
    apt.args(packages);
    step.run(apt.env("DEBIAN_FRONTEND", "noninteractive"))
        .map(|_| ())
}
