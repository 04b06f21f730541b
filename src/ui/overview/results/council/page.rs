//! The page for the council, on screen as it prints: one sheet of A4, and an appendix with the tables.

use leptos::prelude::*;
use rust_decimal::Decimal;

use crate::domain::OwnNames;
use crate::domain::results::MOMENTS;
use crate::domain::results::council::{Release, ReleasedRow, ReportTexts};
use crate::texts::data_sheet::{Cell, DataSheet};
use crate::texts::{council as t, number, results as r};
use crate::ui::analysis::tables::table;
use crate::ui::chart::drawing::{bar, covering, list, row};
use crate::ui::markup::{element, text};

/// The most hindrances on the first page.
const HINDRANCES: usize = 4;

/// The report as it prints.
pub(super) fn page(report: &Release, own: &OwnNames) -> AnyView {
    let texts = report.texts.clone().unwrap_or_default();
    let parts = vec![
        head(report),
        keys(report),
        costs(report),
        columns(report, &texts, own),
        told(&texts),
        method(report),
        appendix(report, own),
    ];
    let parts: Vec<AnyView> = parts.into_iter().collect();
    view! { <article class="report" data-block="raad">{parts}</article> }.into_any()
}

fn head(report: &Release) -> AnyView {
    let title = report.title.clone();
    view! {
        <header class="report__head">
            <h4 class="report__title" tabindex="-1" data-hook="report">{title}</h4>
            <p class="report__period">{t::subtitle(report)}</p>
            <p class="report__summary">{t::summary(report)}</p>
        </header>
    }
    .into_any()
}

/// The figures that matter most.
fn keys(report: &Release) -> AnyView {
    let count = |row: Option<&ReleasedRow>| row.and_then(|it| it.families);
    let plans = count(report.told("plannen", "alle"));
    let saving = report.told("kba", "besparing");
    let euro = number::format_whole_euro;
    let figures = [
        (t::PLANS, plans.map(|plans| r::of_goal(plans, report.goal))),
        (
            t::SAVING,
            saving.and_then(|it| it.sum).map(|it| euro(it.decimal())),
        ),
        (t::MEAN, saving.and_then(ReleasedRow::mean).map(euro)),
    ];
    let figures = figures.into_iter().map(|(name, value)| {
        let value = value.unwrap_or_else(|| Cell::Hidden.shown());
        let parts = vec![
            text("dt", "report__name", name),
            text("dd", "report__value", value),
        ];
        element("div", "report__key", parts)
    });
    element("dl", "report__keys", figures.collect())
}

/// What it costs without the plans and with them.
fn costs(report: &Release) -> AnyView {
    let amount = |key: &str| Some(report.told("kba", key)?.sum?.decimal());
    let rows = [
        (t::LOOMING, "dreigend"),
        (t::TAILORED, "maatwerk"),
        (t::SAVING, "besparing"),
    ];
    let rows: Option<Vec<(&str, &'static str, Decimal)>> = rows
        .into_iter()
        .map(|(name, key)| Some((name, key, amount(key)?)))
        .collect();
    let Some(rows) = rows else {
        return ().into_any();
    };
    let axis = covering(rows.iter().map(|(_, _, amount)| *amount));
    let rows = rows.into_iter().map(|(name, kind, amount)| {
        let drawn = bar(&axis, [Decimal::ZERO, amount], kind);
        row(
            text("span", "", name),
            number::format_whole_euro(amount),
            drawn,
        )
    });
    list(rows.collect())
}

/// Grades, what hindered and how the approach went, beside each other.
fn columns(report: &Release, texts: &ReportTexts, own: &OwnNames) -> AnyView {
    let parts = [
        grades(report),
        hindrances(report, own),
        lines(t::COURSE, &texts.timeline),
        lines(t::LEARNED_HEAD, &texts.learned),
    ];
    element(
        "div",
        "report__columns",
        parts.into_iter().flatten().collect(),
    )
}

fn part(heading: &str, content: Vec<AnyView>) -> AnyView {
    let mut parts = vec![text("h5", "report__heading", heading)];
    parts.extend(content);
    element("section", "report__part", parts)
}

fn grades(report: &Release) -> Option<AnyView> {
    let told = MOMENTS.iter().filter_map(|moment| {
        let row = report.told("cijfer", moment.wire())?;
        let mean = t::one_decimal(row.mean()?);
        let name = text("dt", "", r::moment(moment));
        let value = text("dd", "", number::format_mean(mean));
        Some(element("div", "report__grade", vec![name, value]))
    });
    let told: Vec<AnyView> = told.collect();
    (!told.is_empty()).then(|| {
        let content = vec![
            element("dl", "report__grades", told),
            text("p", "report__note", t::GRADES_SCALE),
        ];
        part(t::GRADES, content)
    })
}

fn hindrances(report: &Release, own: &OwnNames) -> Option<AnyView> {
    let table = report.table("thema").filter(|it| !it.is_withheld)?;
    let told = table
        .rows
        .iter()
        .filter(|row| table.is_ranking || row.is_told());
    let rows: Vec<AnyView> = told
        .take(HINDRANCES)
        .map(|row| {
            let name = t::row_name("thema", row, own);
            let families = row.families.map(r::families);
            let families = families.map(|it| [" (", &it, ")"].concat());
            text("li", "", [name, families.unwrap_or_default()].concat())
        })
        .collect();
    (!rows.is_empty()).then(|| part(t::HINDRANCES, vec![element("ol", "report__ranked", rows)]))
}

fn lines(heading: &str, typed: &str) -> Option<AnyView> {
    let lines = typed.lines().map(str::trim).filter(|line| !line.is_empty());
    let rows: Vec<AnyView> = lines.map(|line| text("li", "", line)).collect();
    (!rows.is_empty()).then(|| part(heading, vec![element("ul", "report__lines", rows)]))
}

/// What families agreed to have told.
fn told(texts: &ReportTexts) -> AnyView {
    let mut parts = Vec::new();
    if !texts.quotes.is_empty() {
        let quotes = texts
            .quotes
            .iter()
            .map(|it| text("blockquote", "report__quote", it));
        parts.push(part(t::QUOTES_HEAD, quotes.collect()));
    }
    if !texts.story.is_empty() {
        parts.push(part(t::STORY_HEAD, vec![text("p", "", &texts.story)]));
    }
    element("div", "report__told", parts)
}

fn method(report: &Release) -> AnyView {
    let lines = t::method(report).into_iter();
    part(
        t::METHOD,
        lines.map(|line| text("p", "report__note", line)).collect(),
    )
}

/// The tables, as they stand in the workbook.
fn appendix(report: &Release, own: &OwnNames) -> AnyView {
    let sheets = t::sheets(report, own).into_iter().skip(1);
    let tables = sheets.map(|sheet| {
        let of = report
            .tables
            .iter()
            .find(|it| t::table_name(&it.key) == sheet.name);
        let day = of
            .and_then(|it| it.of)
            .map(|day| text("p", "report__note", t::taken_from(day)));
        let mut parts = vec![text("h6", "report__heading", sheet.name)];
        parts.extend(day);
        parts.push(shown(sheet));
        element("section", "report__table", parts)
    });
    let mut parts = vec![text("h5", "report__heading", t::APPENDIX)];
    parts.extend(tables);
    element("div", "report__appendix", parts)
}

/// A table on the page: the column that names the row first.
fn shown(sheet: DataSheet) -> AnyView {
    let is_ranked = sheet.columns.first() == Some(&t::RANK);
    let skip = usize::from(is_ranked);
    let columns: Vec<&str> = sheet.columns.iter().skip(skip).copied().collect();
    let rows = sheet.rows.iter().map(|row| {
        let mut cells = row.iter().skip(skip).map(Cell::shown);
        let name = cells.next().unwrap_or_default();
        (name, cells.collect())
    });
    table("figures", sheet.name, &columns, rows.collect())
}
