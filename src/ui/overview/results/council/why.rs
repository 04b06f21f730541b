//! What a report hides, and why: for who makes it, and never on paper.

use leptos::prelude::*;

use crate::domain::OwnNames;
use crate::domain::results::council::DraftTable;
use crate::texts::council as t;
use crate::ui::markup::{element, text};
use crate::ui::view::dynamic;

use super::controller::CouncilController;

/// What is hidden, and why.
pub(super) fn hidden(controller: CouncilController) -> AnyView {
    let own = controller.results.overview.library.get().own();
    let own = own.get_untracked().names;
    let shown = move || {
        controller.draft.with(|draft| {
            let draft = draft.as_ref()?;
            let threshold = draft.threshold.families();
            let lines: Vec<AnyView> = draft
                .tables
                .iter()
                .flat_map(|table| lines(table, threshold, &own))
                .map(|line| text("li", "", line))
                .collect();
            let body = if lines.is_empty() {
                text("p", "", t::NOTHING_HIDDEN)
            } else {
                element("ul", "council__reasons", lines)
            };
            let parts = vec![text("h4", "results__title", t::HIDDEN), body];
            Some(element("div", "council__hidden", parts))
        })
    };
    dynamic(shown).into_any()
}

fn lines(table: &DraftTable, threshold: usize, own: &OwnNames) -> Vec<String> {
    let name = t::table_name(&table.told.key);
    if let Some(day) = table.told.of.filter(|_| table.whole.is_some()) {
        let why = table
            .whole
            .map(|why| t::why(why, threshold))
            .unwrap_or_default();
        return vec![[name, ": ", &why, ". ", &t::taken_from(day)].concat()];
    }
    if let Some(why) = table.whole {
        return vec![[name, ": ", &t::why(why, threshold), "."].concat()];
    }
    let rows = table.told.rows.iter().zip(&table.why);
    let hidden = rows.filter_map(|(row, why)| {
        let row = t::row_name(&table.told.key, row, own);
        Some([name, ", ", &row, ": ", &t::why((*why)?, threshold), "."].concat())
    });
    hidden.collect()
}
