//! The canvas as on paper: every box, all text in full, nothing to press.

use leptos::prelude::*;

use crate::domain::{ActionBox, Canvas, Date, OwnNames, TextBox};
use crate::texts::{date, labels as t, names, number, print as p};
use crate::ui::markup::{element, text};

use super::analysis::print_analysis;
use super::around::print_around;
use super::boxes::{action_box, text_box};
use super::costs::print_costs;
use super::grades::{print_differences, print_grades};
use super::paper::Paper;

/// What is on paper, as a page of its own; with a last line where the browser can't put a foot on every
/// page.
pub(crate) fn print_page(
    content: AnyView,
    paper: Paper,
    page_name: String,
    last_line: Option<String>,
) -> AnyView {
    let class = match paper {
        Paper::A4 => "print print--a4",
        Paper::A3 => "print print--a3",
    };
    let last_line = last_line.map(|line| text("p", "print__last", line));
    view! { <div class=class lang="nl" style:page=page_name>{content}{last_line}</div> }.into_any()
}

/// A copy of the whole document, with the rules, the decisions and the analysis of a day behind it where that
/// is asked for: the plan as one bundle to keep.
pub(crate) fn whole(canvas: &Canvas, own: &OwnNames, analysis: Option<Date>) -> AnyView {
    let text = |place| text_box(canvas, place, names::text_box(place));
    let actions = |place| action_box(canvas, place, names::action_box(place));
    let two = |one, other| {
        element(
            "div",
            "print__row print__row--two",
            vec![text(one), text(other)],
        )
    };
    let actions = ActionBox::ALL.map(actions).into();
    let mut all = vec![
        head(canvas),
        two(TextBox::Situation, TextBox::Perspective),
        text(TextBox::Breakthrough),
        element("div", "print__row print__row--actions", actions),
        element(
            "div",
            "print__row print__row--figures",
            vec![print_costs(canvas), print_grades(canvas)],
        ),
        two(TextBox::Legitimacy, TextBox::Commitment),
        signatures(),
    ];
    all.extend(print_differences(canvas, own));
    if analysis.is_some() {
        all.extend(print_around(canvas));
    }
    all.extend(analysis.map(|today| print_analysis(canvas, own, today)));
    all.into_any()
}

/// The four boxes at the top.
fn head(canvas: &Canvas) -> AnyView {
    let score = canvas.satisfaction.score();
    let field = |name: &str, content| {
        let name = text("h2", "print__label", name);
        let value = element("p", "print__value", content);
        element("div", "print__field", vec![name, value])
    };
    let said = |value: String| vec![value.into_any()];
    let mean = score.mean.map(number::format_mean).unwrap_or_default();
    let mut grade = vec![text("strong", "print__score", mean)];
    grade.extend(score.change.map(|change| {
        let change = [&number::format_change(change), " ", t::SINCE_BASELINE].concat();
        text("span", "print__change", change)
    }));
    let date = canvas.date.map(date::format_date).unwrap_or_default();
    let mut fields = vec![
        field(t::LEAD, said(canvas.lead.clone())),
        field(t::DATE, said(date)),
        field(t::CASE_NUMBER, said(canvas.case_number.clone())),
    ];
    if !canvas.title.is_empty() {
        fields.push(field(t::TITLE, said(canvas.title.clone())));
    }
    fields.push(field(t::SATISFACTION, grade));
    let title = text("h1", "print__title", t::PRODUCT);
    let fields = element("div", "print__fields", fields);
    element("header", "print__head", vec![title, fields])
}

/// Room to sign by hand, for the family and for who leads the plan.
fn signatures() -> AnyView {
    let fields = [p::AGREED, t::DATE, p::SIGNED_BY_LEAD, t::DATE].map(|name| {
        let name = text("p", "print__label", name);
        element("div", "print__field", vec![name])
    });
    let class = "print__fields print__fields--signed";
    element("section", class, fields.into())
}
