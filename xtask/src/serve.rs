//! `cargo xtask serve`: the app in release, on this machine only, built again on a change.

use crate::{
    Outcome,
    project::{Project, become_program, estimate},
    setup,
    step::Step,
};
use std::net::{Ipv4Addr, TcpListener};

const PORT: u16 = 8080;
const BUILD_PROCESSOR_SECONDS: u64 = 180;

/// Reads `--port N`.
pub fn port(arguments: &[&str]) -> Outcome<u16> {
    match arguments {
        [] => Ok(PORT),
        ["--port", number] => number
            .parse()
            .map_err(|_| format!("`{number}` is not a port number.")),
        other => Err(format!(
            "`serve` does not know `{}`; it takes `--port N`.",
            other.join(" ")
        )),
    }
}

/// Installs, builds, and serves until interrupted.
pub fn serve(project: &Project, port: u16) -> Outcome {
    free(port)?;
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

/// An estimate is for a first build; how long a later one takes depends on what has changed.
fn guess(project: &Project) -> Option<u64> {
    let built = project
        .target
        .join("wasm32-unknown-unknown/release/maatwerkcanvas.wasm");
    (!built.exists()).then(|| estimate(BUILD_PROCESSOR_SECONDS))
}

fn free(port: u16) -> Outcome {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map(|_| ()).map_err(|error| {
        format!(
            "Port {port} on 127.0.0.1 cannot be used: {error}.\n\
             Perhaps the app is served already; else choose another port: cargo xtask serve --port {}",
            port.wrapping_add(1).max(1024)
        )
    })
}

#[cfg(test)]
mod tests {
    use super::{free, port};
    use std::net::{Ipv4Addr, TcpListener};

    #[test]
    fn the_port_is_8080_unless_told() {
        assert_eq!(port(&[]), Ok(8080));
        assert_eq!(port(&["--port", "9000"]), Ok(9000));
        assert!(port(&["--port", "x"]).is_err());
        assert!(port(&["--prt"]).is_err());
    }

    #[test]
    fn a_taken_port_is_told_before_anything_is_built() {
        let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let number = taken.local_addr().unwrap().port();
        assert!(
            free(number)
                .unwrap_err()
                .contains(&format!("--port {}", number + 1))
        );
        drop(taken);
        assert_eq!(free(number), Ok(()));
    }
}
