//! What stands behind the badge: how syncing stands, and what the person may choose.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::DocumentId;
use crate::store::Summary;
use crate::sync::machine::Event;
use crate::sync::status::{Report, Status};
use crate::texts::{labels, overview, sync as t};
use crate::ui::context::Page;
use crate::ui::view::{dynamic, of};

use super::{Desk, Open, button, dialog};

/// The panel.
pub(super) fn panel(desk: Desk) -> AnyView {
    let signs_in = Memo::new(move |_| desk.status() == Status::SignIn);
    let asks = Memo::new(move |_| desk.report.with(|it| it.as_ref().is_some_and(|it| it.asks)));
    let now = move || {
        let workspace = desk.library.get();
        spawn_local(async move {
            // How it went shows by itself.
            workspace.sync_now().await.ok();
        });
    };
    let body = view! {
        <div aria-live="polite">
            <p class="sync__status">{of(move || desk.words())}</p>
            <p>{of(move || t::advice(&desk.status()))}</p>
        </div>
        <dl class="sync__facts">
            <dt>{t::LAST}</dt>
            <dd>{of(move || desk.synced().unwrap_or_else(|| t::NOT_YET.to_owned()))}</dd>
            <dt>{t::WAITING}</dt>
            <dd>{of(move || match desk.waiting() {
                0 => t::NOTHING.to_owned(),
                count => overview::canvases(count),
            })}</dd>
        </dl>
        {dynamic(move || desk.report.get().map(|report| details(desk, report)))}
        {dynamic(move || differences(desk))}
        <div class="sync__buttons">
            {dynamic(move || match (signs_in.get(), asks.get()) {
                (true, _) => button("primary-action", t::SIGN_IN, move || desk.show(Open::Settings)),
                (_, true) => button("secondary-action", t::NOW, now),
                _ => button("primary-action", t::NOW, now),
            })}
            {button("secondary-action", t::SETTINGS, move || desk.show(Open::Settings))}
            {button("secondary-action", labels::CLOSE, move || desk.show(Open::Nothing))}
        </div>
    };
    dialog(desk, t::TITLE, "sync", body.into_any())
}

/// What is refused, and what the server has lost.
fn details(desk: Desk, report: Report) -> AnyView {
    let refused: Vec<AnyView> = report
        .refused
        .iter()
        .map(|(id, why)| line([&name(desk, id), ": ", &t::refusal(*why)].concat()))
        .collect();
    let lost: Vec<AnyView> = report.lost.iter().map(|id| line(name(desk, id))).collect();
    let event = move |event: Event| move || desk.library.get().sync_event(event.clone());
    let choice = report.asks.then(|| {
        view! {
            <div class="sync__buttons">
                {button("primary-action", t::PUT_BACK, event(Event::PutBack))}
                {button("secondary-action", t::LEAVE, event(Event::LeaveLost))}
            </div>
        }
        .into_any()
    });
    let left = || {
        view! {
            <p>{t::LEFT}</p>
            <div class="sync__buttons">
                {button("secondary-action", t::PUT_BACK, event(Event::PutBack))}
            </div>
        }
        .into_any()
    };
    view! {
        {report.unreadable.then(|| view! { <p>{t::UNREADABLE}</p> })}
        {(!refused.is_empty()).then(|| section(t::REFUSED, t::REFUSED_HINT, refused, ().into_any()))}
        {(!lost.is_empty()).then(|| section(t::LOST, t::LOST_HINT, lost, choice.unwrap_or_else(left)))}
    }
    .into_any()
}

/// The canvases in which there is something to choose.
fn differences(desk: Desk) -> AnyView {
    let open = |summary: &Summary| summary.differences > 0 && summary.removed.is_none();
    let ids = desk.summaries.with(|all| {
        let open = all.iter().filter(|it| open(it));
        open.map(|it| it.id.clone()).collect::<Vec<_>>()
    });
    if ids.is_empty() {
        return ().into_any();
    }
    let lines = ids.into_iter().map(|id| {
        let text = name(desk, &id);
        let label = [t::OPEN, ": ", &text].concat();
        let go = move |_| {
            desk.open.set(Open::Nothing);
            desk.app.page.set(Page::Canvas(Some(id.clone())));
        };
        view! {
            <li>
                <button type="button" class="utrecht-button utrecht-button--subtle text-button"
                    aria-label=label on:click=crate::ui::view::then(go)>{text}</button>
            </li>
        }
        .into_any()
    });
    section(t::DIFFERENCES, "", lines.collect(), ().into_any())
}

fn section(
    title: &'static str,
    hint: &'static str,
    lines: Vec<AnyView>,
    after: AnyView,
) -> AnyView {
    view! {
        <section class="sync__part">
            <h4 class="sync__heading">{title}</h4>
            {(!hint.is_empty()).then(|| view! { <p>{hint}</p> })}
            <ul class="question__list">{lines}</ul>
            {after}
        </section>
    }
    .into_any()
}

fn line(text: String) -> AnyView {
    view! { <li>{text}</li> }.into_any()
}

/// What the list calls a canvas.
fn name(desk: Desk, id: &DocumentId) -> String {
    let number = desk.summaries.with(|all| {
        let found = all.iter().find(|summary| summary.id == *id);
        found.map(|summary| summary.case_number.clone())
    });
    let number = number.unwrap_or_default();
    if number.is_empty() {
        overview::NO_NUMBER.to_owned()
    } else {
        number
    }
}
