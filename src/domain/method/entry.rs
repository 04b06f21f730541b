//! One entry: a rank, fields, and who changed it last.

use std::mem::{swap, take};

use serde_json::Value;

use super::super::Extra;
use super::super::date::Date;
use super::super::fault::Fault;
use super::super::order::OrderKey;
use super::super::stamp::Signature;
use super::super::wire::object::{put_field, take_field};
use super::super::wire::{FieldWriter, Wire, WireFields, fields_of, serde_by_wire, write_object};

/// An entry of one of the lists around the plan, or one that stands by itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// Rank in its list; absent where the order has no meaning.
    order: Option<OrderKey>,
    /// The fields by their wire names. None is empty.
    fields: Extra,
    /// Who changed it last, and when. Fields of a newer version are among `fields`.
    signature: Signature,
}

impl Entry {
    /// An entry without fields, unsigned.
    #[must_use]
    pub fn new(order: Option<OrderKey>) -> Self {
        Self {
            order,
            ..Self::default()
        }
    }

    /// The same entry with a field set; an empty text leaves the field out.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        let mut edit = EntryEdit::Field(name, filled(value.into()));
        edit.swap(&mut self);
        self
    }

    /// The rank in its list.
    #[must_use]
    pub fn order(&self) -> Option<&OrderKey> {
        self.order.as_ref()
    }

    /// Who changed it last, and when.
    #[must_use]
    pub fn signature(&self) -> &Signature {
        &self.signature
    }

    /// The same, to change.
    pub(in crate::domain) fn signature_mut(&mut self) -> &mut Signature {
        &mut self.signature
    }

    /// The value of a field.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&Value> {
        self.fields.get(name)
    }

    /// The text of a field; empty if it is absent or no text.
    #[must_use]
    pub fn text(&self, name: &str) -> &str {
        let value = self.field(name).and_then(Value::as_str);
        value.unwrap_or_default()
    }

    /// The texts of its fields, dates and codes among them.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        // The hash of a plan is no text, and has digits that could be taken for a number of somebody.
        let fields = self.fields.iter().filter(|(name, _)| *name != "versie");
        fields.filter_map(|(_, value)| value.as_str())
    }

    /// The day in a field; `None` if it is absent or no date.
    #[must_use]
    pub fn date(&self, name: &str) -> Option<Date> {
        self.text(name).parse().ok()
    }

    /// Whether a field has the value `true`.
    #[must_use]
    pub fn flag(&self, name: &str) -> bool {
        self.field(name) == Some(&Value::Bool(true))
    }

    /// Whether no field is filled in.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.fields.is_empty()
    }
}

/// A value as it is kept: an empty text and `false` are left out.
fn filled(value: Value) -> Option<Value> {
    match value {
        Value::Null | Value::Bool(false) => None,
        Value::String(text) if text.is_empty() => None,
        value => Some(value),
    }
}

impl WireFields for Entry {
    fn take(fields: &mut Extra) -> Result<Self, Fault> {
        let order = take_field!(fields "volgorde")?;
        let mut signature = Signature::take(fields)?;
        let fields = take(&mut signature.extra);
        Ok(Self {
            order,
            fields,
            signature,
        })
    }

    fn put(&self, fields: &mut FieldWriter<'_>) {
        put_field!(fields "volgorde" (&self.order));
        self.fields.put(fields);
        self.signature.put(fields);
    }
}

impl Wire for Entry {
    fn read(value: Value) -> Result<Self, Fault> {
        let mut fields = fields_of(value)?;
        WireFields::take(&mut fields)
    }

    fn write(&self, to: &mut String) -> bool {
        write_object(to, &|fields| self.put(fields));
        true
    }
}

serde_by_wire!(Entry);

/// A field of an entry with its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EntryEdit {
    /// A field by its wire name; `None` leaves it out.
    Field(&'static str, Option<Value>),
    /// The rank in the list; `None` leaves it out.
    Order(Option<OrderKey>),
}

impl EntryEdit {
    /// Sets a text; an empty one leaves the field out.
    #[must_use]
    pub fn text(name: &'static str, text: &str) -> Self {
        Self::Field(name, filled(text.into()))
    }

    /// Sets a day, or leaves the field out.
    #[must_use]
    pub fn date(name: &'static str, date: Option<Date>) -> Self {
        Self::Field(name, date.map(|date| date.to_string().into()))
    }

    /// Sets a field to `true`, or leaves it out.
    #[must_use]
    pub fn flag(name: &'static str, is_set: bool) -> Self {
        Self::Field(name, filled(is_set.into()))
    }

    /// Puts the value in place and keeps the old one.
    pub fn swap(&mut self, entry: &mut Entry) {
        match self {
            Self::Field(name, value) => {
                let old = match value.take() {
                    Some(value) => entry.fields.insert((*name).to_owned(), value),
                    None => entry.fields.remove(*name),
                };
                *value = old;
            }
            Self::Order(order) => swap(order, &mut entry.order),
        }
    }

    /// Whether applying the edit to the entry would change nothing.
    #[must_use]
    pub fn is_satisfied_by(&self, entry: &Entry) -> bool {
        match self {
            Self::Field(name, value) => entry.field(name) == value.as_ref(),
            Self::Order(order) => entry.order == *order,
        }
    }
}
