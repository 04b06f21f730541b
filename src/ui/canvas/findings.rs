//! "Nog te doen": what is missing or odd, each with one tap to its place.

use crate::ui::view::{Show, dynamic, then};
use leptos::prelude::*;

use crate::domain::{Finding, Place};
use crate::texts::{labels as t, sentences};
use crate::ui::context::{App, Sheet};
use crate::ui::dom::focus_soon;

use super::conflict;

/// The list of findings.
#[component]
pub(crate) fn FindingsPanel(
    /// Opens what is closed on the way to a place, such as the grades.
    reveal: Callback<Place>,
) -> impl IntoView {
    let (app, sheet) = (App::here(), Sheet::here());
    let heading = app.id("kop-nog-te-doen");
    let labelled = heading.clone();
    let findings = sheet.session.findings;
    let go = move |finding: &Finding| {
        reveal.run(finding.place());
        focus_soon(app.root, selector(finding));
    };
    let rows = move || {
        let texts = |finding: &Finding| {
            sheet
                .session
                .peek(|canvas| sentences::finding(finding, canvas))
        };
        findings.with(|all| {
            all.iter()
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
                            <button type="button" class=class on:click=then(move |_| go(&finding))>{text}</button>
                        </li>
                    }
                }).collect_view())}
            </ul>
        </aside>
    }
    .into_any()
}

/// What gets the focus for a finding.
fn selector(finding: &Finding) -> String {
    let block = |name: &str, control: &str| format!("[data-block=\"{name}\"] {control}");
    match (finding, finding.place()) {
        (Finding::NoLead, _) => block("maatwerkeindbaas", "input"),
        (Finding::NoDate, _) => block("datum", "input"),
        (Finding::NoActions(place), _) => block(place.wire(), ".add-button"),
        (Finding::Undecided(place), _) => conflict::selector(*place),
        (_, Place::Header | Place::Differences) => block("casusnummer", "input"),
        (_, Place::Text(place)) => block(place.wire(), "textarea"),
        (_, Place::Action(id) | Place::Line(id) | Place::Person(id) | Place::Grade(id)) => {
            format!("[data-item=\"{id}\"] :is(textarea, input, button)")
        }
        (_, Place::Lines | Place::Horizon) => block("kosten", ".add-button"),
        (_, Place::People | Place::Grades) => block("cijfers", ".add-button"),
        (_, Place::Actions | Place::Removed) => block("zelfDoen", ".add-button"),
    }
}
