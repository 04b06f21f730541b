//! The canvas: one page, one document.

use serde_json::Value;

use super::Extra;
use super::action::{Action, ActionBox};
use super::conflict::Conflict;
use super::costs::{CostLine, Costs};
use super::date::Date;
use super::fault::Fault;
use super::id::{DocumentId, ItemId};
use super::method::{Entry, EntryList, SingleEntry};
use super::order::in_order;
use super::plan::{FrozenPlan, PlanHash};
use super::satisfaction::Satisfaction;
use super::sorted_map::{ItemMap, SortedMap};
use super::stamp::{Author, Signature};
use super::text_box::{TextBox, TextEntry};
use super::wire::{Wire, wire_object};

/// The document format that this version writes; the only one that it reads.
pub const FORMAT: u32 = 1;

/// The id of what a team shares, which no canvas has.
pub const TEAM_ID: &str = "team";
/// The kind of what a team shares, on the wire; a canvas has none.
pub const TEAM_KIND: &str = "team";

wire_object! {
    /// The maatwerkcanvas of one household.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Canvas {
        /// The document's format number: [`FORMAT`].
        pub format: u32 = "formaat",
        /// The document's id, unique within a namespace.
        pub id: DocumentId = "id",
        /// The kind of the document: empty for a canvas, [`TEAM_KIND`] for what a team shares.
        pub kind: String = "soort",
        /// The municipality's case number. Never a name.
        pub case_number: String = "casusnummer",
        /// What the case is about, in a few words. Never a name.
        pub title: String = "titel",
        /// The maatwerkeindbaas: the professional with mandate and budget.
        pub lead: String = "maatwerkeindbaas",
        /// The maatwerkeindbaas as a person of the team, beside the name that is printed.
        pub lead_person: Option<Author> = "eindbaas",
        /// The day of the talk.
        pub date: Option<Date> = "datum",
        /// The plan's status: `concept`, or a value of a newer version.
        pub status: String = "status" or concept(),
        /// The day on which the plan was carried out, from which the due dates of later grades are counted.
        pub executed_on: Option<Date> = "uitgevoerdOp",
        /// Situatieschets: what is going on.
        pub situation: TextEntry = "situatieschets",
        /// Perspectief: what the family wants.
        pub perspective: TextEntry = "perspectief",
        /// Doorbraak: the one step that frees the rest.
        pub breakthrough: TextEntry = "doorbraak",
        /// Legitimiteit: which law or rule, and why this is allowed.
        pub legitimacy: TextEntry = "legitimiteit",
        /// Betrokkenheid: who commits to what.
        pub commitment: TextEntry = "betrokkenheid",
        /// The actions, by id.
        pub actions: ItemMap<Action> = "acties",
        /// The cost-benefit analysis.
        pub costs: Costs = "kosten" or Costs::default(),
        /// The people of the family and their grades.
        pub satisfaction: Satisfaction = "tevredenheid" or Satisfaction::default(),
        /// Conflicts that are open, by id.
        pub conflicts: ItemMap<Conflict> = "verschillen",
        /// Frozen plans, by the hash of their core.
        pub frozen: SortedMap<PlanHash, FrozenPlan> = "versies",
        /// The people whose grades were erased for good, by their ids: what they are.
        pub(super) erased: ItemMap<String> = "gewist",
        /// The family's agreement.
        pub(super) agreement: Option<Entry> = "instemming" by filled,
        /// Who is around the family, by id.
        pub(super) parties: ItemMap<Entry> = "partijen",
        /// The rules that apply, by id.
        pub(super) rules: ItemMap<Entry> = "grondslagen",
        /// The tables that the canvas is signed up for, by id.
        pub(super) registrations: ItemMap<Entry> = "aanmeldingen",
        /// What tables asked, by id.
        pub(super) questions: ItemMap<Entry> = "vragen",
        /// Who approved which plan, or didn't, by id.
        pub(super) decisions: ItemMap<Entry> = "besluiten",
        /// What the organisation can learn, by id.
        pub(super) lessons: ItemMap<Entry> = "leerpunten",
        /// Who took the case over from whom, by id.
        pub(super) hand_overs: ItemMap<Entry> = "overdrachten",
        /// Where plans were archived, by id.
        pub(super) archives: ItemMap<Entry> = "archief",
        /// What may be told of this family outside.
        pub(super) publication: Option<Entry> = "publicatie" by filled,
        /// The team's name and thresholds; this and what follows is of a team's document only.
        pub(super) team: Option<Entry> = "team" by filled,
        /// The team's price list.
        pub(super) price_list: Option<Entry> = "prijslijst" by filled,
        /// The weekdays of the team's tables, by id.
        pub(super) table_days: ItemMap<Entry> = "tafeldagen",
        /// The team's disciplines, by id.
        pub(super) disciplines: ItemMap<Entry> = "disciplines",
        /// The team's names for payers, by id.
        pub(super) payers: ItemMap<Entry> = "financiers",
        /// The team's names for life domains, by id.
        pub(super) life_domains: ItemMap<Entry> = "leefgebieden",
        /// The team's yearly budgets, by id.
        pub(super) budgets: ItemMap<Entry> = "budgetten",
        /// The team's expenses apart from plans, by id.
        pub(super) expenses: ItemMap<Entry> = "uitgaven",
        /// Who created it, and when.
        pub created: Option<Signature> = "gemaakt",
        /// Who changed it last, and when.
        pub changed: Option<Signature> = "gewijzigd",
        /// Who put it in the bin, and when; absent while it is in use.
        pub removed: Option<Signature> = "verwijderd",
        /// Unknown fields, kept for a newer version.
        pub extra: Extra = ..,
    }
}

/// Reads an entry that stands by itself: one without fields is none.
fn filled(value: Value) -> Result<Option<Entry>, Fault> {
    let entry = Entry::read(value)?;
    Ok((!entry.is_blank()).then_some(entry))
}

fn concept() -> String {
    "concept".to_owned()
}

impl Canvas {
    /// A canvas without content, of the current format and unsigned.
    #[must_use]
    pub fn new(id: DocumentId) -> Self {
        Self {
            format: FORMAT,
            id,
            kind: String::new(),
            case_number: String::new(),
            title: String::new(),
            lead: String::new(),
            lead_person: None,
            date: None,
            status: concept(),
            executed_on: None,
            situation: TextEntry::default(),
            perspective: TextEntry::default(),
            breakthrough: TextEntry::default(),
            legitimacy: TextEntry::default(),
            commitment: TextEntry::default(),
            actions: ItemMap::new(),
            costs: Costs::default(),
            satisfaction: Satisfaction::default(),
            conflicts: ItemMap::new(),
            frozen: SortedMap::new(),
            erased: ItemMap::new(),
            agreement: None,
            parties: ItemMap::new(),
            rules: ItemMap::new(),
            registrations: ItemMap::new(),
            questions: ItemMap::new(),
            decisions: ItemMap::new(),
            lessons: ItemMap::new(),
            hand_overs: ItemMap::new(),
            archives: ItemMap::new(),
            publication: None,
            team: None,
            price_list: None,
            table_days: ItemMap::new(),
            disciplines: ItemMap::new(),
            payers: ItemMap::new(),
            life_domains: ItemMap::new(),
            budgets: ItemMap::new(),
            expenses: ItemMap::new(),
            created: None,
            changed: None,
            removed: None,
            extra: Extra::new(),
        }
    }

    /// What a team shares, without content and unsigned.
    #[must_use]
    pub fn new_team(id: DocumentId) -> Self {
        Self {
            kind: TEAM_KIND.to_owned(),
            ..Self::new(id)
        }
    }

    /// Whether this is what a team shares, and no canvas.
    #[must_use]
    pub fn is_team(&self) -> bool {
        self.kind == TEAM_KIND
    }

    /// The entry of a box.
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

    /// The entry of a box, to change.
    pub fn text_mut(&mut self, place: TextBox) -> &mut TextEntry {
        match place {
            TextBox::Situation => &mut self.situation,
            TextBox::Perspective => &mut self.perspective,
            TextBox::Breakthrough => &mut self.breakthrough,
            TextBox::Legitimacy => &mut self.legitimacy,
            TextBox::Commitment => &mut self.commitment,
        }
    }

    /// The actions of a box by order key, ties by id.
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

    /// The lines of the analysis by order key, ties by id.
    #[must_use]
    pub fn lines_in_order(&self) -> Vec<(ItemId, &CostLine)> {
        let lines = &self.costs.lines;
        let keys = lines.iter().map(|(id, line)| (&line.order, *id));
        let ids = in_order(keys.collect()).into_iter();
        ids.filter_map(|id| Some((id, lines.get(&id)?))).collect()
    }

    /// The same canvas without signatures, to compare content. Keeps whether it is in the bin, and not
    /// by whom.
    #[must_use]
    pub fn without_stamps(mut self) -> Self {
        for place in TextBox::ALL {
            self.text_mut(place).signature.clear();
        }
        let (actions, lines) = (self.actions.values_mut(), self.costs.lines.values_mut());
        let grades = self.satisfaction.grades.values_mut();
        actions
            .map(|item| &mut item.signature)
            .chain(lines.map(|item| &mut item.signature))
            .chain(grades.map(|item| &mut item.signature))
            .chain(self.frozen.values_mut().map(|plan| &mut plan.signature))
            .for_each(Signature::clear);
        for list in EntryList::ALL {
            let entries = self.entries_mut(list).values_mut();
            entries.for_each(|entry| entry.signature_mut().clear());
        }
        for place in SingleEntry::ALL {
            let entry = self.single_mut(place).iter_mut();
            entry.for_each(|entry| entry.signature_mut().clear());
        }
        (self.created, self.changed) = (None, None);
        self.removed = self.removed.map(|_| Signature::default());
        self
    }
}
