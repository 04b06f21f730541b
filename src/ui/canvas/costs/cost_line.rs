//! One line: what it is and three amounts.

use crate::ui::view::{Show, derived, handler};
use leptos::prelude::*;

use crate::domain::{Command, CostLine, ItemId, LineEdit, Money, Place, Scenario, Usage};
use crate::session::EditError;
use crate::texts::{calculation as c, explain, labels as t, names};
use crate::ui::canvas::changed::Changed;
use crate::ui::canvas::conflicts::conflicts;
use crate::ui::canvas::excerpt::excerpt;
use crate::ui::canvas::items::{DragHandle, ListController, MoveButtons, RemoveButton, menu_id};
use crate::ui::components::{Button, ButtonKind, IconButton, MenuButton};
use crate::ui::context::{CanvasContext, ElementContext};
use crate::ui::field::{AreaField, FieldOptions, Look, money_field};
use crate::ui::icon::{Icon, icon};

/// One line of the cost-benefit analysis.
#[component]
pub(crate) fn CostLineRow(items: ListController, id: ItemId) -> impl IntoView {
    let context = CanvasContext::here();
    let open = RwSignal::new(items.shows_menu(id));
    let description = Signal::derive(move || {
        read(context, id, |line| line.description.clone()).unwrap_or_default()
    });
    let about = Signal::derive(move || excerpt(&description.get()));
    let edit = move |edit: LineEdit| context.handle.edit(Command::Line(id, edit));
    let next = Callback::new(move |()| items.add_after(id));
    view! {
        <li class="item line" data-item=id.to_string()>
            <DragHandle id about kind=items.kind() />
            <AreaField name=format!("omschrijving-{id}") label=t::DESCRIPTION look=Look::Hidden value=description
                locked=context.locked on_input=Callback::new(move |text| edit(LineEdit::Description(text))) on_enter=next />
            {Scenario::ALL.map(|scenario| view! { <Amount id scenario about /> }).into_iter().collect_view()}
            <CalculateButton id about />
            <MenuButton controls=menu_id(id) about open />
            <div class="item__menu" id=menu_id(id) hidden=derived(move || !open.get())>
                <Show when=move || open.get()>
                    <LineMenu items id />
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
    let (app, context) = (ElementContext::here(), CanvasContext::here());
    view! {
        <Button kind=ButtonKind::Text class="line__calculate" title=c::CALCULATION opens_dialog=true
            on_press=handler(move |_| context.calculate(app, id, None))>
            {icon(Icon::Sum)}<span class="line__calculate-word">{c::CALCULATION}</span>
            <span class="visually-hidden">{derived(move || [": ", &about.get()].concat())}</span>
        </Button>
    }
}

/// A scenario's amount.
#[component]
fn Amount(id: ItemId, scenario: Scenario, #[prop(into)] about: Signal<String>) -> impl IntoView {
    let context = CanvasContext::here();
    let value = Memo::new(move |_| {
        context.handle.read(Place::Line(id), |canvas| {
            canvas
                .costs
                .lines
                .get(&id)
                .and_then(|line| line.amount(scenario, canvas.costs.horizon))
        })
    });
    let on_amount = Callback::new(move |amount: Option<Money>| {
        let before = context
            .handle
            .peek(|canvas| canvas.costs.lines.get(&id)?.usage(scenario).cloned());
        let usage = amount.map(|amount| Usage::typed_over(before.as_ref(), amount));
        let edit = LineEdit::Usage(scenario, usage);
        match context.handle.dispatch(Command::Line(id, edit)) {
            Err(EditError::Rejected(rejected)) => Some(explain::rejected(rejected).to_owned()),
            _ => None,
        }
    });
    let options = FieldOptions {
        look: Look::Hidden,
        scenario: Some(scenario.wire()),
        ..FieldOptions::default()
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
            {money_field(&format!("{}-{id}", scenario.wire()), label, value.into(), on_amount, context.locked.into(), options)}
        </div>
    }
}

/// The buttons of a line.
#[component]
fn LineMenu(items: ListController, id: ItemId) -> impl IntoView {
    let context = CanvasContext::here();
    let duplicate = Callback::new(move |()| {
        let like = context
            .handle
            .peek(|canvas| canvas.costs.lines.get(&id).cloned());
        match like {
            Some(line) => items.insert_after(id, |id, order| {
                Command::PutLine(id, Some(Box::new(CostLine { order, ..line })))
            }),
            None => items.add_after(id),
        }
    });
    view! {
        <MoveButtons items id />
        <IconButton icon=Icon::Copy text=t::DUPLICATE disabled=context.locked on_press=duplicate />
        <RemoveButton items id />
    }
}

fn read<T>(context: CanvasContext, id: ItemId, read: impl FnOnce(&CostLine) -> T) -> Option<T> {
    context.handle.read(Place::Line(id), |canvas| {
        canvas.costs.lines.get(&id).map(read)
    })
}
