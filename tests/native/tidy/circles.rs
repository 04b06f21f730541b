//! Import circles between the files of one layer.
//!
//! A file imports another where a `use` or a path in its code names an item of the other, seen
//! through re-exports. A file that only declares and re-exports modules is an index: it takes part
//! in no circle.

use std::collections::{BTreeMap, BTreeSet};

use super::source::{Faults, Source, code, module};

/// Which files each file imports.
type Graph<'a> = BTreeMap<&'a str, BTreeSet<&'a str>>;

/// Each circle once, as the files in it.
pub(super) fn circles(sources: &[Source]) -> Faults {
    let house = House::of(sources);
    let mut graph = Graph::new();
    for source in sources {
        let targets = house.imports(source);
        let targets = targets
            .into_iter()
            .filter(|target| *target != source.path && layer(target) == module(source));
        graph.insert(&source.path, targets.collect());
    }
    let reach: Graph = graph
        .keys()
        .map(|from| (*from, reachable(&graph, from)))
        .collect();
    let mut found = BTreeSet::new();
    for (from, to) in &reach {
        let both = to.iter().filter(|other| reach[*other].contains(from));
        let circle: BTreeSet<&str> = both.copied().collect();
        if circle.len() > 1 {
            found.insert(circle.into_iter().collect::<Vec<_>>().join(", "));
        }
    }
    found.into_iter().collect()
}

fn layer(path: &str) -> &str {
    path.split('/').nth(1).unwrap_or_default()
}

fn reachable<'a>(graph: &Graph<'a>, from: &str) -> BTreeSet<&'a str> {
    let (mut seen, mut todo) = (BTreeSet::new(), vec![from]);
    while let Some(at) = todo.pop() {
        for next in graph.get(at).into_iter().flatten() {
            if seen.insert(*next) {
                todo.push(next);
            }
        }
    }
    seen
}

/// The module tree, to find the file that an item is written in.
struct House<'a> {
    files: BTreeMap<String, &'a str>,
    /// What a module re-exports: by module and name, the path behind it.
    exports: BTreeMap<(String, String), String>,
    /// The names that a file defines itself.
    defines: BTreeMap<&'a str, BTreeSet<String>>,
}

impl<'a> House<'a> {
    fn of(sources: &'a [Source]) -> Self {
        let mut house = Self {
            files: BTreeMap::new(),
            exports: BTreeMap::new(),
            defines: BTreeMap::new(),
        };
        for source in sources {
            house.files.insert(module_path(&source.path), &source.path);
            house.defines.insert(&source.path, defined(&source.text));
        }
        for source in sources {
            let here = module_path(&source.path);
            for (public, path) in uses(&source.text) {
                if public && let Some(path) = absolute(&here, &path) {
                    let name = path.rsplit("::").next().unwrap_or_default().to_owned();
                    house.exports.insert((here.clone(), name), path);
                }
            }
        }
        house
    }

    fn imports(&self, source: &'a Source) -> BTreeSet<&'a str> {
        let paths = paths_of(source).into_iter();
        paths.filter_map(|path| self.file_of(&path, 8)).collect()
    }

    /// The file that an absolute path's item is written in.
    fn file_of(&self, path: &str, depth: u8) -> Option<&'a str> {
        let parts: Vec<&str> = path.split("::").collect();
        let depth = depth.checked_sub(1)?;
        let longest = (1..=parts.len())
            .rev()
            .find(|n| self.files.contains_key(&parts[..*n].join("::")))?;
        let owner = parts[..longest].join("::");
        let file = self.files[&owner];
        let Some(name) = parts.get(longest) else {
            return (!is_index(file)).then_some(file);
        };
        if let Some(behind) = self.exports.get(&(owner, (*name).to_owned())) {
            return self.file_of(behind, depth);
        }
        let own = self.defines[file].contains(*name);
        (own || !is_index(file)).then_some(file)
    }
}

/// Every path that a file names, from the crate's root, without what it re-exports.
pub(super) fn paths_of(source: &Source) -> Vec<String> {
    let here = module_path(&source.path);
    let used = uses(&source.text).into_iter().filter(|(public, _)| !public);
    used.map(|(_, path)| path)
        .chain(inline_paths(&source.text))
        .filter_map(|path| absolute(&here, &path))
        .collect()
}

fn is_index(path: &str) -> bool {
    path.ends_with("/mod.rs") || path == "src/lib.rs"
}

fn module_path(path: &str) -> String {
    let path = path.trim_start_matches("src/").trim_end_matches(".rs");
    path.trim_end_matches("/mod").replace('/', "::")
}

/// A path as written in module `here`, from the crate's root; `None` for another crate's.
fn absolute(here: &str, path: &str) -> Option<String> {
    let mut module: Vec<&str> = here.split("::").collect();
    let mut parts = path.split("::").peekable();
    match parts.peek() {
        Some(&"crate") => {
            parts.next();
            module.clear();
        }
        Some(&"self") => {
            parts.next();
        }
        Some(&"super") => {}
        _ => return None,
    }
    while parts.next_if_eq(&"super").is_some() {
        module.pop();
    }
    module.extend(parts);
    Some(module.join("::"))
}

/// The file's code without comments, on one line.
fn flat(text: &str) -> String {
    text.lines()
        .map(code)
        .map(str::trim)
        .collect::<Vec<_>>()
        .join(" ")
}

/// The modules that the code declares.
fn children(flat: &str) -> BTreeSet<&str> {
    flat.split(';')
        .filter_map(|item| item.trim().rsplit_once("mod "))
        .map(|(_, name)| name.trim())
        .collect()
}

/// Every path that a `use` names, and whether it is re-exported.
fn uses(text: &str) -> Vec<(bool, String)> {
    let flat = flat(text);
    let children = children(&flat);
    let mut found = Vec::new();
    for (at, _) in flat.match_indices("use ") {
        let before = flat[..at].trim_end();
        let starts = before.is_empty() || before.ends_with([';', '}', '{', ')', ']']);
        let restricted = before
            .rsplit_once("pub(")
            .is_some_and(|(_, rest)| rest.len() < 12);
        let public = before.ends_with("pub") || (before.ends_with(')') && restricted);
        let Some((tree, _)) = flat[at + 4..].split_once(';') else {
            continue;
        };
        if !starts && !public {
            continue;
        }
        let mut paths = Vec::new();
        expand("", tree, &mut paths);
        for path in paths {
            let first = path.split("::").next().unwrap_or_default();
            let own = children.contains(first);
            found.push((public, [if own { "self::" } else { "" }, &path].concat()));
        }
    }
    found
}

/// Writes a `use` tree out as paths.
fn expand(prefix: &str, tree: &str, paths: &mut Vec<String>) {
    let tree = tree.trim();
    if tree.is_empty() {
        return;
    }
    if let Some(open) = tree.find('{') {
        let head = [prefix, tree[..open].trim()].concat();
        let inner = tree[open + 1..].trim_end().trim_end_matches('}');
        let (mut depth, mut start) = (0_i32, 0);
        for (at, c) in inner.char_indices() {
            match c {
                '{' => depth += 1,
                '}' => depth -= 1,
                ',' if depth == 0 => {
                    expand(&head, &inner[start..at], paths);
                    start = at + 1;
                }
                _ => {}
            }
        }
        expand(&head, &inner[start..], paths);
    } else {
        let name = tree.split(" as ").next().unwrap_or_default().trim();
        let path = [prefix, name].concat();
        paths.push(path.trim_end_matches("::self").to_owned());
    }
}

/// Paths in code that begin at the crate's root, the parent or a module that the file declares.
fn inline_paths(text: &str) -> Vec<String> {
    let flat = flat(text);
    let children = children(&flat);
    let word = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
    let begins_with = |path: &str, firsts: &[&str]| {
        let first = path.split_once("::").map(|(first, _)| first);
        first.is_some_and(|first| firsts.contains(&first))
    };
    let children: Vec<&str> = children.into_iter().collect();
    // A re-export names a child as well, and is no import.
    let used = without_uses(&flat);
    let below = used.split(|c| !word(c));
    let below = below.filter(|path| begins_with(path, &children));
    let below = below.map(|path| ["self::", path].concat());
    let above = flat.split(|c| !word(c));
    let above = above.filter(|path| begins_with(path, &["crate", "super"]));
    above
        .map(str::to_owned)
        .chain(below)
        .map(|path| path.trim_end_matches(':').to_owned())
        .collect()
}

/// The code without its `use` items.
fn without_uses(flat: &str) -> String {
    let before = |item: &str| {
        let starts = item.match_indices("use ").find(|(at, _)| {
            let before = item[..*at].chars().next_back();
            before.is_none_or(|c| !c.is_alphanumeric() && c != '_')
        });
        starts.map_or(item.len(), |(at, _)| at)
    };
    let items = flat.split(';').map(|item| &item[..before(item)]);
    items.collect::<Vec<_>>().join(";")
}

/// The names of the items that a file defines.
fn defined(text: &str) -> BTreeSet<String> {
    const KINDS: [&str; 8] = [
        "fn", "struct", "enum", "trait", "type", "const", "static", "union",
    ];
    let mut names = BTreeSet::new();
    for line in text.lines().filter(|line| !line.starts_with([' ', '\t'])) {
        let words: Vec<&str> = super::source::words(code(line))
            .filter(|word| !word.is_empty())
            .collect();
        for pair in words.windows(2) {
            if KINDS.contains(&pair[0]) {
                names.insert(pair[1].to_owned());
                break;
            }
        }
    }
    names
}
