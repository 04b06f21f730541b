//! One scenario's use as it is filled in: what the document says, or what stands ready for a count.

use leptos::prelude::*;
use rust_decimal::Decimal;

use crate::domain::{Command, Count, ItemId, LineEdit, Money, Per, Place, Scenario, Use};
use crate::session::Refusal;
use crate::texts::explain;
use crate::ui::context::Sheet;

/// A change of a computed use.
pub(super) enum Change {
    Count(Count),
    Per(Per),
    From(u8),
    To(u8),
    Chance(Option<Count>),
}

/// One scenario of one line.
#[derive(Clone, Copy)]
pub(super) struct Form {
    pub sheet: Sheet,
    pub id: ItemId,
    pub scenario: Scenario,
    /// What a first count joins, where the person has chosen how often or in which months.
    ready: RwSignal<Option<Use>>,
    /// Whether a chance was asked for that isn't filled in yet.
    pub asks_chance: RwSignal<bool>,
    /// Whether a total is typed here, where the person has said so.
    pub total: RwSignal<Option<bool>>,
}

impl Form {
    pub(super) fn new(sheet: Sheet, id: ItemId, scenario: Scenario) -> Self {
        Self {
            sheet,
            id,
            scenario,
            ready: RwSignal::new(None),
            asks_chance: RwSignal::new(false),
            total: RwSignal::new(None),
        }
    }

    /// What the document says.
    pub(super) fn usage(self) -> Option<Use> {
        self.sheet.session.read(Place::Line(self.id), |canvas| {
            let line = canvas.costs.lines.get(&self.id)?;
            line.usage(self.scenario).cloned()
        })
    }

    /// What the scenario comes to.
    pub(super) fn amount(self) -> Option<Decimal> {
        self.sheet.session.read(Place::Line(self.id), |canvas| {
            let line = canvas.costs.lines.get(&self.id)?;
            line.amount(self.scenario, canvas.costs.horizon)
        })
    }

    /// The computed use: the document's, or what stands ready.
    pub(super) fn computed(self) -> (Use, bool) {
        match self.usage() {
            Some(usage @ Use::Computed { .. }) => (usage, true),
            _ => (self.ready.get().unwrap_or_else(|| self.fresh()), false),
        }
    }

    /// The whole horizon, as often as the unit is used as a rule.
    fn fresh(self) -> Use {
        self.sheet.session.read(Place::Line(self.id), |canvas| {
            let line = canvas.costs.lines.get(&self.id);
            let price = line.and_then(|line| line.price.as_ref());
            let unit = price.map(|price| price.unit.as_str());
            Use::computed(unit.unwrap_or_default(), canvas.costs.horizon)
        })
    }

    /// Whether a total is typed and not computed.
    pub(super) fn is_total(self) -> bool {
        self.total.get().unwrap_or_else(|| match self.usage() {
            Some(Use::Typed { .. }) => true,
            Some(Use::Computed { .. }) => false,
            None => self
                .sheet
                .session
                .read(Place::Line(self.id), |canvas| {
                    let line = canvas.costs.lines.get(&self.id)?;
                    line.price.as_ref()?.amount
                })
                .is_none(),
        })
    }

    /// Changes the computed use, or what stands ready; says why it can't be.
    pub(super) fn change(self, change: Change) -> Option<String> {
        let (mut usage, mut kept) = untrack(|| self.computed());
        let Use::Computed {
            count,
            per,
            from,
            to,
            chance,
            ..
        } = &mut usage
        else {
            return None;
        };
        match change {
            Change::Count(value) => (*count, kept) = (value, true),
            Change::Per(value) => *per = value,
            Change::From(value) => (*from, *to) = (value, value.max(*to)),
            Change::To(value) => (*from, *to) = (value.min(*from), value),
            Change::Chance(value) => *chance = value,
        }
        if kept {
            self.put(Some(usage))
        } else {
            self.ready.set(Some(usage));
            None
        }
    }

    /// Takes the count away: the rest stands ready for another.
    pub(super) fn no_count(self) {
        let (usage, kept) = untrack(|| self.computed());
        if kept {
            self.ready.set(Some(usage));
            self.put(None);
        }
    }

    /// Types a total.
    pub(super) fn put_total(self, amount: Option<Money>) -> Option<String> {
        self.total.set(Some(true));
        self.put(amount.map(Use::typed))
    }

    fn put(self, usage: Option<Use>) -> Option<String> {
        put(self.sheet, self.id, LineEdit::Use(self.scenario, usage))
    }
}

/// Edits a line, or says why that can't be.
pub(super) fn put(sheet: Sheet, id: ItemId, edit: LineEdit) -> Option<String> {
    match sheet.session.dispatch(Command::Line(id, edit)) {
        Err(Refusal::Rejected(rejected)) => Some(explain::rejected(rejected).to_owned()),
        _ => None,
    }
}
