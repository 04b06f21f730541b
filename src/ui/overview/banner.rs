//! The banners above the list: these are examples, or another window writes.

use crate::ui::view::{Show, derived, handler};
use leptos::prelude::*;

use crate::session::Role;
use crate::texts::{examples, labels, overview as t};
use crate::ui::components::{Button, ButtonKind};
use crate::ui::context::{ElementContext, WorkspaceHandle};
use crate::ui::setup::STANDARD;

use super::controller::OverviewController;
use super::examples::{restore_examples, switch};
use super::tools::ExportAllButton;

/// The banner of the examples, with the way back to the own canvases.
#[component]
pub(super) fn ExamplesBanner() -> impl IntoView {
    let controller = OverviewController::here();
    let own = ElementContext::here()
        .setup
        .with_untracked(|setup| setup.namespace.clone());
    let own = own
        .filter(|name| !name.is_empty())
        .unwrap_or_else(|| STANDARD.to_owned());
    let elsewhere = own != examples::NAMESPACE;
    view! {
        <section class="banner" aria-label=t::EXAMPLES>
            <p class="banner__text"><strong>{t::EXAMPLES_BANNER}</strong>" "{t::EXAMPLES_BANNER_MORE}</p>
            <div class="banner__buttons">
                {elsewhere.then(|| view! {
                    <Button kind=ButtonKind::Primary on_press=handler(move |_| switch(controller, &own))>{t::TO_OWN}</Button>
                })}
                <Show when=derived(move || !controller.locked.get())>
                    <Button kind=ButtonKind::Secondary on_press=handler(move |_| restore_examples(controller))>{t::EXAMPLES_AGAIN}</Button>
                </Show>
                <ExportAllButton />
            </div>
        </section>
    }
}

/// The notice that another window writes, with the button to take over.
#[component]
pub(super) fn FollowerNotice() -> impl IntoView {
    let controller = OverviewController::here();
    let library = WorkspaceHandle::here();
    let waits = move || controller.role.get() == Role::TakingOver;
    view! {
        <Show when=derived(move || matches!(controller.role.get(), Role::Follower | Role::TakingOver))>
            <div class="utrecht-alert utrecht-alert--info notice" role="status">
                <p class="notice__text">{t::FOLLOWER}</p>
                <Button kind=ButtonKind::Primary inactive=derived(waits)
                    on_press=handler(move |_| if !waits() { library.get().take_over() })>
                    {derived(move || if waits() { labels::TAKING_OVER } else { labels::TAKE_OVER })}
                </Button>
            </div>
        </Show>
    }
}
