//! Rules for the seams: what the sync machine and the views keep away from.

use std::collections::BTreeSet;

use super::circles::paths_of;
use super::planted;
use super::source::{Faults, Source, forbidden, lines, module, rust};

/// The sync machine only decides: it names nothing that does IO, and waits for nothing.
fn pure_machine(sources: &[Source]) -> Faults {
    const OTHERS: [&str; 4] = ["sync::http", "sync::probe", "sync::task", "sync::show"];
    fn is_machine(source: &Source) -> bool {
        source.path.starts_with("src/sync/machine/")
    }
    let mut faults = forbidden(sources, &["Store", "async", "await"], |source| {
        !is_machine(source)
    });
    let machine = sources.iter().filter(|source| is_machine(source));
    faults.extend(machine.flat_map(|source| named(source, &OTHERS)));
    faults
}

/// Views leave the network to `session`.
fn network(sources: &[Source]) -> Faults {
    let views = sources
        .iter()
        .filter(|source| ["ui", "embed"].contains(&module(source)));
    views
        .flat_map(|source| named(source, &["sync::http", "sync::probe"]))
        .collect()
}

/// The paths of a file that lie in one of these modules.
fn named(source: &Source, modules: &[&str]) -> Faults {
    let is_in = |path: &str, module: &str| {
        path.strip_prefix(module)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
    };
    let paths: BTreeSet<String> = paths_of(source).into_iter().collect();
    paths
        .into_iter()
        .filter(|path| modules.iter().any(|module| is_in(path, module)))
        .map(|path| format!("{}: {path}", source.path))
        .collect()
}

/// Only the kit knows the classes of a button.
fn buttons(sources: &[Source]) -> Faults {
    lines(sources)
        .filter(|(source, _, line)| {
            let kit = source.path.starts_with("src/ui/components/");
            module(source) == "ui" && !kit && line.contains("utrecht-button")
        })
        .map(|(_, place, line)| format!("{place}: {}", line.trim()))
        .collect()
}

#[test]
fn the_sync_machine_only_decides() {
    assert_eq!(pure_machine(&rust()), [""; 0]);
    for line in [
        "use crate::sync::http::SignIn;",
        "use crate::sync::{http::SignIn, status};",
        "use super::super::show::show;",
        "fn x() { crate::sync::task::perform() }",
        "fn x(store: &Store) {}",
        "async fn x() {}",
    ] {
        let path = "src/sync/machine/x.rs";
        assert_eq!(planted(pure_machine, path, line), 1, "{line}");
        assert_eq!(planted(pure_machine, "src/sync/x.rs", line), 0, "{line}");
    }
    for line in [
        "use super::task::Task;",
        "use crate::store::Entry;",
        "// As sync::http and the Store have it.",
    ] {
        let path = "src/sync/machine/x.rs";
        assert_eq!(planted(pure_machine, path, line), 0, "{line}");
    }
}

#[test]
fn views_leave_the_network_to_session() {
    assert_eq!(network(&rust()), [""; 0]);
    for line in [
        "use crate::sync::http;",
        "use crate::sync::{probe::probe, status};",
        "fn x() { crate::sync::probe::probe() }",
    ] {
        assert_eq!(planted(network, "src/ui/x.rs", line), 1, "{line}");
        assert_eq!(planted(network, "src/embed/x.rs", line), 1, "{line}");
        assert_eq!(planted(network, "src/session/x.rs", line), 0, "{line}");
    }
}

#[test]
fn only_the_kit_knows_the_classes_of_a_button() {
    assert_eq!(buttons(&rust()), [""; 0]);
    let line = "<button class=\"utrecht-button\">";
    assert_eq!(planted(buttons, "src/ui/x.rs", line), 1);
    assert_eq!(planted(buttons, "src/ui/components/x.rs", line), 0);
}
