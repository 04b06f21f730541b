//! Finds or installs Firefox and `WebKitGTK`, in which the essential end-to-end tests run too.

use crate::{debian, project::Project};
use std::path::Path;

/// Where distributions install `WebKitGTK`'s MiniBrowser: Debian, and most others.
const MINI_BROWSERS: [&str; 3] = [
    "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser",
    "/usr/lib/aarch64-linux-gnu/webkit2gtk-4.1/MiniBrowser",
    "/usr/libexec/webkit2gtk-4.1/MiniBrowser",
];
const PACKAGES: [&str; 3] = ["firefox-esr", "webkit2gtk-driver", "xvfb"];

/// Installs both if that is allowed without asking: on Debian, as root. Returns what is missing;
/// the tests in a missing engine are skipped.
pub fn ensure(project: &Project) -> Option<String> {
    if !missing(project).is_empty() && debian::installs(project) {
        // A failure is reported below, like a missing engine that may not be installed.
        debian::install(project, "Firefox and WebKitGTK", &PACKAGES, 60).ok();
    }
    let missing = missing(project);
    (!missing.is_empty()).then(|| {
        format!(
            "There is no {} here.\nTo run them too: Firefox, and WebKitGTK with its driver (Debian: sudo apt-get install {}).",
            missing.join(" and no "),
            PACKAGES.join(" "),
        )
    })
}

fn missing(project: &Project) -> Vec<&'static str> {
    let program = |name: &str| project.find_program(name).is_some();
    let firefox = program("firefox-esr") || program("firefox");
    let mini_browser = std::env::var_os("MINIBROWSER").is_some()
        || MINI_BROWSERS.iter().any(|path| Path::new(path).exists());
    let webkit = program("WebKitWebDriver") && program("Xvfb") && mini_browser;
    [(firefox, "Firefox"), (webkit, "WebKitGTK")]
        .into_iter()
        .filter_map(|(there, name)| (!there).then_some(name))
        .collect()
}
