//! The form that records a decision about the plan of now.

use leptos::ev::MouseEvent;
use leptos::prelude::*;

use crate::domain::method::{Decision, EntryList, Verdict};
use crate::domain::{Author, Command, FrozenPlan};
use crate::session::EditError;
use crate::texts::{date, method as t};
use crate::ui::author::disciplines;
use crate::ui::components::{Button, ButtonKind};
use crate::ui::context::{CanvasContext, ElementContext, WorkspaceHandle};
use crate::ui::dom::focus_soon;
use crate::ui::field::{Look, TextField, select_field};
use crate::ui::view::{callback, derived, handler};

/// What is filled in.
#[derive(Clone, Copy)]
struct Form {
    name: RwSignal<String>,
    discipline: RwSignal<String>,
    reason: RwSignal<String>,
    missing: RwSignal<bool>,
    told: RwSignal<&'static str>,
}

/// The form.
pub(super) fn decide() -> AnyView {
    let me = WorkspaceHandle::here().get().author().get_untracked();
    let form = Form {
        name: RwSignal::new(me.name),
        discipline: RwSignal::new(WorkspaceHandle::here().get().discipline().get_untracked()),
        reason: RwSignal::new(String::new()),
        missing: RwSignal::new(false),
        told: RwSignal::new(""),
    };
    let error = derived(move || form.missing.get().then(|| t::WHO_MISSING.to_owned()));
    let typed = |signal: RwSignal<String>| callback(move |text| signal.set(text));
    view! {
        <div class="method__decide" data-own-undo="">
            <p class="method__hint">{t::DECIDE_HINT}</p>
            <div class="method__fields">
                <TextField name="besluit-wie".to_owned() label=t::WHO value=form.name error locked=false on_input=typed(form.name) />
                {discipline(form)}
                <TextField name="besluit-toelichting".to_owned() label=t::REASON value=form.reason locked=false on_input=typed(form.reason) />
            </div>
            <div class="method__buttons">
                {button(form, ButtonKind::Primary, Verdict::Approved, t::APPROVE)}
                {button(form, ButtonKind::Secondary, Verdict::Refused, t::REFUSE)}
                {button(form, ButtonKind::Secondary, Verdict::Withdrawn, t::WITHDRAW)}
            </div>
            <p role="status">{derived(move || form.told.get())}</p>
        </div>
    }
    .into_any()
}

fn discipline(form: Form) -> AnyView {
    let choose = callback(move |text: String| {
        form.discipline.set(text);
        None
    });
    select_field(
        "besluit-discipline",
        Signal::stored(t::DISCIPLINE.to_owned()),
        Signal::stored(disciplines(WorkspaceHandle::here())),
        derived(move || (form.discipline.get(), form.discipline.get())),
        choose,
        Signal::stored(false),
        Look::Above,
    )
}

fn button(form: Form, kind: ButtonKind, verdict: Verdict, words: &'static str) -> AnyView {
    let (app, context, library) = (
        ElementContext::here(),
        CanvasContext::here(),
        WorkspaceHandle::here(),
    );
    let press = move |_: MouseEvent| {
        let name = form.name.with_untracked(|name| name.trim().to_owned());
        form.missing.set(name.is_empty());
        if name.is_empty() {
            focus_soon(app.root, ["#", &app.id("besluit-wie")].concat());
            return;
        }
        let me = library.get().author().get_untracked();
        form.told
            .set(record(context, form, verdict, person(context, me, name)));
    };
    view! { <Button kind on_press=handler(press)>{words}</Button> }.into_any()
}

/// Who decides: the user of this device by their id, a colleague by name alone.
fn person(context: CanvasContext, me: Author, name: String) -> Author {
    if me.name == name {
        return me;
    }
    Author {
        id: context.handle.environment().item_id().to_string(),
        name,
        ..Author::default()
    }
}

/// Freezes the plan of now, unless it is frozen already, and records the decision about it. Returns what
/// to say.
fn record(context: CanvasContext, form: Form, verdict: Verdict, person: Author) -> &'static str {
    let handle = context.handle;
    handle.commit_typing();
    let day = date::format_date(handle.environment().today());
    let (plan, frozen) = handle.peek(|canvas| FrozenPlan::of(canvas, t::frozen_name(&day)));
    if !handle.peek(|canvas| canvas.frozen.contains_key(&plan)) {
        let freeze = Command::PutFrozenPlan(plan, Some(Box::new(frozen)));
        match handle.dispatch(freeze) {
            Ok(()) => {}
            Err(EditError::Rejected(_)) => return t::FULL,
            Err(EditError::ReadOnly(_)) => return t::NOT_DECIDED,
        }
    }
    let decision = Decision {
        plan,
        verdict,
        person,
        discipline: form.discipline.get_untracked(),
        reason: form
            .reason
            .with_untracked(|reason| reason.trim().to_owned()),
        at: None,
    };
    let id = handle.environment().item_id();
    let entry = Some(Box::new(decision.entry()));
    let put = Command::PutEntry(EntryList::Decisions, id, entry);
    if handle.dispatch(put).is_err() {
        return t::NOT_DECIDED;
    }
    form.reason.set(String::new());
    t::DECIDED
}
