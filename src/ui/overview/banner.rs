//! What stands above the list: that these are examples, or that another window writes.

use crate::ui::view::{Show, of, then};
use leptos::prelude::*;

use crate::session::Role;
use crate::texts::{examples, labels, overview as t};
use crate::ui::context::{App, Library};
use crate::ui::setup::STANDARD;

use super::desk::Desk;
use super::page::restore_examples;
use super::tools::ExportAllButton;

/// Shows the examples in this element, instead of the own canvases, or the other way round.
pub(super) fn switch(desk: Desk, namespace: &str) {
    desk.leave_for(namespace);
    desk.app.outside.show_namespace(namespace);
}

/// Says that this is no real work, with the way back to it.
#[component]
pub(super) fn ExamplesBanner() -> impl IntoView {
    let desk = Desk::here();
    let own = App::here()
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
                    <button type="button" class="utrecht-button utrecht-button--primary-action"
                        on:click=then(move |_| switch(desk, &own))>{t::TO_OWN}</button>
                })}
                <Show when=move || !desk.locked.get()>
                    <button type="button" class="utrecht-button utrecht-button--secondary-action"
                        on:click=then(move |_| restore_examples(desk))>{t::EXAMPLES_AGAIN}</button>
                </Show>
                <ExportAllButton />
            </div>
        </section>
    }
}

/// Says that another window writes, with the button to go on here.
#[component]
pub(super) fn FollowerNotice() -> impl IntoView {
    let desk = Desk::here();
    let library = Library::here();
    let waits = move || desk.role.get() == Role::TakingOver;
    view! {
        <Show when=move || desk.role.get() != Role::Writer>
            <div class="utrecht-alert utrecht-alert--info notice" role="status">
                <p class="notice__text">{t::FOLLOWER}</p>
                <button type="button" class="utrecht-button utrecht-button--primary-action"
                    aria-disabled=of(move || waits().then_some("true"))
                    on:click=then(move |_| if !waits() { library.get().take_over() })>
                    {of(move || if waits() { labels::TAKING_OVER } else { labels::TAKE_OVER })}
                </button>
            </div>
        </Show>
    }
}
