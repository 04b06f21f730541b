//! "Nog te doen": what is missing or odd, each with one tap to its place.

use crate::ui::view::{Show, dynamic, handler};
use leptos::prelude::*;

use crate::domain::{Finding, Place};
use crate::texts::{labels as t, sentences};
use crate::ui::analysis::field;
use crate::ui::context::{CanvasContext, ElementContext};
use crate::ui::dom::focus_soon;

use super::conflicts::first_button;

/// The number of findings that are listed; the rest follow as these are resolved.
const MOST: usize = 50;

/// The list of findings.
#[component]
pub(crate) fn FindingsPanel(
    /// Opens what is closed on the way to a place, such as the grades.
    reveal: Callback<Place>,
) -> impl IntoView {
    let (app, context) = (ElementContext::here(), CanvasContext::here());
    let heading = app.id("kop-nog-te-doen");
    let labelled = heading.clone();
    let findings = context.handle.findings();
    let go = move |finding: &Finding| {
        reveal.run(finding.place());
        if let (Place::Line(id), Some(field)) = (finding.place(), field(finding)) {
            context.calculate(app, id, Some(field));
        } else {
            focus_soon(app.root, selector(finding));
        }
    };
    let rows = move || {
        let texts = |finding: &Finding| {
            context
                .handle
                .peek(|canvas| sentences::finding(finding, canvas))
        };
        findings.with(|all| {
            all.iter()
                .take(MOST)
                .map(|finding| (finding.clone(), texts(finding)))
                .collect::<Vec<_>>()
        })
    };
    view! {
        <aside class="findings" aria-labelledby=labelled>
            <h3 class="block__title" id=heading>{t::TO_DO}</h3>
            <Show when=move || findings.with(Vec::is_empty)>
                <p class="findings__none">{t::NOTHING_TO_DO}</p>
            </Show>
            <ul class="findings__list" role="list">
                {dynamic(move || rows().into_iter().map(|(finding, text)| {
                    let class = if finding.is_privacy() { "finding finding--privacy" } else { "finding" };
                    view! {
                        <li>
                            <button type="button" class=class on:click=handler(move |_| go(&finding))>{text}</button>
                        </li>
                    }
                }).collect_view())}
            </ul>
            {dynamic(move || {
                let more = findings.with(Vec::len).saturating_sub(MOST);
                (more > 0).then(|| view! { <p class="findings__none">{sentences::more_findings(more)}</p> })
            })}
        </aside>
    }
    .into_any()
}

/// A selector for the field that a finding is about.
fn selector(finding: &Finding) -> String {
    let block = |name: &str, control: &str| format!("[data-block=\"{name}\"] {control}");
    match (finding, finding.place()) {
        (Finding::NoLead, _) => block("maatwerkeindbaas", "input"),
        (Finding::NoDate, _) => block("datum", "input"),
        (Finding::NoActions(place), _) => block(place.wire(), ".add-button"),
        (Finding::Undecided(place), _) => first_button(*place),
        (_, Place::Header | Place::Conflicts) => block("casusnummer", "input"),
        (_, Place::Text(place)) => block(place.wire(), "textarea"),
        (_, Place::Action(id) | Place::Line(id) | Place::Person(id) | Place::Grade(id)) => {
            format!("[data-item=\"{id}\"] :is(textarea, input, button)")
        }
        (_, Place::Lines | Place::Horizon) => block("kosten", ".add-button"),
        (_, Place::People | Place::Grades) => block("cijfers", ".add-button"),
        (_, Place::Actions | Place::Removed) => block("zelfDoen", ".add-button"),
    }
}
