//! A page of text as HTML, for a file that any browser opens: no script, and nothing from elsewhere.

/// How the page looks: one column of readable width.
const STYLE: &str = "body{font:16px/1.5 sans-serif;max-width:44em;margin:2em auto;padding:0 1em}dt{font-weight:bold}dd{margin:0 0 .5em}h2{border-top:1px solid;padding-top:1em}";

/// A page that is being written. All text is escaped.
pub(super) struct Html(String);

impl Html {
    /// Begins a page with this title.
    pub(super) fn page(title: &str) -> Self {
        let head = "<!doctype html>\n<html lang=\"nl\">\n<meta charset=\"utf-8\">\n<meta name=\"robots\" content=\"noindex\">\n";
        let mut page = Self(head.to_owned());
        page.text("title", title);
        // Nothing in it ends the element: it is ours.
        page.text("style", STYLE);
        page
    }

    /// Adds an element with a text. A line break in the text becomes one on the page.
    pub(super) fn text(&mut self, element: &str, text: &str) {
        self.tag(element);
        self.escaped(text);
        self.end(element);
        self.0.push('\n');
    }

    /// Adds labels with their texts, but for those without a text.
    pub(super) fn rows(&mut self, rows: &[(&str, &str)]) {
        self.0.push_str("<dl>\n");
        for (label, text) in rows.iter().filter(|(_, text)| !text.is_empty()) {
            self.text("dt", label);
            self.text("dd", text);
        }
        self.0.push_str("</dl>\n");
    }

    /// The whole page.
    pub(super) fn finish(mut self) -> String {
        self.0.push_str("</html>\n");
        self.0
    }

    fn tag(&mut self, element: &str) {
        self.0.push('<');
        self.0.push_str(element);
        self.0.push('>');
    }

    fn end(&mut self, element: &str) {
        self.0.push_str("</");
        self.0.push_str(element);
        self.0.push('>');
    }

    fn escaped(&mut self, text: &str) {
        for letter in text.chars() {
            match letter {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '\n' => self.0.push_str("<br>"),
                other => self.0.push(other),
            }
        }
    }
}
