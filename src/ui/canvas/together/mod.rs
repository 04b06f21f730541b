//! One box of the canvas at a time, in large letters and plain words, to fill in with the family.

mod boxes;
mod grades;
mod plan;
mod step;

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::*;

use crate::domain::TextBox;
use crate::session::{Late, Part};
use crate::texts::together as t;
use crate::ui::canvas::print::PLAN;
use crate::ui::context::{CanvasContext, ElementContext};
use crate::ui::dom::{Spot, focus_soon, set_attribute};
use crate::ui::element_bridge::VIEW;
use crate::ui::icon::Icon;
use crate::ui::markup::{element, text};
use crate::ui::view::dynamic;

use super::screen::{Choice, leave, screen, title};
use step::{BOXES, STEPS, Step};

/// The view.
pub(super) static TOGETHER: Late<fn() -> AnyView> = Late::new(Part::Paper);

const STYLE: &str = include_str!(concat!(env!("OUT_DIR"), "/together.css"));
const COSTS: &str = "costs";
const ALL: &str = "all";
const PRINT: &str = "print";

/// Gives what is late here; called by the part.
pub(crate) fn give() {
    TOGETHER.give(together);
    PLAN.give(plan::printed_plan);
}

fn together() -> AnyView {
    let (app, context) = (ElementContext::here(), CanvasContext::here());
    let id = context.handle.peek(|canvas| canvas.id.to_string());
    let (shown, costs, all) = (
        RwSignal::new(left_at(&id)),
        RwSignal::new(false),
        RwSignal::new(false),
    );
    let act = move |name: &str| match name {
        COSTS => costs.set(!costs.get_untracked()),
        ALL => all.set(!all.get_untracked()),
        PRINT => app.print(),
        step => {
            all.set(false);
            let step = step.parse().unwrap_or_default();
            LEFT.set((id.clone(), step));
            shown.set(step);
            focus_soon(app.root, VIEW.to_owned());
        }
    };
    let content = vec![
        dynamic(move || bar(context, costs.get())).into_any(),
        dynamic(move || head(app, context, Step::at(shown.get()))).into_any(),
        dynamic(move || content(context, Step::at(shown.get()))).into_any(),
        dynamic(move || walk(shown.get(), all.get())).into_any(),
    ];
    screen("together", STYLE, false, content, Rc::new(act))
}

thread_local! {
    /// The canvas that was gone through last, and the step at which it was left.
    static LEFT: RefCell<(String, u32)> = const { RefCell::new((String::new(), 0)) };
}

/// The step to go on at.
fn left_at(id: &str) -> u32 {
    LEFT.with_borrow(|(of, step)| if of == id { *step } else { 0 })
}

/// The way out, and what it costs for who asks.
fn bar(context: CanvasContext, costs: bool) -> AnyView {
    let choice = Choice {
        act: COSTS.to_owned(),
        shape: Some(Icon::Sum),
        text: if costs { t::HIDE_COSTS } else { t::SHOW_COSTS },
        expanded: Some(costs),
        ..Choice::default()
    };
    let mut parts = vec![leave(), choice.view()];
    if costs {
        let sentences = t::costs(&context.handle.totals());
        parts.extend(
            sentences
                .into_iter()
                .map(|it| text("p", "together__costs", it)),
        );
    }
    element("div", "screen__bar", parts)
}

/// What a step asks. Whoever leaves then comes back to its box.
fn head(app: ElementContext, context: CanvasContext, step: Step) -> AnyView {
    return_to(app, step);
    let star = (step == Step::Text(TextBox::Perspective)).then_some(Icon::Star);
    let hint = if context.locked.get() {
        t::READ_ONLY
    } else {
        step.hint()
    };
    let parts = vec![
        title(star, step.heading().to_owned()),
        text("p", "together__hint", hint.to_owned()),
    ];
    element("div", "together__head", parts)
}

fn return_to(app: ElementContext, step: Step) {
    let selector = ["[data-block=\"", step.block(), "\"] h3"].concat();
    let root = app.root.get_untracked();
    if let Some(heading) = root.and_then(|app| app.query_selector(&selector).ok().flatten()) {
        set_attribute(&heading, "tabindex", "-1");
        app.bridge.return_to(Spot::at(heading));
    }
}

/// What is in a step.
fn content(context: CanvasContext, step: Step) -> AnyView {
    let content = match step {
        Step::Text(place) => boxes::text_box(place),
        Step::Actions(place) => boxes::action_box(place),
        Step::Grades => grades::grades(),
        Step::Plan => {
            let print = Choice {
                act: PRINT.to_owned(),
                class: "together__print",
                shape: Some(Icon::Print),
                text: t::PRINT_PLAN,
                ..Choice::default()
            };
            let plan = context.handle.read_all(plan::plan);
            element(
                "div",
                "together__plan",
                vec![print.view(), element("div", "print", vec![plan])],
            )
        }
    };
    element("div", "together__step", vec![content])
}

/// The buttons from step to step.
fn walk(shown: u32, all: bool) -> AnyView {
    let to = |at: u32, shape, word, text, class| Choice {
        act: at.to_string(),
        class,
        shape,
        word,
        text,
        ..Choice::default()
    };
    let back = Choice {
        inactive: shown == 0,
        ..to(
            shown.saturating_sub(1),
            Some(Icon::Back),
            "screen__word",
            t::PREVIOUS,
            "",
        )
    };
    let next = Choice {
        inactive: shown >= BOXES,
        ..to(
            shown.saturating_add(1),
            Some(Icon::Right),
            "",
            t::NEXT,
            "together__next",
        )
    };
    let position = text(
        "p",
        "together__position",
        t::position(shown as usize, BOXES as usize),
    );
    let list = Choice {
        act: ALL.to_owned(),
        shape: Some(Icon::List),
        word: "screen__word",
        text: t::STEPS,
        expanded: Some(all),
        ..Choice::default()
    };
    let mut parts = vec![
        back.view(),
        element("div", "together__where", vec![position, list.view()]),
        next.view(),
    ];
    if all {
        let steps = (0..).zip(STEPS);
        let steps = steps.map(|(at, step)| to(at, None, "", step.heading(), "").view());
        parts.push(element("div", "together__list", steps.collect()));
    }
    element("div", "together__walk", parts)
}
