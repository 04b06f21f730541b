//! One line: what it is and three amounts.

use crate::ui::view::{Show, of};
use leptos::prelude::*;

use crate::domain::{Command, CostLine, ItemId, LineEdit, Money, Place, Scenario, Use};
use crate::session::Refusal;
use crate::texts::{calculation as c, explain, labels as t, names};
use crate::ui::context::{App, Sheet};
use crate::ui::dom::focus_soon;
use crate::ui::field::{AreaField, Dress, Look, money_field};
use crate::ui::icon::{Icon, icon};

use super::action_row::short;
use super::changed::Changed;
use super::conflict::conflicts;
use super::costs::{add_line, order_at};
use super::drag::Handle;
use super::menu::{IconButton, MenuButton, after_removal, menu_id};

/// One line of the cost-benefit analysis.
#[component]
pub(crate) fn CostLineRow(
    id: ItemId,
    /// The line that was moved last: where that took it into another group it is a new row, with its
    /// buttons open as they were.
    moved: StoredValue<Option<ItemId>>,
) -> impl IntoView {
    let (app, sheet) = (App::here(), Sheet::here());
    let open = RwSignal::new(moved.get_value() == Some(id));
    let description = Signal::derive(move || {
        read(sheet, id, |line| line.description.clone()).unwrap_or_default()
    });
    let about = Signal::derive(move || short(&description.get()));
    let edit = move |edit: LineEdit| sheet.session.edit(Command::Line(id, edit));
    let next =
        Callback::new(move |()| add_line(sheet, app, rank(sheet, id).saturating_add(1), None));
    view! {
        <li class="item line" data-item=id.to_string()>
            <Handle id about kind="regel" />
            <AreaField name=format!("omschrijving-{id}") label=t::DESCRIPTION look=Look::Hidden value=description
                locked=sheet.locked on_input=Callback::new(move |text| edit(LineEdit::Description(text))) on_enter=next />
            {Scenario::ALL.map(|scenario| view! { <Amount id scenario about /> }).into_iter().collect_view()}
            <CalculateButton id about />
            <MenuButton controls=menu_id(id) about open />
            <div class="item__menu" id=menu_id(id) hidden=of(move || !open.get())>
                <Show when=move || open.get()>
                    <LineMenu id moved />
                    <Changed place=Place::Line(id) />
                </Show>
            </div>
            {conflicts(Place::Line(id))}
        </li>
    }
    .into_any()
}

/// Opens the line's calculation.
#[component]
fn CalculateButton(id: ItemId, #[prop(into)] about: Signal<String>) -> impl IntoView {
    let sheet = Sheet::here();
    view! {
        <button type="button" class="utrecht-button utrecht-button--subtle text-button line__calculate" title=c::CALCULATION
            aria-haspopup="dialog" on:click=move |_| sheet.calculating.set(Some(id))>
            {icon(Icon::Sum)}<span class="line__calculate-word">{c::CALCULATION}</span>
            <span class="visually-hidden">{move || [": ", &about.get()].concat()}</span>
        </button>
    }
}

/// A scenario's amount.
#[component]
fn Amount(id: ItemId, scenario: Scenario, #[prop(into)] about: Signal<String>) -> impl IntoView {
    let sheet = Sheet::here();
    let value = Memo::new(move |_| {
        sheet.session.read(Place::Line(id), |canvas| {
            canvas
                .costs
                .lines
                .get(&id)
                .and_then(|line| line.amount(scenario, canvas.costs.horizon))
        })
    });
    let on_amount = Callback::new(move |amount: Option<Money>| {
        let edit = LineEdit::Use(scenario, amount.map(Use::typed));
        match sheet.session.dispatch(Command::Line(id, edit)) {
            Err(Refusal::Rejected(rejected)) => Some(explain::rejected(rejected).to_owned()),
            _ => None,
        }
    });
    let dress = Dress {
        look: Look::Hidden,
        scenario: Some(scenario.wire()),
        ..Dress::default()
    };
    let label = Signal::derive(move || {
        let about = about.get();
        let about = if about.is_empty() {
            String::new()
        } else {
            format!(", {about}")
        };
        format!("{} {}{about}", names::scenario(scenario), t::IN_EUROS)
    });
    view! {
        <div class="line__amount">
            <span class="line__scenario" aria-hidden="true">{names::scenario(scenario)}</span>
            {money_field(&format!("{}-{id}", scenario.wire()), label, value.into(), on_amount, sheet.locked.into(), dress)}
        </div>
    }
}

/// The buttons of a line.
#[component]
fn LineMenu(id: ItemId, moved: StoredValue<Option<ItemId>>) -> impl IntoView {
    let (app, sheet) = (App::here(), Sheet::here());
    let at = Memo::new(move |_| {
        sheet.session.read(Place::Lines, |canvas| {
            let lines = canvas.lines_in_order();
            let index = lines
                .iter()
                .position(|(other, _)| *other == id)
                .unwrap_or_default();
            (index, index.saturating_add(1) >= lines.len())
        })
    });
    let go = move |index: usize, hook: &'static str| {
        moved.set_value(Some(id));
        let order = sheet.session.peek(|canvas| order_at(canvas, index, id));
        sheet
            .session
            .edit(Command::Line(id, LineEdit::Order(order)));
        focus_soon(
            app.root,
            format!("[data-item=\"{id}\"] [data-hook=\"{hook}\"]"),
        );
    };
    let duplicate = Callback::new(move |()| {
        let like = sheet
            .session
            .peek(|canvas| canvas.costs.lines.get(&id).cloned());
        add_line(sheet, app, rank(sheet, id).saturating_add(1), like);
    });
    let remove = Callback::new(move |()| {
        let ids: Vec<ItemId> = sheet.session.peek(|canvas| {
            let lines = canvas.lines_in_order();
            lines.into_iter().map(|(id, _)| id).collect()
        });
        sheet.session.edit(Command::PutLine(id, None));
        focus_soon(app.root, after_removal(&ids, id, "kosten"));
    });
    let locked = sheet.locked;
    view! {
        <IconButton icon=Icon::Up text=t::MOVE_UP hook="up"
            disabled=Signal::derive(move || locked.get() || at.get().0 == 0)
            on_press=Callback::new(move |()| go(at.get_untracked().0.saturating_sub(1), "up")) />
        <IconButton icon=Icon::Down text=t::MOVE_DOWN hook="down"
            disabled=Signal::derive(move || locked.get() || at.get().1)
            on_press=Callback::new(move |()| go(at.get_untracked().0.saturating_add(1), "down")) />
        <IconButton icon=Icon::Copy text=t::DUPLICATE disabled=locked on_press=duplicate />
        <IconButton icon=Icon::Bin text=t::REMOVE disabled=locked on_press=remove />
    }
}

fn read<T>(sheet: Sheet, id: ItemId, read: impl FnOnce(&CostLine) -> T) -> Option<T> {
    sheet.session.read(Place::Line(id), |canvas| {
        canvas.costs.lines.get(&id).map(read)
    })
}

fn rank(sheet: Sheet, id: ItemId) -> usize {
    let at = |canvas: &crate::domain::Canvas| {
        canvas
            .lines_in_order()
            .iter()
            .position(|(other, _)| *other == id)
    };
    sheet.session.peek(at).unwrap_or_default()
}
