//! One line while it is shown.

use leptos::prelude::*;
use rust_decimal::Decimal;

use crate::domain::{ItemId, Place, Scenario};
use crate::texts::{calculation as c, labels as t, names};
use crate::ui::canvas::excerpt::excerpt;
use crate::ui::canvas::items::{handle_title, menu_id};
use crate::ui::context::CanvasContext;
use crate::ui::dom::set_attribute;
use crate::ui::field::is_long;

use super::line_fields::LineFields;
use super::line_template::LineElements;

/// One line.
pub(super) struct Line {
    context: CanvasContext,
    id: ItemId,
    /// Whether its other buttons show.
    open: RwSignal<bool>,
    menu_id: String,
    elements: LineElements,
    pub(super) fields: LineFields,
}

/// What a line shows, whether or not someone is typing in it.
#[derive(Default)]
pub(super) struct Shown {
    description: String,
    /// In the order of [`Scenario::ALL`], each with whether it is computed.
    amounts: [(Option<Decimal>, bool); 3],
    locked: bool,
    open: bool,
}

impl Line {
    /// The line of the running view, in these elements.
    pub(super) fn new(id: ItemId, open: RwSignal<bool>, elements: LineElements) -> Self {
        Self {
            context: CanvasContext::here(),
            id,
            open,
            menu_id: menu_id(id),
            fields: LineFields::new(id, &elements),
            elements,
        }
    }

    /// Whether this is the view of the line that `open` belongs to.
    pub(super) fn is_of(&self, open: RwSignal<bool>) -> bool {
        self.open == open
    }

    /// Reads what the line shows; a view that calls this follows it.
    pub(super) fn read(&self) -> Shown {
        let read = self.context.handle.read(Place::Line(self.id), |canvas| {
            let line = canvas.costs.lines.get(&self.id)?;
            let horizon = canvas.costs.horizon;
            let amount = |scenario| (line.amount(scenario, horizon), line.is_computed(scenario));
            Some((line.description.clone(), Scenario::ALL.map(amount)))
        });
        let (description, amounts) = read.unwrap_or_default();
        Shown {
            description,
            amounts,
            locked: self.context.locked.get(),
            open: self.open.get(),
        }
    }

    /// Shows a new line, whose elements are empty and closed.
    pub(super) fn show(&self, now: &Shown) {
        if now.description.is_empty() {
            self.name("");
        }
        self.show_changes(&Shown::default(), now);
    }

    /// Shows what differs from what was shown before.
    pub(super) fn show_changes(&self, before: &Shown, now: &Shown) {
        if before.description != now.description {
            self.name(&now.description);
            self.fields.show_description(&now.description);
        }
        let amounts = before.amounts.into_iter().zip(now.amounts);
        for (scenario, (before, now)) in Scenario::ALL.into_iter().zip(amounts) {
            if before.0 != now.0 {
                self.fields.show_amount(scenario, now.0);
            }
            if before.1 != now.1 {
                self.fields.mark_computed(scenario, now.1);
            }
        }
        if before.locks() != now.locks() {
            self.lock(now.locks());
        }
        if before.open != now.open {
            let open = if now.open { "true" } else { "false" };
            set_attribute(&self.elements.menu, "aria-expanded", open);
            set_attribute(&self.elements.menu, "aria-controls", &self.menu_id);
        }
    }

    /// Names the parts by the description.
    fn name(&self, description: &str) {
        let (elements, about) = (&self.elements, excerpt(description));
        let name = |text: &str| [text, ": ", &about].concat();
        set_attribute(&elements.handle, "title", &handle_title(&about));
        for (scenario, input) in Scenario::ALL.into_iter().zip(&elements.amounts) {
            set_attribute(input, "aria-label", &amount_name(scenario, &about));
        }
        set_attribute(&elements.calculate, "aria-label", &name(c::CALCULATION));
        set_attribute(&elements.menu, "aria-label", &name(t::MORE));
    }

    fn lock(&self, (description, amounts): (bool, bool)) {
        self.elements.handle.set_hidden(amounts);
        self.elements.description.set_read_only(description);
        for input in &self.elements.amounts {
            input.set_read_only(amounts);
        }
    }

    /// Shows or hides the line's other buttons.
    pub(super) fn toggle_menu(&self) {
        self.open.try_update(|open| *open = !*open);
    }
}

impl Shown {
    /// Whether the description and the amounts can't be edited.
    fn locks(&self) -> (bool, bool) {
        (self.locked || is_long(&self.description), self.locked)
    }
}

/// The name of an amount's field.
fn amount_name(scenario: Scenario, about: &str) -> String {
    let before = if about.is_empty() { "" } else { ", " };
    [names::scenario(scenario), " ", t::IN_EUROS, before, about].concat()
}
