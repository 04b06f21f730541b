//! The list of released reports.

use leptos::prelude::*;

use crate::domain::ItemId;
use crate::domain::results::council::Release;
use crate::texts::{council as t, date};
use crate::ui::markup::{element, text};
use crate::ui::view::{dynamic, handler};

use super::controller::CouncilController;

/// The released reports, each to be opened again.
pub(super) fn list(controller: CouncilController) -> AnyView {
    let shown = move || {
        controller.released.with(|all| {
            let all = all.as_ref()?;
            let body = if all.is_empty() {
                text("p", "results__note", t::NO_RELEASES)
            } else {
                let rows = all
                    .iter()
                    .map(|(id, release)| row(controller, *id, release));
                element("ul", "results__list", rows.collect())
            };
            let parts = vec![text("h4", "results__title", t::RELEASES), body];
            Some(element("div", "council__released", parts))
        })
    };
    dynamic(shown).into_any()
}

fn row(controller: CouncilController, id: ItemId, release: &Release) -> AnyView {
    let mut about = release.day.map(date::format_long).unwrap_or_default();
    if let Some(by) = &release.by {
        about.push_str(", ");
        about.push_str(&by.name);
    }
    let open = move |_| {
        controller.open.set(Some(id));
        controller.results.overview.focus("[data-hook=\"report\"]");
    };
    let button = view! {
        <button type="button" class="pane__open" on:click=handler(open)>
            <span class="results__number">{t::listed(release)}</span>
            <span class="results__about">{about}</span>
        </button>
    };
    element("li", "", vec![button.into_any()])
}
