//! Writing canonical JSON text: the fields of an object sorted by name, and no white space.

use super::super::sort::sorted_positions;

/// An object that is being written. Its fields may come in any order; of two with one name the later
/// counts.
pub struct FieldWriter<'a> {
    to: &'a mut String,
    /// Where the first field begins in `to`.
    from: usize,
    /// The names so far, one behind the other.
    names: String,
    /// Where each field ends, in `names` and in `to`.
    ends: Vec<(usize, usize)>,
}

/// Writes an object with the fields that `put` puts into it.
pub(crate) fn write_object(to: &mut String, put: &dyn Fn(&mut FieldWriter<'_>)) {
    to.push('{');
    let mut fields = FieldWriter {
        from: to.len(),
        to,
        names: String::new(),
        ends: Vec::new(),
    };
    put(&mut fields);
    fields.sort();
    if to.ends_with(',') {
        to.pop();
    }
    to.push('}');
}

impl FieldWriter<'_> {
    /// Puts what a function writes, unless it writes nothing and returns false.
    pub(crate) fn put_by(&mut self, name: &str, write: &dyn Fn(&mut String) -> bool) {
        let from = self.to.len();
        quote(name, self.to);
        self.to.push(':');
        if write(self.to) {
            self.to.push(',');
            self.names.push_str(name);
            self.ends.push((self.names.len(), self.to.len()));
        } else {
            self.to.truncate(from);
        }
    }

    /// Where the field at a position begins, in `names` and in `to`.
    fn start(&self, at: usize) -> (usize, usize) {
        let before = at.checked_sub(1).and_then(|before| self.ends.get(before));
        before.copied().unwrap_or((0, self.from))
    }

    fn name(&self, at: usize) -> &str {
        let end = self.ends.get(at).map_or(0, |(end, _)| *end);
        self.names.get(self.start(at).0..end).unwrap_or_default()
    }

    /// Sorts the fields by their names.
    fn sort(&mut self) {
        let count = self.ends.len();
        if (1..count).all(|at| self.name(at.saturating_sub(1)) < self.name(at)) {
            return;
        }
        let compare = |one, other| self.name(one).cmp(self.name(other));
        let order = sorted_positions(count, &compare).unwrap_or_else(|| (0..count).collect());
        let written = self.to.split_off(self.from);
        for (index, at) in order.iter().enumerate() {
            let next = order.get(index.saturating_add(1));
            if next.is_some_and(|next| self.name(*next) == self.name(*at)) {
                continue;
            }
            let start = self.start(*at).1.saturating_sub(self.from);
            let end = self.ends.get(*at).map_or(0, |(_, end)| *end);
            let field = written.get(start..end.saturating_sub(self.from));
            self.to.push_str(field.unwrap_or_default());
        }
    }
}

/// Writes a text in quotes.
pub(crate) fn quote(text: &str, to: &mut String) {
    to.push('"');
    let mut rest = text;
    while let Some(at) = rest.bytes().position(is_escaped) {
        let (plain, escaped) = rest.split_at(at);
        to.push_str(plain);
        let mut characters = escaped.chars();
        if let Some(character) = characters.next() {
            escape(character, to);
        }
        rest = characters.as_str();
    }
    to.push_str(rest);
    to.push('"');
}

fn is_escaped(byte: u8) -> bool {
    byte < 0x20 || byte == b'"' || byte == b'\\'
}

fn escape(character: char, to: &mut String) {
    let short = match character {
        '\n' => 'n',
        '\t' => 't',
        '\r' => 'r',
        '\u{8}' => 'b',
        '\u{c}' => 'f',
        '"' | '\\' => character,
        other => {
            to.push_str(&format!("\\u{:04x}", u32::from(other)));
            return;
        }
    };
    to.extend(['\\', short]);
}
