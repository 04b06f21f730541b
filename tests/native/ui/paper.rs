//! The rules of a printed page.

use maatwerk::texts::print::Footer;
use maatwerk::ui::paper::{Paper, css_string, page_rule};
use proptest::prelude::*;

fn footer(case: &str) -> Footer {
    Footer {
        case: case.to_owned(),
        dates: "21-11-2026".to_owned(),
    }
}

/// Reads a CSS string as a browser does: what it says, and what comes after it.
fn read_string(css: &str) -> Option<(String, &str)> {
    let mut text = String::new();
    let mut rest = css.strip_prefix('"')?;
    loop {
        let letter = rest.chars().next()?;
        rest = &rest[letter.len_utf8()..];
        match letter {
            '"' => return Some((text, rest)),
            '\n' | '\r' | '\u{c}' => return None,
            '\\' => {
                let digits = rest
                    .chars()
                    .take(6)
                    .take_while(char::is_ascii_hexdigit)
                    .count();
                let code = u32::from_str_radix(&rest[..digits], 16).ok()?;
                rest = &rest[digits..];
                rest = rest.strip_prefix(' ').unwrap_or(rest);
                text.push(char::from_u32(code)?);
            }
            other => text.push(other),
        }
    }
}

#[test]
fn plain_text_stays_as_it_is() {
    assert_eq!(
        css_string("Casusnummer 2026-014 é"),
        "\"Casusnummer 2026-014 é\""
    );
}

#[test]
fn quotes_backslashes_and_line_ends_cannot_end_the_string() {
    assert_eq!(css_string("a\"b"), "\"a\\22 b\"");
    assert_eq!(css_string("a\\b"), "\"a\\5c b\"");
    assert_eq!(css_string("a\nb\r\nc"), "\"a\\a b\\d \\a c\"");
    assert_eq!(css_string("\"}}*{color:red}"), "\"\\22 }}*{color:red}\"");
}

#[test]
fn the_rule_names_its_pages_and_their_size() {
    let name = Paper::A3.page_name(4);
    assert_eq!(name, "mwc-a3-4");
    let rule = page_rule(&name, Paper::A3, &footer("Casusnummer 7"));
    assert!(
        rule.starts_with("@page mwc-a3-4{size:A3 landscape;"),
        "{rule}"
    );
    assert!(
        rule.contains("@bottom-left{content:\"Casusnummer 7\";"),
        "{rule}"
    );
    assert!(
        rule.contains("@bottom-center{content:\"21-11-2026\";"),
        "{rule}"
    );
    assert!(
        rule.contains("@bottom-right{content:\"Pagina \" counter(page) \" van \" counter(pages);"),
        "{rule}"
    );
    assert!(page_rule("x", Paper::A4, &footer("")).contains("size:A4 portrait"));
}

#[test]
fn a_rule_is_closed_whatever_the_case_number_says() {
    let rule = page_rule("x", Paper::A4, &footer("}}\"; } body { display: none"));
    let (before, after) = rule.split_once("@bottom-left{content:").unwrap();
    assert_eq!(before.matches('{').count(), 1);
    let (text, rest) = read_string(after).unwrap();
    assert_eq!(text, "}}\"; } body { display: none");
    assert!(rest.starts_with(";font:"));
    assert_eq!(rest.matches('}').count(), rest.matches('{').count() + 2);
}

proptest! {
    #[test]
    fn a_browser_reads_the_same_text_back(text in "\\PC*|[\"\\\\\n\r\t a-f0-9]{0,20}") {
        let css = css_string(&text);
        prop_assert_eq!(read_string(&css), Some((text, "")));
    }
}
