//! One section of the results: what it is about, what it found, its chart, and its table.

use leptos::prelude::*;

use crate::texts::results as t;
use crate::ui::analysis::tables::table;

/// A section.
pub(super) struct Section {
    /// What it is about.
    pub topic: &'static str,
    /// What it found, in a sentence.
    pub finding: String,
    /// More of that, below it; empty for none.
    pub note: String,
    /// Its chart; `None` if there is nothing to draw.
    pub chart: Option<AnyView>,
    /// The names of the columns of its table, that of the rows first.
    pub columns: Vec<&'static str>,
    /// Its table; without rows there is none.
    pub rows: Vec<(String, Vec<String>)>,
}

impl Section {
    /// The section as it shows.
    pub(super) fn show(self) -> AnyView {
        let table = (!self.rows.is_empty()).then(|| {
            let table = table("figures", self.topic, &self.columns, self.rows);
            let label = [t::NUMBERS, ": ", self.topic].concat();
            view! {
                <details class="results__details">
                    <summary aria-label=label>{t::NUMBERS}</summary>
                    {table}
                </details>
            }
            .into_any()
        });
        let note = (!self.note.is_empty())
            .then(|| view! { <p class="results__note">{self.note}</p> }.into_any());
        view! {
            <section class="results__part">
                <h4 class="results__heading">
                    <span class="results__topic">{self.topic}</span>
                    <span class="results__finding" translate="no">{self.finding}</span>
                </h4>
                {note}
                {self.chart}
                {table}
            </section>
        }
        .into_any()
    }
}
