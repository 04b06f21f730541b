//! Strict parsing of JSON from outside: no key is dropped and no character replaced.

use serde_json::Value;

use super::Extra;
use super::document_error::DocumentError;

/// The parser's nesting limit, and its message when it is exceeded.
const DEEPEST: usize = 127;
const RECURSION: &str = "recursion limit exceeded";
/// The number of steps of a path to report for what is nested too deep.
const PATH_STEPS: usize = 6;

/// The text of a file, without a byte order mark.
///
/// # Errors
///
/// [`DocumentError::NotUtf8`] with the line and column of the first byte that isn't UTF-8. Replacing it
/// would alter the text.
pub fn decode(bytes: &[u8]) -> Result<&str, DocumentError> {
    let text = str::from_utf8(bytes).map_err(|error| {
        let (good, _) = bytes.split_at(error.valid_up_to());
        let (line, column) = place_after(str::from_utf8(good).unwrap_or_default());
        DocumentError::NotUtf8 { line, column }
    })?;
    Ok(text.trim_start_matches('\u{feff}'))
}

/// Parses JSON, and refuses an object that has a key twice.
pub(super) fn parse(text: &str) -> Result<Value, DocumentError> {
    let value = serde_json::from_str(text).map_err(|error| {
        if error.to_string().starts_with(RECURSION) {
            let mut keys = Keys::of(text);
            while keys.open.len() < DEEPEST && keys.step().is_none() && !keys.is_done() {}
            keys.open.truncate(PATH_STEPS);
            DocumentError::TooDeep { path: keys.path() }
        } else {
            DocumentError::NotJson {
                line: error.line(),
                column: error.column(),
            }
        }
    })?;
    if !lacks_keys(&value, text) {
        return Ok(value);
    }
    let mut keys = Keys::of(text);
    while !keys.is_done() {
        if keys.step().is_some() {
            let (line, column) = keys.place();
            let path = keys.path();
            return Err(DocumentError::Duplicate { path, line, column });
        }
    }
    Ok(value)
}

/// Whether a value lacks keys of the JSON text that it was parsed from: of two that are the same, the
/// parser keeps the last.
pub(crate) fn lacks_keys(value: &Value, text: &str) -> bool {
    keys_in(text) != keys_of(value)
}

/// The number of keys in a text that is known to be JSON: a colon outside quotes follows each.
fn keys_in(text: &str) -> usize {
    let (mut keys, mut is_quoted, mut bytes) = (0_usize, false, text.bytes());
    while let Some(byte) = bytes.next() {
        match byte {
            b'"' => is_quoted = !is_quoted,
            b'\\' => {
                bytes.next();
            }
            b':' if !is_quoted => keys = keys.saturating_add(1),
            _ => {}
        }
    }
    keys
}

/// The number of keys in a value.
fn keys_of(value: &Value) -> usize {
    match value {
        Value::Object(fields) => {
            let inner = fields.values().map(keys_of);
            inner.fold(fields.len(), usize::saturating_add)
        }
        Value::Array(items) => items.iter().map(keys_of).fold(0, usize::saturating_add),
        _ => 0,
    }
}

/// A scanner over the keys of a text that is known to be JSON.
struct Keys<'a> {
    text: &'a str,
    at: usize,
    /// The objects and lists that are open here, outermost first.
    open: Vec<Open>,
}

/// An object or a list that is open.
enum Open {
    Object {
        /// Whether a text that comes now is a key.
        wants_key: bool,
        key: String,
        /// A map of `serde_json`, as that is in the module already.
        seen: Extra,
    },
    List {
        index: usize,
    },
}

/// The object that was being scanned has the key twice.
struct Twice;

impl<'a> Keys<'a> {
    fn of(text: &'a str) -> Self {
        Self {
            text,
            at: 0,
            open: Vec::new(),
        }
    }

    fn is_done(&self) -> bool {
        self.at >= self.text.len()
    }

    /// Advances by one character or one string.
    fn step(&mut self) -> Option<Twice> {
        let byte = self.text.as_bytes().get(self.at).copied()?;
        let from = self.at;
        self.at = self.at.saturating_add(1);
        match byte {
            b'{' => self.open.push(Open::Object {
                wants_key: true,
                key: String::new(),
                seen: Extra::new(),
            }),
            b'[' => self.open.push(Open::List { index: 0 }),
            b'}' | b']' => drop(self.open.pop()),
            b',' => match self.open.last_mut() {
                Some(Open::Object { wants_key, .. }) => *wants_key = true,
                Some(Open::List { index }) => *index = index.saturating_add(1),
                None => {}
            },
            b'"' => return self.quoted(from),
            _ => {}
        }
        None
    }

    /// Advances past a string, and records it if it is a key.
    fn quoted(&mut self, from: usize) -> Option<Twice> {
        let mut bytes = self.text.as_bytes().iter().enumerate().skip(self.at);
        while let Some((at, byte)) = bytes.next() {
            self.at = at.saturating_add(1);
            match byte {
                b'\\' => {
                    bytes.next();
                }
                b'"' => break,
                _ => {}
            }
        }
        let Some(Open::Object {
            wants_key: wants_key @ true,
            key,
            seen,
        }) = self.open.last_mut()
        else {
            return None;
        };
        *wants_key = false;
        let quoted = self.text.get(from..self.at)?;
        *key = serde_json::from_str(quoted).ok()?;
        seen.insert(key.clone(), Value::Null).map(|_| Twice)
    }

    /// The path of the scanner's position, with the list's name for an item of a list.
    fn path(&self) -> String {
        let mut path = String::new();
        for open in &self.open {
            match open {
                Open::List { index } => path.push_str(&format!("[{index}]")),
                Open::Object { key, .. } if path.is_empty() => path.push_str(key),
                Open::Object { key, .. } => path.push_str(&[".", key].concat()),
            }
        }
        path
    }

    /// The scanner's line and column, from 1.
    fn place(&self) -> (usize, usize) {
        place_after(self.text.get(..self.at).unwrap_or_default())
    }
}

/// The line and column, from 1, of what comes after a text.
fn place_after(text: &str) -> (usize, usize) {
    let last = text.rsplit('\n').next().unwrap_or_default();
    (
        text.matches('\n').count().saturating_add(1),
        last.chars().count().saturating_add(1),
    )
}
