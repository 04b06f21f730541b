//! The project's own commands: `cargo xtask serve`, `cargo xtask test` and `cargo xtask bench`.
//!
//! Rust and Node are the only prerequisites; what else is needed is installed, and each step says
//! what it does and how long that takes.

mod bench;
mod browser;
mod office;
mod project;
mod serve;
mod setup;
mod step;
mod test;
mod tool;

use project::Project;
use std::process::ExitCode;

const HELP: &str = "\
The project's own commands.

  cargo xtask serve [--port N]   install what is missing, build, serve on 127.0.0.1:8080
  cargo xtask test [PART...]     the same, plus browsers where absent, then every check
                                 PART is one of: lint, native, web, e2e, size
  cargo xtask bench              build, and measure how fast the app answers
  cargo xtask setup              only install what is missing for `serve`

Rust (https://rustup.rs) and Node 20 or newer (https://nodejs.org) are the only prerequisites.";

/// What goes wrong is told to a person, who reads what to do next.
type Outcome<T = ()> = Result<T, String>;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("\n{message}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &[&str]) -> Outcome {
    let project = Project::find()?;
    match arguments {
        ["serve", rest @ ..] => serve::serve(&project, serve::port(rest)?),
        ["test", parts @ ..] => test::test(&project, parts),
        ["bench"] => bench::bench(&project),
        ["setup"] => setup::tools(&project),
        [] | ["help" | "--help" | "-h"] => {
            println!("{HELP}");
            Ok(())
        }
        [unknown, ..] => Err(format!("There is no command `{unknown}`.\n\n{HELP}")),
    }
}
