//! The recursive merge of two JSON values, given their base.

use std::cell::OnceCell;

use serde_json::{Map, Value};

use crate::domain::conflict::pointer::is_signed;
use crate::domain::conflict::value::{content, fields_of, is_stamp};

use super::author::Authors;
use super::base::{Base, Sides, changed, silent};
use super::conflict::{Side, conflict, id_of, preferred};
use super::unit::{Kind, kind};
use super::used::Used;

type Object = Map<String, Value>;

/// Merges two documents. `edited` is, for each side, whether it was edited since the base.
pub(super) fn merge(base: Option<&Value>, sides: [&Value; 2], edited: [bool; 2]) -> Value {
    let base = base.map_or(Base::Unknown, |base| Base::Known(Some(base)));
    let sides = sides.map(Some);
    let mut merger = Merger {
        base,
        sides,
        edited,
        used: Default::default(),
        conflicts: Object::new(),
        authors: Authors::default(),
    };
    let signatures = sides.map(|side| side?.get("gewijzigd"));
    let mut merged = merger.fields(&[], base, sides, signatures);
    if !merger.conflicts.is_empty() {
        match merged.get_mut("verschillen").and_then(Value::as_object_mut) {
            Some(open) => open.append(&mut merger.conflicts),
            None => {
                merged.insert("verschillen".to_owned(), merger.conflicts.into());
            }
        }
    }
    Value::Object(merged)
}

struct Merger<'a> {
    base: Base<'a>,
    sides: Sides<'a>,
    edited: [bool; 2],
    /// What each side used; found once an item was deleted on the other.
    used: [OnceCell<Used<'a>>; 2],
    /// The conflicts that this merge creates.
    conflicts: Object,
    /// The sides that contributed to the signed item that is being merged.
    authors: Authors,
}

impl<'a> Merger<'a> {
    /// Merges one place; `None` if it is absent afterwards. `signatures` are those of the enclosing
    /// item or document, for values without one of their own.
    fn place(
        &mut self,
        path: &[&str],
        base: Base<'a>,
        sides: Sides<'a>,
        signatures: Sides<'a>,
    ) -> Option<Value> {
        let chosen = match kind(path) {
            // What is empty then, the document leaves out.
            Kind::Part => return Some(self.fields(path, base, sides, signatures).into()),
            Kind::Conflicts => return Some(conflicts(base, sides).into()),
            Kind::Silent => silent(base, sides),
            Kind::Removed => self.removed(path, base, sides, signatures),
            kind => {
                let contents = sides.map(|side| content(path, side));
                match self.taken(kind, path, base, &contents) {
                    Some(_) if contents[0] == contents[1] => silent(base, sides),
                    Some(side) => {
                        self.authors.changed(side);
                        side
                    }
                    None if may_be_taken_apart(kind, &contents) => {
                        return Some(self.fields(path, base, sides, signatures).into());
                    }
                    None => {
                        let stands = preferred(contents.each_ref().map(Option::as_ref));
                        self.authors.won(stands);
                        self.conflict(path, sides, signatures, stands)
                    }
                }
            }
        };
        sides.get(chosen).copied().flatten().cloned()
    }

    /// The side whose value is taken as it is; `None` if both changed it.
    fn taken(
        &self,
        kind: Kind,
        path: &[&str],
        base: Base<'a>,
        contents: &[Option<Value>; 2],
    ) -> Option<usize> {
        let [ours, theirs] = contents;
        if ours == theirs {
            return Some(0);
        }
        let Base::Known(before) = base else {
            let lone = ours.is_none() || theirs.is_none();
            let item = matches!(kind, Kind::Item | Kind::UnitItem);
            return (lone && item).then_some(usize::from(ours.is_none()));
        };
        let before = content(path, before);
        let side = changed([*ours == before, *theirs == before])?;
        let deleted = contents.get(side).is_some_and(Option::is_none);
        (!deleted || !self.is_used(other(side), path)).then_some(side)
    }

    /// Merges field by field. A signed item gets one signature: that of the author of what was kept in
    /// its conflicts, else of whoever changed something, and the later one if that is both.
    fn fields(
        &mut self,
        path: &[&str],
        base: Base<'a>,
        sides: Sides<'a>,
        signatures: Sides<'a>,
    ) -> Object {
        let signed = is_signed(path);
        let [ours, theirs] = [0, 1].map(|side: usize| {
            let own = sides.get(side).copied().flatten();
            let own = own.filter(|item| signed && item.get("op").is_some());
            own.or(signatures.get(side).copied().flatten())
        });
        let mut merged = Object::new();
        let outer = signed.then(|| std::mem::take(&mut self.authors));
        let objects = sides.into_iter().flatten().filter_map(Value::as_object);
        for name in objects.flat_map(Object::keys) {
            if merged.contains_key(name) || (signed && is_stamp(name)) {
                continue;
            }
            let path = [path, &[name.as_str()]].concat();
            let sides = sides.map(|side| side?.get(name));
            if let Some(value) = self.place(&path, base.get(name), sides, [ours, theirs]) {
                merged.insert(name.clone(), value);
            }
        }
        if let Some(outer) = outer {
            let authors = std::mem::replace(&mut self.authors, outer);
            let stamp = |value: Option<&Value>| fields_of(value?, true);
            let before = stamp(base.value());
            let base = base.with(before.as_ref());
            let stamps = sides.map(stamp);
            let latest = || silent(base, stamps.each_ref().map(Option::as_ref));
            let chosen = authors.only().unwrap_or_else(latest);
            if let Some(Value::Object(fields)) = stamps.into_iter().nth(chosen).flatten() {
                merged.extend(fields);
            }
        }
        merged
    }

    /// Creates a conflict in which the side `stands` is kept in the place. Returns that side.
    fn conflict(
        &mut self,
        path: &[&str],
        sides: Sides<'a>,
        signatures: Sides<'a>,
        stands: usize,
    ) -> usize {
        let version = |side: usize| {
            let value = sides.get(side).copied().flatten();
            let own = value.filter(|_| is_signed(path));
            let stamp = |value: &Value| fields_of(value, true);
            let signature = signatures.get(side).copied().flatten();
            Side {
                content: content(path, value),
                stamp: own.and_then(stamp).or_else(|| signature.and_then(stamp)),
            }
        };
        let (id, conflict) = conflict(path, &version(stands), &version(other(stands)));
        self.conflicts.insert(id, conflict);
        stands
    }

    /// The side whose `verwijderd` is taken. A canvas isn't in the bin if one side put it there and the
    /// other edited it.
    fn removed(
        &mut self,
        path: &[&str],
        base: Base<'a>,
        sides: Sides<'a>,
        signatures: Sides<'a>,
    ) -> usize {
        let (kept, binned) = match sides {
            [Some(_), None] => (1, 0),
            [None, Some(_)] => (0, 1),
            _ => return silent(base, sides),
        };
        match base {
            Base::Known(Some(_)) => kept,
            Base::Known(None) if !self.edited.get(kept).is_some_and(|edited| *edited) => binned,
            _ => self.conflict(path, sides, signatures, kept),
        }
    }

    /// Whether a side used an item whose own fields it left unchanged: it has a new conflict inside it,
    /// or a new grade of that person.
    fn is_used(&self, side: usize, path: &[&str]) -> bool {
        let used = |cell: &OnceCell<Used<'a>>| {
            let document = self.sides.get(side).copied().flatten();
            cell.get_or_init(|| Used::of(self.base, document)).has(path)
        };
        self.used.get(side).is_some_and(used)
    }
}

fn other(side: usize) -> usize {
    usize::from(side == 0)
}

fn may_be_taken_apart(kind: Kind, contents: &[Option<Value>; 2]) -> bool {
    let objects = contents.iter().flatten().filter(|value| value.is_object());
    matches!(kind, Kind::Item | Kind::Other) && objects.count() == 2
}

/// Merges the open conflicts. They are never changed, only resolved and thereby removed. If two have
/// the same id but different content, both are kept.
fn conflicts(base: Base<'_>, sides: Sides<'_>) -> Object {
    let (mut merged, mut moved) = (Object::new(), Object::new());
    let objects = sides.into_iter().flatten().filter_map(Value::as_object);
    for id in objects.flat_map(Object::keys) {
        let sides = sides.map(|side| side?.get(id));
        let only = match (base.get(id), sides) {
            (Base::Known(before), [ours, theirs]) => changed([ours == before, theirs == before]),
            (Base::Unknown, _) => None,
        };
        let chosen = only.unwrap_or_else(|| preferred(sides));
        let at = |side: usize| sides.get(side).copied().flatten();
        if only.is_none()
            && let Some(loser) = at(other(chosen)).filter(|loser| at(chosen) != Some(*loser))
        {
            moved.insert(id_of(loser), loser.clone());
        }
        if let Some(conflict) = at(chosen) {
            merged.insert(id.clone(), conflict.clone());
        }
    }
    for (id, conflict) in moved {
        merged.entry(id).or_insert(conflict);
    }
    merged
}
