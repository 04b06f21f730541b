//! The plan that a family keeps: what was written down, in plain words and without money.

use leptos::prelude::*;

use crate::domain::{Action, ActionBox, Canvas, TextBox};
use crate::texts::together as t;
use crate::ui::markup::{element, text};

use super::boxes::{action_box, print_box, text_box};

/// The plan on paper.
pub(super) fn printed_plan(canvas: &Canvas) -> AnyView {
    let title = text("h2", "print__title", t::PLAN);
    element("div", "print__plan", vec![title, plan(canvas)])
}

/// The boxes of the plan in which something is written.
pub(crate) fn plan(canvas: &Canvas) -> AnyView {
    let mut all = Vec::new();
    let [first @ .., _, last] = TextBox::ALL;
    let written = |place: &TextBox| !canvas.text(*place).text.trim().is_empty();
    let told = |place| text_box(canvas, place, t::told(place));
    all.extend(first.into_iter().filter(written).map(told));
    for place in ActionBox::ALL {
        let actions = canvas.actions_in(place);
        if !actions.iter().all(|(_, action)| Action::is_blank(action)) {
            all.push(action_box(canvas, place, t::done_in(place)));
        }
    }
    all.extend(Some(last).filter(written).map(told));
    all.extend(grades(canvas));
    if all.is_empty() {
        all.push(text("p", "", t::PLAN_EMPTY));
    }
    all.into_any()
}

/// The grades that were given, a line for each person.
fn grades(canvas: &Canvas) -> Option<AnyView> {
    let satisfaction = &canvas.satisfaction;
    let mut lines = Vec::new();
    for (id, person) in satisfaction.people_in_order() {
        let given = satisfaction.given_by(id);
        if !given.is_empty() {
            lines.push(text("p", "print__text", t::grades_of(&person.role, &given)));
        }
    }
    (!lines.is_empty()).then(|| print_box("cijfers", t::GIVEN, lines))
}
