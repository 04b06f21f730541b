//! From one amount to that of the line below, as in a spreadsheet; on the last line to the next amount.

use leptos::ev::KeyboardEvent;
use wasm_bindgen::JsCast;
use web_sys::Element;

use crate::domain::Scenario;
use crate::ui::canvas::items::ListController;
use crate::ui::context::ElementContext;
use crate::ui::dom::focus_soon;

/// Enter in an amount goes to that of the line below, and on the last line to that of the next scenario; with
/// Shift to the one above.
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
    let to = match items.beside(id, event.shift_key()) {
        Some(next) => Some((next, scenario)),
        None if event.shift_key() => None,
        None => next_column(&scenario).map(|next| (id, next)),
    };
    if let Some((line, scenario)) = to {
        let amount = [
            "[data-item=\"",
            &line.to_string(),
            "\"] [data-scenario=\"",
            &scenario,
            "\"]",
        ];
        focus_soon(app.root, amount.concat());
    }
}

/// The name of the scenario after this one.
fn next_column(scenario: &str) -> Option<String> {
    let mut after = Scenario::ALL
        .into_iter()
        .skip_while(|it| it.wire() != scenario);
    Some(after.nth(1)?.wire().to_owned())
}
