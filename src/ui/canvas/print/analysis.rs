//! The analysis on paper, behind the canvas: the figures with their tables, and every line with its
//! calculation and its source.

use leptos::prelude::*;

use crate::domain::analysis::Analysis;
use crate::domain::{Canvas, Date, OwnNames};
use crate::texts::analysis_page as t;
use crate::ui::analysis::figures::{FIGURES, Figure};
use crate::ui::analysis::gaps::lacking;
use crate::ui::analysis::lines::{fact_list, title};
use crate::ui::markup::{element, text};

/// A page of its own.
pub(super) fn print_analysis(canvas: &Canvas, own: &OwnNames, today: Date) -> AnyView {
    let all = Analysis::of(&canvas.costs);
    let figures: Vec<AnyView> = FIGURES.iter().map(|it| figure(it, &all, own)).collect();
    let rows = vec![
        text("h3", "print__heading", t::LINES),
        lines(canvas, own, today),
    ];
    let parts = vec![
        text("h2", "print__title", t::ANALYSIS),
        element("div", "print__figures", figures),
        element("section", "print__part", rows),
    ];
    element("section", "print__analysis", parts)
}

fn figure(figure: &Figure, all: &Analysis, own: &OwnNames) -> AnyView {
    let parts = vec![
        text("h3", "print__label", figure.topic),
        text("p", "print__heading", (figure.finding)(all, own)),
        text("p", "print__measure", (figure.measure)(all, own)),
        (figure.chart)(all, own),
        (figure.rows)(all, own),
    ];
    element("section", "print__part", parts)
}

fn lines(canvas: &Canvas, own: &OwnNames, today: Date) -> AnyView {
    let lacking = lacking(canvas, today);
    let line = |id, line| {
        let lacks = lacking.iter().find(|(of, _)| *of == id);
        let mut parts = vec![
            text("h4", "print__line-title", title(line)),
            fact_list(line, canvas.costs.horizon, own),
        ];
        parts.extend(lacks.map(|(_, lacks)| text("p", "print__text", lacks.clone())));
        element("div", "print__line", parts)
    };
    let lines = canvas.lines_in_order().into_iter();
    lines
        .map(|(id, it)| line(id, it))
        .collect::<Vec<_>>()
        .into_any()
}
