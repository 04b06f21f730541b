//! Trends of grades: a drawing per person, and a small one of all of them in the header.

use leptos::prelude::*;

use crate::domain::{Grade, ItemId, Satisfaction};
use crate::texts::{date, grades as g, number};
use crate::ui::context::CanvasContext;

use super::plot::{Dot, Frame, Points, line, span};
use crate::ui::chart::labels::apart;
use crate::ui::view::{dynamic, memo};

const WIDTH: i32 = 360;
const LEFT: i32 = 64;
const RIGHT: i32 = 44;
const HEIGHT: i32 = 146;
const FRAME: Frame = Frame {
    left: LEFT,
    top: 24,
    height: 90,
};
/// The room that a day takes, and a grade.
const DAY: i32 = 70;
const GRADE: i32 = 28;

/// The small drawing: its lines, and behind them the names.
const SMALL_WIDTH: i32 = 152;
const SMALL_LINES: i32 = 56;
const SMALL_HEIGHT: i32 = 48;
const SMALL: Frame = Frame {
    left: 6,
    top: 6,
    height: 36,
};
/// The room that a name takes.
const NAME: i32 = 15;

/// A person's grades with their days.
pub(crate) fn points_of(satisfaction: &Satisfaction, person: ItemId) -> Points {
    let given = satisfaction.given_by(person).into_iter();
    given.map(|(entry, grade)| (entry.date, grade)).collect()
}

/// A person's trend along the days: dots with their grades, and the days below them as far as there is
/// room.
pub(crate) fn trend(role: &str, points: &Points) -> AnyView {
    let width = WIDTH.saturating_sub(LEFT).saturating_sub(RIGHT);
    let dots = FRAME.dots(points, span(&[points]), width);
    let levels = [1, 10]
        .into_iter()
        .filter_map(|points| Grade::new(points, false));
    let levels: Vec<AnyView> = levels.map(level).collect();
    let (mut grades, mut days, mut next) = (Vec::new(), Vec::new(), i32::MIN);
    let mut before: Option<Dot> = None;
    let last = dots.last().map_or(0, |dot| dot.x);
    for (dot, (day, grade)) in dots.iter().zip(points) {
        grades.push(trend_dot(*dot, before, *grade));
        before = Some(*dot);
        // The last day always shows.
        let fits = dot.x >= next && last.saturating_sub(dot.x) >= DAY;
        if let (Some(day), true) = (day, fits || dot.x == last) {
            days.push(text(
                "trend__day",
                dot.x,
                HEIGHT.saturating_sub(8),
                date::format_date(*day),
            ));
            next = if dot.x == last {
                i32::MAX
            } else {
                dot.x.saturating_add(DAY)
            };
        }
    }
    view! {
        <svg class="trend" role="img" aria-label=g::trend(role, points) width=WIDTH height=HEIGHT
            viewBox=["0 0 ", &WIDTH.to_string(), " ", &HEIGHT.to_string()].concat()>
            {levels}
            {path("trend__line", line(&dots))}
            {grades}
            {days}
        </svg>
    }
    .into_any()
}

fn path(class: &'static str, d: String) -> AnyView {
    view! { <path class=class d=d></path> }.into_any()
}

/// The path of a dot: its line's round ends make it one.
fn point(dot: Dot) -> String {
    [&line(&[dot]), "h0"].concat()
}

fn text(class: &'static str, x: i32, y: i32, text: String) -> AnyView {
    view! { <text class=class x=x y=y>{text}</text> }.into_any()
}

fn level(grade: Grade) -> AnyView {
    let y = FRAME.level(grade);
    view! {
        <line class="trend__level" x1="30" y1=y x2=WIDTH y2=y></line>
        {text("trend__scale", 16, y.saturating_add(4), number::format_grade(grade))}
    }
    .into_any()
}

/// A dot with its grade above it, or below where a higher one is close before it.
fn trend_dot(dot: Dot, before: Option<Dot>, grade: Grade) -> AnyView {
    let close = before.filter(|before| dot.x.saturating_sub(before.x) < GRADE);
    let y = match close {
        Some(before) if dot.y > before.y => dot.y.saturating_add(21),
        _ => dot.y.saturating_sub(11),
    };
    view! {
        {path("trend__dot", point(dot))}
        {text("trend__grade", dot.x, y, number::format_grade(grade))}
    }
    .into_any()
}

/// The same figures as a table, for screen readers.
pub(super) fn trend_table(role: &str, points: &Points) -> AnyView {
    let rows = points.iter().map(|(day, grade)| {
        view! {
            <tr>
                <td>{day.map(date::format_date)}</td>
                <td>{number::format_grade(*grade)}</td>
            </tr>
        }
    });
    view! {
        <table class="visually-hidden">
            <caption>{g::role_heading(role)}</caption>
            <thead>
                <tr>
                    <th scope="col">{g::DAY}</th>
                    <th scope="col">{g::GRADE}</th>
                </tr>
            </thead>
            <tbody>{rows.collect_view()}</tbody>
        </table>
    }
    .into_any()
}

/// Everyone's trend in one small drawing, as soon as someone has two grades.
#[component]
pub(super) fn Sparkline() -> impl IntoView {
    let context = CanvasContext::here();
    let trends = memo(move |_| {
        context.handle.satisfaction(|satisfaction| {
            let people = satisfaction.people_in_order().into_iter();
            let trends =
                people.map(|(id, person)| (person.role.clone(), points_of(satisfaction, id)));
            trends
                .filter(|(_, points)| points.len() > 1)
                .collect::<Vec<_>>()
        })
    });
    dynamic(move || {
        let trends = trends.get();
        (!trends.is_empty()).then(|| sparkline(&trends))
    })
}

/// The lines, all along the same days, each with its name behind its end.
fn sparkline(trends: &[(String, Points)]) -> AnyView {
    let sentences: Vec<String> = trends
        .iter()
        .map(|(role, points)| g::trend(role, points))
        .collect();
    let all: Vec<&Points> = trends.iter().map(|(_, points)| points).collect();
    let span = span(&all);
    let mut drawn = Vec::new();
    let mut ends = Vec::new();
    for points in all {
        let dots = SMALL.dots(points, span, SMALL_LINES);
        let Some(last) = dots.last() else { continue };
        ends.push(last.y.saturating_add(4));
        drawn.push(path("sparkline__line", line(&dots)));
        drawn.push(path("sparkline__dot", point(*last)));
    }
    let people = i32::try_from(ends.len()).unwrap_or_default();
    let height = NAME.saturating_mul(people).max(SMALL_HEIGHT);
    let places = apart(&ends, NAME, NAME, height.saturating_sub(3));
    let x = SMALL_LINES.saturating_add(14);
    for ((role, _), y) in trends.iter().zip(places) {
        drawn.push(text("sparkline__name", x, y, g::role(role)));
    }
    view! {
        <svg class="sparkline" role="img" aria-label=sentences.join(" ") width=SMALL_WIDTH height=height>
            {drawn}
        </svg>
    }
    .into_any()
}
