//! Earlier cases that are like what somebody types or chooses.

use leptos::prelude::*;

use crate::domain::results::SimilarCases;
use crate::domain::{DocumentId, lowercase};
use crate::session::counts_in_results;
use crate::store::Summary;
use crate::texts::learn as t;
use crate::ui::field::Choices;
use crate::ui::markup::{element, text};
use crate::ui::view::{callback, derived, dynamic, effect, handler};

use super::choice::{choice, with_all};
use super::pass::ResultsController;

/// The most canvases to choose from.
const CASES: usize = 1_000;

/// The words of all cases, read once for as long as the list stays as it is, with the id of each.
#[derive(Default)]
struct Known {
    words: SimilarCases,
    ids: Vec<DocumentId>,
}

impl Known {
    fn of(summaries: &[Summary]) -> Self {
        let counted = || summaries.iter().filter(|it| counts_in_results(it));
        Self {
            words: SimilarCases::of(counted().map(|it| it.search.as_str())),
            ids: counted().map(|it| it.id.clone()).collect(),
        }
    }
}

/// Earlier cases that are like what was typed or chosen.
pub(super) fn similar(results: ResultsController) -> AnyView {
    let overview = results.overview;
    let (typed, chosen) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let known = RwSignal::new_local(Known::default());
    effect(move || known.set(overview.summaries.with(|all| Known::of(all))));
    let found = move || {
        let (typed, chosen) = (lowercase(&typed.get()), chosen.get());
        known.with(|known| {
            let own = known.ids.iter().position(|it| it.as_str() == chosen);
            let card = own.and_then(|at| overview.card(known.ids.get(at)?));
            let text = match card {
                Some(card) => [&card.summary.search, "\n", &typed].concat(),
                None => typed.clone(),
            };
            if text.trim().is_empty() {
                return ().into_any();
            }
            let found = known.words.like(&text, &typed, own).into_iter();
            let rows = found.filter_map(|it| Some(like(results, known.ids.get(it.at)?, &it.words)));
            let rows: Vec<AnyView> = rows.collect();
            if rows.is_empty() {
                return text_of_none();
            }
            element("ul", "results__list", rows)
        })
    };
    let id = overview.app.id("leren-lijkt");
    view! {
        <section class="results__part learn__similar">
            <h4 class="results__title" tabindex="-1">{t::SIMILAR}</h4>
            <p class="results__note">{t::SIMILAR_HINT}</p>
            <div class="results__filters">
                <div class="council__field">
                    <label class="utrecht-form-label" for=id.clone()>{t::LIKE}</label>
                    <input class="utrecht-textbox utrecht-textbox--html-input" id=id type="text" autocomplete="off"
                        prop:value=derived(move || typed.get())
                        on:input=handler(move |event| typed.set(event_target_value(&event))) />
                </div>
                {which(results, known, chosen)}
            </div>
            {dynamic(found)}
        </section>
    }
    .into_any()
}

fn text_of_none() -> AnyView {
    text("p", "results__note", t::NOTHING)
}

/// The choice of a canvas to compare with.
fn which(
    results: ResultsController,
    known: RwSignal<Known, LocalStorage>,
    chosen: RwSignal<String>,
) -> AnyView {
    let choices = move || {
        let choices: Choices = known.with(|known| {
            let named = |id: &DocumentId| (id.to_string(), results.overview.name(id));
            known.ids.iter().take(CASES).map(named).collect()
        });
        with_all(t::NO_CASE, choices)
    };
    let choices = derived(choices);
    let set = callback(move |value| chosen.set(value));
    choice("leren-casus", t::LIKE_CASE, choices, chosen.into(), set)
}

fn like(results: ResultsController, id: &DocumentId, words: &[String]) -> AnyView {
    let overview = results.overview;
    let (own, name) = (id.clone(), overview.name(id));
    let open = move |_| overview.open(Some(own.clone()));
    let card = overview.card(id);
    let title = card
        .map(|card| card.summary.title.clone())
        .unwrap_or_default();
    let about = [t::SHARED, &words.join(", ")].concat();
    let button = view! {
        <button type="button" class="pane__open" on:click=handler(open)>
            <span class="results__number">{name}" "{title}</span>
            <span class="results__about">{about}</span>
        </button>
    };
    element("li", "", vec![button.into_any()])
}
