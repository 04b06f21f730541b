//! One box of the canvas at a time, in large letters and plain words, to fill in with the family.

mod boxes;
mod grades;
mod step;

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::*;

use crate::domain::TextBox;
use crate::session::{Late, Part};
use crate::texts::{labels, together as t};
use crate::ui::canvas::print::plan;
use crate::ui::context::{CanvasContext, ElementContext};
use crate::ui::dom::focus_soon;
use crate::ui::element_bridge::VIEW;
use crate::ui::icon::Icon;
use crate::ui::markup::{element, text};
use crate::ui::notices::Notices;
use crate::ui::step::{self as history, take_step};
use crate::ui::view::{derived, dynamic};

use super::header::{FullNotice, ReadOnlyNotice, SaveState};
use super::screen::{CLOSE, Choice, LEAVE, leave, screen, title};
use step::{BOXES, STEPS, Step};

/// The view.
pub(super) static TOGETHER: Late<fn() -> AnyView> = Late::new(Part::Views);

const STYLE: &str = include_str!(concat!(env!("OUT_DIR"), "/together.css"));
const COSTS: &str = "costs";
const ALL: &str = "all";
const PRINT: &str = "print";
const UNDO: &str = "undo";

/// Gives what is late here; called by the part.
pub(crate) fn give() {
    TOGETHER.give(together);
}

fn together() -> AnyView {
    let (app, context) = (ElementContext::here(), CanvasContext::here());
    let id = context.handle.peek(|canvas| canvas.id.to_string());
    let (shown, costs, all) = (
        RwSignal::new(left_at(&id)),
        RwSignal::new(false),
        RwSignal::new(false),
    );
    let act = move |name: &str| {
        match name {
            COSTS => costs.set(!costs.get_untracked()),
            ALL => all.set(!all.get_untracked()),
            PRINT => app.print(),
            UNDO => take_step(app, context.handle, history::Step::Undo),
            CLOSE if all.get_untracked() => {
                all.set(false);
                focus_soon(app.root, ["[data-act=\"", ALL, "\"]"].concat());
            }
            step => {
                let Ok(step) = step.parse() else { return false };
                all.set(false);
                LEFT.set((id.clone(), step));
                shown.set(step);
                focus_soon(app.root, VIEW.to_owned());
            }
        }
        true
    };
    let step = move || Step::at(shown.get());
    let content = vec![
        bar(context, costs),
        notices(),
        head(context, derived(step)),
        dynamic(move || content(context, step())).into_any(),
        walk(shown, all),
    ];
    screen("together", STYLE, content, Rc::new(act))
}

thread_local! {
    /// The canvas that was gone through last, and the step at which it was left.
    static LEFT: RefCell<(String, u32)> = const { RefCell::new((String::new(), 0)) };
}

/// The step to go on at.
fn left_at(id: &str) -> u32 {
    LEFT.with_borrow(|(of, step)| if of == id { *step } else { 0 })
}

/// The way out, whether all is saved, and what it costs for who asks.
fn bar(context: CanvasContext, costs: RwSignal<bool>) -> AnyView {
    let words = move || {
        if costs.get() {
            t::HIDE_COSTS
        } else {
            t::SHOW_COSTS
        }
    };
    let choice = Choice {
        word: "screen__word",
        text: derived(move || words().to_owned()),
        expanded: Some(costs.into()),
        ..Choice::new(COSTS, Some(Icon::Sum), "")
    };
    let told = move || {
        let told = costs.get().then(|| t::costs(&context.handle.totals()));
        let told = told.unwrap_or_default().into_iter();
        let told: Vec<AnyView> = told.map(|it| text("p", "together__costs", it)).collect();
        told
    };
    let state = view! { <SaveState /> }.into_any();
    let steps = context.handle.steps();
    let undo = Choice {
        word: "screen__word",
        inactive: derived(move || context.locked.get() || !steps.get().0),
        ..Choice::new(UNDO, Some(Icon::Undo), labels::UNDO)
    };
    let parts = vec![
        leave(),
        state,
        undo.view(),
        choice.view(),
        dynamic(told).into_any(),
    ];
    element("div", "screen__bar", parts)
}

/// Why something can't be changed or kept: those of the page are behind this view.
fn notices() -> AnyView {
    view! {
        <div class="together__notices"><Notices /><ReadOnlyNotice /><FullNotice /></div>
    }
    .into_any()
}

/// What a step asks.
fn head(context: CanvasContext, step: Signal<Step>) -> AnyView {
    let star = derived(move || step.get() == Step::Text(TextBox::Perspective));
    let heading = derived(move || step.get().heading().to_owned());
    let hint = move || {
        let asks = !context.locked.get() || step.get() == Step::Plan;
        let hint = if asks {
            step.get().hint()
        } else {
            t::READ_ONLY
        };
        hint.to_owned()
    };
    let hint = element("p", "together__hint", vec![derived(hint).into_any()]);
    element("div", "together__head", vec![title(heading, star), hint])
}

/// What is in a step.
fn content(context: CanvasContext, step: Step) -> AnyView {
    let content = match step {
        Step::Text(place) => boxes::text_box(place),
        Step::Actions(place) => boxes::action_box(place),
        Step::Grades => grades::grades(),
        Step::Plan => {
            let print = Choice {
                class: "together__print",
                ..Choice::new(PRINT, Some(Icon::Print), t::PRINT_PLAN)
            };
            let plan = dynamic(move || context.handle.read_all(plan)).into_any();
            let plan = element("div", "print", vec![plan]);
            element("div", "together__plan", vec![print.view(), plan])
        }
    };
    element("div", "together__step", vec![content])
}

/// The buttons from step to step.
fn walk(shown: RwSignal<u32>, all: RwSignal<bool>) -> AnyView {
    let back = Choice {
        act: derived(move || shown.get().saturating_sub(1).to_string()),
        word: "screen__word",
        inactive: derived(move || shown.get() == 0),
        ..Choice::new("", Some(Icon::Back), t::PREVIOUS)
    };
    // After the plan it leaves.
    let is_last = move || shown.get() >= BOXES;
    let after = move || match is_last() {
        true => LEAVE.to_owned(),
        false => shown.get().saturating_add(1).to_string(),
    };
    let words = move || if is_last() { t::DONE } else { t::NEXT };
    let next = Choice {
        act: derived(after),
        class: "together__next",
        text: derived(move || words().to_owned()),
        ..Choice::new("", Some(Icon::Right), "")
    };
    let position = derived(move || t::position(shown.get() as usize, BOXES as usize));
    let position = element("p", "together__position", vec![position.into_any()]);
    let list = Choice {
        word: "screen__word",
        expanded: Some(all.into()),
        ..Choice::new(ALL, Some(Icon::List), t::STEPS)
    };
    let steps = dynamic(move || all.get().then(|| steps(shown.get()))).into_any();
    let parts = vec![
        back.view(),
        element("div", "together__where", vec![position, list.view()]),
        next.view(),
        steps,
    ];
    element("div", "together__walk", parts)
}

/// A button for every step, the one that shows among them.
fn steps(shown: u32) -> AnyView {
    let steps = (0..).zip(STEPS).map(|(at, step): (u32, Step)| {
        let choice = Choice {
            current: at == shown,
            ..Choice::new(&at.to_string(), None, step.heading())
        };
        choice.view()
    });
    element("div", "together__list", steps.collect())
}
