//! The canvas as on paper: every box, all text in full, nothing to press.

use leptos::prelude::*;

use crate::domain::{Action, ActionBox, Canvas, OwnNames, TextBox};
use crate::texts::{date, labels as t, names, number, print as p};
use crate::ui::icon::{Icon, icon};
use crate::ui::markup::{element, text};

use super::analysis::print_analysis;
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

/// A copy of the whole document, with the analysis behind it where that is asked for.
pub(crate) fn whole(canvas: &Canvas, own: &OwnNames, with_analysis: bool) -> AnyView {
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
        print_costs(canvas),
        two(TextBox::Legitimacy, TextBox::Commitment),
        print_grades(canvas),
    ];
    all.extend(print_differences(canvas, own));
    if with_analysis {
        all.push(print_analysis(canvas, own));
    }
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

/// A box with a heading.
pub(super) fn print_box(name: &str, heading: &str, mut content: Vec<AnyView>) -> AnyView {
    let star = (name == TextBox::Perspective.wire()).then(|| icon(Icon::Star).into_any());
    let heading = star.into_iter().chain([heading.to_owned().into_any()]);
    content.insert(0, element("h2", "print__heading", heading.collect()));
    let class = ["print__box print__box--", name].concat();
    element("section", &class, content)
}

/// A box of text, under a heading.
pub(super) fn text_box(canvas: &Canvas, place: TextBox, heading: &str) -> AnyView {
    let content = text("p", "print__text", canvas.text(place).text.clone());
    print_box(place.wire(), heading, vec![content])
}

/// A box of actions, under a heading.
pub(super) fn action_box(canvas: &Canvas, place: ActionBox, heading: &str) -> AnyView {
    let actions = canvas.actions_in(place).into_iter();
    let actions = actions.map(|(_, action)| action_item(action)).collect();
    let list = element("ul", "print__actions", actions);
    print_box(place.wire(), heading, vec![list])
}

fn action_item(action: &Action) -> AnyView {
    let due = action
        .due
        .map(|due| [p::BY_WHEN, " ", &date::format_date(due)].concat());
    let done = action.done.then(|| t::ACTION_DONE.to_lowercase());
    let who = Some(action.who.clone()).filter(|who| !who.is_empty());
    let mut content = vec![
        check(action.done),
        text("p", "print__text", action.what.clone()),
    ];
    content.extend(details([(who, ""), (due, "print__when"), (done, "")]));
    element("li", "print__action", content)
}

/// What is known of an action, on one line; each with its class.
fn details(all: [(Option<String>, &str); 3]) -> Option<AnyView> {
    let mut parts = Vec::new();
    for (detail, class) in all {
        let Some(detail) = detail else { continue };
        if !parts.is_empty() {
            parts.push(" · ".into_any());
        }
        parts.push(text("span", class, detail));
    }
    (!parts.is_empty()).then(|| element("p", "print__detail", parts))
}

fn check(done: bool) -> AnyView {
    view! {
        <svg class="print__check" viewBox="0 0 24 24" aria-hidden="true">
            <rect x="2" y="2" width="20" height="20" rx="3"></rect>
            {done.then(|| view! { <path d="M6 12.500l4.500 4.500L18 7"></path> })}
        </svg>
    }
    .into_any()
}
