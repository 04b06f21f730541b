//! The cost-benefit analysis: three totals, what the plan saves, and the lines.

use crate::ui::view::{Show, derived, handler, memo};
use leptos::ev::{FocusEvent, MouseEvent};
use leptos::prelude::*;

use crate::domain::Scenario;
use crate::texts::{labels as t, names, number};
use crate::ui::analysis::analysis_button;
use crate::ui::canvas::items::{AddItemButton, ItemList, ListController, ReorderableList};
use crate::ui::context::{CanvasContext, ElementContext};

use super::bars::{Bars, period};
use super::cost_line::CostLineRow;
use super::lines::Lines;
use super::step_down::step_down;

/// The box with the cost-benefit analysis.
#[component]
pub(crate) fn CostsPanel() -> impl IntoView {
    let app = ElementContext::here();
    let heading = app.id("kop-kosten");
    let labelled = heading.clone();
    let items = ListController::new(ItemList::Lines);
    let lines = Lines::new(items);
    let has_lines = memo(move |_| !items.is_empty());
    view! {
        <section class="block block--kosten" part="block totals" data-block="kosten" aria-labelledby=labelled
            on:keydown=handler(move |event| step_down(app, items, &event))>
            <div class="block__head">
                <h3 class="block__title" id=heading>{t::COSTS}</h3>
                <Show when=derived(move || has_lines.get())>{analysis_button()}</Show>
            </div>
            <Bars />
            <Show when=derived(move || !has_lines.get())>
                <p class="utrecht-form-field-description">{t::COSTS_HINT}</p>
            </Show>
            <div class="lines" class:lines--empty=derived(move || !has_lines.get())
                on:focusin=handler(move |event: FocusEvent| lines.entered(&event))
                on:focusout=handler(move |event: FocusEvent| lines.left(&event))
                on:input=handler(move |event| lines.typed(&event))
                on:keydown=handler(move |event| lines.key(&event))
                on:click=handler(move |event: MouseEvent| lines.pressed(&event))>
                <div class="lines__head" aria-hidden="true">
                    <span>{t::DESCRIPTION}</span>
                    {Scenario::ALL.map(|scenario| view! {
                        <span class="lines__amount">{names::scenario(scenario)}</span>
                    }).into_iter().collect_view()}
                </div>
                <ReorderableList items row=move |id| view! { <CostLineRow lines id /> }.into_any() />
                <TotalsRow />
            </div>
            <AddItemButton items text=t::ADD_LINE name=t::ADD_LINE />
        </section>
    }
    .into_any()
}

/// The sums under the lines' columns.
#[component]
fn TotalsRow() -> impl IntoView {
    let context = CanvasContext::here();
    view! {
        <div class="lines__totals" aria-hidden="true">
            <span>{t::TOTAL}{period(context)}</span>
            {Scenario::ALL.map(|scenario| view! {
                <span class="lines__amount" translate="no">
                    {derived(move || number::format_money(context.handle.totals().get(scenario)))}
                </span>
            }).into_iter().collect_view()}
        </div>
    }
}
