//! A field for a passphrase, which can be shown.

use leptos::prelude::*;

use crate::texts::lock as t;
use crate::ui::context::ElementContext;
use crate::ui::dom::focus_soon;
use crate::ui::field::{FormField, described_by};
use crate::ui::view::{derived, handler};

/// The name of the field in which a new passphrase is typed once more.
const AGAIN: &str = "wachtzin-nogmaals";

/// What is typed in it, and what is wrong with that.
#[derive(Clone, Copy)]
pub(super) struct SecretField {
    pub value: RwSignal<String>,
    pub error: RwSignal<String>,
    shown: RwSignal<bool>,
}

impl SecretField {
    pub(super) fn new() -> Self {
        Self {
            value: RwSignal::new(String::new()),
            error: RwSignal::new(String::new()),
            shown: RwSignal::new(false),
        }
    }

    /// The field in which a new passphrase is typed once more.
    pub(super) fn again(self) -> AnyView {
        self.view(AGAIN, t::AGAIN, "", false)
    }

    /// Whether that repeats what was chosen; else the field says so, and gets the focus.
    pub(super) fn repeats(self, app: ElementContext, chosen: &str) -> bool {
        if self.value.with_untracked(|again| again.trim() == chosen) {
            return true;
        }
        self.error.set(t::AGAIN_WRONG.to_owned());
        focus_soon(app.root, ["#", &app.id(AGAIN)].concat());
        false
    }

    /// The field. A browser may fill in a `current` one from its own safe, and keep a new one there.
    pub(super) fn view(
        self,
        name: &str,
        label: &'static str,
        hint: &'static str,
        current: bool,
    ) -> AnyView {
        let id = ElementContext::here().id(name);
        let described = described_by(&id);
        let kind = move || if self.shown.get() { "text" } else { "password" };
        let invalid = move || {
            self.error
                .with(|error| (!error.is_empty()).then_some("true"))
        };
        let error = move || {
            self.error
                .with(|error| (!error.is_empty()).then(|| error.clone()))
        };
        let typed = move |event| {
            self.value.set(event_target_value(&event));
            self.error.set(String::new());
        };
        view! {
            <FormField id=id.clone() label hint error=derived(error)>
                <input class="utrecht-textbox utrecht-textbox--html-input" type=derived(kind) id=id
                    autocomplete=if current { "current-password" } else { "new-password" }
                    autocapitalize="none" spellcheck="false" aria-describedby=described
                    aria-invalid=derived(invalid)
                    prop:value=derived(move || self.value.get()) on:input=handler(typed) />
            </FormField>
            <label class="settings__check">
                <input type="checkbox" class="check__box" prop:checked=derived(move || self.shown.get())
                    on:change=handler(move |event| self.shown.set(event_target_checked(&event))) />
                {t::SHOW}
            </label>
        }
        .into_any()
    }
}
