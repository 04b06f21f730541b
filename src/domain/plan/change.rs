//! How two plans differ.

use serde_json::{Map, Value};

use super::super::conflict::pointer::pointer;
use super::super::order::in_order;
use super::super::sorted_set::first_of_each;
use super::super::text_box::TextBox;
use super::super::wire::written;
use super::core::Core;

/// One difference between two plans.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The place, as a JSON Pointer into a canvas: a field of the header, a box, a field of an action or
    /// of a line, or an action or a line as a whole.
    pub place: String,
    /// What was there; `None` for nothing.
    pub before: Option<Value>,
    /// What has come there; `None` for nothing.
    pub after: Option<Value>,
}

/// The differences between two plans in the page's reading order. An item that is gone comes at the end
/// of its list. Where an item stands in its list makes no difference.
#[must_use]
pub fn changes(before: &Core, after: &Core) -> Vec<Change> {
    let sides = [before, after].map(written);
    let [before_value, after_value] = sides.each_ref().map(|side| side.as_object());
    let mut found = Vec::new();
    let mut names = vec!["casusnummer", "maatwerkeindbaas", "eindbaas"];
    names.extend(TextBox::ALL.map(TextBox::wire));
    fields(&[], &names, [before_value, after_value], &mut found);
    let actions = [before, after].map(|core| {
        let actions = core.actions.iter();
        in_order(actions.map(|(id, action)| (&action.order, *id)).collect())
    });
    items(&["acties"], actions, &sides, &mut found);
    let costs = sides
        .each_ref()
        .map(|side| side.get("kosten").and_then(Value::as_object));
    fields(&["kosten"], &["looptijd"], costs, &mut found);
    let lines = [before, after].map(|core| {
        let lines = core.costs.lines.iter();
        in_order(lines.map(|(id, line)| (&line.order, *id)).collect())
    });
    items(&["kosten", "regels"], lines, &sides, &mut found);
    found
}

type Fields<'a> = Option<&'a Map<String, Value>>;

/// Adds the differences between fields of these names.
fn fields(path: &[&str], names: &[&str], sides: [Fields<'_>; 2], found: &mut Vec<Change>) {
    for name in names {
        let [before, after] = sides.map(|side| side?.get(*name));
        if before != after {
            found.push(Change {
                place: pointer(&[path, &[*name]].concat()),
                before: before.cloned(),
                after: after.cloned(),
            });
        }
    }
}

/// Adds the differences between the items of a list, given the ids of both sides in their order.
fn items<T: Copy + Ord + std::fmt::Display>(
    path: &[&str],
    [before, after]: [Vec<T>; 2],
    sides: &[Value; 2],
    found: &mut Vec<Change>,
) {
    let lists = sides.each_ref().map(|side| {
        let list = path.iter().try_fold(side, |value, name| value.get(*name));
        list.and_then(Value::as_object)
    });
    for id in first_of_each(after.into_iter().chain(before)) {
        let id = id.to_string();
        let both = lists.map(|list| list?.get(&id)?.as_object());
        let [Some(before), Some(after)] = both else {
            fields(path, &[id.as_str()], lists, found);
            continue;
        };
        let path = [path, &[id.as_str()]].concat();
        let mut names: Vec<&str> = after.keys().map(String::as_str).collect();
        names.extend(
            before
                .keys()
                .map(String::as_str)
                .filter(|name| !after.contains_key(*name)),
        );
        names.retain(|name| *name != "volgorde");
        fields(&path, &names, both, found);
    }
}
