//! The grades on paper, and the places that still have two versions.

use leptos::prelude::*;

use crate::domain::{Canvas, GradeEntry, OwnNames, Satisfaction, undecided, versions};
use crate::texts::{conflict as c, date, grades as g, labels as t, names, print as p};
use crate::ui::canvas::grades::{points_of, trend};
use crate::ui::markup::{cell, element, text};

use super::boxes::print_box;

/// The question, every grade, and a trend per person.
pub(super) fn print_grades(canvas: &Canvas) -> AnyView {
    let satisfaction = &canvas.satisfaction;
    let mut trends = Vec::new();
    for (id, person) in satisfaction.people_in_order() {
        let points = points_of(satisfaction, id);
        if points.len() > 1 {
            let name = text("figcaption", "print__label", g::role_heading(&person.role));
            let drawing = trend(&person.role, &points);
            trends.push(element("figure", "print__trend", vec![name, drawing]));
        }
    }
    let columns = [g::PERSON, g::MOMENT, g::DAY, g::GRADE, g::WHY];
    let table = table(
        "print__table print__table--grades",
        &columns,
        rows(satisfaction),
    );
    let both = vec![table, element("div", "print__trends", trends)];
    let content = vec![
        text("p", "print__question", satisfaction.question.clone()),
        element("div", "print__grades", both),
    ];
    print_box("cijfers", t::SATISFACTION, content)
}

fn table(class: &str, columns: &[&str], rows: Vec<AnyView>) -> AnyView {
    let columns = columns
        .iter()
        .map(|name| cell("th", "", ("scope", "col"), *name));
    let head = element("tr", "", columns.collect());
    let parts = vec![element("thead", "", vec![head]), element("tbody", "", rows)];
    element("table", class, parts)
}

fn row_heading(name: String) -> AnyView {
    cell("th", "", ("scope", "row"), name)
}

/// A row per grade: by person, then in the order in which they were given.
fn rows(satisfaction: &Satisfaction) -> Vec<AnyView> {
    let mut rows = Vec::new();
    for (id, person) in satisfaction.people_in_order() {
        let role = g::role_heading(&person.role);
        let entries = satisfaction.asked_of(id);
        if entries.is_empty() {
            let none = cell("td", "", ("colspan", "4"), g::NOT_GIVEN);
            rows.push(element("tr", "", vec![row_heading(role.clone()), none]));
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
    let day = entry.date.map(date::format_date).unwrap_or_default();
    let cells = vec![
        row_heading(role),
        text("td", "", names::moment(&entry.moment)),
        text("td", "", day),
        text("td", "print__grade", g::given(entry.grade)),
        text("td", "print__text", entry.reason.clone()),
    ];
    element("tr", "", cells)
}

/// The places that have two versions, with all of them.
pub(super) fn print_differences(canvas: &Canvas, own: &OwnNames) -> Option<AnyView> {
    let places = undecided(canvas).into_iter();
    let rows: Vec<AnyView> = places.map(|place| conflict(place, canvas, own)).collect();
    (!rows.is_empty()).then(|| {
        let content = vec![
            text("p", "print__text", p::DIFFERENCES_HINT),
            table("print__table", &[p::PLACE, p::OURS, p::THEIRS], rows),
        ];
        print_box("verschillen", p::DIFFERENCES, content)
    })
}

fn conflict(place: &str, canvas: &Canvas, own: &OwnNames) -> AnyView {
    let told: Vec<String> = versions(canvas, place)
        .iter()
        .map(|side| c::on_paper(place, side, own))
        .collect();
    let (now, others) = told.split_first().unzip();
    let others = others.map(|others| others.join("\n\n"));
    let cells = vec![
        row_heading(c::place(place, canvas)),
        text("td", "print__text", now.cloned().unwrap_or_default()),
        text("td", "print__text", others.unwrap_or_default()),
    ];
    element("tr", "", cells)
}
