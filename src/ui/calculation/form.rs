//! One scenario's use while it is filled in: the document's, or one that is kept until it has a count.

use leptos::prelude::*;
use rust_decimal::Decimal;

use crate::domain::{Command, Count, ItemId, LineEdit, Money, Per, Place, Scenario, Usage};
use crate::session::EditError;
use crate::texts::explain;
use crate::ui::context::CanvasContext;
use crate::ui::view::dynamic;

/// A change of a computed use.
pub(super) enum Change {
    Count(Count),
    Per(Per),
    From(u8),
    /// The last month; `None` for the horizon's.
    To(Option<u8>),
    Chance(Option<Count>),
}

/// One scenario of one line.
#[derive(Clone, Copy)]
pub(super) struct Form {
    pub context: CanvasContext,
    pub id: ItemId,
    pub scenario: Scenario,
    /// A use without a count: the user has chosen how often or in which months, and a first count completes
    /// it.
    ready: RwSignal<Option<Usage>>,
    /// Whether a chance was asked for that isn't filled in yet.
    pub asks_chance: RwSignal<bool>,
    /// Whether a total is typed here; `None` until the user has chosen.
    pub total: RwSignal<Option<bool>>,
    /// The use before the field was emptied, as whoever types another total does first.
    last: StoredValue<Option<Usage>>,
}

impl Form {
    pub(super) fn new(context: CanvasContext, id: ItemId, scenario: Scenario) -> Self {
        Self {
            context,
            id,
            scenario,
            ready: RwSignal::new(None),
            asks_chance: RwSignal::new(false),
            total: RwSignal::new(None),
            last: StoredValue::new(None),
        }
    }

    /// The document's use.
    pub(super) fn usage(self) -> Option<Usage> {
        self.context.handle.read(Place::Line(self.id), |canvas| {
            let line = canvas.costs.lines.get(&self.id)?;
            line.usage(self.scenario).cloned()
        })
    }

    /// The scenario's amount.
    pub(super) fn amount(self) -> Option<Decimal> {
        self.context.handle.read(Place::Line(self.id), |canvas| {
            let line = canvas.costs.lines.get(&self.id)?;
            line.amount(self.scenario, canvas.costs.horizon)
        })
    }

    /// The computed use: the document's, or the one that waits for a count.
    pub(super) fn computed(self) -> (Usage, bool) {
        match self.usage() {
            Some(usage @ Usage::Computed { .. }) => (usage, true),
            _ => (self.ready.get().unwrap_or_else(|| self.fresh()), false),
        }
    }

    /// To the end of the horizon, as often as the unit is used as a rule.
    fn fresh(self) -> Usage {
        self.context.handle.read(Place::Line(self.id), |canvas| {
            let line = canvas.costs.lines.get(&self.id);
            let price = line.and_then(|line| line.price.as_ref());
            let unit = price.map(|price| price.unit.as_str());
            Usage::computed(unit.unwrap_or_default())
        })
    }

    /// Whether a total is typed and not computed.
    pub(super) fn is_total(self) -> bool {
        self.total.get().unwrap_or_else(|| match self.usage() {
            Some(Usage::Typed { .. }) => true,
            Some(Usage::Computed { .. }) => false,
            None => self
                .context
                .handle
                .read(Place::Line(self.id), |canvas| {
                    let line = canvas.costs.lines.get(&self.id)?;
                    line.price.as_ref()?.amount
                })
                .is_none(),
        })
    }

    /// Changes the computed use, or the one that waits for a count. Returns the message if it is refused.
    pub(super) fn change(self, change: Change) -> Option<String> {
        let (mut usage, mut kept) = untrack(|| self.computed());
        let Usage::Computed {
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
            Change::From(value) => (*from, *to) = (value, to.map(|to| to.max(value))),
            Change::To(value) => (*from, *to) = (value.map_or(*from, |to| to.min(*from)), value),
            Change::Chance(value) => *chance = value,
        }
        if kept {
            self.put(Some(usage))
        } else {
            self.ready.set(Some(usage));
            None
        }
    }

    /// Restores the chance of a use that waits for a count.
    pub(super) fn chance_back(self, chance: Option<Count>) {
        if !untrack(|| self.computed()).1 {
            self.change(Change::Chance(chance));
        }
    }

    /// Removes the count; the rest of the use waits for another. The field stays, whatever else the line has.
    pub(super) fn no_count(self) {
        let (usage, kept) = untrack(|| self.computed());
        if kept {
            self.total.set(Some(false));
            self.ready.set(Some(usage));
            self.put(None);
        }
    }

    /// Types a total.
    pub(super) fn put_total(self, amount: Option<Money>) -> Option<String> {
        self.total.set(Some(true));
        let before = untrack(|| self.usage()).or_else(|| self.last.get_value());
        let usage = amount.map(|amount| Usage::typed_over(before.as_ref(), amount));
        self.last.set_value(before);
        self.put(usage)
    }

    /// The month in which a typed total is spent; `None` when it is spread evenly.
    pub(super) fn month(self) -> Option<u8> {
        match self.usage() {
            Some(Usage::Typed { month, .. }) => month,
            _ => None,
        }
    }

    /// Sets the month in which a typed total is spent, or spreads it evenly.
    pub(super) fn put_month(self, month: Option<u8>) -> Option<String> {
        match untrack(|| self.usage()) {
            Some(Usage::Typed { amount, extra, .. }) => self.put(Some(Usage::Typed {
                amount,
                month,
                extra,
            })),
            _ => None,
        }
    }

    fn put(self, usage: Option<Usage>) -> Option<String> {
        put(self.context, self.id, LineEdit::Usage(self.scenario, usage))
    }
}

/// The message why a press changed nothing, beside the button.
pub(super) fn refusal(refused: RwSignal<Option<String>>) -> AnyView {
    let message = move || {
        refused.get().map(|error| {
            view! { <p class="utrecht-form-field-error-message" role="alert">{error}</p> }
        })
    };
    view! { <div class="refusal">{dynamic(message)}</div> }.into_any()
}

/// Edits a line. Returns the message if it is refused.
pub(super) fn put(context: CanvasContext, id: ItemId, edit: LineEdit) -> Option<String> {
    match context.handle.dispatch(Command::Line(id, edit)) {
        Err(EditError::Rejected(rejected)) => Some(explain::rejected(rejected).to_owned()),
        _ => None,
    }
}

/// A field's own name in the page.
pub(super) fn name(form: Form, field: &str) -> String {
    ["berekening-", field, "-", form.scenario.wire()].concat()
}

pub(super) fn label(text: &'static str) -> Signal<String> {
    Signal::stored(text.to_owned())
}
