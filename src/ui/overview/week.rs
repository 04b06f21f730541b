//! Mijn week: what is due on all canvases, by day, each with one tap to its place.

use leptos::prelude::*;

use crate::domain::method::{DueKind, EntryList};
use crate::domain::{Date, Place};
use crate::session::{Late, Part};
use crate::store::{DueItem, When, due_items, week};
use crate::texts::{date, week as t};
use crate::ui::components::{Button, ButtonKind};
use crate::ui::icon::{Icon, icon};
use crate::ui::markup::{element, text};
use crate::ui::styles::adopt;
use crate::ui::view::{dynamic, handler, memo};

use super::controller::OverviewController;
use super::export::download;
use super::retention::retention;

/// The view.
pub(super) static WEEK: Late<fn(OverviewController) -> AnyView> = Late::new(Part::Week);

const STYLE: &str = include_str!(concat!(env!("OUT_DIR"), "/week.css"));

/// What is listed at first; the rest follows by a button.
const MOST: usize = 200;

/// Gives what is late here; called by the part.
pub(crate) fn give() {
    WEEK.give(view);
}

fn view(controller: OverviewController) -> AnyView {
    let app = controller.app;
    if let Some(root) = app.root.get_untracked() {
        adopt(app.number, &root, STYLE);
    }
    let today = controller.library.get().environment().today();
    let all = RwSignal::new(false);
    let summaries = controller.summaries;
    let items = memo(move |_| summaries.with(|summaries| week(summaries, today)));
    let shown = move || {
        let most = if all.get() { usize::MAX } else { MOST };
        items.with(|items| {
            let shown = items.get(..most.min(items.len())).unwrap_or_default();
            days(controller, shown, today)
        })
    };
    let more = move || {
        (!all.get() && items.with(Vec::len) > MOST).then(|| {
            view! { <Button kind=ButtonKind::Secondary on_press=handler(move |_| all.set(true))>{t::SHOW_ALL}</Button> }
        })
    };
    view! {
        <section class="pane week" data-block="mijnWeek">
            <div class="pane__head">
                <h3 class="overview__heading" tabindex="-1" data-hook="list-heading">{t::WEEK}</h3>
                <p class="pane__hint">{t::WEEK_HINT}</p>
                <Button kind=ButtonKind::Text title=t::CALENDAR_HINT on_press=handler(move |_| to_calendar(controller, today))>
                    {icon(Icon::Calendar)}<span>{t::CALENDAR}</span>
                </Button>
            </div>
            {dynamic(move || items.with(Vec::is_empty).then(|| text("p", "week__none", t::NOTHING)))}
            {dynamic(shown)}
            {dynamic(more)}
            {retention(controller, today)}
        </section>
    }
    .into_any()
}

/// The things that are due, below a heading for each day.
fn days(controller: OverviewController, items: &[(When, DueItem)], today: Date) -> Vec<AnyView> {
    let by_day = items.chunk_by(|one, other| one.0 == other.0);
    let day = |items: &[(When, DueItem)]| {
        let when = items.first().map_or(When::Later, |(when, _)| *when);
        let rows = items
            .iter()
            .map(|(when, item)| row(controller, *when, item));
        let class = match when {
            When::Late => "week__day week__day--late",
            When::On(_) | When::Later => "week__day",
        };
        let parts = vec![
            text("h4", class, t::when(when, today)),
            element("ul", "week__items", rows.collect()),
        ];
        element("div", "week__group", parts)
    };
    by_day.map(day).collect()
}

fn row(controller: OverviewController, when: When, item: &DueItem) -> AnyView {
    let mut facts = vec![controller.name(&item.id)];
    if let Some(card) = controller.card(&item.id) {
        facts.push(card.summary.title.clone());
    }
    if !matches!(when, When::On(_)) {
        facts.push(date::format_long(item.due.on));
    }
    facts.retain(|fact| !fact.is_empty());
    let place = place(item);
    let id = item.id.clone();
    let key = ["week-", &item.due.item.to_string()].concat();
    let press = move |_| controller.open_at(id.clone(), place);
    let open = view! {
        <button type="button" class="pane__open" data-hook=key on:click=handler(press)>
            <span class="week__what">{t::item(&item.due)}</span>
            <span class="week__facts">{facts.join("\u{a0}· ")}</span>
        </button>
    };
    element("li", "week__item", vec![open.into_any()])
}

/// Where it is in its canvas.
fn place(item: &DueItem) -> Place {
    let id = item.due.item;
    match item.due.kind {
        DueKind::Grade => Place::Person(id),
        DueKind::Question => Place::Entry(EntryList::Questions, id),
        DueKind::Action => Place::Action(id),
        DueKind::Table => Place::Entry(EntryList::Registrations, id),
        DueKind::Unknown(_) => Place::Header,
    }
}

/// Downloads what is due from today on as a calendar file.
fn to_calendar(controller: OverviewController, today: Date) {
    let now = controller.library.get().environment().now();
    let items = controller.summaries.with_untracked(|all| due_items(all));
    match t::calendar(&items, today, now) {
        Some(file) => {
            download(t::FILE, &file);
            controller.tell(t::CALENDAR_DONE.to_owned());
        }
        None => controller.tell(t::CALENDAR_EMPTY.to_owned()),
    }
}
