//! The house's rules, checked. Each check is proven on a file that breaks it.

mod circles;
mod docs;
mod rules;
mod seams;
mod session;
mod source;

use circles::circles;
use rules::{
    access_points, beside, catalogue, dutch, forgotten, layers, never, outlived, panics, purity,
    reasons, shape, size, unboxed,
};
use session::{environment, private_state};
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
fn files_of_a_layer_import_each_other_one_way() {
    assert_eq!(circles(&rust()), [""; 0]);
    let planted = |files: &[(&str, &str)]| {
        let source = |(path, text): &(&str, &str)| Source {
            path: (*path).to_owned(),
            text: (*text).to_owned(),
        };
        circles(&files.iter().map(source).collect::<Vec<_>>())
    };
    let there = ("src/store/a.rs", "use super::b::B;\npub struct A;");
    let back = ("src/store/b.rs", "use super::A;\npub struct B;");
    let index = ("src/store/mod.rs", "mod a;\nmod b;\npub use a::A;");
    assert_eq!(
        planted(&[there, back, index]),
        ["src/store/a.rs, src/store/b.rs"]
    );
    let away = ("src/store/b.rs", "// As super::A has it.\npub struct B;");
    assert_eq!(planted(&[there, away, index]), [""; 0]);
    // A module that calls what its child has.
    let above = (
        "src/ui/x/mod.rs",
        "mod a;\nfn x() { a::a() }\npub fn y() {}",
    );
    let below = ("src/ui/x/a.rs", "use super::y;\npub fn a() {}");
    assert_eq!(planted(&[above, below]), ["src/ui/x/a.rs, src/ui/x/mod.rs"]);
    let apart = ("src/ui/x/a.rs", "use super::b::y;\npub fn a() {}");
    let beside = ("src/ui/x/b.rs", "pub fn y() {}");
    assert_eq!(planted(&[above, apart, beside]), [""; 0]);
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
    assert_eq!(planted(purity, "src/crypto/x.rs", "use js_sys::Array;"), 1);
}

#[test]
fn each_access_point_is_in_one_file() {
    assert_eq!(access_points(&rust()), [""; 0]);
    for (path, text) in [
        ("src/session/x.rs", "use gloo_storage::Storage;"),
        ("src/store/x.rs", "window.local_storage()"),
        ("src/crypto/x.rs", "call(\"importKey\")"),
        ("src/ui/x.rs", "global(\"PublicKeyCredential\")"),
    ] {
        assert_eq!(planted(access_points, path, text), 1);
    }
    assert_eq!(
        planted(
            access_points,
            "src/store/core.rs",
            "use web_sys::IdbDatabase;"
        ),
        1
    );
    assert_eq!(
        planted(access_points, "src/store/core.rs", "window.indexed_db()"),
        1
    );
    assert_eq!(
        planted(
            access_points,
            "src/store/backend/archive/open.rs",
            "use web_sys::IdbDatabase;"
        ),
        0
    );
    assert_eq!(
        planted(
            access_points,
            "src/session/x.rs",
            "window.fetch_with_str(url)"
        ),
        1
    );
    let sent = "window.fetch_with_str_and_init(url, &init)";
    assert_eq!(planted(access_points, "src/session/x.rs", sent), 1);
    assert_eq!(planted(access_points, "src/sync/http.rs", sent), 0);
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
fn no_view_outlives_what_it_reads() {
    assert_eq!(outlived(&rust()), [""; 0]);
    for line in [
        "    on:click=press>",
        "    on:click=move |_| press()>",
        "use leptos::task::spawn_local;",
        "leptos::task::spawn_local(async move {",
        "    set_timeout(move || show(name.get_untracked()), SOON);",
        "use leptos::leptos_dom::helpers::set_timeout_with_handle;",
        "    request_animation_frame(move || fit(app));",
        "    let before = window_event_listener_untyped(\"beforeprint\", move |_| {",
    ] {
        assert_eq!(planted(outlived, "src/ui/x.rs", line), 1, "{line}");
    }
    for line in [
        "    on:click=handler(press)>",
        "    on:click:capture=crate::ui::view::handler(move |_| press())>",
        "    aria-label=caption>",
    ] {
        assert_eq!(planted(outlived, "src/ui/x.rs", line), 0, "{line}");
    }
    let outside = planted(outlived, "src/session/x.rs", "spawn_local(work)");
    assert_eq!(outside, 0);
    for (line, faults) in [
        ("    set_timeout(show, Duration::ZERO);", 0),
        ("    let app = root.try_get_untracked().flatten();", 0),
        ("    let input = input.get_untracked()?;", 1),
    ] {
        assert_eq!(planted(outlived, "src/ui/dom.rs", line), faults, "{line}");
    }
}

#[test]
fn closures_of_views_are_boxed_in_one_place() {
    assert_eq!(unboxed(&rust()), [""; 0]);
    for line in [
        "    let long = Memo::new(move |_| is_long());",
        "    label=Signal::derive(move || name.get())",
        "    on_press=Callback::new(move |()| remove())",
    ] {
        assert_eq!(planted(unboxed, "src/ui/x.rs", line), 1, "{line}");
        assert_eq!(planted(unboxed, "src/ui/view.rs", line), 0, "{line}");
    }
}

#[test]
fn only_session_writes_its_state() {
    assert_eq!(private_state(&rust()), [""; 0]);
    for line in [
        "    pub role: ArcRwSignal<Role>,",
        "    pub(super) canvas: RefCell<Canvas>,",
        "    pub fn role(&self) -> ArcRwSignal<Role> {",
        "    pub(super) fn steps(&self) -> &Cell<bool> {",
    ] {
        assert_eq!(
            planted(private_state, "src/session/x.rs", line),
            1,
            "{line}"
        );
    }
    for line in [
        "    role: ArcRwSignal<Role>,",
        "    pub fn role(&self) -> ArcReadSignal<Role> {",
        "    pub fn give(&self, cell: &Cell<bool>) {",
    ] {
        assert_eq!(
            planted(private_state, "src/session/x.rs", line),
            0,
            "{line}"
        );
    }
    let event = "use crate::sync::machine::Event;";
    assert_eq!(planted(private_state, "src/ui/x.rs", event), 1);
    assert_eq!(planted(private_state, "src/embed/x.rs", event), 1);
    assert_eq!(planted(private_state, "src/session/x.rs", event), 0);
}

#[test]
fn session_asks_its_environment() {
    assert_eq!(environment(&rust()), [""; 0]);
    for line in [
        "wasm_bindgen_futures::spawn_local(work);",
        "set_timeout_with_handle(ring, pause)",
        "web_sys::window()",
    ] {
        assert_eq!(planted(environment, "src/session/x.rs", line), 1, "{line}");
        let browser = planted(environment, "src/session/browser.rs", line);
        assert_eq!(browser, 0, "{line}");
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
fn scripts_and_style_sheets_stay_short() {
    assert_eq!(size(&files("", &[".js", ".mjs", ".css"])), [""; 0]);
    assert_eq!(planted(size, "src/embed/x.js", &"x;\n".repeat(401)), 1);
    assert_eq!(planted(size, "src/embed/x.js", &"x;\n".repeat(400)), 0);
    assert_eq!(planted(size, "style/x.css", &"a {}\n".repeat(401)), 1);
    assert_eq!(planted(size, "style/x.css", &"a {}\n".repeat(400)), 0);
}

#[test]
fn catalogues_are_told_what_is_so() {
    let text = std::fs::read_to_string(source::root().join("publiccode.yml")).unwrap();
    assert_eq!(catalogue(&text), [""; 0]);
    let version = format!("softwareVersion: {}", env!("CARGO_PKG_VERSION"));
    assert_eq!(
        catalogue(&text.replace(&version, "softwareVersion: 9.9.9")).len(),
        1
    );
    assert_eq!(
        catalogue(&text.replace("Description: A ", &"Description: A long ".repeat(9))).len(),
        1
    );
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
