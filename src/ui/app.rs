//! The whole app of one element: opens its namespace and shows a canvas or the overview.

use std::cell::Cell;
use std::rc::Rc;

use crate::ui::view::{dynamic, then};
use leptos::ev;
use leptos::prelude::*;
use web_sys::HtmlElement;

use crate::domain::DocumentId;
use crate::session::{Document, Session, Workspace};
use crate::store::writer::PageLocks;
use crate::store::{Kind, Place};
use crate::texts::labels as t;

use super::canvas::CanvasPage;
use super::context::{App, Library, Page};
use super::overview::Overview;
use super::setup::Setup;

thread_local! {
    static NUMBER: Cell<u32> = const { Cell::new(0) };
}

/// The whole app of one element.
pub fn app(setup: Signal<Setup>, locks: Option<PageLocks>, _host: HtmlElement) -> impl IntoView {
    let app = App {
        root: NodeRef::new(),
        setup,
        page: RwSignal::new(first_page(&setup.get_untracked())),
        number: NUMBER.with(|number| number.replace(number.get().wrapping_add(1))),
        current: RwSignal::new(None),
    };
    provide_context(app);
    let library = RwSignal::new(None::<Library>);
    if let Some(owner) = Owner::current() {
        let (locks, owner) = (StoredValue::new_local(locks), StoredValue::new(owner));
        let switch = Switch {
            library,
            locks,
            owner,
        };
        provide_context(switch);
        switch.open(place(&setup.get_untracked()));
    }
    follow_the_page(library);
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

/// Opens another namespace in this element, such as the worked examples.
#[derive(Clone, Copy)]
pub(crate) struct Switch {
    library: RwSignal<Option<Library>>,
    locks: StoredValue<Option<PageLocks>, LocalStorage>,
    /// What owns the handles on the namespace: events and answers have no owner of their own.
    owner: StoredValue<Owner>,
}

impl Switch {
    /// The switch of the running view.
    pub(crate) fn here() -> Option<Self> {
        use_context()
    }

    /// Opens the namespace with this name.
    pub(crate) fn to(self, namespace: &str, library: Library) {
        let old = library.get();
        old.flush();
        self.open(Place {
            namespace: namespace.to_owned(),
            ..old.place.clone()
        });
    }

    fn open(self, place: Place) {
        let Self {
            library,
            locks,
            owner,
        } = self;
        Workspace::open(place, locks.get_value(), move |workspace| {
            // The element may have gone in the meantime; its signals are no more then.
            let Some(owner) = owner.try_get_value() else {
                return;
            };
            let opened = owner.with(|| Library::new(workspace));
            library.try_set(Some(opened));
        });
    }
}

/// One canvas, opened from the store; or why it can't be.
#[component]
fn OneCanvas(id: Option<DocumentId>) -> impl IntoView {
    let library = Library::here();
    let found = RwSignal::new_local(None::<Result<Document, ()>>);
    let workspace = library.get();
    leptos::task::spawn_local(async move {
        let document = match id {
            None => Ok(workspace
                .create(None)
                .map_or(Document::Absent, Document::Open)),
            Some(id) => match workspace.document(&id).await {
                Ok(Document::Absent) => Ok(workspace
                    .create(Some(id))
                    .map_or(Document::Absent, Document::Open)),
                other => other.map_err(drop),
            },
        };
        found.try_set(Some(document));
    });
    let app = App::here();
    on_cleanup(move || {
        app.current.try_set(None);
    });
    move || {
        found.with(|found| match found {
            None => view! { <p class="loading" role="status">{t::LOADING}</p> }.into_any(),
            Some(Ok(Document::Open(shared))) => {
                let session = Session::attach(shared);
                app.current.set(Some(session));
                view! { <CanvasPage session /> }.into_any()
            }
            Some(Ok(Document::TooNew { raw })) => unreadable(t::FILE_TOO_NEW, raw.clone()),
            Some(Ok(Document::Damaged { raw })) => unreadable(t::FILE_DAMAGED, raw.clone()),
            Some(Ok(Document::Absent)) => unreadable(t::NOT_HERE, String::new()),
            Some(Err(())) => unreadable(t::CANNOT_OPEN, String::new()),
        })
    }
}

/// A document that can't be shown, with the way out: export and back.
fn unreadable(text: &'static str, raw: String) -> AnyView {
    let app = App::here();
    let has_text = !raw.is_empty();
    let raw = StoredValue::new(raw);
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

fn first_page(setup: &Setup) -> Page {
    match setup.document_id.as_deref().filter(|id| !id.is_empty()) {
        Some(id) => id
            .parse()
            .map_or(Page::InvalidId, |id| Page::Canvas(Some(id))),
        None if setup.view.as_deref() == Some("canvas") => Page::Canvas(None),
        None => Page::Overview,
    }
}

fn place(setup: &Setup) -> Place {
    let namespace = setup.namespace.clone().filter(|name| !name.is_empty());
    let kind = if setup.storage.as_deref() == Some("none") {
        Kind::Memory
    } else {
        Kind::Browser
    };
    Place {
        namespace: namespace.unwrap_or_else(|| "standaard".to_owned()),
        user: None,
        kind,
    }
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
    let hidden = window_event_listener_untyped("visibilitychange", move |_| {
        flush();
        if let Some(library) = library.try_get_untracked().flatten() {
            library.get().lead_if_free();
        }
    });
    on_cleanup(move || {
        hide.remove();
        hidden.remove();
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
