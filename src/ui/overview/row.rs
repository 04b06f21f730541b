//! One canvas in the list.

use std::sync::Arc;

use crate::ui::view::{Show, callback, derived, dynamic, handler, memo};
use leptos::prelude::*;

use crate::domain::DocumentId;
use crate::domain::team::TEAM_ID;
use crate::store::Problem;
use crate::texts::{date, examples, labels, number, overview as t, sentences};
use crate::ui::components::{IconButton, MenuButton};
use crate::ui::context::ElementContext;
use crate::ui::icon::Icon;

use super::bin::DeleteButton;
use super::card::Card;
use super::controller::OverviewController;

/// A text of fewer letters is whole.
const SHORT: usize = 150;

/// A canvas: the whole row opens it, its other buttons are behind one.
#[component]
pub(super) fn Row(id: DocumentId) -> impl IntoView {
    let controller = OverviewController::here();
    let card = {
        let id = id.clone();
        memo(move |_| controller.card(&id))
    };
    let name = derived(move || card.get().map(|card| card.name()).unwrap_or_default());
    let problem = memo(move |_| card.get().and_then(|card| card.summary.problem));
    let menu = RwSignal::new(false);
    let menu_id = ElementContext::here().id(&format!("lijst-{id}"));
    let opened = id.clone();
    view! {
        <li class="entry" class:entry--problem=derived(move || problem.get().is_some())>
            <div class="entry__main">
                <button type="button" class="entry__open" data-canvas=id.to_string()
                    on:click=handler(move |_| controller.open(Some(opened.clone())))>
                    {derived(move || name.get())}
                </button>
                {dynamic(move || card.get().map(about))}
            </div>
            {dynamic(move || card.get().filter(|card| card.summary.problem.is_none()).map(figures))}
            <MenuButton controls=menu_id.clone() about=name open=menu />
            <div class="entry__menu item__menu" id=menu_id hidden=derived(move || !menu.get())>
                {dynamic(move || menu.get().then(|| view! { <RowMenu id=id.clone() problem name /> }))}
            </div>
        </li>
    }
    .into_any()
}

/// The facts of a canvas in its row.
fn about(card: Arc<Card>) -> AnyView {
    let summary = &card.summary;
    if let Some(problem) = summary.problem {
        let text = match problem {
            Problem::TooNew { .. } => labels::FILE_TOO_NEW,
            _ if summary.id.as_str() == TEAM_ID => labels::FILE_TEAM,
            Problem::Unreadable => labels::FILE_UNREADABLE,
            Problem::Damaged => labels::FILE_DAMAGED,
        };
        return view! { <p class="entry__excerpt">{text}</p> }.into_any();
    }
    // An example is called by what it is about, so its number comes here; else the title does.
    let number = match examples::title(&summary.id) {
        Some(_) => summary.case_number.clone(),
        None => summary.title.clone(),
    };
    let number = Some(number).filter(|number| !number.is_empty());
    let day = summary
        .date
        .map_or_else(|| t::NO_DATE.to_owned(), date::format_date);
    let lead = Some(summary.lead.clone()).filter(|lead| !lead.is_empty());
    let facts: Vec<String> = number.into_iter().chain([day]).chain(lead).collect();
    view! {
        <p class="entry__facts">{facts.join("\u{a0}· ")}</p>
        <p class="entry__excerpt" class:entry__excerpt--none=summary.excerpt.is_empty()>{excerpt(&summary.excerpt)}</p>
        {changed(&card).map(|line| view! { <p class="entry__changed">{line}</p> })}
    }
    .into_any()
}

/// The beginning of its text, with a mark where the store has cut it off.
fn excerpt(text: &str) -> String {
    match text.trim_end().chars().next_back() {
        None => t::EMPTY_CANVAS.to_owned(),
        Some('.' | '!' | '?' | '…') => text.to_owned(),
        Some(_) if text.chars().count() < SHORT => text.to_owned(),
        Some(_) => format!("{}…", text.trim_end()),
    }
}

/// Who changed it last, and when.
fn changed(card: &Card) -> Option<String> {
    let stamp = card.summary.changed.as_ref()?;
    let controller = OverviewController::here();
    let when = controller.moment(stamp.at?);
    let name = stamp
        .by
        .as_ref()
        .map(|by| by.name.as_str())
        .filter(|name| !name.is_empty());
    Some(match name {
        None => format!("{} {when}", t::CHANGED_ON),
        Some(name) => format!("{} {name} {} {when}", t::CHANGED_BY, labels::ON),
    })
}

/// What it saves and how satisfied the family is, side by side.
fn figures(card: Arc<Card>) -> AnyView {
    let (totals, score) = (card.summary.totals, &card.summary.score);
    let saving = sentences::saving(&totals);
    let no_saving = totals.saving().is_none();
    let amount = totals.has_amounts.then_some(saving);
    let mean = score.mean.map(number::format_mean);
    let change = score.change.map(number::format_change);
    let no_mean = mean.is_none();
    view! {
        <dl class="entry__figures">
            <div class="figure" class:figure--none=no_saving>
                <dt>{labels::SAVING_AMOUNT}</dt>
                <dd translate="no">{amount.unwrap_or_else(|| t::NO_AMOUNTS.to_owned())}</dd>
            </div>
            <div class="figure" class:figure--none=no_mean>
                <dt>{t::GRADE}</dt>
                <dd translate="no">
                    {mean.unwrap_or_else(|| labels::NO_GRADE.to_owned())}
                    {change.map(|change| view! { <span class="figure__change">" "{change}</span> })}
                </dd>
            </div>
        </dl>
    }
    .into_any()
}

/// The other buttons of a row.
#[component]
fn RowMenu(
    id: DocumentId,
    problem: Memo<Option<Problem>>,
    #[prop(into)] name: Signal<String>,
) -> impl IntoView {
    let controller = OverviewController::here();
    let whole = move || problem.get().is_none();
    let named = move |text: &'static str| derived(move || format!("{text}: {}", name.get()));
    let [copied, exported, reported, removed, deleted] =
        [(); 5].map(|()| StoredValue::new(id.clone()));
    view! {
        <Show when=derived(move || whole() && !controller.locked.get())>
            <IconButton icon=Icon::Copy text=labels::DUPLICATE name=named(labels::DUPLICATE)
                on_press=callback(move |()| controller.duplicate(copied.get_value())) />
        </Show>
        <IconButton icon=Icon::Save text=labels::EXPORT name=named(labels::EXPORT)
            on_press=callback(move |()| controller.export(Some(exported.get_value()))) />
        <Show when=derived(whole)>
            <IconButton icon=Icon::Eye text=t::ACCESS name=named(t::ACCESS)
                on_press=callback(move |()| controller.access_report(reported.get_value())) />
        </Show>
        <Show when=derived(move || whole() && !controller.locked.get())>
            <IconButton icon=Icon::Bin text=t::TO_BIN name=named(t::TO_BIN)
                on_press=callback(move |()| controller.remove(removed.get_value())) />
        </Show>
        <Show when=derived(move || problem.get() == Some(Problem::Damaged) && !controller.locked.get())>
            <DeleteButton id=deleted.get_value() name />
        </Show>
    }
    .into_any()
}
