//! The page: what to begin with, the list, the bin.

use std::rc::Rc;

use crate::ui::view::{Show, derived, dynamic, effect, memo, spawn_guarded};
use leptos::prelude::*;

use crate::session::{Late, Part, Role, Workspace};
use crate::store::StoreError;
use crate::texts::{labels, overview as t};
use crate::ui::agenda::AGENDA;
use crate::ui::author::Who;
use crate::ui::canvas::TEAM;
use crate::ui::components::ToastBar;
use crate::ui::icon::{Icon, icon};
use crate::ui::late::late;
use crate::ui::lock::{lock_button, offer};
use crate::ui::notices::Notices;
use crate::ui::settings::settings_button;
use crate::ui::sync::sync_badge;

use super::banner::{ExamplesBanner, FollowerNotice};
use super::bin::Bin;
use super::controller::{HEADING, OverviewController};
use super::examples::seed_examples;
use super::import_conflict::ImportConflictDialog;
use super::left::Tab;
use super::list::List;
use super::listed;
use super::results::RESULTS;
use super::start::Start;
use super::tools::{MainActions, Tools, tabs};
use super::week::WEEK;

/// The overview.
pub(crate) static OVERVIEW: Late<fn() -> AnyView> = Late::new(Part::Overview);

/// Gives what is late here; called by the part.
pub(crate) fn give() {
    OVERVIEW.give(|| view! { <Overview /> }.into_any());
    listed::give();
}

/// The overview.
#[component]
fn Overview() -> impl IntoView {
    let controller = OverviewController::new();
    provide_context(controller);
    // Back from a canvas the list is there already, and is only read again.
    let ready = RwSignal::new(controller.cards.with_untracked(|cards| !cards.is_empty()));
    open(controller, ready);
    let empty = memo(move |_| controller.count.get() == 0);
    view! {
        <div class="overview">
            <header class="overview__top">
                <span class="overview__mark" aria-hidden="true">{icon(Icon::Star)}</span>
                <div class="overview__name">
                    <h2 class="overview__title">{labels::PRODUCT}</h2>
                    <p class="overview__tagline">{t::TAGLINE}</p>
                </div>
                {sync_badge(true)}
                {(!controller.is_examples()).then(settings_button)}
                {lock_button("")}
                <Who />
            </header>
            <Notices />
            <FollowerNotice />
            <Show when=derived(move || controller.is_examples())>
                <ExamplesBanner />
            </Show>
            <Show when=derived(move || ready.get()) fallback=|| view! { <p class="loading" role="status">{labels::LOADING}</p> }>
                <Show when=derived(move || !empty.get() && !controller.is_examples())>
                    {offer()}
                </Show>
                {(!controller.is_examples()).then(|| tabs(controller))}
                <Show when=derived(move || lists_own(controller, empty))>
                    <MainActions />
                </Show>
                {dynamic(move || shown(controller, empty))}
                <Bin />
            </Show>
            <Said />
            <ToastBar otherwise=HEADING />
            <ImportConflictDialog />
        </div>
    }
    .into_any()
}

/// Whether it shows a list of the user's own canvases.
fn lists_own(controller: OverviewController, empty: Memo<bool>) -> bool {
    controller.tab.get() == Tab::Canvases && !empty.get() && !controller.is_examples()
}

/// The list, what is due on its canvases, the agendas of tables, or what the team shares.
fn shown(controller: OverviewController, empty: Memo<bool>) -> AnyView {
    match controller.tab.get() {
        Tab::Week => late(&WEEK, move |week| week(controller)),
        Tab::Tables => late(&AGENDA, |agenda| agenda()),
        Tab::Results => late(&RESULTS, move |results| results(controller)),
        Tab::Team => late(&TEAM, |team| team()),
        Tab::Canvases if empty.get() => view! { <Start /> }.into_any(),
        Tab::Canvases => view! {
            <Tools />
            <List />
        }
        .into_any(),
    }
}

/// Reads the list and sweeps the bin; the leading page also writes the examples.
fn open(controller: OverviewController, ready: RwSignal<bool>) {
    effect(move || {
        let writes = controller.role.get() == Role::Leader;
        fill(controller, ready, writes);
    });
}

fn fill(controller: OverviewController, ready: RwSignal<bool>, writes: bool) {
    let work = read(controller.library.get(), writes, controller.is_examples());
    spawn_guarded(controller.alive, work, move |seeded| {
        match seeded {
            Ok(true) => {}
            // Asks for them once more, and says what is wrong with a way to try again.
            Ok(false) => controller.app.with_part(Part::Examples, move || {
                fill(controller, ready, writes);
            }),
            Err(error) => controller.fail_with(&error),
        }
        ready.set(true);
        controller.arrive();
    });
}

/// Returns `false` if examples are to be written that can't be loaded.
async fn read(workspace: Rc<Workspace>, writes: bool, examples: bool) -> Result<bool, StoreError> {
    workspace.library().refresh().await;
    workspace.library().sweep_bin().await;
    if writes && examples {
        return seed_examples(&workspace).await;
    }
    Ok(true)
}

/// What screen readers hear: the message about what the last button did, else the number of results of
/// a search.
#[component]
fn Said() -> impl IntoView {
    let controller = OverviewController::here();
    let said = memo(move |_| {
        let message = controller.app.toaster.text();
        let searching = controller.query.with(|query| !query.trim().is_empty());
        message
            .or_else(|| searching.then(|| t::found(controller.visible.with(Vec::len))))
            .unwrap_or_default()
    });
    view! { <p class="visually-hidden" role="status">{derived(move || said.get())}</p> }
}
