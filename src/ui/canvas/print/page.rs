//! The canvas as on paper: every box, all text in full, nothing to press.

use leptos::prelude::*;

use crate::domain::{Action, ActionBox, Canvas, OwnNames, TextBox};
use crate::texts::{date, labels as t, names, number, print as p};
use crate::ui::icon::{Icon, icon};

use super::analysis::print_analysis;
use super::costs::print_costs;
use super::grades::{print_differences, print_grades};
use super::paper::Paper;

/// A copy of the document as it is printed, with the analysis behind it where that is asked for; with
/// a last line where the browser can't put a foot on every page.
pub(crate) fn print_page(
    canvas: &Canvas,
    paper: Paper,
    page_name: String,
    own: &OwnNames,
    with_analysis: bool,
    last_line: Option<String>,
) -> AnyView {
    let class = match paper {
        Paper::A4 => "print print--a4",
        Paper::A3 => "print print--a3",
    };
    let [situation, perspective, breakthrough, legitimacy, commitment] =
        TextBox::ALL.map(|place| text_box(canvas, place));
    view! {
        <div class=class lang="nl" style:page=page_name>
            {head(canvas)}
            <div class="print__row print__row--two">{situation}{perspective}</div>
            {breakthrough}
            <div class="print__row print__row--actions">
                {ActionBox::ALL.map(|place| action_box(canvas, place)).into_iter().collect_view()}
            </div>
            {print_costs(canvas)}
            <div class="print__row print__row--two">{legitimacy}{commitment}</div>
            {print_grades(canvas)}
            {print_differences(canvas, own)}
            {with_analysis.then(|| print_analysis(canvas, own))}
            {last_line.map(|line| view! { <p class="print__last">{line}</p> })}
        </div>
    }
    .into_any()
}

/// The four boxes at the top.
fn head(canvas: &Canvas) -> impl IntoView + use<> {
    let score = canvas.satisfaction.score();
    let change = score
        .change
        .map(|change| format!("{} {}", number::format_change(change), t::SINCE_BASELINE));
    let field = |name: &'static str, value: String| {
        view! {
            <div class="print__field">
                <h2 class="print__label">{name}</h2>
                <p class="print__value">{value}</p>
            </div>
        }
    };
    view! {
        <header class="print__head">
            <h1 class="print__title">{t::PRODUCT}</h1>
            <div class="print__fields">
                {field(t::LEAD, canvas.lead.clone())}
                {field(t::DATE, canvas.date.map(date::format_date).unwrap_or_default())}
                {field(t::CASE_NUMBER, canvas.case_number.clone())}
                {(!canvas.title.is_empty()).then(|| field(t::TITLE, canvas.title.clone()))}
                <div class="print__field">
                    <h2 class="print__label">{t::SATISFACTION}</h2>
                    <p class="print__value">
                        <strong class="print__score">{score.mean.map(number::format_mean)}</strong>
                        {change.map(|change| view! { <span class="print__change">{change}</span> })}
                    </p>
                </div>
            </div>
        </header>
    }
}

fn text_box(canvas: &Canvas, place: TextBox) -> AnyView {
    let star = (place == TextBox::Perspective).then(|| icon(Icon::Star));
    view! {
        <section class=format!("print__box print__box--{}", place.wire())>
            <h2 class="print__heading">{star}{names::text_box(place)}</h2>
            <p class="print__text">{canvas.text(place).text.clone()}</p>
        </section>
    }
    .into_any()
}

fn action_box(canvas: &Canvas, place: ActionBox) -> impl IntoView + use<> {
    let actions = canvas
        .actions_in(place)
        .into_iter()
        .map(|(_, action)| action_item(action));
    view! {
        <section class=format!("print__box print__box--{}", place.wire())>
            <h2 class="print__heading">{names::action_box(place)}</h2>
            <ul class="print__actions">{actions.collect_view()}</ul>
        </section>
    }
}

fn action_item(action: &Action) -> impl IntoView + use<> {
    let due = action
        .due
        .map(|due| format!("{} {}", p::BY_WHEN, date::format_date(due)));
    let done = action.done.then(|| t::ACTION_DONE.to_lowercase());
    let who = Some(action.who.clone()).filter(|who| !who.is_empty());
    let details: Vec<String> = [who, due, done].into_iter().flatten().collect();
    view! {
        <li class="print__action">
            <svg class="print__check" viewBox="0 0 24 24" aria-hidden="true">
                <rect x="2" y="2" width="20" height="20" rx="3"></rect>
                {action.done.then(|| view! { <path d="M6 12.500l4.500 4.500L18 7"></path> })}
            </svg>
            <p class="print__text">{action.what.clone()}</p>
            {(!details.is_empty()).then(|| view! { <p class="print__detail">{details.join(" · ")}</p> })}
        </li>
    }
}
