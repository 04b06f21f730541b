//! "Nog te doen": what is missing or odd, by topic, each with one tap to its place.

use crate::ui::view::{Alive, Show, callback, derived, dynamic, handler, spawn_guarded};
use leptos::prelude::*;

use crate::domain::{Finding, ItemId, Place, Topic};
use crate::session::{Late, Part};
use crate::texts::{labels as t, names, sentences};
use crate::ui::analysis::field;
use crate::ui::components::{Button, ButtonKind};
use crate::ui::context::{CanvasContext, ElementContext};
use crate::ui::dom::{covers, focus_now, focus_soon};
use crate::ui::icon::{Icon, icon};
use crate::ui::location::CanvasView;

use super::conflicts::first_button;

/// The number of findings that are listed; the rest follow as these are resolved.
const MOST: usize = 50;
/// The heading of the list, which gets the focus when the list opens.
pub(super) const HEADING: &str = "[data-hook=\"to-do\"]";
/// The button that opens the list.
const OPENER: &str = "[data-hook=\"open-to-do\"]";

/// The list of findings, given whether it shows and what opens the way to a place.
pub(super) static FINDINGS: Late<List> = Late::new(Part::Findings);
type List = fn(RwSignal<bool>, Callback<Place>) -> AnyView;

/// Gives what is late here; called by the part.
pub(crate) fn give() {
    FINDINGS.give(|open, reveal| view! { <FindingsPanel open reveal /> }.into_any());
}

/// The list of findings: beside the canvas, or over it where the page is narrow.
#[component]
fn FindingsPanel(
    open: RwSignal<bool>,
    /// Opens what is closed on the way to a place, such as the grades.
    reveal: Callback<Place>,
) -> impl IntoView {
    let (app, context) = (ElementContext::here(), CanvasContext::here());
    let heading = app.id("kop-nog-te-doen");
    let labelled = heading.clone();
    let findings = context.handle.findings();
    let count = move || findings.with(|found| found.as_ref().map_or(0, Vec::len));
    if findings.with_untracked(Option::is_none) {
        // The first load failed, and this list was what tried again.
        spawn_guarded(Alive::here(), context.handle.load_findings(), |_| ());
    }
    let go = move |finding: &Finding| {
        let over = covers(app.root, ".findings", ".canvas");
        if over {
            open.set(false);
        }
        reveal.run(finding.place());
        if let (Place::Line(id), Some(field)) = (finding.place(), field(finding)) {
            if over {
                // A closed sheet gives the focus back to what had it, and this list goes.
                focus_now(app.root, &format!("[data-item=\"{id}\"] .line__calculate"));
            }
            context.calculate(app, id, Some(field));
        } else if let (Place::Entry(..) | Place::Entries(_) | Place::Single(_), false) =
            (finding.place(), matches!(finding, Finding::Undecided(_)))
        {
            let selector = selector(finding);
            app.with_part(Part::Method, move || {
                app.bridge.set_view(CanvasView::Method);
                focus_soon(app.root, selector.clone());
            });
        } else {
            focus_soon(app.root, selector(finding));
        }
    };
    let go = callback(move |finding: Finding| go(&finding));
    let close = move |_| {
        open.set(false);
        focus_soon(app.root, OPENER.to_owned());
    };
    let rows = move |topic: Topic| {
        findings.with(|all| {
            let listed = all.iter().flatten().take(MOST);
            let here = listed.filter(|finding| finding.topic() == topic);
            here.cloned().collect::<Vec<_>>()
        })
    };
    view! {
        <aside class="findings" aria-labelledby=labelled>
            <div class="findings__head">
                <h3 class="block__title" id=heading tabindex="-1" data-hook="to-do">{t::TO_DO}</h3>
                <Button kind=ButtonKind::Icon label=t::CLOSE title=t::CLOSE on_press=handler(close)>{icon(Icon::Close)}</Button>
            </div>
            <Show when=derived(move || findings.with(|found| found.as_ref().is_some_and(Vec::is_empty)))>
                <p class="findings__none">{t::NOTHING_TO_DO}</p>
            </Show>
            {dynamic(move || Topic::ALL.map(|topic| group(topic, rows(topic), go)).into_iter().collect_view())}
            {dynamic(move || {
                let more = count().saturating_sub(MOST);
                (more > 0).then(|| view! { <p class="findings__none">{sentences::more_findings(more)}</p> })
            })}
        </aside>
    }
    .into_any()
}

/// The findings of one topic below its heading; nothing where there are none.
fn group(topic: Topic, found: Vec<Finding>, go: Callback<Finding>) -> Option<AnyView> {
    if found.is_empty() {
        return None;
    }
    let handle = CanvasContext::here().handle;
    let row = move |finding: Finding| {
        let text = handle.peek(|canvas| sentences::finding(&finding, canvas));
        let class = if finding.is_privacy() {
            "finding finding--privacy"
        } else {
            "finding"
        };
        view! {
            <li>
                <button type="button" class=class on:click=handler(move |_| go.run(finding.clone()))>{text}</button>
            </li>
        }
        .into_any()
    };
    let rows: Vec<AnyView> = found.into_iter().map(row).collect();
    let view = view! {
        <h4 class="findings__topic">{names::topic(topic)}</h4>
        <ul class="findings__list" role="list">{rows}</ul>
    };
    Some(view.into_any())
}

/// A selector for the field that a finding is about.
fn selector(finding: &Finding) -> String {
    match finding {
        Finding::NoLead => block("maatwerkeindbaas", "input"),
        Finding::NoDate => block("datum", "input"),
        Finding::NoActions(place) => block(place.wire(), ".add-button"),
        Finding::Undecided(place) => first_button(*place),
        other => place_selector(other.place()),
    }
}

fn block(name: &str, control: &str) -> String {
    ["[data-block=\"", name, "\"] ", control].concat()
}

/// A selector for the first field of a place.
pub(super) fn place_selector(place: Place) -> String {
    let item = |id: ItemId| format!("[data-item=\"{id}\"] :is(textarea, input, select, button)");
    match place {
        Place::Header | Place::Conflicts | Place::FrozenPlans => block("casusnummer", "input"),
        Place::Text(place) => block(place.wire(), "textarea"),
        Place::Action(id)
        | Place::Line(id)
        | Place::Person(id)
        | Place::Grade(id)
        | Place::Entry(_, id) => item(id),
        Place::Entries(list) => block(list.wire(), ":is(.add-button, .method__heading)"),
        Place::Single(place) => block(place.wire(), ":is(textarea, input, select)"),
        Place::Lines | Place::Horizon => block("kosten", ".add-button"),
        Place::People | Place::Grades => block("cijfers", ".add-button"),
        Place::Actions | Place::Removed => block("zelfDoen", ".add-button"),
    }
}
