//! The bar above a canvas: back, undo, redo, what is left to do, print and export.

use crate::ui::view::{derived, handler};
use leptos::prelude::*;

use crate::domain::Finding;
use crate::session::Part;
use crate::texts::labels as t;
use crate::ui::canvas::findings::HEADING;
use crate::ui::canvas::print::PrintMenu;
use crate::ui::components::{Button, ButtonKind, close_on_press_outside};
use crate::ui::context::{CanvasContext, ElementContext, WorkspaceHandle};
use crate::ui::dom::{focus_in_place, leaves};
use crate::ui::icon::{Icon, icon};
use crate::ui::location::CanvasView;
use crate::ui::lock::lock_button;
use crate::ui::overview::export_file;
use crate::ui::page::Page;
use crate::ui::step::{Step, take_step};
use crate::ui::sync::sync_badge;

use super::example::is_example;
use super::status::SaveState;
use super::summary::Summary;
use super::versions::versions;

/// The toolbar.
#[component]
pub(crate) fn Toolbar(findings_open: RwSignal<bool>, findings_id: String) -> impl IntoView {
    let (app, context, library) = (
        ElementContext::here(),
        CanvasContext::here(),
        WorkspaceHandle::here(),
    );
    let steps = context.handle.steps();
    // On a phone most buttons are behind one.
    let open = RwSignal::new(false);
    let more_id = app.id("meer-knoppen");
    let locked = context.locked;
    let close_on_leave = move |event| {
        if leaves(&event) {
            open.set(false);
        }
    };
    let back = move |_| {
        app.go(Page::Overview);
    };
    let export = move |_| {
        context.handle.commit_typing();
        let id = context.handle.peek(|canvas| canvas.id.clone());
        export_file(app, library, Some(id));
    };
    view! {
        <div class="toolbar" class:toolbar--open=derived(move || open.get()) part="toolbar" role="group" aria-label=t::PRODUCT
            on:focusout=handler(close_on_leave) on:pointerdown=handler(close_on_press_outside(open))>
            <Button kind=ButtonKind::Text on_press=handler(back)>
                {icon(Icon::Back)}<span class="toolbar__word--back">{t::TO_OVERVIEW}</span>
            </Button>
            {is_example(library).then(|| view! { <strong class="toolbar__mark">{t::EXAMPLE}</strong> })}
            <Summary />
            <SaveState />
            {sync_badge(false)}
            <span class="toolbar__gap"></span>
            <Button kind=ButtonKind::Text title=t::UNDO shortcut="Control+Z" inactive=derived(move || locked.get() || !steps.get().0)
                on_press=handler(move |_| take_step(app, context.handle, Step::Undo))>
                {icon(Icon::Undo)}<span class="toolbar__word toolbar__word--step">{t::UNDO}</span>
            </Button>
            <Button kind=ButtonKind::Icon class="toolbar__toggle" class_when=("text-button--warning", derived(move || warns(context))) label=t::MORE_BUTTONS title=t::MORE_BUTTONS expanded=open controls=more_id.clone()
                on_press=handler(move |_| open.update(|open| *open = !*open))>
                {icon(Icon::More)}
            </Button>
            <div class="toolbar__more" id=more_id>
                <Button kind=ButtonKind::Text title=t::REDO shortcut="Control+Shift+Z" inactive=derived(move || locked.get() || !steps.get().1)
                    on_press=handler(move |_| take_step(app, context.handle, Step::Redo))>
                    {icon(Icon::Redo)}<span class="toolbar__word toolbar__word--step">{t::REDO}</span>
                </Button>
                {to_do_button(context, open, findings_open, findings_id)}
                {versions()}
                <PrintMenu />
                <Button kind=ButtonKind::Text on_press=handler(export)>
                    {icon(Icon::Save)}<span class="toolbar__word">{t::EXPORT}</span>
                </Button>
                {lock_button("toolbar__word")}
            </div>
        </div>
    }
    .into_any()
}

/// Whether personal data seems to be in a text.
fn warns(context: CanvasContext) -> bool {
    let findings = context.handle.findings();
    findings.with(|found| found.iter().flatten().any(Finding::is_privacy))
}

/// The button that opens the list of findings, with their number once it is known.
fn to_do_button(
    context: CanvasContext,
    menu: RwSignal<bool>,
    open: RwSignal<bool>,
    list_id: String,
) -> AnyView {
    let app = ElementContext::here();
    let count = move || {
        let count = context
            .handle
            .findings()
            .with(|found| found.as_ref().map(Vec::len));
        count.map_or_else(String::new, |count| {
            [" (", &count.to_string(), ")"].concat()
        })
    };
    let show = move || {
        menu.set(false);
        // They stand beside the canvas.
        let was_away = untrack(|| app.bridge.view()) != CanvasView::Boxes;
        app.bridge.set_view(CanvasView::Boxes);
        open.update(|open| *open = was_away || !*open);
        if open.get_untracked() {
            focus_in_place(app.root, HEADING.to_owned());
        }
    };
    view! {
        <Button kind=ButtonKind::Text class_when=("text-button--warning", derived(move || warns(context))) expanded=open controls=list_id escapes=true hook="open-to-do"
            on_press=handler(move |_| app.with_part(Part::Findings, show))>
            {icon(Icon::List)}<span>{t::TO_DO}{derived(count)}</span>
        </Button>
    }
    .into_any()
}
