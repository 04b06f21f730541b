//! The canvas: one page, one document.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::Extra;
use super::action::{Action, ActionBox};
use super::costs::{CostLine, Costs};
use super::date::{Date, Timestamp};
use super::format::FORMAT;
use super::id::{DocumentId, ItemId};
use super::order::in_order;
use super::satisfaction::Satisfaction;
use super::stamp::{Author, Signature};
use super::text::filled;

/// The canvas's five boxes of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TextBox {
    /// Situatieschets: what is going on.
    Situation,
    /// Perspectief: what the family wants; the canvas's star.
    Perspective,
    /// Doorbraak: the one step that frees the rest.
    Breakthrough,
    /// Legitimiteit: which law or rule, and why this is allowed.
    Legitimacy,
    /// Betrokkenheid: who stands for what.
    Commitment,
}

impl TextBox {
    /// The boxes in the paper canvas's order.
    pub const ALL: [Self; 5] = [
        Self::Situation,
        Self::Perspective,
        Self::Breakthrough,
        Self::Legitimacy,
        Self::Commitment,
    ];

    /// The name on the wire.
    #[must_use]
    pub fn wire(self) -> &'static str {
        match self {
            Self::Situation => "situatieschets",
            Self::Perspective => "perspectief",
            Self::Breakthrough => "doorbraak",
            Self::Legitimacy => "legitimiteit",
            Self::Commitment => "betrokkenheid",
        }
    }
}

/// A box's text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextEntry {
    /// The text.
    #[serde(
        rename = "tekst",
        default,
        deserialize_with = "filled",
        skip_serializing_if = "String::is_empty"
    )]
    pub text: String,
    /// Who changed it last.
    #[serde(rename = "door", default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Author>,
    /// When it was changed last.
    #[serde(rename = "op", default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Timestamp>,
    /// Fields of a newer version.
    #[serde(flatten)]
    pub extra: Extra,
}

impl TextEntry {
    /// Whether nothing is kept in the box, so that it is absent on the wire.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.text.is_empty() && self.by.is_none() && self.at.is_none() && self.extra.is_empty()
    }
}

/// One of two versions of a place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Side {
    /// The value; absent where the place was emptied.
    #[serde(rename = "waarde", default, skip_serializing_if = "Option::is_none")]
    pub value: Option<Value>,
    /// Who wrote it.
    #[serde(rename = "door", default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Author>,
    /// When it was written.
    #[serde(rename = "op", default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Timestamp>,
    /// Fields of a newer version.
    #[serde(flatten)]
    pub extra: Extra,
}

/// Two versions of one place, both kept until someone chooses.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    /// The place, as a path of wire names.
    #[serde(rename = "waar", deserialize_with = "filled")]
    pub place: String,
    /// The version that stands in the document.
    #[serde(rename = "onze")]
    pub ours: Side,
    /// The other version.
    #[serde(rename = "andere")]
    pub theirs: Side,
    /// Fields of a newer version.
    #[serde(flatten)]
    pub extra: Extra,
}

/// The maatwerkcanvas of one household.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Canvas {
    /// The document's format number.
    #[serde(rename = "formaat")]
    pub format: u32,
    /// The document's name.
    #[serde(rename = "id")]
    pub id: DocumentId,
    /// The file's number, never a name.
    #[serde(
        rename = "casusnummer",
        default,
        deserialize_with = "filled",
        skip_serializing_if = "String::is_empty"
    )]
    pub case_number: String,
    /// The maatwerkeindbaas.
    #[serde(
        rename = "maatwerkeindbaas",
        default,
        deserialize_with = "filled",
        skip_serializing_if = "String::is_empty"
    )]
    pub lead: String,
    /// The day of the talk.
    #[serde(rename = "datum", default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// How far the plan is: `concept`, or what a newer version says.
    #[serde(rename = "status", default = "concept", deserialize_with = "filled")]
    pub status: String,
    /// The day on which the plan was carried out, from which later grades are due.
    #[serde(
        rename = "uitgevoerdOp",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub executed_on: Option<Date>,
    /// What is going on.
    #[serde(
        rename = "situatieschets",
        default,
        skip_serializing_if = "TextEntry::is_empty"
    )]
    pub situation: TextEntry,
    /// What the family wants.
    #[serde(
        rename = "perspectief",
        default,
        skip_serializing_if = "TextEntry::is_empty"
    )]
    pub perspective: TextEntry,
    /// The one step that frees the rest.
    #[serde(
        rename = "doorbraak",
        default,
        skip_serializing_if = "TextEntry::is_empty"
    )]
    pub breakthrough: TextEntry,
    /// Why this is allowed.
    #[serde(
        rename = "legitimiteit",
        default,
        skip_serializing_if = "TextEntry::is_empty"
    )]
    pub legitimacy: TextEntry,
    /// Who stands for what.
    #[serde(
        rename = "betrokkenheid",
        default,
        skip_serializing_if = "TextEntry::is_empty"
    )]
    pub commitment: TextEntry,
    /// Who does what.
    #[serde(rename = "acties", default, skip_serializing_if = "BTreeMap::is_empty")]
    pub actions: BTreeMap<ItemId, Action>,
    /// What it costs.
    #[serde(rename = "kosten", default)]
    pub costs: Costs,
    /// How satisfied they are.
    #[serde(rename = "tevredenheid", default)]
    pub satisfaction: Satisfaction,
    /// Places with two versions to choose from.
    #[serde(
        rename = "verschillen",
        default,
        skip_serializing_if = "BTreeMap::is_empty"
    )]
    pub differences: BTreeMap<ItemId, Difference>,
    /// Who made it.
    #[serde(rename = "gemaakt", default, skip_serializing_if = "Option::is_none")]
    pub created: Option<Signature>,
    /// Who changed it last.
    #[serde(rename = "gewijzigd", default, skip_serializing_if = "Option::is_none")]
    pub changed: Option<Signature>,
    /// Who put it in the bin; absent while it is in use.
    #[serde(
        rename = "verwijderd",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub removed: Option<Signature>,
    /// Fields of a newer version.
    #[serde(flatten)]
    pub extra: Extra,
}

fn concept() -> String {
    "concept".to_owned()
}

pub(super) fn is_false(value: &bool) -> bool {
    !value
}

impl Canvas {
    /// An empty canvas.
    #[must_use]
    pub fn new(id: DocumentId) -> Self {
        Self {
            format: FORMAT,
            id,
            case_number: String::new(),
            lead: String::new(),
            date: None,
            status: concept(),
            executed_on: None,
            situation: TextEntry::default(),
            perspective: TextEntry::default(),
            breakthrough: TextEntry::default(),
            legitimacy: TextEntry::default(),
            commitment: TextEntry::default(),
            actions: BTreeMap::new(),
            costs: Costs::default(),
            satisfaction: Satisfaction::default(),
            differences: BTreeMap::new(),
            created: None,
            changed: None,
            removed: None,
            extra: Extra::new(),
        }
    }

    /// A box's text.
    #[must_use]
    pub fn text(&self, place: TextBox) -> &TextEntry {
        match place {
            TextBox::Situation => &self.situation,
            TextBox::Perspective => &self.perspective,
            TextBox::Breakthrough => &self.breakthrough,
            TextBox::Legitimacy => &self.legitimacy,
            TextBox::Commitment => &self.commitment,
        }
    }

    /// A box's text, to change.
    pub fn text_mut(&mut self, place: TextBox) -> &mut TextEntry {
        match place {
            TextBox::Situation => &mut self.situation,
            TextBox::Perspective => &mut self.perspective,
            TextBox::Breakthrough => &mut self.breakthrough,
            TextBox::Legitimacy => &mut self.legitimacy,
            TextBox::Commitment => &mut self.commitment,
        }
    }

    /// The actions of a box, in order.
    #[must_use]
    pub fn actions_in(&self, place: ActionBox) -> Vec<(ItemId, &Action)> {
        let here = self.actions.iter();
        let here = here.filter(|(_, action)| action.place == place);
        let keys = here.map(|(id, action)| (&action.order, *id)).collect();
        let actions = in_order(keys).into_iter();
        actions
            .filter_map(|id| Some((id, self.actions.get(&id)?)))
            .collect()
    }

    /// The lines of the cost-benefit analysis, in order.
    #[must_use]
    pub fn lines_in_order(&self) -> Vec<(ItemId, &CostLine)> {
        let lines = &self.costs.lines;
        let keys = lines.iter().map(|(id, line)| (&line.order, *id));
        let ids = in_order(keys.collect()).into_iter();
        ids.filter_map(|id| Some((id, lines.get(&id)?))).collect()
    }

    /// The same canvas without who changed what and when, to compare what it says. Whether it is in the
    /// bin stays.
    #[must_use]
    pub fn without_stamps(mut self) -> Self {
        for place in TextBox::ALL {
            let entry = self.text_mut(place);
            (entry.by, entry.at) = (None, None);
        }
        for action in self.actions.values_mut() {
            (action.by, action.at) = (None, None);
        }
        for line in self.costs.lines.values_mut() {
            (line.by, line.at) = (None, None);
        }
        for grade in self.satisfaction.grades.values_mut() {
            (grade.by, grade.at) = (None, None);
        }
        (self.created, self.changed) = (None, None);
        self.removed = self.removed.map(|_| Signature::default());
        self
    }
}
