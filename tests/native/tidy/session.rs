//! Rules for `session`: whose state it is, and where time comes from.

use super::source::{Faults, Source, forbidden, lines, module, words};

/// What `session` knows is its own: it has no public field that can be written from outside, and gives
/// its signals out to be read only. So a view writes none of them, and feeds no event to the sync machine.
pub(super) fn private_state(sources: &[Source]) -> Faults {
    const CELLS: [&str; 6] = [
        "RwSignal",
        "ArcRwSignal",
        "WriteSignal",
        "ArcWriteSignal",
        "RefCell",
        "Cell",
    ];
    let writable = |line: &str| words(line).any(|word| CELLS.contains(&word));
    // A field, or what a method gives.
    let exposed = |line: &str| {
        let line = line.trim_start();
        let public = line.starts_with("pub ") || line.starts_with("pub(");
        let given = line.split_once("fn ").map(|(_, rest)| rest);
        match given {
            Some(rest) => public && rest.split_once("->").is_some_and(|(_, it)| writable(it)),
            None => public && line.contains(": ") && writable(line),
        }
    };
    let breach = |source: &Source, line: &str| match module(source) {
        "session" => exposed(line),
        "ui" | "embed" => line.contains("machine::Event") || line.contains("machine::step"),
        _ => false,
    };
    lines(sources)
        .filter(|(source, _, line)| breach(source, line))
        .map(|(_, place, line)| format!("{place}: {}", line.trim()))
        .collect()
}

/// Time, tasks and chance come to `session` from its `Environment`, which one file gets from the browser.
pub(super) fn environment(sources: &[Source]) -> Faults {
    let names = [
        "web_sys",
        "spawn_local",
        "set_timeout",
        "set_timeout_with_handle",
        "performance",
        "Date::now",
        "thread_rng",
    ];
    forbidden(sources, &names, |source| {
        module(source) != "session" || source.path == "src/session/browser.rs"
    })
}
