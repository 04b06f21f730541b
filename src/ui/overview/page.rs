//! The page: what to begin with, the list, the bin.

use crate::ui::view::{Show, dynamic, of, then};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::DocumentId;
use crate::session::{ImportChoice, Role};
use crate::texts::{labels, overview as t, storage};
use crate::ui::icon::{Icon, icon};
use crate::ui::notices::Notices;
use crate::ui::sync::sync_badge;
use crate::ui::who::Who;

use super::banner::{ExamplesBanner, FollowerNotice};
use super::bin::Bin;
use super::clash::ClashDialog;
use super::desk::Desk;
use super::list::List;
use super::start::Start;
use super::tools::{MainActions, Tools};

/// The overview.
#[component]
pub(crate) fn Overview() -> impl IntoView {
    let desk = Desk::new();
    provide_context(desk);
    // Back from a canvas the list is there already, and is only read again.
    let ready = RwSignal::new(desk.cards.with_untracked(|cards| !cards.is_empty()));
    open(desk, ready);
    let empty = Memo::new(move |_| desk.count.get() == 0);
    view! {
        <div class="overview">
            <header class="overview__top">
                <span class="overview__mark" aria-hidden="true">{icon(Icon::Star)}</span>
                <div class="overview__name">
                    <h2 class="overview__title">{labels::PRODUCT}</h2>
                    <p class="overview__tagline">{t::TAGLINE}</p>
                </div>
                {sync_badge(true)}
                <Who />
            </header>
            <Notices />
            <FollowerNotice />
            <Show when=move || desk.is_examples()>
                <ExamplesBanner />
            </Show>
            <Show when=move || ready.get() fallback=|| view! { <p class="loading" role="status">{labels::LOADING}</p> }>
                <Show when=move || !empty.get() fallback=|| view! { <Start /> }>
                    <Show when=move || !desk.is_examples()>
                        <MainActions />
                    </Show>
                    <Tools />
                    <List />
                </Show>
                <Bin />
            </Show>
            <MessageBar />
            <ClashDialog />
        </div>
    }
    .into_any()
}

/// Reads the list; as the one who writes also empties the bin of what is past its days, and puts
/// the examples in their place.
fn open(desk: Desk, ready: RwSignal<bool>) {
    Effect::new(move || {
        let writes = desk.role.get() == Role::Writer;
        let workspace = desk.library.get();
        spawn_local(async move {
            workspace.refresh().await;
            let now = (workspace.environment.now)().millis();
            let is_old = |id: &DocumentId| super::bin::days_left(desk, id, now) == Some(0);
            let old = desk.bin.try_with_untracked(|bin| bin.iter().any(is_old)) == Some(true);
            if writes && old {
                workspace.empty_bin().await;
                workspace.refresh().await;
            }
            if writes && desk.is_examples() {
                let seeded = workspace.seed(crate::texts::examples::canvases()).await;
                if let Err(error) = seeded {
                    desk.fail(storage::store_error(&error).to_string());
                }
            }
            ready.try_set(true);
            desk.arrive();
        });
    });
}

/// Puts the examples back as they were written; what was changed in them goes into the history.
pub(super) fn restore_examples(desk: Desk) {
    let workspace = desk.library.get();
    spawn_local(async move {
        let file = crate::domain::Export::new(crate::texts::examples::canvases());
        let Ok(plan) = workspace
            .plan_import(&crate::domain::canonical(&file))
            .await
        else {
            return;
        };
        match workspace.import(plan, ImportChoice::Replace).await {
            Ok(_) => desk.tell(t::EXAMPLES_RESTORED.to_owned()),
            Err(error) => desk.fail(storage::store_error(&error).to_string()),
        }
    });
}

/// What the last button did, with a way back after a removal; and, unseen, the same and what a
/// search found for who listens.
#[component]
fn MessageBar() -> impl IntoView {
    let desk = Desk::here();
    let said = Memo::new(move |_| {
        let message = desk
            .message
            .with(|message| message.as_ref().map(|message| message.text.clone()));
        let searching = desk.query.with(|query| !query.trim().is_empty());
        message
            .or_else(|| searching.then(|| t::found(desk.visible.with(Vec::len))))
            .unwrap_or_default()
    });
    let close = move |_| {
        desk.message.set(None);
        desk.focus(super::desk::HEADING);
    };
    view! {
        <p class="visually-hidden" role="status">{of(move || said.get())}</p>
        {dynamic(move || desk.message.get().map(|message| {
            let undo = message.undo.clone();
            view! {
                <div class="result" class:result--failed=message.failed>
                    // Said by the status above already.
                    <p class="result__text" aria-hidden="true">{message.text.clone()}</p>
                    {undo.map(|id| view! {
                        <button type="button" class="utrecht-button utrecht-button--secondary-action"
                            data-hook="undo-remove" on:click=then(move |_| desk.restore(id.clone()))>{labels::UNDO}</button>
                    })}
                    <button type="button" class="utrecht-button utrecht-button--subtle text-button" on:click=close>
                        {labels::CLOSE}
                    </button>
                </div>
            }
        }))}
    }
}
