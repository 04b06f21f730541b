//! One case on the agenda: what it is, what was asked, who was there, and what came of it.

use leptos::prelude::*;

use crate::domain::Canvas;
use crate::domain::method::{EntryList, PlanState, Question, Registration};
use crate::store::{AgendaCase, Summary};
use crate::texts::{agenda as t, follow_up, labels, reading};
use crate::ui::canvas::{HANDLE, handle_title};
use crate::ui::components::IconButton;
use crate::ui::icon::{Icon, icon};
use crate::ui::markup::{element, text};
use crate::ui::view::{callback, derived, dynamic, handler, memo};

use super::controller::AgendaController;
use super::turn::turn;

/// A case by its key.
pub(super) fn case(controller: AgendaController, key: String) -> AnyView {
    let item = key.clone();
    let found = memo(move |_| controller.case(&key));
    let name = derived(move || {
        let id = found.get().map(|(_, case)| case.id);
        id.map(|id| controller.called(&id)).unwrap_or_default()
    });
    let open = move |_| {
        if let Some((_, case)) = found.get_untracked() {
            controller.open(&case);
        }
    };
    let grip = move || {
        (!controller.locked.get()).then(|| {
            view! {
                <span class=HANDLE title=derived(move || handle_title(&name.get())) aria-hidden="true">{icon(Icon::Grip)}</span>
            }
        })
    };
    view! {
        <li class="agenda__case" data-item=item>
            <div class="agenda__top">
                {dynamic(grip)}
                {dynamic(move || found.get().map(|(at, _)| time(controller, at)))}
                <button type="button" class="agenda__open" data-hook="open" on:click=handler(open)>
                    <span class="agenda__name">{derived(move || name.get())}</span>
                    {dynamic(move || found.get().map(|(_, case)| facts(controller, &case)))}
                </button>
            </div>
            {dynamic(move || found.get().map(|(_, case)| told(controller, &case)))}
            {buttons(controller, found, name)}
        </li>
    }
    .into_any()
}

/// When it begins, or else which one it is.
pub(super) fn time(controller: AgendaController, at: usize) -> AnyView {
    let begins = controller.begins(at).map(t::time);
    let rank = || [&at.saturating_add(1).to_string(), "."].concat();
    text("span", "agenda__time", begins.unwrap_or_else(rank))
}

fn facts(controller: AgendaController, case: &AgendaCase) -> AnyView {
    let words = controller.with_summary(&case.id, known);
    text("span", "agenda__facts", words.unwrap_or_default())
}

/// The title, who leads it and where its plan stands.
pub(super) fn known(summary: &Summary) -> String {
    let state = PlanState::from_wire(&summary.state).map(follow_up::state);
    let lead = match summary.lead.trim() {
        "" => String::new(),
        lead => [t::LEAD, " ", lead].concat(),
    };
    let mut words = vec![
        summary.title.trim().to_owned(),
        lead,
        state.unwrap_or_default().trim_end_matches('.').to_owned(),
    ];
    words.retain(|word| !word.is_empty());
    words.join("\u{a0}· ")
}

/// What is stored in its canvas of this table.
fn told(controller: AgendaController, case: &AgendaCase) -> AnyView {
    let rows = controller.with_canvas(&case.id, |canvas| rows(canvas, case));
    match rows {
        None => text("p", "agenda__fact", labels::LOADING),
        Some(rows) => element("dl", "agenda__told", rows),
    }
}

/// The questions, who was there, and the outcome, each under its name.
pub(super) fn rows(canvas: &Canvas, case: &AgendaCase) -> Vec<AnyView> {
    let questions = canvas.entries_in_order(EntryList::Questions).into_iter();
    let questions = questions.map(|(_, entry)| Question::of(entry));
    let asked: Vec<AnyView> = questions
        .filter(|it| !it.text.trim().is_empty())
        .map(|it| text("li", "", t::question(&it)))
        .collect();
    let asked = match asked.is_empty() {
        true => text("span", "agenda__lacks", t::NO_QUESTIONS),
        false => element("ul", "agenda__questions", asked),
    };
    let entry = canvas.entries(EntryList::Registrations).get(&case.item);
    let registration = entry.map(Registration::of);
    let present = registration.as_ref().map(t::present);
    let outcome = registration.map(|it| it.outcome.trim().to_owned());
    let outcome = match outcome.unwrap_or_default() {
        outcome if outcome.is_empty() => text("span", "agenda__lacks", t::NO_OUTCOME),
        outcome => text("span", "", outcome),
    };
    let row = |name: &str, value: AnyView| {
        let parts = vec![text("dt", "", name), element("dd", "", vec![value])];
        element("div", "agenda__fact", parts)
    };
    vec![
        row(t::QUESTIONS, asked),
        row(t::PRESENT, text("span", "", present.unwrap_or_default())),
        row(t::OUTCOME, outcome),
    ]
}

/// The buttons that show it, that time it, and that move it.
fn buttons(
    controller: AgendaController,
    found: Memo<Option<(usize, AgendaCase)>>,
    name: Signal<String>,
) -> AnyView {
    let at = move || found.get_untracked().map_or(0, |(at, _)| at);
    let named = move |words: &'static str| derived(move || [words, ": ", &name.get()].concat());
    let first = derived(move || found.get().is_none_or(|(at, _)| at == 0));
    let last = derived(move || {
        let count = controller.shown.with(|agenda| agenda.cases.len());
        found
            .get()
            .is_none_or(|(at, _)| at.saturating_add(1) >= count)
    });
    let show = move |()| {
        if let Some((_, case)) = found.get_untracked() {
            controller.show(case.id.to_string());
        }
    };
    let up = move |()| controller.put(at(), at().saturating_sub(1), "[data-hook=\"up\"]");
    let down = move |()| controller.put(at(), at().saturating_add(1), "[data-hook=\"down\"]");
    let moves = move || {
        (!controller.locked.get()).then(|| {
            view! {
                <IconButton icon=Icon::Up text=labels::MOVE_UP name=named(labels::MOVE_UP) hook="up" disabled=first on_press=callback(up) />
                <IconButton icon=Icon::Down text=labels::MOVE_DOWN name=named(labels::MOVE_DOWN) hook="down" disabled=last on_press=callback(down) />
            }
        })
    };
    view! {
        <div class="agenda__buttons">
            {turn(controller.app, derived(move || found.get().map(|(_, case)| case.id)), name)}
            <IconButton icon=Icon::Eye text=reading::READING name=named(reading::READING) on_press=callback(show) />
            {dynamic(moves)}
        </div>
    }
    .into_any()
}
