//! From one amount to that of the line below, as in a spreadsheet.

use leptos::ev::KeyboardEvent;
use wasm_bindgen::JsCast;
use web_sys::Element;

use crate::ui::canvas::items::ListController;
use crate::ui::context::ElementContext;
use crate::ui::dom::focus_soon;

/// Enter in an amount goes to that of the line below; with Shift to the one above.
pub(super) fn step_down(app: ElementContext, items: ListController, event: &KeyboardEvent) {
    let target = event.target();
    let field = target.and_then(|it| it.dyn_into::<Element>().ok());
    let Some(field) = field.filter(|_| event.key() == "Enter" && !event.is_composing()) else {
        return;
    };
    let row = field.closest("[data-item]").ok().flatten();
    let id = row.and_then(|row| row.get_attribute("data-item")?.parse().ok());
    let (Some(scenario), Some(id)) = (field.get_attribute("data-scenario"), id) else {
        return;
    };
    event.prevent_default();
    if let Some(next) = items.beside(id, event.shift_key()) {
        let amount = format!("[data-item=\"{next}\"] [data-scenario=\"{scenario}\"]");
        focus_soon(app.root, amount);
    }
}
