//! Taking over a canvas that a colleague has sent in the clear.

use leptos::prelude::*;

use crate::domain::DocumentId;
use crate::texts::team_key as t;
use crate::ui::components::{Button, ButtonKind};
use crate::ui::context::WorkspaceHandle;
use crate::ui::view::{Alive, derived, handler, spawn_guarded};

use super::steps::team_error;

/// The button, and how it went.
pub(super) fn button(id: DocumentId, name: String) -> AnyView {
    let (library, alive) = (WorkspaceHandle::here(), Alive::here());
    let message = RwSignal::new("");
    let press = move |_| {
        let (workspace, id) = (library.get(), id.clone());
        let work = async move { workspace.take_over_clear(&id).await };
        spawn_guarded(alive, work, move |taken| {
            message.set(taken.map_or_else(|error| team_error(&error), |()| t::TAKEN));
        });
    };
    let label = [t::TAKE, ": ", &name].concat();
    view! {
        <Button kind=ButtonKind::Secondary label=label on_press=handler(press)>{t::TAKE}</Button>
        <span role="status">{derived(move || message.get())}</span>
    }
    .into_any()
}
