//! Leren: the lessons of all cases, beside earlier cases that are like one.

use leptos::prelude::*;

use crate::domain::results::{CaseFigures, LessonFigures};
use crate::domain::{DocumentId, lowercase};
use crate::session::{FiguresProgress, TakesFigures};
use crate::texts::{data_sheet, learn as t};
use crate::ui::components::{Button, ButtonKind};
use crate::ui::field::Choices;
use crate::ui::icon::{Icon, icon};
use crate::ui::markup::{element, text};
use crate::ui::overview::{download, file_name};
use crate::ui::view::{callback, derived, dynamic, effect, handler, spawn_guarded};

use super::choice::{choice, with_all};
use super::pass::ResultsController;
use super::similar_cases::similar;
use super::workbook::print_page;

/// The most lessons that are listed on screen and paper; the spreadsheet has all of them.
const MOST: usize = 400;

/// The lessons of all cases, each with its canvas.
type Lessons = Vec<(DocumentId, LessonFigures)>;

#[derive(Default)]
struct Collecting(Lessons);

impl TakesFigures for Collecting {
    fn take(&mut self, id: &DocumentId, figures: &CaseFigures) {
        let lessons = figures.lessons.iter();
        self.0.extend(lessons.map(|it| (id.clone(), it.clone())));
    }

    fn tell(&mut self, _: FiguresProgress) -> bool {
        true
    }
}

/// Which lessons show.
#[derive(Clone, Default, PartialEq, Eq)]
struct Chosen {
    theme: String,
    level: String,
    status: String,
}

impl Chosen {
    fn accepts(&self, lesson: &LessonFigures) -> bool {
        let is = |chosen: &str, own: &str| chosen.is_empty() || chosen == own;
        is(&self.theme, &lowercase(&lesson.theme))
            && is(&self.level, &lesson.level)
            && is(&self.status, &lesson.status)
    }
}

#[derive(Clone, Copy)]
struct Learning {
    results: ResultsController,
    lessons: RwSignal<Lessons>,
    chosen: RwSignal<Chosen>,
}

/// The view.
pub(super) fn learn(results: ResultsController) -> AnyView {
    let learning = Learning {
        results,
        lessons: RwSignal::new(Vec::new()),
        chosen: RwSignal::new(Chosen::default()),
    };
    effect(move || {
        results.overview.summaries.track();
        learning.read();
    });
    element("div", "learn", vec![similar(results), register(learning)])
}

impl Learning {
    fn read(self) {
        let overview = self.results.overview;
        let workspace = overview.library.get();
        let work = async move {
            let mut found = Collecting::default();
            let read = workspace.library().figures(&mut found).await;
            read.map(|_| found.0)
        };
        spawn_guarded(overview.alive, work, move |found| match found {
            Ok(found) => drop(self.lessons.try_set(found)),
            Err(error) => overview.fail_with(&error),
        });
    }

    fn shown(self) -> Lessons {
        let chosen = self.chosen.get();
        self.lessons.with(|all| {
            let mut shown: Lessons = all
                .iter()
                .filter(|(_, it)| chosen.accepts(it))
                .cloned()
                .collect();
            crate::domain::sort::sort_by(&mut shown, &|one, other| {
                let key =
                    |it: &(DocumentId, LessonFigures)| (lowercase(&it.1.theme), it.1.level.clone());
                key(one).cmp(&key(other))
            });
            shown
        })
    }
}

/// The register: filters, the list by theme, and the ways out.
fn register(learning: Learning) -> AnyView {
    let themes = move || {
        let mut themes: Vec<String> = learning.lessons.with(|all| {
            let themes = all.iter().map(|(_, it)| lowercase(&it.theme));
            themes.filter(|theme| !theme.is_empty()).collect()
        });
        crate::domain::sort::sort_by(&mut themes, &Ord::cmp);
        themes.dedup();
        let named = themes.into_iter().map(|it| (it.clone(), t::theme(&it)));
        with_all(t::ALL, named.collect())
    };
    let shown = move || {
        let shown = learning.shown();
        if shown.is_empty() {
            return text("p", "results__note", t::NONE);
        }
        let by_theme =
            shown.chunk_by(|one, other| lowercase(&one.1.theme) == lowercase(&other.1.theme));
        let groups = by_theme.map(|lessons| group(learning, lessons));
        element("div", "learn__groups", groups.collect())
    };
    view! {
        <section class="results__part on-paper" data-block="leerpunten">
            <h4 class="results__title" tabindex="-1">{t::REGISTER}</h4>
            <p class="results__note">{t::REGISTER_HINT}</p>
            <div class="results__filters">
                {field(learning, "thema", t::THEME, derived(themes))}
                {field(learning, "niveau", t::LEVEL, derived(|| with_all(t::ALL, t::choices("niveau"))))}
                {field(learning, "status", t::STATUS, derived(|| with_all(t::ALL, t::choices("status"))))}
            </div>
            {out(learning)}
            {dynamic(shown)}
        </section>
    }
    .into_any()
}

fn out(learning: Learning) -> AnyView {
    let save = move |_| {
        let today = learning
            .results
            .overview
            .library
            .get()
            .environment()
            .today();
        let shown = untrack(|| learning.shown());
        let sheet = t::sheet(shown.iter().map(|(_, lesson)| lesson));
        let name = file_name(t::FILE, "", today, "csv");
        download(&name, &data_sheet::csv(&[sheet]));
    };
    view! {
        <div class="council__out">
            <Button kind=ButtonKind::Text on_press=handler(move |_| print_page())>{icon(Icon::Print)}<span>{t::PRINT}</span></Button>
            <Button kind=ButtonKind::Text on_press=handler(save)>{icon(Icon::Save)}<span>{t::CSV}</span></Button>
        </div>
    }
    .into_any()
}

fn field(
    learning: Learning,
    name: &'static str,
    label: &'static str,
    choices: Signal<Choices>,
) -> AnyView {
    let own = move |chosen: &Chosen| match name {
        "thema" => chosen.theme.clone(),
        "niveau" => chosen.level.clone(),
        _ => chosen.status.clone(),
    };
    let value = derived(move || learning.chosen.with(own));
    let set = callback(move |value: String| {
        learning.chosen.update(|chosen| match name {
            "thema" => chosen.theme = value,
            "niveau" => chosen.level = value,
            _ => chosen.status = value,
        });
    });
    choice(&["leren-", name].concat(), label, choices, value, set)
}

/// The lessons of one theme.
fn group(learning: Learning, lessons: &[(DocumentId, LessonFigures)]) -> AnyView {
    let theme = lessons
        .first()
        .map(|(_, it)| t::theme(&lowercase(&it.theme)));
    let heading = [&theme.unwrap_or_default(), ": ", &t::count(lessons.len())].concat();
    let rows = lessons
        .iter()
        .take(MOST)
        .map(|(id, it)| lesson(learning, id, it));
    let parts = vec![
        text("h5", "learn__theme", heading),
        element("ul", "learn__list", rows.collect()),
    ];
    element("div", "learn__group", parts)
}

fn lesson(learning: Learning, id: &DocumentId, lesson: &LessonFigures) -> AnyView {
    let overview = learning.results.overview;
    let facts: Vec<String> = [t::level(lesson), t::status(lesson)]
        .into_iter()
        .filter(|fact| !fact.is_empty())
        .collect();
    let label = [t::OPEN, ": ", &overview.name(id)].concat();
    let id = id.clone();
    let open = move |_| overview.open(Some(id.clone()));
    view! {
        <li class="learn__lesson">
            <p class="learn__bottleneck">{lesson.bottleneck.clone()}</p>
            <p class="learn__proposal">{lesson.proposal.clone()}</p>
            <p class="results__note">{facts.join("\u{a0}· ")}</p>
            <Button kind=ButtonKind::Text class="learn__open" label on_press=handler(open)>{t::OPEN}</Button>
        </li>
    }
    .into_any()
}
