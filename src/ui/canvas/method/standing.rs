//! Whether the plan stands, and the decisions about it.

use leptos::prelude::*;

use crate::domain::method::{
    Decision, EntryList, Standing, Verdict, hand_overs, standing, take_lead,
};
use crate::domain::{Canvas, Place, PlanHash};
use crate::texts::{date, method as t, names};
use crate::ui::canvas::header::comparison;
use crate::ui::components::{Button, ButtonKind};
use crate::ui::context::{CanvasContext, WorkspaceHandle};
use crate::ui::markup::{element, text};
use crate::ui::view::{derived, dynamic, handler, memo};

use super::decide::decide;

/// Its section.
pub(super) fn section() -> AnyView {
    let context = CanvasContext::here();
    let now = memo(move |_| context.handle.read_all(standing));
    let content = vec![
        lead(context),
        dynamic(move || now.with(told)).into_any(),
        lapsed(context, now),
        dynamic(move || decisions(context, now)).into_any(),
        dynamic(move || (!context.locked.get()).then(decide)).into_any(),
    ];
    let heading = names::entry_list(EntryList::Decisions);
    super::section::section(EntryList::Decisions.wire(), heading, "", content)
}

/// Who leads, as a person of the team.
fn lead(context: CanvasContext) -> AnyView {
    let library = WorkspaceHandle::here();
    let name = move || {
        let lead = context
            .handle
            .read(Place::Header, |canvas| canvas.lead_person.clone());
        lead.map_or_else(|| t::LEAD_NONE.to_owned(), |lead| lead.name)
    };
    let is_me = move || {
        let me = library.get().author().get();
        let lead = context
            .handle
            .read(Place::Header, |canvas| canvas.lead_person.clone());
        me.name.is_empty() || lead.is_some_and(|lead| lead.id == me.id)
    };
    let take = move |_| {
        let me = library.get().author().get_untracked();
        let environment = context.handle.environment();
        let (today, id) = (environment.today(), environment.item_id());
        let take = context
            .handle
            .peek(|canvas| take_lead(canvas, &me, today, id));
        context.handle.edit(take);
    };
    let passed = move || {
        let list = Place::Entries(EntryList::HandOvers);
        let all = context.handle.read(list, hand_overs).into_iter();
        let rows: Vec<AnyView> = all.map(|it| text("li", "", t::hand_over(&it))).collect();
        (!rows.is_empty()).then(|| element("ul", "method__days", rows))
    };
    view! {
        <p class="method__lead"><b>{t::LEAD_IS}": "</b>{derived(name)}</p>
        {dynamic(passed)}
        <p class="method__hint">{t::LEAD_NOT}</p>
        {dynamic(move || (!is_me() && !context.locked.get()).then(|| view! {
            <Button kind=ButtonKind::Secondary on_press=handler(take)>{t::LEAD_ME}</Button>
        }))}
    }
    .into_any()
}

/// What the decisions come to.
fn told(now: &Standing) -> AnyView {
    if now.is_valid() {
        let parts = vec![
            text("p", "method__stands", t::STANDS),
            text("p", "method__hint", t::STANDS_HINT),
        ];
        return element("div", "method__standing", parts);
    }
    let missing = now.missing.iter();
    let missing = missing.map(|missing| text("li", "", t::missing(*missing)));
    let parts = vec![
        text("p", "method__stands", t::STANDS_NOT),
        element("ul", "method__missing", missing.collect()),
    ];
    element("div", "method__standing", parts)
}

/// That approvals lapsed, with what has changed since.
fn lapsed(context: CanvasContext, now: Memo<Standing>) -> AnyView {
    let lapsed = memo(move |_| now.with(|now| now.lapsed));
    let open = RwSignal::new(false);
    let show = move |_| open.update(|open| *open = !*open);
    let row = move |plan: PlanHash| {
        let is_kept = context
            .handle
            .peek(|canvas| canvas.frozen.contains_key(&plan));
        let button = is_kept.then(|| {
            view! {
                <Button kind=ButtonKind::Secondary on_press=handler(show)>{t::LAPSED_SHOW}</Button>
                {dynamic(move || open.get().then(|| comparison(context, plan)))}
            }
        });
        view! { <p class="method__lapsed">{t::LAPSED}</p>{button} }
    };
    dynamic(move || lapsed.get().map(row)).into_any()
}

/// The decisions, the last one first.
fn decisions(context: CanvasContext, now: Memo<Standing>) -> AnyView {
    let plan = now.with(|now| now.plan);
    let list = Place::Entries(EntryList::Decisions);
    let rows: Vec<String> = context.handle.read(list, |canvas| {
        let mut all: Vec<Decision> = read(canvas);
        crate::domain::sort::sort_by(&mut all, &|one, other| other.at.cmp(&one.at));
        all.iter().map(|it| row(context, it, plan)).collect()
    });
    let rows = rows
        .into_iter()
        .map(|row| text("li", "method__decision", row));
    element("ul", "method__decisions", rows.collect())
}

fn read(canvas: &Canvas) -> Vec<Decision> {
    let entries = canvas.entries(EntryList::Decisions).values();
    entries.filter_map(Decision::of).collect()
}

/// One decision in a line: who, what, when, why.
fn row(context: CanvasContext, decision: &Decision, plan: PlanHash) -> String {
    let mut words = vec![
        decision.person.name.clone(),
        decision.discipline.clone(),
        t::verdict(decision.verdict).to_owned(),
        decision.at.map_or_else(String::new, |at| {
            date::format_timestamp(at, context.handle.environment().offset_minutes(at))
        }),
        decision.reason.clone(),
    ];
    if decision.plan != plan && decision.verdict == Verdict::Approved {
        words.push(t::OTHER_PLAN.to_owned());
    }
    words.retain(|word| !word.is_empty());
    words.join(" · ")
}
