//! The house's rules: each is a function from files to what is wrong with them.

use std::collections::BTreeSet;
use std::path::Path;

use super::source::{Faults, Source, code, forbidden, lines, module, words};

/// Which modules a module may use; `texts` explains the errors of those below it.
pub(super) fn layers(sources: &[Source]) -> Faults {
    let allowed = |module: &str| -> &[&str] {
        match module {
            "domain" => &["domain"],
            "merge" => &["domain", "merge"],
            "crypto" => &["crypto"],
            "store" => &["domain", "crypto", "store"],
            "sync" => &["domain", "crypto", "merge", "store", "sync"],
            "texts" => &["domain", "crypto", "merge", "store", "sync", "texts"],
            "session" => &["domain", "crypto", "merge", "store", "sync", "session"],
            "ui" => &[
                "domain", "crypto", "merge", "store", "sync", "texts", "session", "ui",
            ],
            "embed" => &[
                "domain", "merge", "store", "sync", "texts", "session", "ui", "embed",
            ],
            _ => &[],
        }
    };
    let used = |line: &str| -> Vec<String> {
        let after = line
            .split("crate::")
            .skip(1)
            .filter(|_| !line.contains("$crate::"));
        let names = after.flat_map(|rest| match rest.strip_prefix('{') {
            Some(group) => group
                .split(',')
                .map(|name| name.trim().to_owned())
                .collect(),
            None => vec![rest.to_owned()],
        });
        names
            .filter_map(|name| words(&name).next().map(str::to_owned))
            .filter(|name| !name.is_empty())
            .collect()
    };
    let mut faults = Faults::new();
    for (source, place, line) in lines(sources) {
        for name in used(line) {
            if !allowed(module(source)).contains(&name.as_str()) {
                faults.push(format!("{place}: {} may not use {name}", module(source)));
            }
        }
    }
    faults
}

/// No clock, id, browser or float where all is plain data.
pub(super) fn purity(sources: &[Source]) -> Faults {
    let names = [
        "f32",
        "f64",
        "SystemTime",
        "Instant",
        "OffsetDateTime_now",
        "now_utc",
        "web_sys",
        "js_sys",
        "wasm_bindgen",
        "getrandom",
        "gloo_storage",
        "leptos",
        "thread_rng",
        "rand",
    ];
    forbidden(sources, &names, |source| {
        let is_pure = matches!(module(source), "domain" | "merge" | "crypto");
        !is_pure || source.path == "src/crypto/web.rs"
    })
}

/// The journal alone names localStorage, the archive alone IndexedDB, the http client the network.
pub(super) fn access_points(sources: &[Source]) -> Faults {
    let mut faults = forbidden(sources, &["gloo_storage", "local_storage"], |source| {
        source.path == "src/store/backend/journal.rs"
    });
    let indexed = lines(sources).filter(|(source, _, line)| {
        let named = words(line)
            .any(|word| word.starts_with("Idb") || word.to_lowercase().starts_with("indexed_db"));
        named && !source.path.starts_with("src/store/backend/archive")
    });
    faults.extend(indexed.map(|(_, place, line)| format!("{place}: {}", line.trim())));
    faults.extend(forbidden(
        sources,
        &[
            "XmlHttpRequest",
            "WebSocket",
            "EventSource",
            "fetch_with_request",
            "fetch_with_str",
            "fetch_with_str_and_init",
            "fetch_with_request_and_init",
            "RequestInit",
            "send_beacon",
        ],
        |source| source.path == "src/sync/http.rs",
    ));
    let of_crypto = "deriveBits importKey SubtleCrypto PublicKeyCredential".split(' ');
    let of_crypto: Vec<&str> = of_crypto.collect();
    faults.extend(forbidden(sources, &of_crypto, |source| {
        source.path == "src/crypto/web.rs"
    }));
    faults
}

/// What no view and no other code does.
pub(super) fn never(sources: &[Source]) -> Faults {
    let signs = [
        "inner_html",
        "innerHTML",
        "outer_html",
        "insert_adjacent_html",
        "style=\"",
        "set_title(",
        "push_state",
        "replace_state",
        "set_hash(",
        "document.title",
    ];
    lines(sources)
        .filter(|(_, _, line)| signs.iter().any(|sign| line.contains(sign)))
        .map(|(_, place, line)| format!("{place}: {}", line.trim()))
        .collect()
}

/// No view's handler, task, timer or listener outlives what it reads: they go through src/ui/view.rs,
/// which looks first whether that is still there. src/ui/dom.rs, which has timers of its own, reads
/// nothing but by `try_`.
pub(super) fn outlived(sources: &[Source]) -> Faults {
    let loose = |line: &str| {
        let mut handlers = line
            .match_indices("on:")
            .filter(|(at, _)| line[..*at].ends_with([' ', '\t']))
            .filter_map(|(at, _)| line[at..].split_once('='));
        handlers.any(|(_, handler)| {
            !["handler(", "crate::ui::view::handler("]
                .iter()
                .any(|guard| handler.starts_with(guard))
        })
    };
    let later = [
        "spawn_local",
        "set_timeout",
        "set_interval",
        "request_animation_frame",
        "request_idle_callback",
        "queue_microtask",
        "window_event_listener",
    ];
    let reads = [
        ".get()",
        ".get_untracked()",
        ".with(",
        ".read()",
        ".set(",
        ".update(",
    ];
    let is_loose = |path: &str, line: &str| match path {
        "src/ui/view.rs"
        | "src/ui/element_bridge.rs"
        | "src/ui/element_bridge/locking.rs"
        | "src/ui/element_bridge/value.rs" => false,
        "src/ui/dom.rs" => reads.iter().any(|read| line.contains(read)),
        _ => later.iter().any(|way| line.contains(way)) || loose(line),
    };
    lines(sources)
        .filter(|(source, _, _)| module(source) == "ui")
        .filter(|(source, _, line)| is_loose(&source.path, line))
        .map(|(_, place, line)| format!("{place}: {}", line.trim()))
        .collect()
}

/// Closures of views are boxed by src/ui/view.rs, which has code for each type of value; Leptos has code for each
/// closure.
pub(super) fn unboxed(sources: &[Source]) -> Faults {
    let signs = ["Signal::derive(", "Memo::new(", "Callback::new("];
    lines(sources)
        .filter(|(source, _, _)| module(source) == "ui" && source.path != "src/ui/view.rs")
        .filter(|(_, _, line)| signs.iter().any(|sign| line.contains(sign)))
        .map(|(_, place, line)| format!("{place}: {}", line.trim()))
        .collect()
}

/// No panic outside tests, but where a reason is given to clippy.
pub(super) fn panics(sources: &[Source]) -> Faults {
    let mut faults = Faults::new();
    for source in sources {
        let all: Vec<&str> = source.text.lines().collect();
        for (at, line) in all.iter().enumerate() {
            if line.trim() == "#[cfg(test)]" {
                break;
            }
            let line = code(line);
            let excused = all[at.saturating_sub(6)..at]
                .iter()
                .any(|before| before.contains("clippy::") && before.contains("_used,"));
            if !excused && (line.contains(".unwrap()") || line.contains(".expect(")) {
                faults.push(format!("{}:{}: {}", source.path, at + 1, line.trim()));
            }
        }
    }
    faults
}

/// No Dutch sentence outside the texts. Names on the wire are single words, and the one question
/// that is stored with the grades is data; the script around the element has its own fallback.
pub(super) fn dutch(sources: &[Source]) -> Faults {
    const COMMON: [&str; 33] = [
        "de",
        "het",
        "een",
        "niet",
        "wat",
        "hier",
        "uw",
        "dit",
        "deze",
        "bij",
        "naar",
        "geen",
        "ook",
        "wordt",
        "worden",
        "zijn",
        "bent",
        "nog",
        "alle",
        "alleen",
        "voor",
        "opnieuw",
        "toevoegen",
        "verwijderen",
        "opslaan",
        "opgeslagen",
        "sluiten",
        "annuleren",
        "afdrukken",
        "gewijzigd",
        "kies",
        "vul",
        "uit",
    ];
    let free = |source: &Source| {
        matches!(module(source), "texts" | "embed") || source.path == "src/domain/satisfaction.rs"
    };
    lines(sources)
        .filter(|(source, _, line)| !free(source) && !line.contains("serde("))
        .filter(|(_, _, line)| {
            let quoted = line.split('"').skip(1).step_by(2);
            let mut sentences = quoted.filter(|text| {
                let capital = text.chars().next().is_some_and(char::is_uppercase);
                text.contains(' ') || (capital && text.len() > 2)
            });
            sentences.any(|text| words(&text.to_lowercase()).any(|word| COMMON.contains(&word)))
        })
        .map(|(_, place, line)| format!("{place}: {}", line.trim()))
        .collect()
}

/// Every file says what it is, and is short enough to read.
pub(super) fn shape(sources: &[Source]) -> Faults {
    let mut faults = Faults::new();
    for source in sources {
        if !source.text.starts_with("//! ") {
            faults.push(format!("{}: does not open with //!", source.path));
        }
        let length = source.text.lines().count();
        if length > 400 {
            faults.push(format!("{}: {length} lines, over 400", source.path));
        }
    }
    faults
}

/// Scripts and style sheets are short enough to read.
pub(super) fn size(sources: &[Source]) -> Faults {
    let mut faults = Faults::new();
    for source in sources {
        let length = source.text.lines().count();
        if length > 400 {
            faults.push(format!("{}: {length} lines, over 400", source.path));
        }
    }
    faults
}

/// What catalogues read says what is so: the crate's version and licence, in two languages, in as many
/// letters as they show.
pub(super) fn catalogue(text: &str) -> Faults {
    const SHOWN: usize = 150;
    let mut faults = Faults::new();
    let mut must = |line: &str| {
        if !text.lines().any(|its| its == line) {
            faults.push(format!("publiccode.yml lacks `{line}`"));
        }
    };
    must("publiccodeYmlVersion: \"0.4\"");
    must(&format!("softwareVersion: {}", env!("CARGO_PKG_VERSION")));
    must("  license: EUPL-1.2");
    must("  nl:");
    must("  en:");
    let short = |line: &str| line.trim().strip_prefix("shortDescription: ").map(str::len);
    let long = text.lines().filter_map(short).filter(|its| *its > SHOWN);
    faults.extend(long.map(|its| format!("a shortDescription of {its} letters, over {SHOWN}")));
    faults
}

/// No word about what lies beside the repository: who clones it doesn't have that.
pub(super) fn beside(sources: &[Source]) -> Faults {
    let signs = [["..", "shared"].join("/")];
    let named = |source: &&Source| signs.iter().any(|sign| source.text.contains(sign.as_str()));
    sources
        .iter()
        .filter(named)
        .map(|source| source.path.clone())
        .collect()
}

/// Every dependency says why it is there, but for the platform itself.
pub(super) fn reasons(sources: &[Source]) -> Faults {
    const PLATFORM: [&str; 7] = [
        "js-sys",
        "leptos",
        "serde",
        "serde_json",
        "wasm-bindgen",
        "wasm-bindgen-futures",
        "web-sys",
    ];
    let mut faults = Faults::new();
    for source in sources {
        let (mut within, mut before) = (false, "");
        for line in source.text.lines() {
            if line.starts_with('[') {
                within = line == "[dependencies]";
            } else if within
                && let Some((name, _)) = line.split_once(" = ")
                && !before.starts_with('#')
                && !PLATFORM.contains(&name.trim())
            {
                faults.push(format!(
                    "{}: {name} has no comment that says why",
                    source.path
                ));
            }
            before = line;
        }
    }
    faults
}

/// Test files that no `mod` line reaches.
pub(super) fn forgotten(sources: &[Source]) -> Faults {
    let text_of = |path: &str| {
        sources
            .iter()
            .find(|source| source.path == path)
            .map(|source| source.text.as_str())
    };
    let mut reached: BTreeSet<String> = BTreeSet::new();
    let mut todo = vec!["tests/native/main.rs".to_owned()];
    while let Some(path) = todo.pop() {
        let Some(text) = text_of(&path) else { continue };
        let folder = Path::new(&path)
            .parent()
            .unwrap()
            .to_string_lossy()
            .into_owned();
        let own = match path.rsplit('/').next().unwrap() {
            "main.rs" | "mod.rs" => folder,
            _ => path.trim_end_matches(".rs").to_owned(),
        };
        for line in text.lines() {
            let line = line.trim_start_matches("pub ");
            if let Some(name) = line
                .strip_prefix("mod ")
                .and_then(|rest| rest.strip_suffix(';'))
            {
                todo.push(format!("{own}/{name}.rs"));
                todo.push(format!("{own}/{name}/mod.rs"));
            }
        }
        reached.insert(path);
    }
    let lost = sources
        .iter()
        .filter(|source| !reached.contains(&source.path));
    lost.map(|source| format!("{}: no mod line reaches it", source.path))
        .collect()
}
