//! What the team shares: its name, table days, disciplines, names, budgets and expenses.

use std::rc::Rc;

use leptos::prelude::*;

use crate::domain::Place;
use crate::domain::method::{EntryList, SingleEntry};
use crate::session::{CanvasHandle, Late, OpenCanvas, Part, ReadOnly};
use crate::store::StoreError;
use crate::texts::{storage, team as t};
use crate::ui::canvas::conflicts::conflicts;
use crate::ui::canvas::live_region::{announcer, live_region};
use crate::ui::components::{Button, ButtonKind};
use crate::ui::context::{CanvasContext, ElementContext, WorkspaceHandle};
use crate::ui::markup::{element, text};
use crate::ui::styles::adopt;
use crate::ui::view::{Alive, dynamic, effect, handler, memo, spawn_guarded};

use super::section::STYLE;
use super::{list, single};

/// The view.
pub(crate) static TEAM: Late<fn() -> AnyView> = Late::new(Part::Method);

/// Its document, once it is open.
type Opened = Option<Result<Rc<OpenCanvas>, StoreError>>;

/// Gives what is late here; called by the part.
pub(super) fn give() {
    TEAM.give(team);
}

fn team() -> AnyView {
    let (app, library) = (ElementContext::here(), WorkspaceHandle::here());
    if let Some(root) = app.root.get_untracked() {
        adopt(app.number, &root, STYLE);
    }
    let opened = RwSignal::new_local(Opened::None);
    let is_misplaced = RwSignal::new(false);
    let alive = Alive::here();
    let open = move || {
        let workspace = library.get();
        let work = async move {
            let settings = workspace.municipal_settings();
            let found = settings.document().await;
            let is_misplaced = found.is_err() && settings.has_misplaced().await == Ok(true);
            (found, is_misplaced)
        };
        spawn_guarded(alive, work, move |(found, misplaced)| {
            is_misplaced.set(misplaced);
            opened.set(Some(found));
        });
    };
    open();
    let shown = move || match opened.get() {
        None => text("p", "loading", crate::texts::labels::LOADING),
        Some(Err(_)) if is_misplaced.get() => misplaced(app, library, open),
        Some(Err(error)) => text("p", "method__hint", storage::store_error(&error)),
        Some(Ok(document)) => filled(app, library, &document),
    };
    view! {
        <section class="method" data-block="teamInstellingen">
            <div class="method__head">
                <h3 class="method__title" tabindex="-1" data-hook="list-heading">{t::TEAM}</h3>
                <p class="method__hint">{t::TEAM_HINT}</p>
            </div>
            {dynamic(shown)}
        </section>
    }
    .into_any()
}

/// That a canvas stands where what the team shares belongs, with a way to keep it as any other canvas.
fn misplaced(
    app: ElementContext,
    library: WorkspaceHandle,
    open: impl Fn() + Clone + 'static,
) -> AnyView {
    let alive = Alive::here();
    let press = move |_| {
        let (workspace, open) = (library.get(), open.clone());
        let work = async move {
            let moved = workspace.municipal_settings().move_misplaced().await;
            workspace.library().refresh().await;
            moved
        };
        spawn_guarded(alive, work, move |moved| match moved {
            Ok(_) => {
                app.toaster.tell(t::MISPLACED_MOVED.to_owned());
                open();
            }
            Err(error) => app.toaster.fail(storage::store_error(&error).to_string()),
        });
    };
    view! {
        <div class="method__part">
            <p>{t::MISPLACED}</p>
            <Button kind=ButtonKind::Primary on_press=handler(press)>{t::MISPLACED_MOVE}</Button>
        </div>
    }
    .into_any()
}

fn filled(app: ElementContext, library: WorkspaceHandle, document: &Rc<OpenCanvas>) -> AnyView {
    let handle = CanvasHandle::attach(document);
    let read_only = memo(move |_| {
        let host = app.setup.read().readonly.then_some(ReadOnly::Host);
        host.or_else(|| handle.read_only())
    });
    let said = RwSignal::new(String::new());
    let context = CanvasContext {
        handle,
        read_only,
        locked: memo(move |_| read_only.get().is_some()),
        calculating: RwSignal::new(None),
        announce: announcer(said),
        said: said.into(),
    };
    context.provide();
    effect(move || {
        let workspace = library.get();
        handle.read_all(|team| workspace.municipal_settings().show(Some(team)));
    });
    let parts = vec![
        // Where two devices differ, somebody chooses.
        conflicts(Place::Header),
        single::section(SingleEntry::Team),
        list::section(EntryList::TableDays),
        list::section(EntryList::Disciplines),
        list::section(EntryList::Budgets),
        list::section(EntryList::Expenses),
        super::budgets::years(library, handle),
        list::section(EntryList::Payers),
        list::section(EntryList::LifeDomains),
        live_region(context),
    ];
    element("div", "method__parts", parts)
}
