//! The house's rules, checked. Each check is proven on a file that breaks it.

mod rules;
mod source;

use rules::{beside, doors, dutch, forgotten, layers, never, panics, purity, reasons, shape};
use source::{Faults, Source, files, rust};

/// A check's faults in one planted file.
fn planted(check: fn(&[Source]) -> Faults, path: &str, text: &str) -> usize {
    check(&[Source {
        path: path.to_owned(),
        text: text.to_owned(),
    }])
    .len()
}

#[test]
fn modules_use_only_what_lies_below_them() {
    assert_eq!(layers(&rust()), [""; 0]);
    assert_eq!(
        planted(layers, "src/domain/x.rs", "use crate::texts::number;"),
        1
    );
    assert_eq!(
        planted(layers, "src/domain/x.rs", "fn x() { crate::session::y() }"),
        1
    );
    assert_eq!(
        planted(
            layers,
            "src/store/x.rs",
            "use crate::{domain::Canvas, ui::App};"
        ),
        1
    );
    assert_eq!(
        planted(layers, "src/session/x.rs", "use crate::texts::labels;"),
        1
    );
    assert_eq!(
        planted(layers, "src/texts/x.rs", "use crate::session::Session;"),
        1
    );
    assert_eq!(planted(layers, "src/ui/x.rs", "use crate::embed::y;"), 1);
    assert_eq!(
        planted(
            layers,
            "src/domain/x.rs",
            "// As crate::ui has it.\nuse crate::domain::Money;"
        ),
        0
    );
}

#[test]
fn the_domain_is_pure() {
    assert_eq!(purity(&rust()), [""; 0]);
    assert_eq!(planted(purity, "src/domain/x.rs", "let x: f64 = 0.1;"), 1);
    assert_eq!(
        planted(purity, "src/merge/x.rs", "use std::time::SystemTime;"),
        1
    );
    assert_eq!(planted(purity, "src/domain/x.rs", "// never an f64"), 0);
    assert_eq!(planted(purity, "src/ui/x.rs", "use web_sys::Event;"), 0);
}

#[test]
fn each_door_to_the_outside_is_in_one_file() {
    assert_eq!(doors(&rust()), [""; 0]);
    assert_eq!(
        planted(doors, "src/session/x.rs", "use gloo_storage::Storage;"),
        1
    );
    assert_eq!(
        planted(doors, "src/store/x.rs", "window.local_storage()"),
        1
    );
    assert_eq!(
        planted(doors, "src/store/core.rs", "use web_sys::IdbDatabase;"),
        1
    );
    assert_eq!(
        planted(doors, "src/store/core.rs", "window.indexed_db()"),
        1
    );
    assert_eq!(
        planted(
            doors,
            "src/store/archive/open.rs",
            "use web_sys::IdbDatabase;"
        ),
        0
    );
    assert_eq!(
        planted(doors, "src/session/x.rs", "window.fetch_with_str(url)"),
        1
    );
    let sent = "window.fetch_with_str_and_init(url, &init)";
    assert_eq!(planted(doors, "src/session/x.rs", sent), 1);
    assert_eq!(planted(doors, "src/sync/http.rs", sent), 0);
}

#[test]
fn some_things_are_never_done() {
    assert_eq!(never(&rust()), [""; 0]);
    for line in [
        "<p inner_html=text/>",
        "<p style=\"color:red\">",
        "document.set_title(\"x\")",
        "history.push_state()",
    ] {
        assert_eq!(planted(never, "src/ui/x.rs", line), 1, "{line}");
    }
}

#[test]
fn nothing_panics_without_a_reason() {
    assert_eq!(panics(&rust()), [""; 0]);
    assert_eq!(planted(panics, "src/ui/x.rs", "x.unwrap()"), 1);
    assert_eq!(planted(panics, "src/ui/x.rs", "x.expect(\"y\")"), 1);
    for fine in [
        "x.unwrap_or(1)",
        "// never .unwrap()",
        "#[cfg(test)]\nmod tests { x.unwrap() }",
        "#[expect(clippy::expect_used, reason = \"y\")]\nfn z() {\nx.expect(\"y\") }",
    ] {
        assert_eq!(planted(panics, "src/ui/x.rs", fine), 0, "{fine}");
    }
}

#[test]
fn dutch_stands_in_the_texts() {
    assert_eq!(dutch(&rust()), [""; 0]);
    assert_eq!(
        planted(dutch, "src/ui/x.rs", "<p>\"Vul hier uw naam in\"</p>"),
        1
    );
    assert_eq!(
        planted(dutch, "src/session/x.rs", "Err(\"Opslaan mislukt\")"),
        1
    );
    assert_eq!(
        planted(dutch, "src/texts/x.rs", "\"Vul hier uw naam in\""),
        0
    );
    assert_eq!(
        planted(
            dutch,
            "src/domain/x.rs",
            "#[serde(rename = \"het een\")]\nlet x = \"kosten\"; // het is \"een de\""
        ),
        0
    );
}

#[test]
fn files_open_with_what_they_are_and_stay_short() {
    assert_eq!(shape(&rust()), [""; 0]);
    assert_eq!(shape(&files("tests", &[".rs"])), [""; 0]);
    assert_eq!(shape(&files("xtask", &[".rs"])), [""; 0]);
    assert_eq!(planted(shape, "src/x.rs", "use x;"), 1);
    assert_eq!(planted(shape, "src/x.rs", &"//! x\n".repeat(401)), 1);
    assert_eq!(planted(shape, "src/x.rs", &"//! x\n".repeat(400)), 0);
}

#[test]
fn nothing_refers_to_what_lies_beside() {
    assert_eq!(
        beside(&files(
            "",
            &[
                ".rs", ".md", ".toml", ".json", ".js", ".ts", ".mjs", ".css", ".html", ".yaml",
                ".yml", "run"
            ]
        )),
        [""; 0]
    );
    assert_eq!(
        planted(
            beside,
            "README.md",
            &format!("see {}", ["..", "shared"].join("/"))
        ),
        1
    );
}

#[test]
fn dependencies_say_why() {
    let manifest = files("", &["Cargo.toml"])
        .into_iter()
        .filter(|source| source.path == "Cargo.toml")
        .collect::<Vec<_>>();
    assert_eq!(reasons(&manifest), [""; 0]);
    assert_eq!(
        planted(
            reasons,
            "Cargo.toml",
            "[dependencies]\nserde = \"1\"\nrand = \"1\""
        ),
        1
    );
    assert_eq!(
        planted(
            reasons,
            "Cargo.toml",
            "[dependencies]\n# Dice.\nrand = \"1\"\n[other]\nx = 1"
        ),
        0
    );
}

#[test]
fn no_test_file_is_forgotten() {
    assert_eq!(forgotten(&files("tests/native", &[".rs"])), [""; 0]);
    let lost = |text: &str| {
        let source = |path: &str, text: &str| Source {
            path: path.to_owned(),
            text: text.to_owned(),
        };
        forgotten(&[
            source("tests/native/main.rs", text),
            source("tests/native/a/mod.rs", "mod b;"),
            source("tests/native/a/b.rs", ""),
        ])
        .len()
    };
    assert_eq!(lost("mod a;"), 0);
    assert_eq!(lost("// mod a;"), 2);
}
