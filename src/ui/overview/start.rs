//! Where there is no canvas yet: three ways to begin.

use crate::ui::view::{Show, derived};
use leptos::prelude::*;

use crate::sync::status::Report;
use crate::texts::{overview as t, sync};
use crate::ui::components::ButtonKind;
use crate::ui::icon::{Icon, icon};

use super::controller::OverviewController;
use super::import::ImportButton;
use super::tools::{ExamplesButton, ExportAllButton, NewButton};

/// Three ways to begin.
#[component]
pub(super) fn Start() -> impl IntoView {
    let controller = OverviewController::here();
    let open = move || !controller.locked.get();
    let report: ReadSignal<Option<Report>> = controller.library.get().sync().report().into();
    let note = move || match report.with(Option::is_some) {
        true => sync::START,
        false => t::ONLY_HERE,
    };
    // In the examples there is nothing to begin: they can be loaded again.
    view! {
        <h3 class="overview__heading" tabindex="-1" data-hook="list-heading">
            {if controller.is_examples() { t::EXAMPLES } else { t::START }}
        </h3>
        <Show when=derived(move || !controller.is_examples())>
            <ul class="start" role="list">
                <Show when=open>
                    <li class="start__way start__way--first">
                        <span class="start__icon" aria-hidden="true">{icon(Icon::Plus)}</span>
                        <h4 class="start__title">{t::NEW_TITLE}</h4>
                        <p class="start__text">{t::NEW_TEXT}</p>
                        <NewButton />
                    </li>
                </Show>
                <li class="start__way">
                    <span class="start__icon" aria-hidden="true">{icon(Icon::List)}</span>
                    <h4 class="start__title">{t::EXAMPLES_TITLE}</h4>
                    <p class="start__text">{t::EXAMPLES_TEXT}</p>
                    <ExamplesButton kind=ButtonKind::SecondaryText text=t::SEE_EXAMPLES />
                </li>
                <li class="start__way">
                    <span class="start__icon" aria-hidden="true">{icon(Icon::Load)}</span>
                    <h4 class="start__title">{t::IMPORT_TITLE}</h4>
                    <p class="start__text">{t::IMPORT_TEXT}</p>
                    <ImportButton kind=ButtonKind::SecondaryText />
                </li>
            </ul>
            <p class="start__note">{derived(note)}</p>
        </Show>
        <Troubled />
    }
}

/// Export where storage may hold more than shows.
#[component]
fn Troubled() -> impl IntoView {
    let controller = OverviewController::here();
    let notices: ReadSignal<Vec<crate::store::Notice>> = controller.library.get().notices().into();
    view! {
        <Show when=derived(move || notices.with(|notices| !notices.is_empty()))>
            <ExportAllButton />
        </Show>
    }
}
