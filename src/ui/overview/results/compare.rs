//! Vergelijken: years with years, municipalities with each other, and what others have published.

use leptos::html;
use leptos::prelude::*;
use rust_decimal::Decimal;

use crate::domain::results::council::{LARGEST_SHARED_FILE, Release, ReleasedRow, read_shared};
use crate::domain::results::{CaseFigures, Spread};
use crate::domain::{DocumentId, ItemId, SortedMap};
use crate::session::{FiguresProgress, KeepError, ReportKind, TakesFigures};
use crate::texts::references::{FigureOf, REFERENCES, Reference};
use crate::texts::{compare as t, number, results as r};
use crate::ui::analysis::tables::table;
use crate::ui::components::{Button, ButtonKind};
use crate::ui::dom::{FileFault, bytes_of, taken_file};
use crate::ui::icon::{Icon, icon};
use crate::ui::markup::{element, text};
use crate::ui::view::{dynamic, effect, handler, spawn_guarded};

use super::pass::ResultsController;
use super::rows::{Bar, bars};

/// What cases of one year come to.
#[derive(Clone, Default)]
struct Year {
    plans: usize,
    savings: Spread,
}

/// Folds cases by year.
#[derive(Default)]
struct Years(SortedMap<i32, Year>);

impl TakesFigures for Years {
    fn take(&mut self, _: &DocumentId, figures: &CaseFigures) {
        let Some(day) = figures.day else { return };
        let year = self.0.entry(day.year()).or_default();
        year.plans = year.plans.saturating_add(1);
        if let Some(saving) = figures.saving() {
            year.savings.add(saving);
        }
    }

    fn tell(&mut self, _: FiguresProgress) -> bool {
        true
    }
}

type Reports = Vec<(ItemId, Release)>;

/// What the views of the comparison share.
#[derive(Clone, Copy)]
struct Comparing {
    results: ResultsController,
    years: RwSignal<Vec<(i32, Year)>, LocalStorage>,
    own: RwSignal<Reports, LocalStorage>,
    others: RwSignal<Reports, LocalStorage>,
}

/// The view.
pub(super) fn compare(results: ResultsController) -> AnyView {
    let comparing = Comparing {
        results,
        years: RwSignal::new_local(Vec::new()),
        own: RwSignal::new_local(Vec::new()),
        others: RwSignal::new_local(Vec::new()),
    };
    effect(move || {
        results.overview.summaries.track();
        comparing.read_years();
    });
    comparing.read_reports();
    let parts = vec![
        dynamic(move || chart(comparing)).into_any(),
        dynamic(move || years(comparing)).into_any(),
        others(comparing),
        published(),
    ];
    element("div", "compare", parts)
}

impl Comparing {
    fn read_years(self) {
        let overview = self.results.overview;
        let workspace = overview.library.get();
        let work = async move {
            let mut years = Years::default();
            let read = workspace.library().figures(&mut years).await;
            read.map(|_| years.0.into_iter().collect::<Vec<_>>())
        };
        spawn_guarded(overview.alive, work, move |found| match found {
            Ok(years) => drop(self.years.try_set(years)),
            Err(error) => overview.fail_with(&error),
        });
    }

    fn read_reports(self) {
        let overview = self.results.overview;
        let workspace = overview.library.get();
        let work = async move {
            let settings = workspace.municipal_settings();
            let own = settings.reports(ReportKind::Own).await?;
            let others = settings.reports(ReportKind::Other).await?;
            Ok((own, others))
        };
        spawn_guarded(overview.alive, work, move |found| match found {
            Ok((own, others)) => {
                self.own.try_set(own);
                self.others.try_set(others);
            }
            Err(error) => overview.fail_with(&error),
        });
    }

    fn keep(self, id: ItemId, report: Option<Release>) {
        let overview = self.results.overview;
        let workspace = overview.library.get();
        let said = if report.is_some() {
            t::ADDED
        } else {
            t::REMOVED
        };
        let work = async move {
            let settings = workspace.municipal_settings();
            settings.keep_report(ReportKind::Other, id, report).await
        };
        spawn_guarded(overview.alive, work, move |kept| match kept {
            Ok(()) => {
                overview.tell(said.to_owned());
                self.read_reports();
            }
            Err(KeepError::NoRoom) => overview.tell_error(t::NO_ROOM.to_owned()),
            Err(KeepError::Storage(error)) => overview.fail_with(&error),
        });
    }
}

/// Mean savings beside each other: own years, released reports, and what others have published.
fn chart(comparing: Comparing) -> AnyView {
    let own = comparing.years.with(|years| {
        let mean = |(year, it): &(i32, Year)| {
            let name = [t::OWN, ": ", &year.to_string()].concat();
            Some(drawn(name, it.savings.mean()?, "maatwerk"))
        };
        years.iter().filter_map(mean).collect::<Vec<Bar>>()
    });
    let released = [(comparing.own, true), (comparing.others, false)];
    let released = released.into_iter().flat_map(|(reports, is_own)| {
        reports.with(|reports| {
            let mean = |(_, it): &(ItemId, Release)| {
                let mean = it.told("kba", "besparing").and_then(ReleasedRow::mean)?;
                let name = if is_own {
                    t::own_name(it)
                } else {
                    [t::OTHER, " ", &t::other_name(it)].concat()
                };
                Some(drawn(name, mean, "besparing"))
            };
            reports.iter().filter_map(mean).collect::<Vec<Bar>>()
        })
    });
    let references = REFERENCES.iter().filter(|it| it.of == FigureOf::Saving);
    let references = references.map(|it| {
        let [low, _] = it.amounts();
        drawn(t::reference_name(it), low, "huidig")
    });
    let rows: Vec<Bar> = own.into_iter().chain(released).chain(references).collect();
    let parts = vec![
        text("h4", "results__title", t::MEAN_SAVING),
        bars(comparing.results, rows, true),
    ];
    element("section", "results__part", parts)
}

fn drawn(name: String, mean: Decimal, kind: &'static str) -> Bar {
    Bar {
        name,
        shown: number::format_whole_euro(mean),
        value: mean,
        kind,
        behind: None,
    }
}

/// The own years as a table.
fn years(comparing: Comparing) -> AnyView {
    let rows = comparing.years.with(|years| {
        let row = |(year, it): &(i32, Year)| {
            let mean = it.savings.mean().map(number::format_whole_euro);
            let cells = vec![
                it.plans.to_string(),
                it.savings.count().to_string(),
                number::format_whole_euro(it.savings.sum()),
                mean.unwrap_or_default(),
            ];
            (year.to_string(), cells)
        };
        years.iter().map(row).collect::<Vec<_>>()
    });
    let body = if rows.is_empty() {
        text("p", "results__note", t::NO_YEARS)
    } else {
        let head = [t::YEAR, t::PLANS, t::FAMILIES, t::SAVING, t::MEAN];
        table("figures", t::YEARS, &head, rows)
    };
    section(t::YEARS, t::YEARS_HINT, body)
}

fn section(heading: &'static str, hint: &'static str, body: AnyView) -> AnyView {
    let parts = vec![
        text("h4", "results__title", heading),
        text("p", "results__note", hint),
        body,
    ];
    element("section", "results__part", parts)
}

/// The released reports of others, with a way to read one in and to take one away.
fn others(comparing: Comparing) -> AnyView {
    let input = NodeRef::<html::Input>::new();
    let choose = move |_| {
        if let Some(input) = input.get_untracked() {
            input.click();
        }
    };
    let chosen = move |_| {
        if let Some(file) = taken_file(input) {
            read(comparing, file);
        }
    };
    let listed = move || {
        comparing.others.with(|all| {
            if all.is_empty() {
                return text("p", "results__note", t::NO_OTHERS);
            }
            let rows = all.iter().map(|(id, report)| other(comparing, *id, report));
            element("ul", "results__list", rows.collect())
        })
    };
    let body = view! {
        {dynamic(listed)}
        <Button kind=ButtonKind::SecondaryText on_press=handler(choose)>{icon(Icon::Load)}<span>{t::READ}</span></Button>
        <input type="file" accept=".json,application/json" hidden node_ref=input aria-label=t::FILE on:change=handler(chosen) />
    };
    section(t::OTHERS, t::OTHERS_HINT, body.into_any())
}

fn read(comparing: Comparing, file: web_sys::File) {
    let overview = comparing.results.overview;
    let id = overview.library.get().environment().item_id();
    let name = file.name();
    let work = async move {
        let largest = u32::try_from(LARGEST_SHARED_FILE).unwrap_or(u32::MAX);
        match bytes_of(&file, largest.into()).await {
            Ok(bytes) => read_shared(&bytes).map_err(|error| t::fault(&error)),
            Err(FileFault::TooLarge) => Err(t::LARGE),
            Err(FileFault::Unreadable) => Err(t::UNREADABLE),
        }
    };
    spawn_guarded(overview.alive, work, move |read| match read {
        Ok(report) => comparing.keep(id, Some(report)),
        Err(why) => overview.tell_error(t::refused(&name, why)),
    });
}

fn other(comparing: Comparing, id: ItemId, report: &Release) -> AnyView {
    let saving = report.told("kba", "besparing");
    let mean = saving.and_then(ReleasedRow::mean);
    let families = saving.and_then(|it| it.families);
    let mut facts = vec![t::other_name(report)];
    facts.extend(mean.map(number::format_whole_euro));
    facts.extend(families.map(r::families));
    let label = [t::REMOVE, ": ", &t::other_name(report)].concat();
    let remove = move |_| comparing.keep(id, None);
    view! {
        <li class="compare__other">
            <span class="compare__facts">{facts.join("\u{a0}· ")}</span>
            <Button kind=ButtonKind::Text label on_press=handler(remove)>{t::REMOVE}</Button>
        </li>
    }
    .into_any()
}

/// What others have published, marked as such.
fn published() -> AnyView {
    let row = |it: &Reference| {
        let cells = vec![
            it.year.to_string(),
            t::amount(it),
            t::figure_of(it.of).to_owned(),
            it.source.to_owned(),
        ];
        (it.place.to_owned(), cells)
    };
    let rows = REFERENCES.iter().map(row).collect();
    let head = [t::PLACE, t::YEAR, t::AMOUNT, t::OF, t::SOURCE];
    let body = table("figures compare__published", t::PUBLISHED, &head, rows);
    section(t::PUBLISHED, t::PUBLISHED_HINT, body)
}
