//! The bar above a canvas: back, undo, redo, what is left to do, print and export.

use crate::ui::view::{of, then};
use leptos::prelude::*;

use crate::texts::labels as t;
use crate::ui::context::{App, Library, Page, Sheet};
use crate::ui::icon::{Icon, icon};
use crate::ui::overview::export_file;
use crate::ui::sync::sync_badge;

use super::print::PrintMenu;
use super::status::SaveState;
use super::versions::versions;

/// The toolbar.
#[component]
pub(crate) fn Toolbar(findings_open: RwSignal<bool>, findings_id: String) -> impl IntoView {
    let (app, sheet, library) = (App::here(), Sheet::here(), Library::here());
    let steps = sheet.session.steps;
    let locked = sheet.locked;
    let count = move || sheet.session.findings.with(Vec::len);
    let privacy = move || {
        sheet
            .session
            .findings
            .with(|all| all.iter().any(crate::domain::Finding::is_privacy))
    };
    let show_findings = move |_| {
        // They stand beside the canvas.
        let was_away = sheet.analysis.get_untracked();
        sheet.analysis.set(false);
        findings_open.update(|open| *open = was_away || !*open);
    };
    let back = move |_| {
        sheet.session.settle();
        app.page.set(Page::Overview);
    };
    let export = move |_| {
        sheet.session.settle();
        let id = sheet.session.peek(|canvas| canvas.id.clone());
        export_file(library.get(), Some(id));
    };
    view! {
        <div class="toolbar" part="toolbar" role="group" aria-label=t::PRODUCT>
            <button type="button" class="utrecht-button utrecht-button--subtle text-button" on:click=back>
                {icon(Icon::Back)}<span>{t::TO_OVERVIEW}</span>
            </button>
            <SaveState />
            {sync_badge(false)}
            <span class="toolbar__gap"></span>
            <button type="button" class="utrecht-button utrecht-button--subtle text-button" title=t::UNDO aria-keyshortcuts="Control+Z"
                aria-disabled=of(move || (locked.get() || !steps.get().0).then_some("true")) on:click=then(move |_| sheet.session.undo())>
                {icon(Icon::Undo)}<span class="toolbar__word toolbar__word--step">{t::UNDO}</span>
            </button>
            <button type="button" class="utrecht-button utrecht-button--subtle text-button"
                title=t::REDO aria-keyshortcuts="Control+Shift+Z"
                aria-disabled=of(move || (locked.get() || !steps.get().1).then_some("true")) on:click=then(move |_| sheet.session.redo())>
                {icon(Icon::Redo)}<span class="toolbar__word toolbar__word--step">{t::REDO}</span>
            </button>
            <button type="button" class="utrecht-button utrecht-button--subtle text-button"
                class:text-button--warning=privacy
                aria-expanded=of(move || findings_open.get().to_string()) aria-controls=findings_id
                on:click=show_findings>
                {icon(Icon::List)}<span>{t::TO_DO}" ("{count}")"</span>
            </button>
            {versions()}
            <PrintMenu />
            <button type="button" class="utrecht-button utrecht-button--subtle text-button" on:click=export>
                {icon(Icon::Save)}<span class="toolbar__word">{t::EXPORT}</span>
            </button>
        </div>
    }
    .into_any()
}
