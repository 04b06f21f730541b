//! The values that conflicts are about: reading and writing what is at a pointer.

use serde_json::{Map, Value};

use super::super::canvas::Canvas;
use super::super::command::{Applied, Command, Rejected};
use super::super::format::{from_value, to_value};
use super::super::item::{ItemList, LISTS};
use super::super::method::{Entry, REALISED, SingleEntry};
use super::super::place::Place;
use super::super::stamp::{Signature, Stamp};
use super::super::totals::LineAmounts;
use super::super::wire::object::put_all;
use super::pointer::{is_own, is_signed, list_of, path};

/// Whether a field is one of a signature: `door` or `op`.
pub(crate) fn is_stamp(name: &str) -> bool {
    matches!(name, "door" | "op")
}

/// The fields of an object that are of its signature (`stamps`), or all others. `None` if there are
/// none, or if the value is no object.
pub(crate) fn fields_of(value: &Value, stamps: bool) -> Option<Value> {
    let fields = value.as_object()?.iter();
    let fields = fields.filter(|(name, _)| is_stamp(name) == stamps);
    let mut kept = Map::new();
    put_all(
        &mut kept,
        fields.map(|(name, value)| (name.clone(), value.clone())),
    );
    (!kept.is_empty()).then_some(Value::Object(kept))
}

/// The value of a place without its signature, which is how a conflict keeps it. An item without any field
/// is still there; a box without text is not.
pub(crate) fn content(path: &[&str], value: Option<&Value>) -> Option<Value> {
    match value {
        Some(item) if is_signed(path) => {
            let empty = || (path.len() > 1).then(|| Map::new().into());
            fields_of(item, false).or_else(empty)
        }
        other => other.cloned(),
    }
}

/// The value at a JSON Pointer without its signature; `None` if there is none.
pub(crate) fn value_at(canvas: &Canvas, place: &str) -> Option<Value> {
    let names = path(place);
    let path: Vec<&str> = names.iter().map(String::as_str).collect();
    let document = to_value(canvas);
    let value = path
        .iter()
        .try_fold(&document, |value, name| value.get(name));
    content(&path, value)
}

///
/// Puts a value at a JSON Pointer, or removes what is there, and signs it. See [`Command::Value`].
///
/// [`Rejected::Missing`] if the pointer leads nowhere or the document wouldn't be valid with the value;
/// [`Rejected::TooLarge`] if an amount would exceed its bound.
pub(crate) fn put_value(
    canvas: &mut Canvas,
    place: String,
    value: Option<Value>,
    stamp: &Stamp,
) -> Result<Applied, Rejected> {
    let old = value_at(canvas, &place);
    let mut next = with_value(canvas, &place, value).ok_or(Rejected::Missing)?;
    next.costs.lines.iter().try_for_each(|(id, line)| {
        let before = canvas.costs.lines.get(id);
        let before = before.map(|line| LineAmounts::of(line, canvas.costs.horizon));
        LineAmounts::of(line, next.costs.horizon).check_bound(before.unwrap_or_default())
    })?;
    let mut touched = vec![Place::of_pointer(&place, canvas)];
    let now = Place::of_pointer(&place, &next);
    touched.extend([now].into_iter().chain(list_of(&place)));
    next.sign(now, stamp);
    *canvas = next;
    Ok(Applied::new(touched, Command::Value(place, old)))
}

/// The canvas with a value at a JSON Pointer; `None` if the value isn't valid there.
fn with_value(canvas: &Canvas, place: &str, value: Option<Value>) -> Option<Canvas> {
    let names = path(place);
    let (name, parents) = names.split_last()?;
    if is_own(&[names.first()?.as_str()]) {
        return None;
    }
    let mut document = to_value(canvas);
    let mut fields = document.as_object_mut()?;
    for parent in parents {
        // An empty list is absent, and so are an entry and a part without fields.
        let is_list = |list: &&ItemList| list.path.last() == Some(&parent.as_str());
        if is_part(parent) || LISTS.iter().any(is_list) || SingleEntry::from_wire(parent).is_some()
        {
            fields
                .entry(parent.as_str())
                .or_insert_with(|| Map::new().into());
        }
        fields = fields.get_mut(parent)?.as_object_mut()?;
    }
    match value {
        Some(value) => fields.insert(name.clone(), value),
        None => fields.remove(name),
    };
    drop_empty_part(&mut document, parents);
    from_value(document).ok()
}

/// Removes the part of an item that a path leads to, if it has become empty.
fn drop_empty_part(document: &mut Value, path: &[String]) {
    let Some((name, parents)) = path.split_last().filter(|(name, _)| is_part(name)) else {
        return;
    };
    let mut names = parents.iter();
    let item = names.try_fold(document, |value, name| value.get_mut(name));
    let Some(fields) = item.and_then(Value::as_object_mut) else {
        return;
    };
    if fields
        .get(name)
        .and_then(Value::as_object)
        .is_some_and(Map::is_empty)
    {
        fields.remove(name);
    }
}

/// Whether this is the name of a part of an item that is absent while it is empty.
fn is_part(name: &str) -> bool {
    matches!(name, "aanwezig" | REALISED)
}

impl Canvas {
    /// The signature of a place; for a place that bears none of its own, that of the canvas as a
    /// whole. `None` for an item that isn't there.
    #[must_use]
    pub fn signature(&self, place: Place) -> Option<&Signature> {
        match (place, place.item()) {
            (Place::Text(place), _) => Some(&self.text(place).signature),
            (Place::Single(place), _) => self.single(place).map(Entry::signature),
            (_, Some((list, id))) if list.is_signed => (list.signature)(self, &id),
            _ => self.changed.as_ref(),
        }
    }

    /// Signs a place, if it bears a signature of its own.
    fn sign(&mut self, place: Place, stamp: &Stamp) {
        let signature = match (place, place.item()) {
            (Place::Text(place), _) => Some(&mut self.text_mut(place).signature),
            (Place::Single(place), _) => self.single_mut(place).as_mut().map(Entry::signature_mut),
            (_, Some((list, id))) => (list.signature_mut)(self, &id),
            _ => None,
        };
        if let Some(signature) = signature {
            signature.renew(stamp);
        }
    }
}
