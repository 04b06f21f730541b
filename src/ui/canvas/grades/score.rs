//! The score in the header, with how it moved.

use crate::ui::view::{derived, dynamic, handler, memo};
use leptos::prelude::*;
use rust_decimal::Decimal;

use crate::texts::{labels as t, number};
use crate::ui::components::{Button, ButtonKind};
use crate::ui::context::{CanvasContext, ElementContext};
use crate::ui::field::Closing;

use super::trend::Sparkline;

/// The mean of everyone's latest grade, its change since the baseline, and the door to the grades.
#[component]
pub(crate) fn ScoreBox(
    open: RwSignal<bool>,
    controls: String,
    /// Everything that is typed in among the grades.
    fields: Closing,
) -> impl IntoView {
    let (app, context) = (ElementContext::here(), CanvasContext::here());
    let heading = app.id("kop-tevredenheid");
    let labelled = heading.clone();
    let score = memo(move |_| context.handle.score());
    let toggle = move |_| {
        if !open.get_untracked() || fields.may_close(app) {
            open.update(|open| *open = !*open);
        }
    };
    let change = move || score.get().change.map(change_text);
    view! {
        <section class="block header__box score" data-block="tevredenheid" aria-labelledby=labelled>
            <h3 class="score__title" id=heading>{t::SATISFACTION}</h3>
            <p class="score__line">
                {dynamic(move || match score.get().mean {
                    Some(mean) => view! {
                        <strong class="score__mean" translate="no">{number::format_mean(mean)}</strong>
                    }.into_any(),
                    None => view! { <span class="score__none">{t::NO_GRADE}</span> }.into_any(),
                })}
                {dynamic(move || change().map(|change| view! {
                    <span class="score__change" translate="no">{change}</span>
                }))}
            </p>
            <Sparkline />
            <Button kind=ButtonKind::Secondary expanded=open controls=controls
                on_press=handler(toggle)>
                {derived(move || if open.get() { t::HIDE_GRADES } else { t::GIVE_GRADE })}
            </Button>
        </section>
    }
}

fn change_text(change: Decimal) -> String {
    [&number::format_change(change), " ", t::SINCE_BASELINE].concat()
}
