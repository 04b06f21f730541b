//! The lines that are shown, and the listeners on their list: a line has none of its own.

use std::rc::Rc;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, KeyboardEvent};

use crate::domain::{ItemId, Scenario, SortedMap};
use crate::ui::canvas::items::ListController;
use crate::ui::context::{CanvasContext, ElementContext};

use super::line::{Line, Shown};
use super::line_fields::LineField;
use super::line_template::LineTemplate;

/// The lines of a list while they are shown.
#[derive(Clone, Copy)]
pub(super) struct Lines {
    app: ElementContext,
    context: CanvasContext,
    items: ListController,
    shown: StoredValue<SortedMap<ItemId, Rc<Line>>, LocalStorage>,
    template: StoredValue<LineTemplate, LocalStorage>,
}

impl Lines {
    /// For a list of the running view.
    pub(super) fn new(items: ListController) -> Self {
        Self {
            app: ElementContext::here(),
            context: CanvasContext::here(),
            items,
            shown: StoredValue::new_local(SortedMap::new()),
            template: StoredValue::new_local(LineTemplate::new()),
        }
    }

    pub(super) fn items(self) -> ListController {
        self.items
    }

    /// Fills the `li` of a line of the running view, and keeps it as the document is.
    pub(super) fn fill(self, li: &Element, id: ItemId, open: RwSignal<bool>) {
        let elements = self.template.with_value(|template| template.copy_into(li));
        let Some(elements) = elements else { return };
        let line = Rc::new(Line::new(id, open, elements));
        self.shown.update_value(|shown| {
            shown.insert(id, line.clone());
        });
        let effect = RenderEffect::new(move |before: Option<Shown>| {
            let now = line.read();
            match before {
                Some(before) => line.show_changes(&before, &now),
                None => line.show(&now),
            }
            now
        });
        // It ends with the views of the line.
        StoredValue::new_local(effect);
        on_cleanup(move || self.forget(id, open));
    }

    /// A line that moves to another group is drawn there before it goes here.
    fn forget(self, id: ItemId, open: RwSignal<bool>) {
        self.shown.try_update_value(|shown| {
            if shown.get(&id).is_some_and(|line| line.is_of(open)) {
                shown.remove(&id);
            }
        });
    }

    /// The line that an event happened in, and the element.
    fn line_of(self, event: &Event) -> Option<(ItemId, Rc<Line>, Element)> {
        let target: Element = event.target()?.dyn_into().ok()?;
        let item = target.closest("[data-item]").ok()??;
        let id = item.get_attribute("data-item")?.parse().ok()?;
        let line = self.shown.with_value(|shown| shown.get(&id).cloned())?;
        Some((id, line, target))
    }

    fn field_of(self, event: &Event) -> Option<(Rc<Line>, LineField)> {
        let (_, line, target) = self.line_of(event)?;
        if target.tag_name() == "TEXTAREA" {
            return Some((line, LineField::Description));
        }
        let name = target.get_attribute("data-scenario")?;
        let mut all = Scenario::ALL.into_iter();
        let scenario = all.find(|scenario| scenario.wire() == name)?;
        Some((line, LineField::Amount(scenario)))
    }

    /// Something in the list got the focus.
    pub(super) fn entered(self, event: &Event) {
        if let Some((line, field)) = self.field_of(event) {
            line.fields.enter(field);
        }
    }

    /// Something in the list lost the focus.
    pub(super) fn left(self, event: &Event) {
        if let Some((line, field)) = self.field_of(event) {
            line.fields.leave(field);
        }
    }

    /// Someone typed in the list.
    pub(super) fn typed(self, event: &Event) {
        if let Some((line, field)) = self.field_of(event) {
            line.fields.typed(field);
        }
    }

    /// A key was pressed in the list: Enter in a description adds a line.
    pub(super) fn key(self, event: &KeyboardEvent) {
        if event.key() != "Enter" || event.shift_key() || event.is_composing() {
            return;
        }
        if let Some((id, _, target)) = self.line_of(event)
            && target.tag_name() == "TEXTAREA"
        {
            event.prevent_default();
            self.items.add_after(id);
        }
    }

    /// A button in the list was pressed.
    pub(super) fn pressed(self, event: &Event) {
        let Some((id, line, target)) = self.line_of(event) else {
            return;
        };
        let Ok(Some(button)) = target.closest("button") else {
            return;
        };
        // The other buttons have handlers of their own.
        if button.has_attribute("aria-expanded") {
            line.toggle_menu();
        } else if button.has_attribute("aria-haspopup") {
            self.context.calculate(self.app, id, None);
        }
    }
}
