//! Has the linker keep its relocations in the module for browsers: by them a release build tells which
//! function needs which, and splits the module into parts (xtask/web/split). And writes the style sheets that
//! are in such a part as the module holds them: without comments and indentation.

use std::error::Error;
use std::path::PathBuf;
use std::{env, fs};

/// Style sheets that a first visit doesn't need; src/ui/styles.rs adopts them.
const LATE: [(&str, &[&str]); 11] = [
    (
        "print",
        &["print", "print-figures", "print-analysis", "circle"],
    ),
    ("screen", &["screen"]),
    ("reading", &["reading"]),
    ("together", &["together"]),
    ("method", &["method", "circle"]),
    ("week", &["pane", "week"]),
    ("agenda", &["pane", "agenda"]),
    ("results", &["pane", "results", "council"]),
    ("calculation", &["calculation"]),
    ("analysis", &["analysis"]),
    ("lock", &["lock"]),
];

/// The stack of the module in the browser, in bytes.
const STACK: u32 = 640 * 1024;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=style");
    let is = |name: &str, value: &str| env::var(name).is_ok_and(|it| it == value);
    if is("CARGO_CFG_TARGET_ARCH", "wasm32") && is("PROFILE", "release") {
        println!("cargo::rustc-link-arg-bins=--emit-relocs");
        // Data comes behind the stack. Below one megabyte the code writes each address in three bytes, not four.
        println!("cargo::rustc-link-arg-bins=-zstack-size={STACK}");
    }
    let out = PathBuf::from(env::var("OUT_DIR")?);
    for (name, sheets) in LATE {
        let mut all = String::new();
        for sheet in sheets {
            all.push_str(&squeezed(&fs::read_to_string(format!(
                "style/{sheet}.css"
            ))?));
        }
        fs::write(out.join(name).with_extension("css"), all)?;
    }
    Ok(())
}

/// A style sheet without comments and without white space that means nothing.
fn squeezed(css: &str) -> String {
    let bare = css.split("/*").enumerate();
    let bare = bare.map(|(at, text)| match (at, text.split_once("*/")) {
        (0, _) | (_, None) => text,
        (_, Some((_, rest))) => rest,
    });
    let words: Vec<String> = bare
        .flat_map(str::split_whitespace)
        .map(str::to_owned)
        .collect();
    // A blank before a colon or a point is a descendant in a selector.
    let mut css = words.join(" ");
    for (long, short) in [
        (" {", "{"),
        ("{ ", "{"),
        ("; ", ";"),
        ("} ", "}"),
        (": ", ":"),
        (", ", ","),
        (";}", "}"),
    ] {
        css = css.replace(long, short);
    }
    css
}
