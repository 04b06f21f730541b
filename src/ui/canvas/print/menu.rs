//! Printing: the menu in the toolbar, and the moments at which the browser starts and ends a print.

use crate::ui::view::{derived, handler, on_window};
use leptos::prelude::*;

use crate::texts::{labels as t, print as p};
use crate::ui::components::{Button, ButtonKind, close_on_press_outside};
use crate::ui::context::{CanvasContext, ElementContext, WorkspaceHandle};
use crate::ui::dom::{focus_soon, leaves};
use crate::ui::icon::{Icon, icon};

use super::paper::Paper;
use super::printing::{CLASS, Job, PRINTING, Printing};

/// "Afdrukken", with the paper to choose.
#[component]
pub(crate) fn PrintMenu() -> impl IntoView {
    let app = ElementContext::here();
    let open = RwSignal::new(false);
    let menu = app.id("afdrukken");
    let button = app.id("afdrukken-knop");
    let opener = format!("#{button}");
    let chosen = StoredValue::new(Paper::default());
    follow_prints(chosen);
    let print = move |paper: Paper| {
        open.set(false);
        chosen.set_value(paper);
        app.print();
    };
    let close_on_escape = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Escape" && open.get_untracked() {
            event.stop_propagation();
            open.set(false);
            focus_soon(app.root, opener.clone());
        }
    };
    let close_on_leave = move |event| {
        if leaves(&event) {
            open.set(false);
        }
    };
    let papers = [(Paper::A4, p::A4), (Paper::A3, p::A3)];
    view! {
        <div class="print-menu" on:keydown=handler(close_on_escape) on:focusout=handler(close_on_leave)
            on:pointerdown=handler(close_on_press_outside(open))>
            <Button kind=ButtonKind::Text id=button expanded=open controls=menu.clone()
                on_press=handler(move |_| open.update(|open| *open = !*open))>
                {icon(Icon::Print)}<span class="toolbar__word">{t::PRINT}</span>
            </Button>
            <div class="print-menu__papers" id=menu hidden=derived(move || !open.get())>
                {papers.map(|(paper, text)| view! {
                    <Button kind=ButtonKind::Text on_press=handler(move |_| print(paper))>
                        <span class="visually-hidden">{t::PRINT}": "</span>{text}
                    </Button>
                }).into_iter().collect_view()}
            </div>
        </div>
    }
    .into_any()
}

/// Shows the printed page from just before a print until just after, also when the browser's own
/// command starts it.
fn follow_prints(chosen: StoredValue<Paper>) {
    let (app, context, library) = (
        ElementContext::here(),
        CanvasContext::here(),
        WorkspaceHandle::here(),
    );
    let printing = StoredValue::new_local(None::<Printing>);
    on_window("beforeprint", move || {
        let paper = chosen.try_get_value().unwrap_or_default();
        let Some(Some(app_root)) = app.root.try_get_untracked() else {
            return;
        };
        let own = library.get().own().get_untracked().names;
        printing.update_value(|printing| {
            // The old one goes first: both have the same style sheet's name.
            drop(printing.take());
            // Something else is being printed.
            let holder = app_root.parent_element();
            if holder.is_some_and(|holder| holder.class_list().contains(CLASS)) {
                return;
            }
            // A part that isn't there leaves the page as it is: the browser doesn't wait.
            *printing = PRINTING.get().and_then(|start| {
                start(Job {
                    app: app_root.into(),
                    number: app.number,
                    paper,
                    handle: context.handle,
                    own,
                    view: untrack(|| app.bridge.view()),
                })
            });
        });
    });
    on_window("afterprint", move || {
        chosen.try_update_value(|chosen| *chosen = Paper::default());
        printing.try_update_value(|printing| drop(printing.take()));
    });
    on_cleanup(move || {
        printing.try_update_value(|printing| drop(printing.take()));
    });
}
