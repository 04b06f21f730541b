//! The analysis on paper, behind the canvas: every line with its calculation and its source.

use leptos::prelude::*;

use crate::domain::analysis::Analysis;
use crate::domain::{Canvas, OwnNames, Totals};
use crate::texts::{analysis as a, analysis_page as t, sentences};
use crate::ui::analysis::lines::{fact_list, title};
use crate::ui::analysis::{chart, life_domains, payers, tables};

/// A page of its own.
pub(super) fn print_analysis(canvas: &Canvas, own: &OwnNames) -> AnyView {
    let all = Analysis::of(&canvas.costs);
    let payback = a::payback(&all);
    view! {
        <section class="print__analysis">
            <h1 class="print__title">{t::ANALYSIS}</h1>
            <p class="print__text">{t::over(all.horizon)}" "{sentences::totals(&all.totals)}</p>
            {tables::bands(&all)}
            {part(t::MONTHS, view! {
                <p class="print__text">{payback.clone()}</p>
                {chart::lines(&all.months, &payback)}
                {tables::months(&all.months)}
            }.into_any())}
            {groups(t::PAYERS, &payers(&all, own), &all.totals, &a::who_gains(&all.payers, own))}
            {groups(t::LIFE_DOMAINS, &life_domains(&all, own), &all.totals, &a::where_it_gains(&all.life_domains, own))}
            {part(t::LINES, lines(canvas, own))}
        </section>
    }
    .into_any()
}

fn part(title: &'static str, content: AnyView) -> AnyView {
    view! {
        <section class="print__part">
            <h2 class="print__heading">{title}</h2>
            {content}
        </section>
    }
    .into_any()
}

fn groups(
    title: &'static str,
    groups: &[(String, Totals)],
    all: &Totals,
    gains: &[String],
) -> AnyView {
    let content = view! {
        <p class="print__text">{gains.join(" ")}</p>
        {chart::bars(groups)}
        {tables::groups(title, groups, all)}
    };
    part(title, content.into_any())
}

fn lines(canvas: &Canvas, own: &OwnNames) -> AnyView {
    let line = |line| {
        view! {
            <div class="print__line">
                <h3 class="print__line-title">{title(line)}</h3>
                {fact_list(line, canvas.costs.horizon, own)}
            </div>
        }
        .into_any()
    };
    let lines = canvas.lines_in_order().into_iter();
    lines.map(|(_, it)| line(it)).collect::<Vec<_>>().into_any()
}
