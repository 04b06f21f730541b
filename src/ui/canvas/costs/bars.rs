//! The three totals with their bars, and what the plan saves, in figures and in words.

use crate::ui::view::{derived, memo};
use leptos::prelude::*;

use crate::domain::{Canvas, Place, Scenario};
use crate::texts::{labels as t, names, number, sentences};
use crate::ui::context::{CanvasContext, ElementContext};

/// Totals, bars and saving; all of it follows each keystroke.
#[component]
pub(crate) fn Bars() -> impl IntoView {
    let context = CanvasContext::here();
    let totals = memo(move |_| context.handle.totals());
    let loss = move || {
        let saving = totals.get().saving();
        saving.is_some_and(|saving| saving.is_sign_negative())
    };
    let amount = move || sentences::saving(&totals.get());
    let period = period(context);
    view! {
        <div class="totals">
            <dl class="totals__list">
                {Scenario::ALL.map(|scenario| view! { <Bar scenario totals /> }).into_iter().collect_view()}
                <div class="totals__saving" class:totals__saving--negative=derived(loss)>
                    <dt>{t::SAVING_AMOUNT}<span class="totals__formula">{t::SAVING_FORMULA}{period}</span></dt>
                    <dd data-total="besparing" translate="no">{derived(amount)}</dd>
                </div>
            </dl>
            <p class="totals__sentence" translate="no">{derived(move || sentences::totals(&totals.get()))}</p>
        </div>
    }
}

/// The period of all amounts.
pub(super) fn period(context: CanvasContext) -> Signal<String> {
    derived(move || {
        let period = |canvas: &Canvas| sentences::period(canvas.costs.horizon);
        context.handle.read(Place::Horizon, period)
    })
}

/// One scenario's total, with a bar as long as its share of the dearest.
#[component]
fn Bar(scenario: Scenario, totals: Memo<crate::domain::Totals>) -> impl IntoView {
    let pattern = ElementContext::here().id(&format!("streep-{}", scenario.wire()));
    let fill = format!("url(#{pattern})");
    let striped = scenario == Scenario::Looming;
    view! {
        <div class=format!("bar bar--{}", scenario.wire())>
            <dt>{names::scenario(scenario)}</dt>
            <dd data-total=scenario.wire() translate="no">
                {derived(move || number::format_euro(totals.get().get(scenario)))}
            </dd>
            <svg class="bar__chart" aria-hidden="true" focusable="false" preserveAspectRatio="none">
                {striped.then(|| view! {
                    <defs>
                        <pattern id=pattern width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                            <rect class="bar__fill" width="8" height="8"></rect>
                            <rect class="bar__stripe" width="3" height="8"></rect>
                        </pattern>
                    </defs>
                })}
                <rect class="bar__track" width="100%" height="100%" rx="3"></rect>
                <rect
                    class="bar__fill"
                    fill=striped.then_some(fill)
                    width=derived(move || format!("{}%", totals.get().share(scenario)))
                    height="100%"
                    rx="3"
                ></rect>
            </svg>
        </div>
    }
}
