//! Trends of grades: a drawing per person, and a small one of all of them in the header.

use leptos::prelude::*;

use crate::domain::{Date, Grade, ItemId, Satisfaction};
use crate::texts::{date, grades as g, number};
use crate::ui::context::CanvasContext;

use super::plot::{Dot, Frame, line};
use crate::ui::view::dynamic;

/// Grades with their days, oldest first.
pub(crate) type Points = Vec<(Option<Date>, Grade)>;

/// Room between two grades: a day fits under each.
const STEP: i32 = 78;
const LEFT: i32 = 64;
const RIGHT: i32 = 44;
const HEIGHT: i32 = 146;
const FRAME: Frame = Frame {
    left: LEFT,
    top: 24,
    height: 90,
};

const SMALL_WIDTH: i32 = 120;
const SMALL_HEIGHT: i32 = 48;
const SMALL: Frame = Frame {
    left: 6,
    top: 6,
    height: 36,
};

/// A person's grades with their days.
pub(crate) fn points_of(satisfaction: &Satisfaction, person: ItemId) -> Points {
    let given = satisfaction.given_by(person).into_iter();
    given.map(|(entry, grade)| (entry.date, grade)).collect()
}

/// A person's trend: dots with the grade above and the day below, and the same as a table.
pub(crate) fn trend(role: &str, points: &Points) -> AnyView {
    let grades: Vec<Grade> = points.iter().map(|(_, grade)| *grade).collect();
    let dots = FRAME.dots(&grades, STEP);
    let end = dots.last().map_or(LEFT, |dot| dot.x);
    let width = end.saturating_add(RIGHT);
    let levels = [1, 10]
        .into_iter()
        .filter_map(|points| Grade::new(points, false));
    view! {
        <svg
            class="trend"
            role="img"
            aria-label=g::trend(role, points)
            width=width
            height=HEIGHT
            viewBox=format!("0 0 {width} {HEIGHT}")
        >
            {levels.map(|grade| {
                let y = FRAME.level(grade);
                view! {
                    <line class="trend__level" x1="30" y1=y x2=width y2=y></line>
                    <text class="trend__scale" x="16" y=y.saturating_add(4)>{number::format_grade(grade)}</text>
                }
            }).collect_view()}
            <polyline class="trend__line" points=line(&dots)></polyline>
            {dots.iter().zip(points).map(|(dot, (day, grade))| trend_dot(*dot, *day, *grade)).collect_view()}
        </svg>
    }
    .into_any()
}

fn trend_dot(dot: Dot, day: Option<Date>, grade: Grade) -> impl IntoView {
    view! {
        <circle class="trend__dot" cx=dot.x cy=dot.y r="5"></circle>
        <text class="trend__grade" x=dot.x y=dot.y.saturating_sub(11)>{number::format_grade(grade)}</text>
        <text class="trend__day" x=dot.x y=HEIGHT.saturating_sub(8)>{day.map(date::format_date)}</text>
    }
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
    let trends = Memo::new(move |_| {
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

fn sparkline(trends: &[(String, Points)]) -> impl IntoView + use<> {
    let sentences: Vec<String> = trends
        .iter()
        .map(|(role, points)| g::trend(role, points))
        .collect();
    let lines = trends.iter().map(|(_, points)| {
        let grades: Vec<Grade> = points.iter().map(|(_, grade)| *grade).collect();
        let dots = SMALL.spread(&grades, SMALL_WIDTH.saturating_sub(12));
        let last = dots.last().copied();
        view! {
            <polyline class="sparkline__line" points=line(&dots)></polyline>
            {last.map(|dot| view! { <circle class="sparkline__dot" cx=dot.x cy=dot.y r="4"></circle> })}
        }
    });
    view! {
        <svg
            class="sparkline"
            role="img"
            aria-label=sentences.join(" ")
            width=SMALL_WIDTH
            height=SMALL_HEIGHT
            viewBox=format!("0 0 {SMALL_WIDTH} {SMALL_HEIGHT}")
        >
            {lines.collect_view()}
        </svg>
    }
}
