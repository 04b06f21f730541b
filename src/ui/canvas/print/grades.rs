//! The grades on paper, and the places that still have two versions.

use leptos::prelude::*;

use crate::domain::{Canvas, GradeEntry, OwnNames, Satisfaction, undecided, versions};
use crate::texts::{conflict as c, date, grades as g, labels as t, names, print as p};
use crate::ui::canvas::grades::{points_of, trend};

/// The question, every grade, and a trend per person.
pub(super) fn print_grades(canvas: &Canvas) -> impl IntoView + use<> {
    let satisfaction = &canvas.satisfaction;
    let trends: Vec<AnyView> = satisfaction
        .people_in_order()
        .into_iter()
        .map(|(id, person)| (person.role.clone(), points_of(satisfaction, id)))
        .filter(|(_, points)| points.len() > 1)
        .map(|(role, points)| print_trend(&role, trend(&role, &points)))
        .collect();
    view! {
        <section class="print__box print__box--cijfers">
            <h2 class="print__heading">{t::SATISFACTION}</h2>
            <p class="print__question">{satisfaction.question.clone()}</p>
            <div class="print__grades">
            <table class="print__table print__table--grades">
                <thead>
                    <tr>
                        {[g::PERSON, g::MOMENT, g::DAY, g::GRADE, g::WHY].map(|name| view! {
                            <th scope="col">{name}</th>
                        }).into_iter().collect_view()}
                    </tr>
                </thead>
                <tbody>{rows(satisfaction)}</tbody>
            </table>
            <div class="print__trends">{trends}</div>
            </div>
        </section>
    }
}

fn print_trend(role: &str, drawing: AnyView) -> AnyView {
    view! {
        <figure class="print__trend">
            <figcaption class="print__label">{g::role_heading(role)}</figcaption>
            {drawing}
        </figure>
    }
    .into_any()
}

/// A row per grade: by person, then in the order in which they were given.
fn rows(satisfaction: &Satisfaction) -> Vec<AnyView> {
    let mut rows = Vec::new();
    for (id, person) in satisfaction.people_in_order() {
        let role = g::role_heading(&person.role);
        let entries = satisfaction.asked_of(id);
        if entries.is_empty() {
            rows.push(
                view! { <tr><th scope="row">{role}</th><td colspan="4">{g::NOT_GIVEN}</td></tr> }
                    .into_any(),
            );
            continue;
        }
        rows.extend(
            entries
                .into_iter()
                .map(|(_, entry)| row(role.clone(), entry)),
        );
    }
    rows
}

fn row(role: String, entry: &GradeEntry) -> AnyView {
    view! {
        <tr>
            <th scope="row">{role}</th>
            <td>{names::moment(&entry.moment).to_owned()}</td>
            <td>{entry.date.map(date::format_date)}</td>
            <td class="print__grade">{g::given(entry.grade)}</td>
            <td class="print__text">{entry.reason.clone()}</td>
        </tr>
    }
    .into_any()
}

/// The places that have two versions, with all of them.
pub(super) fn print_differences(canvas: &Canvas, own: &OwnNames) -> Option<AnyView> {
    let rows: Vec<AnyView> = undecided(canvas)
        .into_iter()
        .map(|place| conflict(place, canvas, own))
        .collect();
    (!rows.is_empty()).then(|| {
        view! {
            <section class="print__box print__box--verschillen">
                <h2 class="print__heading">{p::DIFFERENCES}</h2>
                <p class="print__text">{p::DIFFERENCES_HINT}</p>
                <table class="print__table">
                    <thead>
                        <tr>
                            {[p::PLACE, p::OURS, p::THEIRS].map(|name| view! {
                                <th scope="col">{name}</th>
                            }).into_iter().collect_view()}
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </section>
        }
        .into_any()
    })
}

fn conflict(place: &str, canvas: &Canvas, own: &OwnNames) -> AnyView {
    let told: Vec<String> = versions(canvas, place)
        .iter()
        .map(|side| c::on_paper(place, side, own))
        .collect();
    let (now, others) = told.split_first().unzip();
    view! {
        <tr>
            <th scope="row">{c::place(place, canvas)}</th>
            <td class="print__text">{now.cloned()}</td>
            <td class="print__text">{others.map(|others| others.join("\n\n"))}</td>
        </tr>
    }
    .into_any()
}
