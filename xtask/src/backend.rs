//! `cargo xtask backend`: installs a real Kinto to try sync against, and runs it by a Node program.

use crate::{
    Outcome, kinto, postgres,
    project::{Project, become_program},
    setup,
};
use std::{fs, path::PathBuf};

/// The programs of a backend that are installed.
#[derive(Default)]
pub struct Tools {
    python: Option<PathBuf>,
    postgres: Option<PathBuf>,
    /// Why a program is missing, and what to do about it.
    why: Option<String>,
}

impl Tools {
    /// Why tests with a backend can't run; `None` if they can.
    pub fn missing(self) -> Option<String> {
        self.why
    }
}

/// Installs what is missing, then replaces this process by the backend.
pub fn backend(project: &Project, arguments: &[&str]) -> Outcome {
    let with_postgres = arguments.contains(&"--postgres");
    check(arguments)?;
    setup::node(project)?;
    let tools = install(project, with_postgres)?;
    if let Some(why) = tools.why {
        return Err(why);
    }
    let mut node = project.command("node");
    node.arg("xtask/backend/main.mjs").args(arguments);
    Err(become_program(node))
}

/// Installs what can be installed, and writes the paths to a file for programs that start a
/// backend.
pub fn install(project: &Project, with_postgres: bool) -> Outcome<Tools> {
    let mut tools = Tools::default();
    match kinto::ensure(project) {
        Ok(python) => tools.python = Some(python),
        Err(why) => tools.why = Some(why),
    }
    match postgres::ensure_if(project, with_postgres) {
        Ok(folder) => tools.postgres = folder,
        Err(why) => tools.why = tools.why.or(Some(why)),
    }
    let folder = project.target.join("backend");
    let write = fs::create_dir_all(&folder)
        .and_then(|()| fs::write(folder.join("tools.json"), json(project, &tools)));
    write.map_err(|error| format!("{}: {error}", folder.display()))?;
    Ok(tools)
}

fn json(project: &Project, tools: &Tools) -> String {
    let path = |path: &Option<PathBuf>| {
        path.as_ref()
            .map_or_else(|| "null".to_owned(), |path| text(&path.to_string_lossy()))
    };
    let user = postgres::other_user(project).map_or_else(
        || "null".to_owned(),
        |(uid, gid)| format!("{{\"uid\": {uid}, \"gid\": {gid}}}"),
    );
    format!(
        "{{\"python\": {}, \"postgres\": {}, \"as\": {user}, \"why\": {}}}\n",
        path(&tools.python),
        path(&tools.postgres),
        tools.why.as_deref().map_or_else(|| "null".to_owned(), text),
    )
}

/// A text as a JSON string.
fn text(plain: &str) -> String {
    let escaped: String = plain
        .chars()
        .map(|sign| match sign {
            '"' | '\\' => format!("\\{sign}"),
            sign if sign.is_control() => format!("\\u{:04x}", u32::from(sign)),
            sign => sign.to_string(),
        })
        .collect();
    format!("\"{escaped}\"")
}

fn check(arguments: &[&str]) -> Outcome {
    match arguments {
        [] => Ok(()),
        ["--postgres" | "--json", rest @ ..] => check(rest),
        ["--port", number, rest @ ..] if number.parse::<u16>().is_ok() => check(rest),
        ["--port", number, ..] => Err(format!("`{number}` is not a port number.")),
        [other, ..] => Err(format!(
            "`backend` does not know `{other}`; it takes `--postgres`, `--port N` and `--json`."
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::{check, text};

    #[test]
    fn arguments_are_checked_before_anything_is_installed() {
        assert_eq!(check(&["--postgres", "--port", "0", "--json"]), Ok(()));
        assert!(check(&["--port", "x"]).unwrap_err().contains("port number"));
        assert!(check(&["--post"]).unwrap_err().contains("--postgres"));
    }

    #[test]
    fn texts_are_written_as_json() {
        assert_eq!(text("a\"b\\c\nd"), r#""a\"b\\c\u000ad""#);
    }
}
