//! What matters most, in the bar: the case, the totals and the score.

use crate::ui::view::{derived, dynamic};
use leptos::prelude::*;

use crate::domain::{Place, Scenario, Totals};
use crate::texts::{grades, labels as t, names, number, sentences};
use crate::ui::context::CanvasContext;

/// The case number, what the plan saves and the score, in sight wherever the page is scrolled; the three
/// totals too where there is room. It repeats what the page says, so a screen reader skips it.
#[component]
pub(super) fn Summary() -> impl IntoView {
    let context = CanvasContext::here();
    let totals = Memo::new(move |_| context.handle.totals());
    let has_amounts = Memo::new(move |_| totals.with(|totals| totals.has_amounts));
    let mean = Memo::new(move |_| context.handle.score().mean);
    let case_number = move || {
        context
            .handle
            .read(Place::Header, |canvas| canvas.case_number.clone())
    };
    let score = move |mean| {
        let text = Signal::stored(number::format_mean(mean));
        figure("score", grades::GRADE, text)
    };
    view! {
        <p class="summary" aria-hidden="true" translate="no">
            <strong class="summary__case">{derived(case_number)}</strong>
            {dynamic(move || has_amounts.get().then(|| amounts(totals)))}
            {dynamic(move || mean.get().map(score))}
        </p>
    }
    .into_any()
}

fn amounts(totals: Memo<Totals>) -> AnyView {
    let total = |scenario: Scenario| {
        let text = move || totals.with(|totals| number::format_euro(totals.get(scenario)));
        figure("total", names::scenario(scenario), derived(text))
    };
    let saving = derived(move || totals.with(sentences::saving));
    view! {
        {Scenario::ALL.map(total).into_iter().collect_view()}
        {figure("saving", t::SAVING_AMOUNT, saving)}
    }
    .into_any()
}

fn figure(kind: &str, name: &'static str, text: Signal<String>) -> AnyView {
    view! {
        <span class=format!("summary__figure summary__figure--{kind}")>
            <span class="summary__name">{name}</span>" "{text}
        </span>
    }
    .into_any()
}
