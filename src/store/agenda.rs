//! The agendas of tables: which cases are on them, and in which order, from the summaries of all canvases.
//!
//! The rank of a case is the order key of its registration, in its own canvas. So it syncs and merges with that
//! canvas, and no document has to be written by all who sign up.

use super::summary::Summary;
use crate::domain::method::Table;
use crate::domain::sort::sort_by;
use crate::domain::{Date, DocumentId, ItemId, OrderKey};

/// A case on an agenda.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgendaCase {
    /// The canvas.
    pub id: DocumentId,
    /// Its registration.
    pub item: ItemId,
    /// The rank that the registration has; `None` for one that comes after those that have one.
    pub order: Option<OrderKey>,
}

/// The agenda of one kind of table on one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agenda {
    /// The day.
    pub on: Date,
    /// The kind of table by its wire name.
    pub table: String,
    /// The cases in their order.
    pub cases: Vec<AgendaCase>,
}

/// The agendas of all tables for which a canvas outside the bin is signed up, by day.
#[must_use]
pub fn agendas(summaries: &[Summary]) -> Vec<Agenda> {
    let mut agendas: Vec<Agenda> = Vec::new();
    for summary in summaries.iter().filter(|it| it.removed.is_none()) {
        for table in &summary.tables {
            let case = AgendaCase {
                id: summary.id.clone(),
                item: table.item,
                order: table.about.parse().ok(),
            };
            let mut all = agendas.iter_mut();
            match all.find(|it| it.on == table.on && it.table == table.detail) {
                Some(agenda) => agenda.cases.push(case),
                None => agendas.push(Agenda {
                    on: table.on,
                    table: table.detail.clone(),
                    cases: vec![case],
                }),
            }
        }
    }
    for agenda in &mut agendas {
        sort_by(&mut agenda.cases, &|one, other| rank(one).cmp(&rank(other)));
    }
    sort_by(&mut agendas, &|one, other| {
        (one.on, &one.table).cmp(&(other.on, &other.table))
    });
    agendas
}

fn rank(case: &AgendaCase) -> (bool, &Option<OrderKey>, &DocumentId, ItemId) {
    (case.order.is_none(), &case.order, &case.id, case.item)
}

impl Agenda {
    /// The kind of table; `None` for one that isn't chosen yet, or of a newer version.
    #[must_use]
    pub fn kind(&self) -> Option<Table> {
        Table::from_wire(&self.table)
    }

    /// The keys that put the case at `from` at `to`, each with the place in [`cases`](Self::cases) of the case that
    /// gets it: the moved one alone where there is room between its neighbours, else all. None if it stays where it is.
    #[must_use]
    pub fn moved(&self, from: usize, to: usize) -> Vec<(usize, OrderKey)> {
        let mut places: Vec<usize> = (0..self.cases.len()).collect();
        let to = to.min(places.len().saturating_sub(1));
        if from == to || from >= places.len() {
            return Vec::new();
        }
        let moved = places.remove(from);
        places.insert(to, moved);
        let case = |at: Option<usize>| self.cases.get(*places.get(at?)?);
        let (before, after) = (case(to.checked_sub(1)), case(to.checked_add(1)));
        let Some(it) = self.cases.get(moved) else {
            return Vec::new();
        };
        let between = |low: Option<&OrderKey>, high: Option<&OrderKey>| {
            let key = OrderKey::between(low, high, it.item);
            let is_room = low.is_none_or(|low| *low < key) && high.is_none_or(|high| key < *high);
            is_room.then_some(key)
        };
        let key = match (before.map(|it| &it.order), after.map(|it| &it.order)) {
            (None, after) => between(None, after.and_then(Option::as_ref)),
            (Some(Some(low)), after) => between(Some(low), after.and_then(Option::as_ref)),
            // Behind a case without a key.
            (Some(None), _) => None,
        };
        if let Some(key) = key {
            return vec![(moved, key)];
        }
        let mut last: Option<OrderKey> = None;
        let keys = places.into_iter().filter_map(|place| {
            let item = self.cases.get(place)?.item;
            let key = OrderKey::between(last.as_ref(), None, item);
            last = Some(key.clone());
            Some((place, key))
        });
        keys.collect()
    }
}
