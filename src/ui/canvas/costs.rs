//! The cost-benefit analysis: three totals, what the plan saves, and the lines.

use crate::ui::view::{For, Show, of};
use leptos::prelude::*;

use crate::domain::{
    Canvas, Command, CostLine, ItemId, LineEdit, OrderKey, Place, Scenario, place_at,
};
use crate::texts::{labels as t, names, number};
use crate::ui::analysis::analysis_button;
use crate::ui::context::{App, Sheet};
use crate::ui::dom::focus_soon;

use super::bars::Bars;
use super::cost_line::CostLineRow;
use super::drag::DropList;
use super::menu::AddButton;

/// The key that puts a line at `index`.
pub(super) fn order_at(canvas: &Canvas, index: usize, id: ItemId) -> OrderKey {
    let others = canvas
        .lines_in_order()
        .into_iter()
        .filter(|(other, _)| *other != id);
    let keys: Vec<OrderKey> = others.map(|(_, line)| line.order.clone()).collect();
    place_at(keys.iter(), index, id)
}

/// Adds a line at `index` and puts the focus in it.
pub(super) fn add_line(sheet: Sheet, app: App, index: usize, like: Option<CostLine>) {
    let id = sheet.session.environment().item_id();
    let order = sheet.session.peek(|canvas| order_at(canvas, index, id));
    let line = match like {
        Some(line) => CostLine { order, ..line },
        None => CostLine::new(order),
    };
    if sheet
        .session
        .dispatch(Command::PutLine(id, Some(Box::new(line))))
        .is_ok()
    {
        focus_soon(app.root, format!("[data-item=\"{id}\"] textarea"));
    }
}

/// Up to so many lines the browser lays all of them out.
const FEW: usize = 40;
/// Of more lines so many stand in a group, and the browser leaves out the groups that are far out of
/// sight: a keystroke costs the same at a thousand lines as at ten.
const GROUP: usize = 5;

fn group_size(count: usize) -> usize {
    if count > FEW { GROUP } else { FEW }
}

fn group_of(ids: &[ItemId], group: usize) -> Vec<ItemId> {
    let mut groups = ids.chunks(group_size(ids.len()));
    groups.nth(group).unwrap_or_default().to_vec()
}

/// The box with the cost-benefit analysis.
#[component]
pub(crate) fn CostsPanel() -> impl IntoView {
    let (app, sheet) = (App::here(), Sheet::here());
    let heading = app.id("kop-kosten");
    let labelled = heading.clone();
    let ids = Memo::new(move |_| {
        sheet.session.read(Place::Lines, |canvas| {
            canvas
                .lines_in_order()
                .into_iter()
                .map(|(id, _)| id)
                .collect::<Vec<ItemId>>()
        })
    });
    let on_drop = Callback::new(move |(id, index): (ItemId, usize)| {
        let order = sheet.session.peek(|canvas| order_at(canvas, index, id));
        sheet
            .session
            .edit(Command::Line(id, LineEdit::Order(order)));
    });
    let groups = Memo::new(move |_| {
        let count = ids.read().len();
        let numbers = 0..count.div_ceil(group_size(count));
        // A list that grows over the limit is divided anew.
        numbers
            .map(|number| (number, count > FEW))
            .collect::<Vec<_>>()
    });
    let moved = StoredValue::new(None);
    let has_lines = Memo::new(move |_| !ids.read().is_empty());
    view! {
        <section class="block block--kosten" part="block totals" data-block="kosten" aria-labelledby=labelled>
            <div class="block__head">
                <h3 class="block__title" id=heading>{t::COSTS}</h3>
                <Show when=move || has_lines.get()>{analysis_button()}</Show>
            </div>
            <Bars />
            <Show when=move || !has_lines.get()>
                <p class="utrecht-form-field-description">{t::COSTS_HINT}</p>
            </Show>
            <div class="lines" class:lines--empty=of(move || !has_lines.get())>
                <div class="lines__head" aria-hidden="true">
                    <span>{t::DESCRIPTION}</span>
                    {Scenario::ALL.map(|scenario| view! {
                        <span class="lines__amount">{names::scenario(scenario)}</span>
                    }).into_iter().collect_view()}
                </div>
                <DropList kind="regel" list="regels" on_drop>
                    <For each=move || groups.get() key=|(group, many)| format!("{group}-{many}") let:group>
                        // A form, though nothing is sent: at each key a browser that can fill in forms
                        // reads the field's whole form, or without one all fields of the page.
                        <form class="lines__group" class:lines__group--many=group.1 role="presentation"
                            novalidate on:submit=|event| event.prevent_default()>
                            <For each=move || group_of(&ids.read(), group.0) key=ItemId::to_string let:id>
                                <CostLineRow id moved />
                            </For>
                        </form>
                    </For>
                </DropList>
                <TotalsRow />
            </div>
            <AddButton text=t::ADD_LINE name=t::ADD_LINE
                on_press=Callback::new(move |()| add_line(sheet, app, usize::MAX, None)) />
        </section>
    }
    .into_any()
}

/// The sums under the lines' columns.
#[component]
fn TotalsRow() -> impl IntoView {
    let sheet = Sheet::here();
    view! {
        <div class="lines__totals" aria-hidden="true">
            <span>{t::TOTAL}</span>
            {Scenario::ALL.map(|scenario| view! {
                <span class="lines__amount" translate="no">
                    {of(move || number::format_money(sheet.session.totals().get(scenario)))}
                </span>
            }).into_iter().collect_view()}
        </div>
    }
}
