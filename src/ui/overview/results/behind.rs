//! The canvases behind a figure.

use leptos::prelude::*;

use crate::domain::DocumentId;
use crate::domain::results::{Behind, CaseFigures, Filter};
use crate::session::{FiguresProgress, TakesFigures};
use crate::texts::{labels, results as t};
use crate::ui::components::{Button, ButtonKind};
use crate::ui::icon::{Icon, icon};
use crate::ui::markup::{element, text};
use crate::ui::view::{dynamic, handler, spawn_guarded};

use super::super::controller::{HEADING, OverviewController};
use super::pass::{Asked, ResultsController};

/// The most canvases that are listed.
const MOST: usize = 500;

/// Finds the canvases behind a figure.
#[derive(Default)]
struct Finding {
    filter: Filter,
    behind: Option<Behind>,
    count: usize,
    found: Vec<DocumentId>,
}

impl TakesFigures for Finding {
    fn take(&mut self, id: &DocumentId, figures: &CaseFigures) {
        let has = self.behind.as_ref().is_some_and(|it| it.has(figures));
        if !has || !self.filter.accepts(figures) {
            return;
        }
        self.count = self.count.saturating_add(1);
        if self.found.len() < MOST {
            self.found.push(id.clone());
        }
    }

    fn tell(&mut self, _: FiguresProgress) -> bool {
        true
    }
}

/// The list of the canvases behind a figure, with a way back.
pub(super) fn behind(controller: ResultsController, (name, behind): Asked) -> AnyView {
    let overview = controller.overview;
    let found = RwSignal::new_local(None::<Finding>);
    let workspace = overview.library.get();
    let filter = controller.filter.get_untracked();
    let work = async move {
        let mut finding = Finding {
            filter,
            behind: Some(behind),
            ..Finding::default()
        };
        let read = workspace.library().figures(&mut finding).await;
        read.map(|_| finding)
    };
    spawn_guarded(overview.alive, work, move |read| match read {
        Ok(finding) => {
            found.try_set(Some(finding));
            overview.focus("[data-hook=\"behind\"]");
        }
        Err(error) => overview.fail_with(&error),
    });
    let back = move |_| {
        controller.behind.set(None);
        overview.focus(HEADING);
    };
    let body = move || {
        found.with(|found| match found {
            None => text("p", "loading", labels::LOADING),
            Some(found) => listed(overview, &name, found),
        })
    };
    view! {
        <div class="results__behind">
            <Button kind=ButtonKind::Text on_press=handler(back)>{icon(Icon::Back)}<span>{t::BACK}</span></Button>
            {dynamic(body)}
        </div>
    }
    .into_any()
}

fn listed(overview: OverviewController, name: &str, found: &Finding) -> AnyView {
    let rows = found.found.iter().map(|id| row(overview, id)).collect();
    view! {
        <h4 class="results__title" tabindex="-1" data-hook="behind">{t::behind(name, found.count)}</h4>
        {element("ul", "results__list", rows)}
    }
    .into_any()
}

fn row(overview: OverviewController, id: &DocumentId) -> AnyView {
    let card = overview.card(id);
    let title = card
        .map(|card| card.summary.title.clone())
        .unwrap_or_default();
    let name = overview.name(id);
    let id = id.clone();
    let open = move |_| overview.open(Some(id.clone()));
    let button = view! {
        <button type="button" class="pane__open" on:click=handler(open)>
            <span class="results__number">{name}</span>
            <span class="results__about">{title}</span>
        </button>
    };
    element("li", "", vec![button.into_any()])
}
