//! What a side used without changing it: items that its new conflicts are in, and persons of its new
//! grades.

use serde_json::Value;

use crate::domain::SortedSet;
use crate::domain::conflict::pointer::pointer;
use crate::domain::conflict::value::content;

use super::base::Base;

const CONFLICTS: &[&str] = &["verschillen"];
const GRADES: &[&str] = &["tevredenheid", "cijfers"];

/// What one side used since the base.
pub(super) struct Used<'a> {
    /// The places of its new conflicts, as JSON Pointers.
    places: SortedSet<&'a str>,
    /// The persons of its new grades.
    persons: SortedSet<&'a str>,
}

impl<'a> Used<'a> {
    pub(super) fn of(base: Base<'a>, document: Option<&'a Value>) -> Self {
        Self {
            places: named(base, document, CONFLICTS, "waar"),
            persons: named(base, document, GRADES, "persoon"),
        }
    }

    /// Whether it has a new conflict at a path or inside it, or a new grade of the person there.
    pub(super) fn has(&self, path: &[&str]) -> bool {
        if let ["tevredenheid", "personen", id] = path
            && self.persons.contains(*id)
        {
            return true;
        }
        let place = pointer(path);
        let inside = [&place, "/"].concat();
        let next = self.places.first_from(inside.as_str());
        self.places.contains(place.as_str()) || next.is_some_and(|it| it.starts_with(&inside))
    }
}

/// The field `name` of each item of a list that is new or was changed since the base.
fn named<'a>(
    base: Base<'a>,
    document: Option<&'a Value>,
    list: &[&str],
    name: &str,
) -> SortedSet<&'a str> {
    let items = list
        .iter()
        .try_fold(document, |value, name| Some(value?.get(name)));
    let before = list.iter().fold(base, |base, name| base.get(name));
    let items = items.flatten().and_then(Value::as_object);
    let is_new = |(id, item): &(&String, &Value)| {
        let path = [list, &[id.as_str()]].concat();
        content(&path, Some(item)) != content(&path, before.get(id).value())
    };
    let new = items.into_iter().flatten().filter(is_new);
    new.filter_map(|(_, item)| item.get(name)?.as_str())
        .collect()
}
