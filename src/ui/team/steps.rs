//! Where the user is in the settings of a team's keys, and what every step has.

use leptos::prelude::*;

use crate::session::team::{TeamError, TeamState};
use crate::sync::status::Status;
use crate::texts::{lock, team_key as t};
use crate::ui::components::{Button, ButtonKind};
use crate::ui::context::{ElementContext, WorkspaceHandle};
use crate::ui::dom::focus_soon;
use crate::ui::view::{Alive, derived, dynamic, handler, spawn_guarded};

/// What is being done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Nothing,
    /// A new key is shown, to be printed.
    New,
    /// The key is shown to a colleague.
    Show,
    /// A code is typed.
    Join,
    /// The key is about to be removed.
    Forget,
}

/// What the views of the section share.
#[derive(Clone, Copy)]
pub(super) struct Section {
    pub app: ElementContext,
    pub library: WorkspaceHandle,
    pub alive: Alive,
    pub state: RwSignal<TeamState>,
    pub step: RwSignal<Step>,
    pub busy: RwSignal<bool>,
    pub message: RwSignal<&'static str>,
}

impl Section {
    pub(super) fn new() -> Self {
        Self {
            app: ElementContext::here(),
            library: WorkspaceHandle::here(),
            alive: Alive::here(),
            state: RwSignal::new(TeamState::Unknown),
            step: RwSignal::new(Step::Nothing),
            busy: RwSignal::new(false),
            message: RwSignal::new(""),
        }
    }

    /// Reads how the team is encrypted.
    pub(super) fn read(self) {
        let workspace = self.library.get();
        let work = async move { workspace.team_state().await };
        spawn_guarded(self.alive, work, move |state| self.state.set(state));
    }

    /// Goes to a step, which gets the focus.
    pub(super) fn go(self, step: Step) {
        self.message.set("");
        self.step.set(step);
        focus_soon(
            self.app.root,
            ".team-section [data-hook=\"step\"], .team-section input, .team-section button"
                .to_owned(),
        );
    }

    /// Does something, says how it went, and goes back to the first step.
    pub(super) fn work(
        self,
        done: &'static str,
        work: impl Future<Output = Result<(), TeamError>> + 'static,
    ) {
        self.busy.set(true);
        self.message.set("");
        spawn_guarded(self.alive, work, move |result| {
            self.busy.set(false);
            match result {
                Ok(()) => {
                    self.go(Step::Nothing);
                    self.message.set(done);
                    self.read();
                }
                Err(error) => self.message.set(team_error(&error)),
            }
        });
    }

    pub(super) fn button(
        self,
        kind: ButtonKind,
        text: &'static str,
        press: impl Fn() + 'static,
    ) -> AnyView {
        let busy = derived(move || self.busy.get());
        view! { <Button kind inactive=busy on_press=handler(move |_| press())>{text}</Button> }
            .into_any()
    }

    /// How many canvases of this cycle are sent, while it lasts.
    pub(super) fn progress(self) -> AnyView {
        let report: ReadSignal<_> = self.library.get().sync().report().into();
        let bar = move || {
            let status = report.with(|report| report.as_ref().map(|it| it.status.clone()));
            let Some(Status::Busy { sent, total, .. }) = status else {
                return ().into_any();
            };
            view! {
                <progress class="lock-bar" max=total.to_string() value=sent.to_string() aria-label=lock::PROGRESS></progress>
                <p>{t::progress(sent, total)}</p>
            }
            .into_any()
        };
        dynamic(bar).into_any()
    }
}

/// Why nothing has changed.
pub(super) fn team_error(error: &TeamError) -> &'static str {
    match error {
        TeamError::NoCrypto => t::NO_CRYPTO,
        TeamError::NotSealed => t::NEEDS_DEVICE,
        TeamError::NoHostKey => t::NO_HOST_KEY,
        TeamError::Encrypted => t::NOT_REMOVED,
        TeamError::Storage(error) => t::storage(error),
    }
}
