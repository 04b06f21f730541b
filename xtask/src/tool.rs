//! Ensures a tool in one exact version: the user's own if it has that version, else one installed
//! under `target/tools`.

use crate::{
    Outcome,
    project::{Project, estimate},
    step::Step,
};

/// A program that is installed from a crate.
pub struct Tool {
    /// The name of the crate.
    pub package: &'static str,
    /// The program whose version is checked.
    pub program: &'static str,
    /// Other programs of the crate that are required too.
    pub companions: &'static [&'static str],
    /// The exact version that the project builds with.
    pub version: &'static str,
    /// The `opt-level` to build it with.
    pub optimisation: &'static str,
    /// The processor seconds that building it takes.
    pub processor_seconds: u64,
}

/// Builds the app, serves it, and rebuilds it on a change.
pub const TRUNK: Tool = Tool {
    package: "trunk",
    program: "trunk",
    companions: &[],
    version: "0.21.14",
    optimisation: "0",
    processor_seconds: 360,
};

/// Generates the module's JavaScript glue; its version must equal that of the crate of the same
/// name.
pub const WASM_BINDGEN: Tool = Tool {
    package: "wasm-bindgen-cli",
    program: "wasm-bindgen",
    companions: &["wasm-bindgen-test-runner"],
    version: "0.2.126",
    optimisation: "3",
    processor_seconds: 300,
};

/// Checks the crates' licences, sources and duplicates.
pub const DENY: Tool = Tool {
    package: "cargo-deny",
    program: "cargo-deny",
    companions: &[],
    version: "0.20.2",
    optimisation: "0",
    processor_seconds: 300,
};

impl Tool {
    /// Installs the tool if it is missing. Never overwrites another version of the user's: the
    /// project's then goes to `target/tools`.
    pub fn ensure(&self, project: &Project) -> Outcome {
        let present = version_of(project, self.program);
        let complete = self
            .companions
            .iter()
            .all(|name| project.find_program(name).is_some());
        if complete && present.as_deref() == Some(self.version) {
            return Ok(());
        }
        let says = match &present {
            Some(other) if other != self.version => {
                format!(
                    "Installing {} {} into target/tools, beside your {other}",
                    self.package, self.version
                )
            }
            _ => format!("Installing {} {}", self.package, self.version),
        };
        let step = Step::announce(
            project,
            self.package,
            &says,
            Some(estimate(self.processor_seconds)),
        );
        let mut install = project.command("cargo");
        install.args([
            "install",
            "--locked",
            "--force",
            self.package,
            "--version",
            self.version,
        ]);
        if present.is_some() {
            install.arg("--root").arg(project.tools());
        }
        // A separate target directory: the app's flags don't apply to the tool.
        install.env("CARGO_TARGET_DIR", project.target.join("tools-build"));
        // Link-time optimisation takes minutes, for a tool that runs for a second.
        install.env("CARGO_PROFILE_RELEASE_LTO", "off");
        install.env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16");
        install.env("CARGO_PROFILE_RELEASE_OPT_LEVEL", self.optimisation);
        step.run(&mut install)?;
        drop(std::fs::remove_dir_all(project.target.join("tools-build")));
        match version_of(project, self.program) {
            Some(version) if version == self.version => Ok(()),
            other => Err(format!(
                "{} {} was installed, but `{}` answers {}. Is another one first on your PATH?",
                self.package,
                self.version,
                self.program,
                other.as_deref().unwrap_or("nothing"),
            )),
        }
    }
}

/// The version that `program --version` prints; `None` if the program can't be run or prints none.
pub fn version_of(project: &Project, program: &str) -> Option<String> {
    let output = project.command(program).arg("--version").output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    text.split_whitespace().find_map(number)
}

/// The version in a word such as `v20.11.1` or `0.21.14`.
fn number(word: &str) -> Option<String> {
    let digits = word.trim_start_matches('v');
    digits
        .starts_with(|first: char| first.is_ascii_digit())
        .then(|| digits.to_owned())
}

/// The major version: the number before the first dot.
pub fn major(version: &str) -> Option<u32> {
    version.split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::{major, number};

    #[test]
    fn versions_are_found_in_what_programs_say() {
        assert_eq!(
            "ChromeDriver 156.0.8078.79 (abc)"
                .split(' ')
                .find_map(number)
                .as_deref(),
            Some("156.0.8078.79")
        );
        assert_eq!(number("v20.11.1").as_deref().and_then(major), Some(20));
        assert_eq!(number("trunk"), None);
    }
}
