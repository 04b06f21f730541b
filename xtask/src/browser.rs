//! Finds or installs Chromium and its driver, for the tests in a browser.

use crate::{
    Outcome, debian,
    project::Project,
    tool::{major, version_of},
};
use std::{env, path::PathBuf};

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

/// Chromium and ChromeDriver, of the same version.
pub struct Browser {
    /// The path of Chromium or Chrome.
    pub chromium: PathBuf,
    /// The path of ChromeDriver.
    pub driver: PathBuf,
}

/// Finds both programs; installs missing ones on Debian as root.
pub fn ensure(project: &Project) -> Outcome<Browser> {
    if find(project).is_none() && debian::installs(project) {
        let packages = ["chromium", "chromium-driver", "fonts-dejavu-core"];
        debian::install(project, "Chromium and its driver", &packages, 90)?;
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
