//! Removing what is sealed from the server of a team that isn't encrypted.

use leptos::prelude::*;

use crate::domain::DocumentId;
use crate::session::team::TeamState;
use crate::texts::{labels, team_key as t};
use crate::ui::components::{Button, ButtonKind};
use crate::ui::context::{ElementContext, WorkspaceHandle};
use crate::ui::dom::focus_soon;
use crate::ui::view::{Alive, derived, dynamic, handler, spawn_guarded};

use super::steps::team_error;

/// The button with its question.
#[derive(Clone, Copy)]
struct Removal {
    app: ElementContext,
    library: WorkspaceHandle,
    alive: Alive,
    id: StoredValue<DocumentId>,
    is_plain: RwSignal<bool>,
    asking: RwSignal<bool>,
    message: RwSignal<&'static str>,
}

/// The button, what it asks first, and how it went.
pub(super) fn button(id: DocumentId, name: String) -> AnyView {
    let removal = Removal {
        app: ElementContext::here(),
        library: WorkspaceHandle::here(),
        alive: Alive::here(),
        id: StoredValue::new(id),
        is_plain: RwSignal::new(false),
        asking: RwSignal::new(false),
        message: RwSignal::new(""),
    };
    let workspace = removal.library.get();
    let state = async move { workspace.team_state().await };
    spawn_guarded(removal.alive, state, move |state| {
        removal.is_plain.set(state == TeamState::Plain);
    });
    let label = [t::REMOVE, ": ", &name].concat();
    let shown = move || match (removal.is_plain.get(), removal.asking.get()) {
        (false, _) => ().into_any(),
        (true, true) => removal.question(),
        (true, false) => view! {
            <Button kind=ButtonKind::Secondary label=label.clone()
                on_press=handler(move |_| removal.ask())>{t::REMOVE}</Button>
        }
        .into_any(),
    };
    view! {
        {dynamic(shown)}
        <span role="status">{derived(move || removal.message.get())}</span>
    }
    .into_any()
}

impl Removal {
    fn ask(self) {
        self.message.set("");
        self.asking.set(true);
        focus_soon(
            self.app.root,
            ["[data-hook=\"", &self.hook(), "\"]"].concat(),
        );
    }

    fn hook(self) -> String {
        ["keep-sealed-", self.id.get_value().as_str()].concat()
    }

    fn question(self) -> AnyView {
        view! {
            <p>{t::REMOVE_SURE}</p>
            <div class="sync__buttons">
                <Button kind=ButtonKind::Primary on_press=handler(move |_| self.remove())>{t::REMOVE_YES}</Button>
                <Button kind=ButtonKind::Secondary hook=self.hook()
                    on_press=handler(move |_| self.asking.set(false))>{labels::CANCEL}</Button>
            </div>
        }
        .into_any()
    }

    fn remove(self) {
        self.asking.set(false);
        let (workspace, id) = (self.library.get(), self.id.get_value());
        let work = async move { workspace.remove_sealed(&id).await };
        spawn_guarded(self.alive, work, move |removed| {
            let told = removed.map_or_else(|error| team_error(&error), |()| t::REMOVED);
            self.message.set(told);
        });
    }
}
