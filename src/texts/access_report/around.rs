//! How values are told, and what is around the plan.

use serde_json::{Map, Value};

use super::super::html::Html;
use super::super::method_fields::{EntryField, FieldKind, list_fields, single_fields};
use super::super::{codes, conflict, date, labels, names};
use crate::domain::method::{EntryList, SingleEntry};
use crate::domain::sort::sort_by;
use crate::domain::{Date, ItemId, OwnNames, Timestamp};

const AROUND: &str = "Rond het plan";
const YES: &str = "ja";

const WRITTEN_BY: &str = "Geschreven door";
/// A time that isn't known.
pub(super) const NO_DATE: &str = "op een onbekend moment";

/// How the values of a report are told.
pub(super) struct Teller<'a> {
    /// The municipality's own names for life domains.
    pub(super) own: &'a OwnNames,
    /// How many minutes the device's clock is ahead of UTC at a point in time.
    pub(super) offset_minutes: &'a dyn Fn(Timestamp) -> i32,
}

impl Teller<'_> {
    /// What is around the plan, field by field.
    pub(super) fn around(&self, page: &mut Html, fields: &mut Map<String, Value>) {
        let singles = SingleEntry::ALL.map(|place| {
            let entry = fields.remove(place.wire()).into_iter().collect();
            (names::single_entry(place), single_fields(place), entry)
        });
        let lists = EntryList::ALL.map(|list| {
            let entries = in_order(fields.remove(list.wire())).into_iter();
            let entries: Vec<Value> = entries.map(|(_, entry)| entry).collect();
            (names::entry_list(list), list_fields(list), entries)
        });
        let all: Vec<(&str, &[EntryField], Vec<Value>)> =
            singles.into_iter().chain(lists).collect();
        if all.iter().any(|(_, _, entries)| !entries.is_empty()) {
            page.text("h3", AROUND);
        }
        for (heading, known, entries) in all {
            if !entries.is_empty() {
                page.text("h4", heading);
            }
            for entry in entries {
                self.entry(page, known, &entry);
            }
        }
    }

    fn entry(&self, page: &mut Html, known: &[EntryField], entry: &Value) {
        let Value::Object(fields) = entry else {
            return;
        };
        let mut rows = Vec::new();
        for field in known {
            if let Some(value) = fields.get(field.name) {
                rows.push((field.label.to_owned(), self.filled(field.kind, value)));
            }
        }
        for (name, value) in fields {
            let is_known = known.iter().any(|field| field.name == name);
            if !is_known && !["volgorde", "door", "op"].contains(&name.as_str()) {
                rows.push((term(name), self.plain(value)));
            }
        }
        let rows: Vec<(&str, &str)> = rows
            .iter()
            .map(|(label, text)| (label.as_str(), text.as_str()))
            .collect();
        page.rows(&rows);
        self.signed(page, entry);
    }

    /// The value of a field as its form shows it.
    fn filled(&self, kind: FieldKind, value: &Value) -> String {
        let text = value.as_str().unwrap_or_default();
        match kind {
            FieldKind::Choice(choices) => {
                let found = choices.iter().find(|(wire, _)| *wire == text);
                found.map_or_else(|| self.plain(value), |(_, name)| (*name).to_owned())
            }
            FieldKind::LifeDomain => codes::life_domain_name(text, self.own),
            _ => self.plain(value),
        }
    }

    /// A value without a form of its own: texts and days as people write them, all else as it is stored.
    fn plain(&self, value: &Value) -> String {
        match value {
            Value::Bool(true) => YES.to_owned(),
            Value::String(text) => match (text.parse::<Date>(), text.parse::<Timestamp>()) {
                (Ok(day), _) => date::format_date(day),
                (_, Ok(at)) => self.at(at),
                _ => text.clone(),
            },
            // Who was at a table, each by an id that says nothing.
            Value::Object(people) if people.keys().all(|name| name.parse::<ItemId>().is_ok()) => {
                let people = in_order(Some(value.clone())).into_iter();
                let people: Vec<String> = people.map(|(_, it)| self.plain(&it)).collect();
                people.join("; ")
            }
            Value::Object(fields) => {
                let each = fields.iter().map(|(name, value)| match name.as_str() {
                    // What refers to a person is of no use to a reader, nor is a rank.
                    "id" | "volgorde" => String::new(),
                    "naam" => self.plain(value),
                    _ => [&term(name), ": ", &self.plain(value)].concat(),
                });
                let each: Vec<String> = each.filter(|text| !text.is_empty()).collect();
                each.join(", ")
            }
            other => other.to_string(),
        }
    }
}

impl Teller<'_> {
    /// Who wrote something, and when.
    pub(super) fn signed(&self, page: &mut Html, item: &Value) {
        let by = item.get("door").and_then(|by| by.get("naam")?.as_str());
        let at = item.get("op").and_then(|at| at.as_str()?.parse().ok());
        let Some(by) = by.filter(|by| !by.is_empty()) else {
            return;
        };
        let when = at.map_or_else(|| NO_DATE.to_owned(), |at| self.at(at));
        page.text("p", &[WRITTEN_BY, " ", by, ", ", &when, "."].concat());
    }

    /// A time as the device's clock shows it.
    pub(super) fn at(&self, at: Timestamp) -> String {
        date::format_timestamp(at, (self.offset_minutes)(at))
    }
}

/// The items of a list by their order keys, each with its id.
pub(super) fn in_order(list: Option<Value>) -> Vec<(String, Value)> {
    let Some(Value::Object(list)) = list else {
        return Vec::new();
    };
    let key = |item: &Value| {
        let order = item.get("volgorde").or_else(|| item.get("datum"));
        order.and_then(Value::as_str).unwrap_or_default().to_owned()
    };
    let mut items: Vec<(String, Value)> = list.into_iter().collect();
    sort_by(&mut items, &|(_, one), (_, other)| {
        key(one).cmp(&key(other))
    });
    items
}

/// What a field is called that has no form.
fn term(name: &str) -> String {
    let term = match name {
        "versie" => "Plan",
        "besluit" => "Besluit",
        "persoon" => "Wie",
        "vorige" => "Van wie",
        "nieuwe" => "Aan wie",
        "adres" => "Adres",
        "discipline" => "Discipline",
        "toelichting" => "Toelichting",
        "tafel" => "Tafel",
        "datum" => labels::DATE,
        "vraag" => "Vraag",
        "aan" => "Aan wie",
        "voor" => "Voor",
        "antwoord" => "Antwoord",
        "aanwezig" => "Aanwezig",
        "uitkomst" => "Uitkomst",
        other => return conflict::field(&["/", other].concat()),
    };
    term.to_owned()
}
