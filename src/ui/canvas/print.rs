//! Printing: the menu in the toolbar, and the moments at which the browser starts and ends a print.

use crate::ui::view::{of, then};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::Node;

use crate::texts::{labels as t, print as p};
use crate::ui::context::{App, Library, Sheet};
use crate::ui::dom::focus_soon;
use crate::ui::icon::{Icon, icon};

use super::paper::Paper;
use super::printing::Printing;

/// "Afdrukken", with the paper to choose.
#[component]
pub(crate) fn PrintMenu() -> impl IntoView {
    let app = App::here();
    let open = RwSignal::new(false);
    let menu = app.id("afdrukken");
    let button = app.id("afdrukken-knop");
    let opener = format!("#{button}");
    let frame = NodeRef::<leptos::html::Div>::new();
    let chosen = StoredValue::new(Paper::default());
    follow_prints(chosen);
    let print = move |paper: Paper| {
        open.set(false);
        chosen.set_value(paper);
        if let Some(window) = web_sys::window() {
            // A page that may not print (a sandboxed frame) leaves everything as it is.
            window.print().ok();
        }
    };
    let close_on_escape = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Escape" && open.get_untracked() {
            event.stop_propagation();
            open.set(false);
            focus_soon(app.root, opener.clone());
        }
    };
    let close_on_leave = move |event: leptos::ev::FocusEvent| {
        let to = event
            .related_target()
            .and_then(|to| to.dyn_into::<Node>().ok());
        let left = frame
            .get_untracked()
            .zip(to)
            .is_some_and(|(frame, to)| !frame.contains(Some(&to)));
        if left {
            open.set(false);
        }
    };
    let papers = [(Paper::A4, p::A4), (Paper::A3, p::A3)];
    view! {
        <div class="print-menu" node_ref=frame on:keydown=close_on_escape on:focusout=close_on_leave>
            <button type="button" class="utrecht-button utrecht-button--subtle text-button" id=button
                aria-expanded=of(move || open.get().to_string()) aria-controls=menu.clone()
                on:click=then(move |_| open.update(|open| *open = !*open))>
                {icon(Icon::Print)}<span class="toolbar__word">{t::PRINT}</span>
            </button>
            <div class="print-menu__papers" id=menu hidden=of(move || !open.get())>
                {papers.map(|(paper, text)| view! {
                    <button type="button" class="utrecht-button utrecht-button--subtle text-button"
                        on:click=then(move |_| print(paper))>
                        <span class="visually-hidden">{t::PRINT}": "</span>{text}
                    </button>
                }).into_iter().collect_view()}
            </div>
        </div>
    }
    .into_any()
}

/// Shows the printed page from just before a print until just after, also when the browser's own
/// command starts it.
fn follow_prints(chosen: StoredValue<Paper>) {
    let (app, sheet, library) = (App::here(), Sheet::here(), Library::here());
    let printing = StoredValue::new_local(None::<Printing>);
    let before = window_event_listener_untyped("beforeprint", move |_| {
        let paper = chosen.try_get_value().unwrap_or_default();
        let Some(Some(app_root)) = app.root.try_get_untracked() else {
            return;
        };
        // Who looks at the analysis prints it too; a family's canvas stays one page.
        let with_analysis = sheet.analysis.try_get_untracked() == Some(true);
        let own = library.get().own.get_untracked().names;
        printing.update_value(|printing| {
            // The old one goes first: both have the same style sheet's name.
            drop(printing.take());
            *printing = Printing::start(
                &app_root,
                app.number,
                paper,
                sheet.session,
                own,
                with_analysis,
            );
        });
    });
    let after = window_event_listener_untyped("afterprint", move |_| {
        chosen.try_update_value(|chosen| *chosen = Paper::default());
        printing.try_update_value(|printing| drop(printing.take()));
    });
    on_cleanup(move || {
        before.remove();
        after.remove();
        printing.try_update_value(|printing| drop(printing.take()));
    });
}
