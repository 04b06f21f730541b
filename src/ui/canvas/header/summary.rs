//! What matters most, in the bar: the case, the saving and the score.

use crate::ui::view::{derived, dynamic, memo};
use leptos::prelude::*;

use crate::domain::{Canvas, Place};
use crate::texts::{grades, labels as t, number, sentences};
use crate::ui::context::CanvasContext;

/// The case number and the title, what the plan saves and the score, in sight wherever the page is scrolled. It repeats
/// what the page says, so a screen reader skips it.
#[component]
pub(super) fn Summary() -> impl IntoView {
    let context = CanvasContext::here();
    let totals = memo(move |_| context.handle.totals());
    let has_amounts = memo(move |_| totals.with(|totals| totals.has_amounts));
    let saving = derived(move || totals.with(sentences::saving));
    let mean = memo(move |_| context.handle.score().mean);
    let header = move |read: fn(&Canvas) -> &String| {
        derived(move || {
            let handle = context.handle;
            handle.read(Place::Header, |canvas| read(canvas).clone())
        })
    };
    let (case_number, title) = (
        header(|canvas| &canvas.case_number),
        header(|canvas| &canvas.title),
    );
    let score = move |mean| {
        let text = Signal::stored(number::format_mean(mean));
        figure(grades::GRADE, text)
    };
    view! {
        <p class="summary" aria-hidden="true" translate="no">
            <strong class="summary__case">{case_number}<span class="summary__title">" "{title}</span></strong>
            {dynamic(move || has_amounts.get().then(|| figure(t::SAVING_AMOUNT, saving)))}
            {dynamic(move || mean.get().map(score))}
        </p>
    }
    .into_any()
}

fn figure(name: &'static str, text: Signal<String>) -> AnyView {
    view! {
        <span class="summary__figure">
            <span class="summary__name">{name}</span>" "{text}
        </span>
    }
    .into_any()
}
