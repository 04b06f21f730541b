//! Undo and redo: what they changed is said, and the focus isn't lost with what goes.

use std::sync::Arc;

use leptos::html::Div;
use leptos::prelude::NodeRef;
use web_sys::Element;

use crate::domain::Place;
use crate::session::{CanvasHandle, StepResult};
use crate::texts::steps;

use super::context::ElementContext;
use super::dom::{focus_if_lost, focused};

/// A direction in the history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// Back.
    Undo,
    /// Forth again.
    Redo,
}

/// Undoes or redoes a step of the open canvas.
pub(crate) fn take_step(app: ElementContext, handle: CanvasHandle, step: Step) {
    let around = around(app.root);
    let result = match step {
        Step::Undo => handle.undo(),
        Step::Redo => handle.redo(),
    };
    let StepResult::Done(touched) = result else {
        return;
    };
    let text = handle.peek(|canvas| match step {
        Step::Undo => steps::undone(canvas, &touched),
        Step::Redo => steps::redone(canvas, &touched),
    });
    app.toaster.change(handle.own_changes(), text, None);
    if let Some(mut candidates) = around {
        candidates.extend(touched.iter().filter_map(|place| item(*place)));
        candidates.push("[aria-keyshortcuts=\"Control+Z\"]".to_owned());
        focus_if_lost(app.root, candidates);
    }
}

/// Says what was just done to the open canvas, with a button that undoes it for as long as it is the
/// last change.
pub(crate) fn offer_undo(app: ElementContext, handle: CanvasHandle, text: String) {
    let back = Arc::new(move || take_step(app, handle, Step::Undo));
    app.toaster.change(handle.own_changes(), text, Some(back));
}

/// Selectors for what has the focus and for what stands around it, the nearest first; `None` where
/// nothing in the app has the focus.
fn around(root: NodeRef<Div>) -> Option<Vec<String>> {
    let focused = focused(root)?;
    let own = Some(focused.id()).filter(|id| !id.is_empty());
    let mut found: Vec<String> = own.iter().map(|id| ["#", id].concat()).collect();
    let mut at = closest(&focused, "[data-item]");
    while let Some(it) = at {
        let beside = [
            Some(it.clone()),
            it.next_element_sibling(),
            it.previous_element_sibling(),
        ];
        let ids = beside
            .into_iter()
            .flatten()
            .filter_map(|it| it.get_attribute("data-item"));
        found.extend(ids.map(|id| control(&id)));
        at = it
            .parent_element()
            .and_then(|it| closest(&it, "[data-item]"));
    }
    let block = closest(&focused, "[data-block]").and_then(|it| it.get_attribute("data-block"));
    found.extend(block.map(|block| format!("[data-block=\"{block}\"] .add-button")));
    Some(found)
}

fn closest(element: &Element, selector: &str) -> Option<Element> {
    element.closest(selector).ok().flatten()
}

/// A selector for the button of an item that stands in a list.
fn item(place: Place) -> Option<String> {
    match place {
        Place::Action(id) | Place::Line(id) | Place::Person(id) | Place::Grade(id) => {
            Some(control(&id.to_string()))
        }
        _ => None,
    }
}

fn control(id: &str) -> String {
    format!("[data-item=\"{id}\"] [aria-expanded]")
}
