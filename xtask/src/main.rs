//! The project's own commands: `cargo xtask serve`, `test`, `bench`, `pictures`, `dist` and those for
//! sync.
//!
//! Rust and Node are the only prerequisites. Everything else is installed on demand; each step
//! announces what it does and how long it takes.

mod backend;
mod bench;
mod browser;
mod conform;
mod debian;
mod dist;
mod engines;
mod kinto;
mod libreoffice;
mod pictures;
mod port;
mod postgres;
mod processes;
mod project;
mod serve;
mod setup;
mod simulate;
mod size;
mod step;
mod test;
mod tool;

use project::Project;
use std::process::ExitCode;

const HELP: &str = "\
The project's own commands.

  cargo xtask serve [--port N]   install what is missing, build, serve on 127.0.0.1:8080 or the next free port
  cargo xtask test [PART...]     the same, plus browsers where absent, then every check
                                 PART is one of: lint, native, web, sync, e2e, size
  cargo xtask test --quick       lint, native without the simulation, and one story in a browser
  cargo xtask simulate [--seeds N] [--from N] [--seed N]
                                 many more runs of devices that sync than the tests do, or one of them again
  cargo xtask bench [PART...]    build, and measure how fast the app starts, answers and syncs, beside its peers
                                 PART is one of: first, typing, app, start, sync
  cargo xtask bench --write      the same, and keep the results in docs/speed.md and README.md
  cargo xtask backend [--postgres] [--port N] [--json]
                                 a real Kinto on this machine, in memory or on PostgreSQL, to try sync against
  cargo xtask conform [--base URL --auth U:P --other URL --other-auth U:P]
                                 whether a backend keeps to Canvas Sync 1; without arguments, the one of `backend`
  cargo xtask size               build, and print what each part, crate and cause weighs
  cargo xtask pictures [SET...]  build, and take the pictures of README.md and docs/gids.md again
                                 SET is one of: readme, guide
  cargo xtask dist               the publishable bundle in dist/: the app, the element, types,
                                 licences, checksums
  cargo xtask setup              only install what is missing for `serve`

Rust (https://rustup.rs) and Node 20 or newer (https://nodejs.org) are the only prerequisites.";

/// The error is a message to the user, including what to do next.
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
        ["bench", parts @ ..] => bench::bench(&project, parts),
        ["backend", rest @ ..] => backend::backend(&project, rest),
        ["conform", rest @ ..] => conform::conform(&project, rest),
        ["simulate", rest @ ..] => simulate::simulate(&project, rest),
        ["size"] => size::size(&project),
        ["pictures", sets @ ..] => pictures::pictures(&project, sets),
        ["dist"] => dist::dist(&project),
        ["setup"] => setup::tools(&project),
        [] | ["help" | "--help" | "-h"] => {
            println!("{HELP}");
            Ok(())
        }
        [unknown, ..] => Err(format!("There is no command `{unknown}`.\n\n{HELP}")),
    }
}
