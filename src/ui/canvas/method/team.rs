//! What the team shares: its name, table days, disciplines, names, budgets and expenses.

use std::rc::Rc;

use leptos::prelude::*;

use crate::domain::Place;
use crate::domain::method::{EntryList, SingleEntry};
use crate::domain::team::year_budgets;
use crate::session::{CanvasHandle, Late, OpenCanvas, Part, ReadOnly};
use crate::store::StoreError;
use crate::texts::{storage, team as t};
use crate::ui::canvas::conflicts::conflicts;
use crate::ui::context::{CanvasContext, ElementContext, WorkspaceHandle};
use crate::ui::markup::{element, text};
use crate::ui::styles::adopt;
use crate::ui::view::{Alive, callback, dynamic, effect, memo, spawn_guarded};

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
    let workspace = library.get();
    let work = async move { workspace.municipal_settings().document().await };
    spawn_guarded(Alive::here(), work, move |found| opened.set(Some(found)));
    let shown = move || match opened.get() {
        None => text("p", "loading", crate::texts::labels::LOADING),
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

fn filled(app: ElementContext, library: WorkspaceHandle, document: &Rc<OpenCanvas>) -> AnyView {
    let handle = CanvasHandle::attach(document);
    let read_only = memo(move |_| {
        let host = app.setup.read().readonly.then_some(ReadOnly::Host);
        host.or_else(|| handle.read_only())
    });
    let context = CanvasContext {
        handle,
        read_only,
        locked: memo(move |_| read_only.get().is_some()),
        calculating: RwSignal::new(None),
        announce: callback(|_| {}),
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
        years(handle),
        list::section(EntryList::Payers),
        list::section(EntryList::LifeDomains),
    ];
    element("div", "method__parts", parts)
}

/// What was spent of each year's budget.
fn years(handle: CanvasHandle) -> AnyView {
    let shown = move || {
        handle.read_all(|team| {
            let years = year_budgets(team).into_iter();
            let rows: Vec<AnyView> = years.map(|year| text("li", "", t::year(&year))).collect();
            let list = |rows| vec![element("ul", "method__days", rows)];
            (!rows.is_empty()).then(|| element("div", "method__part", list(rows)))
        })
    };
    dynamic(shown).into_any()
}
