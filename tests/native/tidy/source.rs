//! Files as the checks see them.

use std::path::PathBuf;

/// A file: its path from the root, and its text.
pub(super) struct Source {
    pub(super) path: String,
    pub(super) text: String,
}

/// What a check finds wrong: the path and why.
pub(super) type Faults = Vec<String>;

pub(super) fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every file below `folder` with one of these endings, without what is built or installed.
pub(super) fn files(folder: &str, endings: &[&str]) -> Vec<Source> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            let built =
                ["target", "dist", "node_modules", ".git", "test-results"].contains(&name.as_str());
            if path.is_dir() && !built {
                folders.push(path);
            } else if endings.is_empty() || endings.iter().any(|end| name.ends_with(end)) {
                let Ok(bytes) = std::fs::read(&path) else {
                    continue;
                };
                let text = String::from_utf8_lossy(&bytes).into_owned();
                let path = path
                    .strip_prefix(root())
                    .unwrap()
                    .to_string_lossy()
                    .into_owned();
                found.push(Source { path, text });
            }
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

pub(super) fn rust() -> Vec<Source> {
    let files = files("src", &[".rs"]);
    assert!(files.len() > 20, "the walk finds the sources");
    files
}

/// The module of the house that a source belongs to: `store` of `src/store/port.rs`.
pub(super) fn module(source: &Source) -> &str {
    source.path.split('/').nth(1).unwrap_or_default()
}

/// The line without its comment; text between quotes stays.
pub(super) fn code(line: &str) -> &str {
    let mut quoted = false;
    let mut before = ' ';
    for (at, c) in line.char_indices() {
        match c {
            '"' if before != '\\' => quoted = !quoted,
            '/' if before == '/' && !quoted => return &line[..at - 1],
            _ => {}
        }
        before = c;
    }
    line
}

/// Every line of code of the sources with its place.
pub(super) fn lines(sources: &[Source]) -> impl Iterator<Item = (&Source, String, &str)> {
    sources.iter().flat_map(|source| {
        let numbered = (1..).zip(source.text.lines());
        numbered.map(move |(number, line): (usize, &str)| {
            (source, format!("{}:{number}", source.path), code(line))
        })
    })
}

/// The words that a line is made of.
pub(super) fn words(line: &str) -> impl Iterator<Item = &str> {
    line.split(|c: char| !c.is_alphanumeric() && c != '_')
}

/// Lines with one of the words, outside the files that may have it.
pub(super) fn forbidden(sources: &[Source], names: &[&str], may: fn(&Source) -> bool) -> Faults {
    lines(sources)
        .filter(|(source, _, line)| !may(source) && words(line).any(|word| names.contains(&word)))
        .map(|(_, place, line)| format!("{place}: {}", line.trim()))
        .collect()
}
