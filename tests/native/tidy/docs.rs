//! What the pages for people say of files: that they are there, and have in them what is named.

use super::source::{Faults, Source, files, words};

const PAGES: [&str; 4] = [
    "README.md",
    "CONTRIBUTING.md",
    "docs/architecture.md",
    "src/lib.rs",
];
/// What a build makes.
const BUILT: [&str; 1] = ["dist/"];

/// Paths that name no file or folder of `house`, and names that the file behind them doesn't have.
///
/// A path may be short, such as `draft.rs`: it is right if a file's path ends in it. A name belongs to
/// the path after it in "`name` in `path`" and "`name` (`path`".
fn stale(house: &[Source]) -> Faults {
    let pages = house.iter().filter(|source| PAGES.contains(&&*source.path));
    pages.flat_map(|page| stale_in(page, house)).collect()
}

fn stale_in(page: &Source, house: &[Source]) -> Faults {
    let text = without_fences(&page.text);
    let parts: Vec<&str> = text.split('`').collect();
    let mut faults = Vec::new();
    // Between backticks is each second part.
    for at in (1..parts.len()).step_by(2) {
        let path = parts[at];
        let denied = parts[at - 1].ends_with(" no ");
        if !is_path(path) || BUILT.contains(&path) || denied {
            continue;
        }
        let behind: Vec<&Source> = house.iter().filter(|it| is_at(&it.path, path)).collect();
        if behind.is_empty() {
            faults.push(format!("{}: `{path}` is not there", page.path));
        } else if at >= 3
            && [" in ", " ("].contains(&parts[at - 1])
            && let Some(name) = name_of(parts[at - 2])
            && !behind
                .iter()
                .any(|it| words(&it.text).any(|word| word == name))
        {
            faults.push(format!("{}: no `{name}` in `{path}`", page.path));
        }
    }
    faults
}

/// The text on one line, without its blocks of code.
fn without_fences(text: &str) -> String {
    let mut inside = false;
    let mut kept = Vec::new();
    for line in text.lines() {
        let line = line.trim_start_matches("//!").trim();
        if line.starts_with("```") {
            inside = !inside;
        } else if !inside {
            kept.push(line);
        }
    }
    kept.join(" ")
}

fn is_path(span: &str) -> bool {
    const ENDINGS: [&str; 12] = [
        "rs", "md", "csv", "toml", "json", "js", "ts", "mjs", "css", "html", "yaml", "yml",
    ];
    let plain = |c: char| c.is_alphanumeric() || "_-./".contains(c);
    let ends = |name: &str| {
        name.rsplit_once('.')
            .is_some_and(|(_, end)| ENDINGS.contains(&end))
    };
    span.chars().all(plain) && (ends(span) || (span.contains('/') && !span.starts_with('/')))
}

/// Whether a file has this path or the end of it, or is in the folder that has.
fn is_at(file: &str, path: &str) -> bool {
    let (file, path) = (["/", file].concat(), ["/", path].concat());
    match path.strip_suffix('/') {
        Some(_) => file.contains(&path),
        None => file.ends_with(&path) || file.contains(&[&path, "/"].concat()),
    }
}

/// The name that is looked for: `commit` of `Store::commit(x)`; `None` if it is a path.
fn name_of(span: &str) -> Option<&str> {
    let name = span.split('(').next()?.rsplit("::").next()?;
    let name = name.trim_end_matches('!');
    let is_name = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '_');
    (is_name && !is_path(span)).then_some(name)
}

#[test]
fn pages_name_files_that_exist() {
    let house = files(
        "",
        &[
            ".rs", ".md", ".csv", ".toml", ".json", ".js", ".ts", ".mjs", ".css", ".html", ".yaml",
            ".yml",
        ],
    );
    assert_eq!(stale(&house), [""; 0]);
    let planted = |text: &str| {
        let source = |path: &str, text: &str| Source {
            path: path.to_owned(),
            text: text.to_owned(),
        };
        stale(&[
            source("docs/architecture.md", text),
            source("src/store/commit.rs", "fn commit() {}"),
        ])
        .len()
    };
    for wrong in [
        "`src/commit.rs`",
        "`src/journal/`",
        "see\n`Store::keep` in `src/store/commit.rs`",
        "`keep` (`src/store/commit.rs`)",
        "```\n`\n```\n`journal.rs`",
    ] {
        assert_eq!(planted(wrong), 1, "{wrong}");
    }
    for right in [
        "`src/store/commit.rs`",
        "`src/store/`, `store/` and `commit.rs`",
        "there is no `utils.rs`",
        "`Store::commit` in `src/store/commit.rs`",
        "`commit(x)` (`src/store/`)",
        "```\n`src/commit.rs`\n```",
    ] {
        assert_eq!(planted(right), 0, "{right}");
    }
}
