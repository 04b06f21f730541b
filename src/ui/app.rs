//! The whole app of one element: opens its namespace and shows a canvas or the overview.

use std::cell::Cell;
use std::rc::Rc;

use crate::ui::components::{Button, ButtonKind};
use crate::ui::dom::{close_opened, focused, leave_field};
use crate::ui::view::{Alive, callback, dynamic, handler, memo, on_window, spawn_guarded};
use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::Element;

use crate::domain::DocumentId;
use crate::session::{CanvasHandle, OpenResult, Role, Workspace, holds_keys};
use crate::store::{StoreError, sleep};
use crate::texts::{explain, labels as t, storage};

use super::canvas::CANVAS;
use super::context::{ElementContext, WorkspaceHandle};
use super::element_bridge::ElementBridge;
use super::field::Draft;
use super::host_events::report;
use super::late::late;
use super::lock::{LOCK_SCREEN, WATCH, seal_for_host, secure_dialog};
use super::overview::{self, OVERVIEW};
use super::page::Page;
use super::step::{Step, take_step};

/// The first and the longest interval, in milliseconds, at which storage is tried again.
const FIRST_RETRY_MILLIS: i32 = 1_000;
const LAST_RETRY_MILLIS: i32 = 30_000;

thread_local! {
    static NUMBER: Cell<u32> = const { Cell::new(0) };
}

/// The whole app of one element.
pub fn app(bridge: ElementBridge) -> impl IntoView {
    let number = NUMBER.with(|number| number.replace(number.get().wrapping_add(1)));
    let app = ElementContext::new(bridge, number);
    provide_context(app);
    bridge.open_first();
    follow_the_page(bridge);
    report(app);
    let watched = memo(|_| holds_keys());
    view! {
        <div
            class="app"
            node_ref=app.root
            on:keydown=handler(move |event| key(app, &event))
            on:click:capture=handler(move |event| press(app, &event))
            on:focusout=handler(move |_| commit_typing(app))
        >
            {dynamic(move || match bridge.namespace.get() {
                None if bridge.locked.get() => late(&LOCK_SCREEN, |screen| screen()),
                None => view! { <p class="loading" role="status">{t::LOADING}</p> }.into_any(),
                Some(workspace) => view! { <Opened workspace /> }.into_any(),
            })}
            {dynamic(move || watched.get().then(|| late(&WATCH, |watch| watch())))}
            {app.part_loader.notice()}
        </div>
    }
}

/// The view of the page, once the namespace is open.
#[component]
fn Opened(workspace: Rc<Workspace>) -> impl IntoView {
    let app = ElementContext::here();
    // Made here, and not with the namespace: it goes when these views go, and no sooner.
    provide_context(WorkspaceHandle::new(workspace));
    let page = move || {
        on_cleanup(move || {
            app.part_loader.forget();
            app.toaster.clear();
        });
        match app.page.get() {
            Page::Overview => late(&OVERVIEW, |overview| overview()),
            Page::InvalidId => {
                view! { <p class="loading" role="alert">{t::INVALID_ID}</p> }.into_any()
            }
            Page::Canvas(id) => view! { <OneCanvas id /> }.into_any(),
        }
    };
    view! {
        {dynamic(page)}
        {secure_dialog()}
        {seal_for_host()}
    }
}

/// One canvas, opened from the store; or why it can't be.
#[component]
fn OneCanvas(id: Option<DocumentId>) -> impl IntoView {
    let (app, library) = (ElementContext::here(), WorkspaceHandle::here());
    let found = RwSignal::new_local(None::<Result<OpenResult, StoreError>>);
    let alive = Alive::here();
    let must_exist = id.clone().filter(|id| app.bridge.must_exist(id));
    let asked = id.clone();
    let open = callback(move |()| {
        let (workspace, id, wanted) = (library.get(), id.clone(), must_exist.clone());
        let work = async move {
            match &wanted {
                Some(id) => find(&workspace, id).await,
                None => workspace.obtain(id).await,
            }
        };
        let must_exist = must_exist.clone();
        spawn_guarded(alive, work, move |document| {
            match must_exist.zip(missing(&document)) {
                Some((id, why)) => app.bridge.turn_back(&id, why),
                None => found.set(Some(document)),
            }
        });
    });
    open.run(());
    on_cleanup(move || {
        app.current.try_set(None);
        app.bridge.failed.try_set(None);
    });
    move || {
        let cannot_show = |found: &Option<Result<OpenResult, StoreError>>| matches!(found, Some(Ok(result)) if !matches!(result, OpenResult::Open(_)));
        if let Some(id) = asked.as_ref().filter(|_| found.with(cannot_show)) {
            app.bridge.give_up(id);
        }
        found.with(|found| match found {
            None => view! { <p class="loading" role="status">{t::LOADING}</p> }.into_any(),
            Some(Ok(OpenResult::Open(open_canvas))) => {
                app.bridge.hand_over(open_canvas);
                let handle = CanvasHandle::attach(open_canvas);
                app.current.set(Some(handle));
                late(&CANVAS, move |canvas| canvas(handle))
            }
            Some(Ok(OpenResult::TooLarge { raw, items })) => {
                unreadable("too-large", &explain::too_many_items(*items), raw)
            }
            Some(Ok(OpenResult::TooNew { raw })) => unreadable("too-new", t::FILE_TOO_NEW, raw),
            Some(Ok(OpenResult::Unreadable { raw })) => {
                unreadable("unreadable", t::FILE_UNREADABLE, raw)
            }
            Some(Ok(OpenResult::Damaged { raw })) => unreadable("damaged", t::FILE_DAMAGED, raw),
            Some(Ok(OpenResult::Absent)) => unreadable("absent", t::NOT_HERE, ""),
            Some(Err(error)) => out_of_reach(error, open),
        })
    }
}

/// Opens a canvas that must exist; the examples are made where they are first asked for.
async fn find(workspace: &Workspace, id: &DocumentId) -> Result<OpenResult, StoreError> {
    let found = workspace.find(id).await?;
    let writes = workspace.role().get_untracked() == Role::Leader;
    if !matches!(found, OpenResult::Absent) || !workspace.namespace().is_examples() || !writes {
        return Ok(found);
    }
    overview::seed_examples(workspace).await?;
    workspace.document(id).await
}

/// Why a canvas that must exist isn't shown.
fn missing(found: &Result<OpenResult, StoreError>) -> Option<&'static str> {
    match found {
        Ok(OpenResult::Absent) => Some(t::NOT_HERE),
        Ok(OpenResult::Open(open_canvas)) => open_canvas.is_removed().then_some(t::IN_BIN),
        _ => None,
    }
}

/// A document that can't be loaded because storage can't be read now, with a button to try again.
/// Tries again by itself too: the browser may only be slow.
fn out_of_reach(error: &StoreError, again: Callback<()>) -> AnyView {
    let (app, library) = (ElementContext::here(), WorkspaceHandle::here());
    app.bridge.failed.set(Some("storage"));
    let alive = Alive::here();
    let reopen = move || {
        app.bridge.failed.set(None);
        again.run(());
    };
    let retry = move |_| {
        let workspace = library.get();
        let work = async move { workspace.try_storage().await };
        spawn_guarded(alive, work, move |_| reopen());
    };
    spawn_guarded(alive, until_storage_works(alive, library), move |works| {
        if works {
            reopen();
        }
    });
    view! {
        <div class="utrecht-alert utrecht-alert--error notice" role="alert">
            <p class="notice__text">{t::CANNOT_OPEN}" "{storage::no_archive(error)}</p>
            <Button kind=ButtonKind::Primary on_press=handler(retry)>{t::RETRY}</Button>
            <Button kind=ButtonKind::Secondary on_press=handler(move |_| app.go(Page::Overview))>{t::TO_OVERVIEW}</Button>
        </div>
    }
    .into_any()
}

/// Tries storage again at growing intervals. Returns true once it works, and false once the views
/// have gone.
async fn until_storage_works(alive: Alive, library: WorkspaceHandle) -> bool {
    let mut wait = FIRST_RETRY_MILLIS;
    loop {
        sleep(wait).await;
        if !alive.get() {
            return false;
        }
        let workspace = library.get();
        if workspace.try_storage().await {
            return true;
        }
        wait = wait.saturating_mul(2).min(LAST_RETRY_MILLIS);
    }
}

/// A document that can't be shown, with the way out: export and back.
fn unreadable(code: &'static str, text: &str, raw: &str) -> AnyView {
    let app = ElementContext::here();
    app.bridge.failed.set(Some(code));
    let (has_text, text) = (!raw.is_empty(), text.to_owned());
    let raw = StoredValue::new(raw.to_owned());
    let export = move |_| overview::download("maatwerkcanvas.json", &raw.get_value());
    view! {
        <div class="utrecht-alert utrecht-alert--error notice" role="alert">
            <p class="notice__text">{text}</p>
            {has_text.then(|| view! {
                <Button kind=ButtonKind::Primary on_press=handler(export)>
                    {t::EXPORT}
                </Button>
            })}
            <Button kind=ButtonKind::Secondary on_press=handler(move |_| app.go(Page::Overview))>{t::TO_OVERVIEW}</Button>
        </div>
    }
    .into_any()
}

/// Saves at once when the page hides or goes.
fn follow_the_page(bridge: ElementBridge) {
    let flush = move || {
        if let Some(workspace) = bridge.workspace() {
            workspace.flush();
        }
    };
    on_window("pagehide", flush);
    on_window("visibilitychange", move || {
        flush();
        if let Some(workspace) = bridge.workspace() {
            workspace.lead_if_free();
            workspace.sync().visibility_changed();
        }
    });
    on_window("online", move || {
        if let Some(workspace) = bridge.workspace() {
            workspace.sync().online();
        }
    });
}

/// Takes away a message that has been read, and ends what someone is in the middle of, before a press
/// changes the page: on a tablet, and where a
/// script presses, the focus stays in the field.
fn press(app: ElementContext, event: &ev::MouseEvent) {
    let pressed = event.target().and_then(|it| it.dyn_into::<Element>().ok());
    let Some(pressed) = pressed else { return };
    let control = pressed.closest("button, a, input, select, summary");
    let control = control.ok().flatten();
    if control.is_some() && !pressed.closest(".toast").is_ok_and(|it| it.is_some()) {
        app.toaster.pass();
    }
    if control.is_some() && control != focused(app.root) {
        leave_field(app.root);
    }
}

/// Ends a stretch of typing and saves, when the focus leaves a field.
fn commit_typing(app: ElementContext) {
    if let Some(handle) = app.current.get_untracked() {
        handle.commit_typing();
    }
}

/// What holds fields that aren't of the open canvas: the keys undo the typing in them, as the browser does it.
const OWN_UNDO: &str = "dialog.question, [data-own-undo]";

/// Ctrl+Z and Ctrl+Shift+Z (Cmd on a Mac) inside the app, and Escape in what a button has opened.
fn key(app: ElementContext, event: &ev::KeyboardEvent) {
    if event.key() == "Escape" && !event.is_composing() {
        return close_opened(app.root);
    }
    let z = event.key().eq_ignore_ascii_case("z")
        && (event.ctrl_key() || event.meta_key())
        && !event.alt_key();
    let y = event.key().eq_ignore_ascii_case("y") && event.ctrl_key() && !event.alt_key();
    let locked = app.setup.with_untracked(|setup| setup.readonly);
    let Some(handle) = app.current.get_untracked().filter(|_| (z || y) && !locked) else {
        return;
    };
    let at = focused(app.root).and_then(|it| it.closest(OWN_UNDO).ok().flatten());
    if at.is_some() {
        return;
    }
    event.prevent_default();
    let redoes = y || event.shift_key();
    if !redoes && Draft::forget_wrong() {
        return;
    }
    let step = if redoes { Step::Redo } else { Step::Undo };
    take_step(app, handle, step);
}
