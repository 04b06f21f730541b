//! Joining a team by a colleague's code: typed, pasted, or read from a photo of the QR code.

use leptos::prelude::*;

use crate::crypto::read_team_code;
use crate::texts::{labels, team_key as t};
use crate::ui::components::ButtonKind;
use crate::ui::dom::focus_soon;
use crate::ui::field::TextField;
use crate::ui::view::{callback, derived};

use super::camera::scan;
use super::steps::{Section, Step};

/// The form.
pub(super) fn join(section: Section) -> AnyView {
    let typed = RwSignal::new(String::new());
    let wrong = RwSignal::new(String::new());
    let join = move |text: String| match read_team_code(&text) {
        Ok(invitation) => {
            let workspace = section.library.get();
            section.work(
                t::JOINED,
                async move { workspace.join_team(invitation).await },
            );
        }
        Err(error) => {
            wrong.set(t::code_error(error));
            focus_soon(
                section.app.root,
                ["#", &section.app.id("teamcode")].concat(),
            );
        }
    };
    let on_input = callback(move |text| {
        typed.set(text);
        wrong.set(String::new());
    });
    let error = derived(move || wrong.with(|it| (!it.is_empty()).then(|| it.clone())));
    view! {
        <TextField name="teamcode".to_owned() label=t::TYPE hint=t::TYPE_HINT value=typed error locked=false on_input />
        {scan(section, join)}
        <div class="settings__buttons">
            {section.button(ButtonKind::Primary, t::JOIN_START, move || join(typed.get_untracked()))}
            {section.button(ButtonKind::Secondary, labels::CANCEL, move || section.go(Step::Nothing))}
        </div>
    }
    .into_any()
}
