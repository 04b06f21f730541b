//! The panel behind the badge: the status of sync in full, and the choices that the user has.

use leptos::prelude::*;

use crate::domain::DocumentId;
use crate::store::Summary;
use crate::sync::protocol::RecordError;
use crate::sync::status::{Report, Status};
use crate::texts::{labels, overview, sync as t};
use crate::ui::components::{Button, ButtonKind, DialogHandle};
use crate::ui::page::Page;
use crate::ui::team::{remove_sealed, take_over};
use crate::ui::view::{Alive, derived, dynamic, handler, memo, spawn_guarded};

use super::dialog::{button, dialog};
use super::{Open, SyncController};

/// The panel.
pub(super) fn panel(controller: SyncController) -> AnyView {
    let handle = DialogHandle::new();
    let signs_in = memo(move |_| controller.status() == Status::SignIn);
    let awaiting_decision = memo(move |_| {
        controller
            .report
            .with(|it| it.as_ref().is_some_and(|it| it.awaiting_decision))
    });
    let now = move || {
        let workspace = controller.library.get();
        // How it went shows by itself.
        spawn_guarded(
            controller.alive,
            async move { workspace.sync().now().await },
            drop,
        );
    };
    let body = view! {
        <div aria-live="polite">
            <p class="sync__status">{derived(move || controller.words())}</p>
            <p>{derived(move || t::advice(&controller.status()))}</p>
        </div>
        <dl class="sync__facts">
            <dt>{t::LAST}</dt>
            <dd>{derived(move || controller.synced().unwrap_or_else(|| t::NOT_YET.to_owned()))}</dd>
            <dt>{t::WAITING}</dt>
            <dd>{derived(move || match controller.waiting() {
                0 => t::NOTHING.to_owned(),
                count => overview::canvases(count),
            })}</dd>
        </dl>
        {dynamic(move || controller.report.get().map(|report| details(controller, report)))}
        {dynamic(move || conflicts(controller))}
        <div class="sync__buttons">
            {dynamic(move || match (signs_in.get(), awaiting_decision.get()) {
                (true, _) => button(ButtonKind::Primary, t::SIGN_IN, move || controller.show(Open::Settings)),
                (_, true) => button(ButtonKind::Secondary, t::NOW, now),
                _ => button(ButtonKind::Primary, t::NOW, now),
            })}
            {button(ButtonKind::Secondary, t::SETTINGS, move || controller.show(Open::Settings))}
            {button(ButtonKind::Secondary, labels::CLOSE, move || handle.close())}
        </div>
    };
    dialog(controller, handle, t::TITLE, "sync", body.into_any())
}

/// The canvases that are refused, unreadable or lost on the server.
fn details(controller: SyncController, report: Report) -> AnyView {
    let refused: Vec<AnyView> = report
        .refused
        .iter()
        .map(|(id, why)| line([&name(controller, id), ": ", &t::refusal(*why)].concat()))
        .collect();
    let unread = report.unread.iter();
    let unread: Vec<AnyView> = unread
        .map(|(id, why)| unread_line(controller, id, *why))
        .collect();
    let rewritten = report.rewritten.iter();
    let rewritten: Vec<AnyView> = rewritten.map(|id| line(name(controller, id))).collect();
    let lost: Vec<AnyView> = report
        .lost
        .iter()
        .map(|id| line(name(controller, id)))
        .collect();
    let put_back = move || controller.library.get().sync().put_back();
    let leave = move || controller.library.get().sync().leave_lost();
    let choice = report.awaiting_decision.then(|| {
        view! {
            <div class="sync__buttons">
                {button(ButtonKind::Primary, t::PUT_BACK, put_back)}
                {button(ButtonKind::Secondary, t::LEAVE, leave)}
            </div>
        }
        .into_any()
    });
    let left = || {
        view! {
            <p>{t::LEFT}</p>
            <div class="sync__buttons">
                {button(ButtonKind::Secondary, t::PUT_BACK, put_back)}
            </div>
        }
        .into_any()
    };
    view! {
        {report.strange.then(|| view! { <p>{t::STRANGE}</p> })}
        {report.unreadable.then(|| view! { <p>{t::UNREADABLE}</p> })}
        {(!unread.is_empty()).then(|| section(t::UNREAD, t::UNREAD_HINT, unread, ().into_any()))}
        {(!rewritten.is_empty()).then(|| section(t::REWRITTEN, t::REWRITTEN_HINT, rewritten, ().into_any()))}
        {(!refused.is_empty()).then(|| section(t::REFUSED, t::REFUSED_HINT, refused, ().into_any()))}
        {(!lost.is_empty()).then(|| section(t::LOST, t::LOST_HINT, lost, choice.unwrap_or_else(left)))}
    }
    .into_any()
}

/// A canvas that the server has in a form that can't be read, with its text to take along.
fn unread_line(controller: SyncController, id: &DocumentId, why: RecordError) -> AnyView {
    let name = unread_name(controller, id);
    let label = [t::EXPORT_UNREAD, ": ", &name].concat();
    let (its, alive) = (id.clone(), Alive::here());
    let export = move |_| {
        let (workspace, id) = (controller.library.get(), its.clone());
        let file = ["maatwerkcanvas-server-", id.as_str(), ".json"].concat();
        let work = async move { workspace.library().unread_text(&id).await };
        spawn_guarded(alive, work, move |text| {
            if let Ok(Some(text)) = text {
                crate::ui::overview::download(&file, &text);
            }
        });
    };
    view! {
        <li>
            {[&name, ": ", &t::refusal(why)].concat()}
            <Button kind=ButtonKind::Secondary label=label on_press=handler(export)>{t::EXPORT_UNREAD}</Button>
            {(why == RecordError::InTheClear).then(|| take_over(id, &name))}
            {matches!(why, RecordError::AwaitsKey | RecordError::Foreign).then(|| remove_sealed(id, &name))}
        </li>
    }
    .into_any()
}

/// A canvas's name in the list; its id if it is only on the server, as its number can't be read there.
fn unread_name(controller: SyncController, id: &DocumentId) -> String {
    let is_here = controller
        .summaries
        .with(|all| all.iter().any(|it| it.id == *id && it.problem.is_none()));
    if is_here {
        name(controller, id)
    } else {
        id.to_string()
    }
}

/// The canvases in which there is something to choose.
fn conflicts(controller: SyncController) -> AnyView {
    let open = |summary: &Summary| summary.conflicts > 0 && summary.removed.is_none();
    let ids = controller.summaries.with(|all| {
        let open = all.iter().filter(|it| open(it));
        open.map(|it| it.id.clone()).collect::<Vec<_>>()
    });
    if ids.is_empty() {
        return ().into_any();
    }
    let lines = ids.into_iter().map(|id| {
        let text = name(controller, &id);
        let label = [t::OPEN, ": ", &text].concat();
        let go = move |_| {
            controller.open.set(Open::Nothing);
            controller.app.go(Page::Canvas(Some(id.clone())));
        };
        view! {
            <li>
                <Button kind=ButtonKind::Text label=label on_press=handler(go)>{text}</Button>
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

/// A canvas's name in the list.
fn name(controller: SyncController, id: &DocumentId) -> String {
    let number = controller.summaries.with(|all| {
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
