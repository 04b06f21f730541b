//! Limits for documents from outside (a file, a host page, a server), and for edits.
//!
//! A document that is already stored is never refused: a merge of two documents may exceed a limit.

use serde_json::Value;

use super::canvas::Canvas;
use super::command::{ActionEdit, Command, GradeEdit, HeaderEdit, LineEdit, PersonEdit, Rejected};
use super::document_error::DocumentError;
use super::item::LISTS;
use super::method::{EntryEdit, EntryList, REALISED};
use super::wire::text_of;

/// The largest document in bytes of canonical JSON: five boxes of ten thousand words take 0.3 MB, and
/// a tablet reads this much in half a second.
pub const DOCUMENT_BYTES: usize = 8 * 1024 * 1024;

/// The maximum number of actions, lines, persons, grades, conflicts and entries together. A family's plan has
/// some thirty; with this many the page still opens in two seconds.
pub const ITEMS: usize = 10_000;

/// The maximum number of frozen plans: each is the plan once more.
pub const FROZEN_PLANS: usize = 50;

/// The maximum size in bytes of a text that can be typed or pasted: some thirty thousand words. A
/// browser lays out all of a text at each key. A longer text that was imported stays, but can only be
/// shortened.
pub const TEXT_BYTES: usize = 200_000;

/// The maximum nesting of objects and lists, including the document itself. The format needs six. With
/// [`DIFFERENCE_DEPTH`] and twice two levels of wrapper it stays below the 32 that a server accepts,
/// and the 128 that a JSON parser accepts.
pub const DEPTH: usize = 24;

/// Additional nesting allowed in a conflict, as it contains a value from elsewhere in the document.
pub const DIFFERENCE_DEPTH: usize = 6;

/// The number of steps of a path to report for a place that is nested too deep.
const PATH_STEPS: usize = 6;

/// Checks a document against the limits, in one pass.
pub(super) fn check(document: &Value) -> Result<(), DocumentError> {
    let path = String::new();
    let items = items_of(document);
    if items > ITEMS {
        return Err(DocumentError::TooManyItems { path, items });
    }
    // What it can be at most is known without a look at each character.
    if size_by(document, longest) > DOCUMENT_BYTES {
        let bytes = size(document);
        if bytes > DOCUMENT_BYTES {
            return Err(DocumentError::TooLarge { path, bytes });
        }
    }
    let Some(fields) = document.as_object() else {
        return Ok(());
    };
    fields.iter().try_for_each(|(name, value)| {
        let spare = if name == "verschillen" {
            DIFFERENCE_DEPTH
        } else {
            0
        };
        let Some(mut path) = too_deep(value, DEPTH.saturating_add(spare).saturating_sub(1)) else {
            return Ok(());
        };
        path.push(name.clone());
        path.reverse();
        path.truncate(PATH_STEPS);
        let path = path.join(".");
        Err(DocumentError::TooDeep { path })
    })
}

fn items_of(document: &Value) -> usize {
    let paths = LISTS.iter().map(|list| list.path);
    let lists = paths.chain([&["verschillen"][..]]).filter_map(|path| {
        let list = path
            .iter()
            .try_fold(document, |value, name| value.get(name));
        list?.as_object().map(serde_json::Map::len)
    });
    lists.fold(0, usize::saturating_add)
}

/// The path, innermost name first, of a value that is nested deeper than `left` levels.
fn too_deep(value: &Value, left: usize) -> Option<Vec<String>> {
    let named = |name: String, value: &Value| {
        too_deep(value, left.saturating_sub(1)).map(|mut path| {
            path.push(name);
            path
        })
    };
    match value {
        Value::Object(_) | Value::Array(_) if left == 0 => Some(Vec::new()),
        Value::Object(fields) => fields
            .iter()
            .filter(|(_, value)| is_nest(value))
            .find_map(|(name, value)| named(name.clone(), value)),
        Value::Array(items) => items
            .iter()
            .enumerate()
            .filter(|(_, value)| is_nest(value))
            .find_map(|(index, value)| named(index.to_string(), value)),
        _ => None,
    }
}

fn is_nest(value: &Value) -> bool {
    value.is_object() || value.is_array()
}

/// The length of a value as JSON without white space, in bytes.
pub(super) fn size(value: &Value) -> usize {
    size_by(value, quoted)
}

/// As [`size`], with the length of a text in quotes from `quoted`.
fn size_by(value: &Value, quoted: fn(&str) -> usize) -> usize {
    let size = |value: &Value| size_by(value, quoted);
    // Brackets, and a comma between two.
    let nest = |parts: &mut dyn Iterator<Item = usize>| {
        let whole = |sum: usize, part: usize| sum.saturating_add(part).saturating_add(1);
        parts.fold(0, whole).saturating_add(1).max(2)
    };
    match value {
        Value::Null => 4,
        Value::Bool(value) => value.to_string().len(),
        Value::Number(number) => number.to_string().len(),
        Value::String(text) => quoted(text),
        Value::Array(items) => nest(&mut items.iter().map(size)),
        Value::Object(fields) => nest(&mut fields.iter().map(|(name, value)| {
            let name = quoted(name).saturating_add(1);
            name.saturating_add(size(value))
        })),
    }
}

/// What a text in quotes takes if each byte of it is escaped.
fn longest(text: &str) -> usize {
    text.len().saturating_mul(6).saturating_add(2)
}

/// The length of a text in quotes.
fn quoted(text: &str) -> usize {
    let bytes = text.bytes().map(|byte| match byte {
        b'"' | b'\\' | b'\n' | b'\r' | b'\t' | 0x08 | 0x0c => 2,
        0..0x20 => 6,
        _ => 1,
    });
    bytes.fold(2, usize::saturating_add)
}

/// Checks an edit against [`ITEMS`], [`TEXT_BYTES`] and [`FROZEN_PLANS`].
pub(super) fn admit(canvas: &Canvas, command: &Command) -> Result<(), Rejected> {
    let is_new = command.put_item().is_some_and(|(place, is_there)| {
        is_there
            && place
                .item()
                .is_some_and(|(list, id)| !(list.has)(canvas, &id))
    });
    if is_new && canvas.item_count() >= ITEMS {
        return Err(Rejected::TooManyItems);
    }
    if let Command::PutFrozenPlan(_, Some(plan)) = command {
        let sizes = [text_of(canvas).len(), text_of(plan).len()];
        let whole = sizes.into_iter().fold(0, usize::saturating_add);
        if canvas.frozen.len() >= FROZEN_PLANS || whole > DOCUMENT_BYTES {
            return Err(Rejected::TooManyFrozenPlans);
        }
    }
    match texts(canvas, command) {
        // A text that is longer already may become shorter.
        Some((old, new)) if new > TEXT_BYTES && new > old => Err(Rejected::TextTooLong),
        _ => Ok(()),
    }
}

/// The size in bytes of the text that a command sets, before and after; `None` if it sets no text.
fn texts(canvas: &Canvas, command: &Command) -> Option<(usize, usize)> {
    let (old, new) = match command {
        Command::Entry(list, id, EntryEdit::Field(name, Some(Value::String(text)))) => {
            (canvas.entries(*list).get(id)?.text(name), text)
        }
        Command::Entry(list, id, EntryEdit::Field(name, Some(value))) => {
            let old = canvas.entries(*list).get(id)?.field(name);
            return Some((old.map_or(0, size), size(value)));
        }
        Command::Line(id, LineEdit::Realised(Some(value))) => {
            let line = canvas.costs.lines.get(id)?;
            let old = line.signature.extra.get(REALISED);
            return Some((old.map_or(0, size), size(value)));
        }
        Command::Single(place, EntryEdit::Field(name, Some(Value::String(text)))) => {
            let entry = canvas.single(*place);
            (entry.map_or("", |entry| entry.text(name)), text)
        }
        Command::Text(place, text) => (canvas.text(*place).text.as_str(), text),
        Command::Header(HeaderEdit::CaseNumber(text)) => (canvas.case_number.as_str(), text),
        Command::Header(HeaderEdit::Title(text)) => (canvas.title.as_str(), text),
        Command::Header(HeaderEdit::Lead(text)) => (canvas.lead.as_str(), text),
        Command::Action(id, edit) => {
            let action = canvas.actions.get(id)?;
            match edit {
                ActionEdit::What(text) => (action.what.as_str(), text),
                ActionEdit::Who(text) => (action.who.as_str(), text),
                _ => return None,
            }
        }
        Command::Line(id, edit) => {
            let line = canvas.costs.lines.get(id)?;
            match edit {
                LineEdit::Description(text) => (line.description.as_str(), text),
                LineEdit::Rationale(text) => (line.rationale.as_str(), text),
                LineEdit::CheckedBy(text) => (line.checked_by.as_str(), text),
                _ => return None,
            }
        }
        Command::Person(id, PersonEdit::Role(text)) => {
            (canvas.satisfaction.people.get(id)?.role.as_str(), text)
        }
        Command::Grade(id, GradeEdit::Reason(text)) => {
            (canvas.satisfaction.grades.get(id)?.reason.as_str(), text)
        }
        _ => return None,
    };
    Some((old.len(), new.len()))
}

impl Canvas {
    /// The number of actions, lines, persons, grades, conflicts and entries.
    #[must_use]
    pub fn item_count(&self) -> usize {
        let satisfaction = &self.satisfaction;
        [
            self.actions.len(),
            self.costs.lines.len(),
            satisfaction.people.len(),
            satisfaction.grades.len(),
            self.conflicts.len(),
        ]
        .into_iter()
        .chain(EntryList::ALL.map(|list| self.entries(list).len()))
        .fold(0, usize::saturating_add)
    }
}
