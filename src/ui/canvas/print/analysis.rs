//! The analysis on paper, behind the canvas: the figures with their tables, and every line with its
//! calculation and its source.

use leptos::prelude::*;

use crate::domain::analysis::Analysis;
use crate::domain::{Canvas, Date, OwnNames};
use crate::texts::analysis_page as t;
use crate::ui::analysis::figures::{FIGURES, Figure};
use crate::ui::analysis::gaps::lacking;
use crate::ui::analysis::lines::{fact_list, title};
use crate::ui::markup::text;

/// A page of its own.
pub(super) fn print_analysis(canvas: &Canvas, own: &OwnNames, today: Date) -> AnyView {
    let all = Analysis::of(&canvas.costs);
    let figures: Vec<AnyView> = FIGURES.iter().map(|it| figure(it, &all, own)).collect();
    view! {
        <section class="print__analysis">
            <h1 class="print__title">{t::ANALYSIS}</h1>
            <div class="print__figures">{figures}</div>
            <section class="print__part">
                <h2 class="print__heading">{t::LINES}</h2>
                {lines(canvas, own, today)}
            </section>
        </section>
    }
    .into_any()
}

fn figure(figure: &Figure, all: &Analysis, own: &OwnNames) -> AnyView {
    view! {
        <section class="print__part">
            <h2 class="print__label">{figure.topic}</h2>
            <p class="print__heading">{(figure.finding)(all, own)}</p>
            <p class="print__measure">{(figure.measure)(all, own)}</p>
            {(figure.chart)(all, own)}
            {(figure.rows)(all, own)}
        </section>
    }
    .into_any()
}

fn lines(canvas: &Canvas, own: &OwnNames, today: Date) -> AnyView {
    let lacking = lacking(canvas, today);
    let line = |id, line| {
        let lacks = lacking.iter().find(|(of, _)| *of == id);
        view! {
            <div class="print__line">
                <h3 class="print__line-title">{title(line)}</h3>
                {fact_list(line, canvas.costs.horizon, own)}
                {lacks.map(|(_, lacks)| text("p", "print__text", lacks.clone()))}
            </div>
        }
        .into_any()
    };
    let lines = canvas.lines_in_order().into_iter();
    lines
        .map(|(id, it)| line(id, it))
        .collect::<Vec<_>>()
        .into_any()
}
