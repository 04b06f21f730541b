//! The boxes of a printed page.

use leptos::prelude::*;

use crate::domain::method::EntryList;
use crate::domain::{Action, ActionBox, Canvas, TextBox, lowercase};
use crate::texts::{date, labels as t, method, print as p};
use crate::ui::icon::{Icon, icon};
use crate::ui::markup::{element, text};

/// A box with a heading.
pub(super) fn print_box(name: &str, heading: &str, mut content: Vec<AnyView>) -> AnyView {
    let star = (name == TextBox::Perspective.wire()).then(|| icon(Icon::Star).into_any());
    let heading = star.into_iter().chain([heading.to_owned().into_any()]);
    content.insert(0, element("h3", "print__heading", heading.collect()));
    let class = ["print__box print__box--", name].concat();
    element("section", &class, content)
}

/// A box of text, under a heading.
pub(super) fn text_box(canvas: &Canvas, place: TextBox, heading: &str) -> AnyView {
    let mut content = vec![text("p", "print__text", canvas.text(place).text.clone())];
    if place == TextBox::Legitimacy {
        content.extend(rules_in_short(canvas));
    }
    print_box(place.wire(), heading, content)
}

/// The rules that apply, each in a line, for the box that says why the plan is allowed.
fn rules_in_short(canvas: &Canvas) -> Option<AnyView> {
    let rules = canvas.entries_in_order(EntryList::Rules).into_iter();
    let rows: Vec<AnyView> = rules
        .map(|(_, entry)| method::rule(entry))
        .filter(|words| !words.is_empty())
        .map(|words| text("li", "", words))
        .collect();
    (!rows.is_empty()).then(|| element("ul", "print__list print__rules", rows))
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
    let who = Some(action.who.clone()).filter(|who| !who.is_empty());
    let mut content = vec![
        check(action.done),
        text("p", "print__text", action.what.clone()),
    ];
    // First, so that it never stands alone on a second line.
    let done = action.done.then(|| lowercase(t::ACTION_DONE));
    content.extend(details([(done, ""), (who, ""), (due, "print__when")]));
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
