//! Reading and writing CSV as Dutch spreadsheets do.
//!
//! Not `csv-core`: that treats an open quotation mark as text up to the end of the file. Here it costs
//! one row, which is reported by its line.

use std::borrow::Cow;

/// The longest row, in bytes, so that an open quotation mark doesn't swallow the file.
const LONGEST_ROW: usize = 20_000;
/// The characters of bytes 80 to 9F in Windows-1252; all above are as in Unicode.
const WINDOWS_1252: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ";
/// Characters that a spreadsheet may take for the start of a formula: also in full width, as East Asian
/// ones do, and in their small forms.
const FORMULA: [char; 12] = [
    '=', '+', '-', '@', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}', '\u{fe66}', '\u{fe62}',
    '\u{fe63}', '\u{fe6b}',
];
/// Characters that some spreadsheets drop before they look for a formula.
const CONTROLS: [char; 3] = ['\t', '\r', '\n'];

/// Decodes a file as UTF-8, with or without a byte order mark, or else as Windows-1252.
#[must_use]
pub fn decode(bytes: &[u8]) -> Cow<'_, str> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => Cow::Owned(bytes.iter().map(|byte| windows_1252(*byte)).collect()),
    }
}

fn windows_1252(byte: u8) -> char {
    match byte.checked_sub(0x80) {
        Some(at) if at < 32 => WINDOWS_1252
            .chars()
            .nth(usize::from(at))
            .unwrap_or(char::REPLACEMENT_CHARACTER),
        _ => char::from(byte),
    }
}

/// The separator in the first line: the first of `;`, tab and `,` that occurs; `;` if none does.
#[must_use]
pub fn separator(text: &str) -> char {
    let first = text.split(['\n', '\r']).next().unwrap_or_default();
    [';', '\t', ',']
        .into_iter()
        .find(|sign| first.contains(*sign))
        .unwrap_or(';')
}

/// A row of cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The line of the file that it starts on, from 1.
    pub line: usize,
    /// The cells, without the quotation marks around them.
    pub cells: Vec<String>,
    /// Whether a quotation mark in it is never closed or the row is too long. It has no cells then.
    pub open: bool,
}

/// The rows of a text.
#[derive(Debug)]
pub struct Rows<'a> {
    rest: &'a str,
    line: usize,
    separator: char,
}

/// The rows of a text with this separator between cells.
#[must_use]
pub fn rows(text: &str, separator: char) -> Rows<'_> {
    Rows {
        rest: text,
        line: 1,
        separator,
    }
}

impl Iterator for Rows<'_> {
    type Item = Row;

    fn next(&mut self) -> Option<Row> {
        if self.rest.is_empty() {
            return None;
        }
        let (mut cells, mut end) = read_row(self.rest, self.separator);
        let open = end.is_none();
        if open {
            // What follows may be sound: go on at the next line.
            cells.clear();
            end = Some(line_end(self.rest));
        }
        let (taken, rest) = self
            .rest
            .split_at_checked(end.unwrap_or(self.rest.len()))
            .unwrap_or((self.rest, ""));
        let line = self.line;
        self.line = line.saturating_add(lines_in(taken));
        self.rest = rest;
        Some(Row { line, cells, open })
    }
}

/// The byte position after the first line and its line ending.
fn line_end(text: &str) -> usize {
    let Some(at) = text.find(['\n', '\r']) else {
        return text.len();
    };
    let pair = text.get(at..).is_some_and(|end| end.starts_with("\r\n"));
    at.saturating_add(if pair { 2 } else { 1 })
}

fn lines_in(text: &str) -> usize {
    let returns = text.matches('\r').count();
    let feeds = text.matches('\n').count();
    returns
        .saturating_add(feeds)
        .saturating_sub(text.matches("\r\n").count())
}

/// The cells of the first row, and where the next one starts; `None` when a quotation mark stays
/// open.
fn read_row(text: &str, separator: char) -> (Vec<String>, Option<usize>) {
    let (mut cells, mut cell) = (Vec::new(), String::new());
    let (mut quoted, mut fresh) = (false, true);
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if at > LONGEST_ROW {
            return (cells, None);
        }
        match c {
            '"' if quoted => {
                if chars.next_if(|(_, next)| *next == '"').is_some() {
                    cell.push('"');
                } else {
                    quoted = false;
                }
            }
            _ if quoted => cell.push(c),
            '"' if fresh => (quoted, fresh) = (true, false),
            '\n' | '\r' => {
                if c == '\r' {
                    chars.next_if(|(_, next)| *next == '\n');
                }
                cells.push(cell);
                let next = chars.peek().map_or(text.len(), |(at, _)| *at);
                return (cells, Some(next));
            }
            _ if c == separator => {
                cells.push(std::mem::take(&mut cell));
                fresh = true;
            }
            _ => {
                cell.push(c);
                fresh = false;
            }
        }
    }
    cells.push(cell);
    (cells, (!quoted).then_some(text.len()))
}

/// A file that Dutch spreadsheets open with the right columns, numbers and accents: UTF-8 with its
/// mark, semicolons, decimal commas.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    text: String,
    fresh: bool,
}

impl Default for Sheet {
    fn default() -> Self {
        Self {
            text: "\u{feff}".to_owned(),
            fresh: true,
        }
    }
}

impl Sheet {
    fn next(&mut self) {
        if !self.fresh {
            self.text.push(';');
        }
        self.fresh = false;
    }

    /// Adds a cell of text, which no spreadsheet takes for a formula.
    pub fn text(&mut self, text: &str) {
        self.next();
        let guard = if is_formula(text) { "'" } else { "" };
        let quoted = text.contains(['"', ';', '\n', '\r', ',', '\t']);
        if quoted {
            self.text.push('"');
        }
        self.text.push_str(guard);
        for c in text.chars() {
            if c == '"' {
                self.text.push('"');
            }
            self.text.push(c);
        }
        if quoted {
            self.text.push('"');
        }
    }

    /// Adds a cell with a number, given with a decimal point.
    pub fn number(&mut self, number: &str) {
        self.next();
        self.text.push_str(&number.replace('.', ","));
    }

    /// Ends the row.
    pub fn end(&mut self) {
        self.text.push_str("\r\n");
        self.fresh = true;
    }

    /// The file.
    #[must_use]
    pub fn finish(self) -> String {
        self.text
    }
}

/// Whether a spreadsheet may take a cell for a formula, perhaps after it has dropped what can't be seen
/// before it or the quotation marks that say it is text.
fn is_formula(text: &str) -> bool {
    let unseen = |c: char| {
        c.is_whitespace()
            || c.is_control()
            || matches!(c, '\'' | '\u{ad}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
    };
    let plain = text.trim_start_matches('\'');
    plain.starts_with(CONTROLS) || text.trim_start_matches(unseen).starts_with(FORMULA)
}

/// A cell's text without the sign that [`Sheet::text`] put before what looks like a formula.
#[must_use]
pub fn unguarded(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if is_formula(rest) => rest,
        _ => cell,
    }
}
