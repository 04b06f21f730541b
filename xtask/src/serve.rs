//! `cargo xtask serve`: serves a release build of the app on the loopback interface, and rebuilds
//! it on a change.

use crate::{
    Outcome,
    port::{self, Holder},
    project::{Project, become_program, estimate},
    setup,
    step::Step,
};

const PORT: u16 = 8080;
const BUILD_PROCESSOR_SECONDS: u64 = 180;

/// Parses `--port N`; `None` if it isn't given.
pub fn port(arguments: &[&str]) -> Outcome<Option<u16>> {
    match arguments {
        [] => Ok(None),
        ["--port", number] => number
            .parse()
            .map(Some)
            .map_err(|_| format!("`{number}` is not a port number.")),
        other => Err(format!(
            "`serve` does not know `{}`; it takes `--port N`.",
            other.join(" ")
        )),
    }
}

/// Installs the tools, builds the app, and serves it until interrupted.
pub fn serve(project: &Project, asked: Option<u16>) -> Outcome {
    let port = free(project, asked)?;
    setup::tools(project)?;
    build(project)?;
    println!("\nThe maatwerkcanvas is on http://127.0.0.1:{port}/");
    println!("It is built again when a source changes. Stop with Ctrl+C.\n");
    let mut trunk = project.trunk("serve");
    trunk.args(["--release", "--port", &port.to_string()]);
    Err(become_program(trunk))
}

/// Builds the app in release.
pub fn build(project: &Project) -> Outcome {
    let step = Step::announce(
        project,
        "build",
        "Building the app in release",
        guess(project),
    );
    step.run(project.trunk("build").arg("--release"))
        .map(|_| ())
}

/// The estimated seconds of the first build; `None` for a later one, whose time depends on what has
/// changed.
fn guess(project: &Project) -> Option<u64> {
    let built = project
        .target
        .join("wasm32-unknown-unknown/release/maatwerkcanvas.wasm");
    (!built.exists()).then(|| estimate(BUILD_PROCESSOR_SECONDS))
}

/// The port to serve on: the requested one, or the first free one from 8080.
fn free(project: &Project, asked: Option<u16>) -> Outcome<u16> {
    let wanted = asked.unwrap_or(PORT);
    let Err(error) = port::check(wanted) else {
        return Ok(wanted);
    };
    let holder = Holder::of(wanted);
    let next = port::next_free(wanted);
    let told = format!("Port {wanted} on 127.0.0.1 is taken{}", holder.says());
    match (asked, next) {
        _ if holder.is_this(project) => Err(format!(
            "The app of this folder is served already, on http://127.0.0.1:{wanted}/.\n{told}."
        )),
        (None, Some(next)) => {
            println!(
                "{told}; so the app goes to port {next}.\n\
                 What a browser has kept at one port is not seen at the other."
            );
            Ok(next)
        }
        (Some(_), Some(next)) => Err(format!(
            "{told} ({error}).\nPort {next} is free: cargo xtask serve --port {next}"
        )),
        (_, None) => Err(format!(
            "{told} ({error}). Choose another: cargo xtask serve --port N"
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::{free, port};
    use crate::project::Project;
    use std::net::{Ipv4Addr, TcpListener};

    #[test]
    fn the_port_is_read() {
        assert_eq!(port(&[]), Ok(None));
        assert_eq!(port(&["--port", "9000"]), Ok(Some(9000)));
        assert!(port(&["--port", "x"]).is_err());
        assert!(port(&["--prt"]).is_err());
    }

    #[test]
    fn a_taken_port_is_told_before_anything_is_built_and_the_next_is_offered() {
        let project = Project::find().unwrap();
        let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let number = taken.local_addr().unwrap().port();
        let told = free(&project, Some(number)).unwrap_err();
        assert!(told.contains(&format!("Port {number} on 127.0.0.1 is taken")));
        let offered = told.rsplit_once("--port ").unwrap().1.parse().unwrap();
        assert_eq!(free(&project, Some(offered)), Ok(offered));
        drop(taken);
        assert_eq!(free(&project, Some(number)), Ok(number));
    }
}
