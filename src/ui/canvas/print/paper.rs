//! Paper sizes, and the rules of a printed page as CSS text.

use crate::texts::print as t;

/// The sizes of paper that a canvas can be printed on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Paper {
    /// Upright A4: the paper of every office.
    #[default]
    A4,
    /// A3 on its side: the canvas as it hangs on the wall.
    A3,
}

impl Paper {
    /// The size as CSS has it.
    #[must_use]
    pub fn size(self) -> &'static str {
        match self {
            Self::A4 => "A4 portrait",
            Self::A3 => "A3 landscape",
        }
    }

    /// The CSS name of the pages. The number keeps it apart from other elements in the host page.
    #[must_use]
    pub fn page_name(self, number: u32) -> String {
        let size = match self {
            Self::A4 => "a4",
            Self::A3 => "a3",
        };
        format!("mwc-{size}-{number}")
    }
}

/// A text as a CSS string: nothing in it can end the string or the rule.
#[must_use]
pub fn css_string(text: &str) -> String {
    let mut string = String::from('"');
    for letter in text.chars() {
        if letter.is_control() || matches!(letter, '"' | '\\' | '\u{2028}' | '\u{2029}') {
            // The blank ends the escape, whatever comes next.
            string.push_str(&format!("\\{:x} ", u32::from(letter)));
        } else {
            string.push(letter);
        }
    }
    string.push('"');
    string
}

/// The `@page` rule with the foot of every page.
#[must_use]
pub fn page_rule(name: &str, paper: Paper, footer: &t::Footer) -> String {
    let font = "font:8.5pt system-ui,sans-serif;color:#000;vertical-align:top;padding-top:2mm";
    let page = format!(
        "{} counter(page) {} counter(pages)",
        css_string(t::PAGE_BEFORE),
        css_string(t::PAGE_BETWEEN)
    );
    format!(
        "@page {name}{{size:{size};margin:11mm 11mm 15mm;\
         @bottom-left{{content:{case};{font};text-align:left}}\
         @bottom-center{{content:{dates};{font}}}\
         @bottom-right{{content:{page};{font};text-align:right}}}}",
        size = paper.size(),
        case = css_string(&footer.case),
        dates = css_string(&footer.dates),
    )
}
