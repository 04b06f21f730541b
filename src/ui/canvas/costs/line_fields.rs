//! The four fields of a line, and what those that are typed in need.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use leptos::prelude::*;
use leptos::reactive::owner::WeakOwner;
use rust_decimal::Decimal;

use crate::domain::{Command, ItemId, LineEdit, Money, Place, Scenario, Usage};
use crate::session::EditError;
use crate::texts::{calculation as c, explain, number, steps};
use crate::ui::context::{CanvasContext, ElementContext};
use crate::ui::dom::set_attribute;
use crate::ui::field::{
    Draft, LiveField, TextElements, ValueElements, money_draft, start_of, warnings_of,
};
use crate::ui::step::offer_undo;
use crate::ui::view::{callback, derived};

use super::line_template::LineElements;
/// A field of a line.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum LineField {
    Description,
    Amount(Scenario),
}

/// The fields of one line.
pub(super) struct LineFields {
    app: ElementContext,
    context: CanvasContext,
    id: ItemId,
    description: TextElements,
    amounts: Vec<(Scenario, ValueElements)>,
    /// Of the views of the line: what its fields make goes with those.
    owner: Option<WeakOwner>,
    /// Those that someone is in, or that were left with a text that can't be stored.
    live: RefCell<Vec<(LineField, Rc<LiveField>)>>,
    /// Whether the amount that is typed in was computed before that.
    was_computed: Cell<bool>,
}

impl LineFields {
    /// The fields of the line of the running view.
    pub(super) fn new(id: ItemId, elements: &LineElements) -> Self {
        let app = ElementContext::here();
        let inputs = Scenario::ALL.into_iter().zip(&elements.amounts);
        let amounts = inputs.map(|(scenario, input)| {
            let message_id = app.id(&format!("{}-{id}-error", scenario.wire())).into();
            let input = input.clone();
            (scenario, ValueElements { input, message_id })
        });
        Self {
            app,
            context: CanvasContext::here(),
            id,
            description: TextElements {
                area: elements.description.clone(),
                mirror: elements.mirror.clone(),
                warnings_id: app.id(&format!("omschrijving-{id}-warning")).into(),
            },
            amounts: amounts.collect(),
            owner: Owner::current().map(|owner| owner.downgrade()),
            live: RefCell::default(),
            was_computed: Cell::new(false),
        }
    }

    /// Shows the document's description, unless someone is typing another one.
    pub(super) fn show_description(&self, description: &str) {
        let live = self.live(LineField::Description).is_some();
        if !live {
            self.description.show(&start_of(description.to_owned()));
        }
        self.description.warn(&warnings_of(description), live);
    }

    /// Shows the document's amount of a scenario, unless someone is typing another one.
    pub(super) fn show_amount(&self, scenario: Scenario, amount: Option<Decimal>) {
        if self.live(LineField::Amount(scenario)).is_none()
            && let Some(elements) = self.amount(scenario)
        {
            elements.show(&amount.map(number::format_money).unwrap_or_default());
        }
    }

    /// Marks an amount as computed or as typed, on screen and for screen readers.
    pub(super) fn mark_computed(&self, scenario: Scenario, is_computed: bool) {
        let Some(ValueElements { input, .. }) = self.amount(scenario) else {
            return;
        };
        if is_computed {
            set_attribute(input, "title", c::COMPUTED);
        } else {
            drop(input.remove_attribute("title"));
        }
    }

    fn amount(&self, scenario: Scenario) -> Option<&ValueElements> {
        let mut all = self.amounts.iter();
        let found = all.find(|(other, _)| *other == scenario);
        found.map(|(_, elements)| elements)
    }

    fn live(&self, field: LineField) -> Option<Rc<LiveField>> {
        let live = self.live.borrow();
        let found = live.iter().find(|(other, _)| *other == field);
        found.map(|(_, live)| live.clone())
    }

    /// A field got the focus.
    pub(super) fn enter(&self, field: LineField) {
        if let Some(live) = self.made_live(field) {
            live.enter();
        }
        self.was_computed.set(false);
        self.warn(field, true);
    }

    /// Someone typed in a field; a script may do so without the focus.
    pub(super) fn typed(&self, field: LineField) {
        let was_computed = self.was_computed.get() || self.is_computed(field);
        self.was_computed.set(was_computed);
        if let Some(live) = self.made_live(field) {
            live.typed();
        }
    }

    /// A field lost the focus.
    pub(super) fn leave(&self, field: LineField) {
        let Some(live) = self.live(field) else { return };
        if live.leave() {
            self.live.borrow_mut().retain(|(other, _)| *other != field);
        }
        if self.was_computed.take() && !self.is_computed(field) {
            let text = steps::CALCULATION_REPLACED.to_owned();
            offer_undo(self.app, self.context.handle, text);
        }
        self.warn(field, false);
    }

    fn is_computed(&self, field: LineField) -> bool {
        let LineField::Amount(scenario) = field else {
            return false;
        };
        self.context.handle.peek(|canvas| {
            let line = canvas.costs.lines.get(&self.id);
            line.is_some_and(|line| line.is_computed(scenario))
        })
    }

    fn warn(&self, field: LineField, inside: bool) {
        if field == LineField::Description {
            let (handle, id) = (self.context.handle, self.id);
            let warnings = handle.peek(|canvas| {
                let line = canvas.costs.lines.get(&id);
                line.map(|line| warnings_of(&line.description))
            });
            self.description.warn(&warnings.unwrap_or_default(), inside);
        }
    }

    fn made_live(&self, field: LineField) -> Option<Rc<LiveField>> {
        let known = self.live(field);
        if known.is_some() {
            return known;
        }
        let owner = self.owner.as_ref()?.upgrade()?.child();
        let (context, id) = (self.context, self.id);
        let live = Rc::new(match field {
            LineField::Description => {
                let value = owner.with(|| description(context, id));
                LiveField::text(owner, self.description.clone(), value)
            }
            LineField::Amount(scenario) => {
                let elements = self.amount(scenario)?.clone();
                LiveField::value(owner, elements, || amount_draft(context, id, scenario))
            }
        });
        self.live.borrow_mut().push((field, live.clone()));
        Some(live)
    }
}

/// The description of a line, and what takes another one.
fn description(context: CanvasContext, id: ItemId) -> (Signal<String>, Callback<String>) {
    let value = derived(move || {
        context.handle.read(Place::Line(id), |canvas| {
            let line = canvas.costs.lines.get(&id);
            line.map(|line| line.description.clone())
                .unwrap_or_default()
        })
    });
    let on_input = callback(move |text| {
        let edit = LineEdit::Description(text);
        context.handle.edit(Command::Line(id, edit));
    });
    (value, on_input)
}

/// The draft of a scenario's amount.
fn amount_draft(context: CanvasContext, id: ItemId, scenario: Scenario) -> Draft {
    let value = derived(move || {
        context.handle.read(Place::Line(id), |canvas| {
            canvas
                .costs
                .lines
                .get(&id)?
                .amount(scenario, canvas.costs.horizon)
        })
    });
    // Whoever types another amount empties the field first.
    let last = StoredValue::new(None::<Usage>);
    let on_amount = callback(move |amount: Option<Money>| {
        let before = context
            .handle
            .peek(|canvas| canvas.costs.lines.get(&id)?.usage(scenario).cloned());
        let before = before.or_else(|| last.try_get_value().flatten());
        let usage = amount.map(|amount| Usage::typed_over(before.as_ref(), amount));
        last.try_set_value(before);
        let edit = LineEdit::Usage(scenario, usage);
        match context.handle.dispatch(Command::Line(id, edit)) {
            Err(EditError::Rejected(rejected)) => Some(explain::rejected(rejected).to_owned()),
            _ => None,
        }
    });
    money_draft(value, on_amount)
}
