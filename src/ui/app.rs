//! The whole app of one element: opens its namespace and shows a canvas or the overview.

use std::cell::Cell;
use std::rc::Rc;

use crate::ui::view::{dynamic, then};
use leptos::ev;
use leptos::prelude::*;

use crate::domain::DocumentId;
use crate::session::{Document, Session, Workspace, is_visible};
use crate::sync::machine::Event;
use crate::texts::labels as t;

use super::canvas::CanvasPage;
use super::context::{App, Library, Page};
use super::outside::Outside;
use super::overview::Overview;
use super::report::report;
use super::setup::Setup;

/// How long opening a canvas waits for the server, where it isn't here.
const PULL_MS: u64 = 10_000;

thread_local! {
    static NUMBER: Cell<u32> = const { Cell::new(0) };
}

/// The whole app of one element.
pub fn app(outside: Outside) -> impl IntoView {
    let app = App {
        root: NodeRef::new(),
        setup: outside.setup.into(),
        page: outside.page,
        number: NUMBER.with(|number| number.replace(number.get().wrapping_add(1))),
        current: outside.current,
        outside,
    };
    provide_context(app);
    let library = outside.library;
    outside.open(outside.setup.with_untracked(Setup::place));
    follow_the_page(library);
    report(app);
    view! {
        <div
            class="app"
            node_ref=app.root
            on:keydown=then(move |event| shortcut(app, &event))
            on:focusout=then(move |_| settle(app))
        >
            {dynamic(move || match library.get() {
                None => view! { <p class="loading" role="status">{t::LOADING}</p> }.into_any(),
                Some(library) => view! { <Opened library /> }.into_any(),
            })}
        </div>
    }
}

/// What shows once the namespace is open.
#[component]
fn Opened(library: Library) -> impl IntoView {
    let app = App::here();
    provide_context(library);
    move || match app.page.get() {
        Page::Overview => view! { <Overview /> }.into_any(),
        Page::InvalidId => view! { <p class="loading" role="alert">{t::INVALID_ID}</p> }.into_any(),
        Page::Canvas(id) => view! { <OneCanvas id /> }.into_any(),
    }
}

/// One canvas, opened from the store; or why it can't be.
#[component]
fn OneCanvas(id: Option<DocumentId>) -> impl IntoView {
    let (app, library) = (App::here(), Library::here());
    let found = RwSignal::new_local(None::<Result<Document, ()>>);
    let workspace = library.get();
    leptos::task::spawn_local(async move {
        let document = match id {
            None => Ok(workspace
                .create(None)
                .map_or(Document::Absent, Document::Open)),
            Some(id) => {
                let mut document = workspace.document(&id).await;
                if matches!(document, Ok(Document::Absent)) && workspace.pulled(PULL_MS).await {
                    // Another device may have made it.
                    document = workspace.document(&id).await;
                }
                match document {
                    Ok(Document::Absent) => Ok(workspace
                        .create(Some(id))
                        .map_or(Document::Absent, Document::Open)),
                    other => other.map_err(drop),
                }
            }
        };
        app.outside.hand_over(document.as_ref());
        found.try_set(Some(document));
    });
    on_cleanup(move || {
        app.current.try_set(None);
        app.outside.failed.try_set(None);
    });
    move || {
        found.with(|found| match found {
            None => view! { <p class="loading" role="status">{t::LOADING}</p> }.into_any(),
            Some(Ok(Document::Open(shared))) => {
                let session = Session::attach(shared);
                app.current.set(Some(session));
                view! { <CanvasPage session /> }.into_any()
            }
            Some(Ok(Document::TooNew { raw })) => unreadable("too-new", t::FILE_TOO_NEW, raw),
            Some(Ok(Document::Damaged { raw })) => unreadable("damaged", t::FILE_DAMAGED, raw),
            Some(Ok(Document::Absent)) => unreadable("absent", t::NOT_HERE, ""),
            Some(Err(())) => unreadable("storage", t::CANNOT_OPEN, ""),
        })
    }
}

/// A document that can't be shown, with the way out: export and back.
fn unreadable(code: &'static str, text: &'static str, raw: &str) -> AnyView {
    let app = App::here();
    app.outside.failed.set(Some(code));
    let has_text = !raw.is_empty();
    let raw = StoredValue::new(raw.to_owned());
    let export = move |_| super::overview::download("maatwerkcanvas.json", &raw.get_value());
    view! {
        <div class="utrecht-alert utrecht-alert--error notice" role="alert">
            <p class="notice__text">{text}</p>
            {has_text.then(|| view! {
                <button type="button" class="utrecht-button utrecht-button--primary-action" on:click=export>
                    {t::EXPORT}
                </button>
            })}
            <button type="button" class="utrecht-button utrecht-button--secondary-action"
                on:click=then(move |_| app.page.set(Page::Overview))>{t::TO_OVERVIEW}</button>
        </div>
    }
    .into_any()
}

/// Saves at once when the page hides or goes.
fn follow_the_page(library: RwSignal<Option<Library>>) {
    let flush = move || {
        if let Some(library) = library.try_get_untracked().flatten() {
            let workspace: Rc<Workspace> = library.get();
            workspace.flush();
        }
    };
    let hide = window_event_listener(ev::pagehide, move |_| flush());
    let workspace = move || {
        let library = library.try_get_untracked().flatten();
        library.map(|library| library.get())
    };
    let hidden = window_event_listener_untyped("visibilitychange", move |_| {
        flush();
        if let Some(workspace) = workspace() {
            workspace.lead_if_free();
            workspace.page_visible(is_visible());
        }
    });
    let online = window_event_listener_untyped("online", move |_| {
        if let Some(workspace) = workspace() {
            workspace.sync_event(Event::Online);
        }
    });
    on_cleanup(move || {
        hide.remove();
        hidden.remove();
        online.remove();
    });
}

/// Ends a stretch of typing and saves, when the focus leaves a field.
fn settle(app: App) {
    if let Some(session) = app.current.get_untracked() {
        session.settle();
    }
}

/// Ctrl+Z and Ctrl+Shift+Z (Cmd on a Mac) inside the app.
fn shortcut(app: App, event: &ev::KeyboardEvent) {
    let z = event.key().eq_ignore_ascii_case("z")
        && (event.ctrl_key() || event.meta_key())
        && !event.alt_key();
    let y = event.key().eq_ignore_ascii_case("y") && event.ctrl_key() && !event.alt_key();
    let locked = app.setup.with_untracked(|setup| setup.readonly);
    let Some(session) = app.current.get_untracked().filter(|_| (z || y) && !locked) else {
        return;
    };
    event.prevent_default();
    if y || event.shift_key() {
        session.redo();
    } else {
        session.undo();
    }
}
