//! Choosing a passphrase: five words that are proposed, or one's own.

use leptos::prelude::*;
use zeroize::Zeroizing;

use crate::crypto::{check_passphrase, propose_words};
use crate::texts::lock as t;
use crate::texts::passphrase::word_list;
use crate::ui::components::{Button, ButtonKind};
use crate::ui::context::{ElementContext, WorkspaceHandle};
use crate::ui::dom::focus_soon;
use crate::ui::view::{Show, derived, handler};

use super::secret_field::SecretField;

/// What is chosen.
#[derive(Clone, Copy)]
pub(super) struct Choice {
    app: ElementContext,
    library: WorkspaceHandle,
    proposed: RwSignal<String>,
    is_own: RwSignal<bool>,
    own: SecretField,
}

impl Choice {
    pub(super) fn new() -> Self {
        let choice = Self {
            app: ElementContext::here(),
            library: WorkspaceHandle::here(),
            proposed: RwSignal::new(String::new()),
            is_own: RwSignal::new(false),
            own: SecretField::new(),
        };
        choice.propose();
        choice
    }

    fn propose(self) {
        let workspace = self.library.get();
        let words = propose_words(&word_list(), || workspace.random_u16());
        self.proposed.set(words.to_string());
    }

    /// The passphrase; `None`, with a message in the field, if it is too short.
    pub(super) fn passphrase(self) -> Option<Zeroizing<String>> {
        if !self.is_own.get_untracked() {
            return Some(Zeroizing::new(self.proposed.get_untracked()));
        }
        let typed = Zeroizing::new(self.own.value.get_untracked());
        match check_passphrase(&typed) {
            Ok(checked) => Some(Zeroizing::new(checked.to_owned())),
            Err(short) => {
                self.own.error.set(t::too_short(short.found));
                focus_soon(
                    self.app.root,
                    ["#", &self.app.id("eigen-wachtzin")].concat(),
                );
                None
            }
        }
    }

    /// Forgets it.
    pub(super) fn clear(self) {
        self.own.value.set(String::new());
        self.proposed.set(String::new());
    }

    pub(super) fn view(self) -> AnyView {
        let name = self.app.id("soort-wachtzin");
        let radio = |own: bool, label: &'static str| {
            view! {
                <label class="settings__check">
                    <input type="radio" class="check__box" name=name.clone() prop:checked=derived(move || self.is_own.get() == own)
                        on:change=handler(move |_| self.is_own.set(own)) />
                    {label}
                </label>
            }
            .into_any()
        };
        let [proposed, own] = [radio(false, t::PROPOSED), radio(true, t::OWN)];
        view! {
            <fieldset class="lock-choice">
                <legend class="utrecht-form-label">{t::CHOOSE}</legend>
                {proposed}
                <Show when=derived(move || !self.is_own.get())>
                    <p class="lock-code" data-hook="words">{derived(move || self.proposed.get())}</p>
                    <Button kind=ButtonKind::SecondaryText on_press=handler(move |_| self.propose())>{t::OTHER_WORDS}</Button>
                </Show>
                {own}
                <Show when=derived(move || self.is_own.get())>
                    {self.own.view("eigen-wachtzin", t::OWN_LABEL, t::OWN_HINT, false)}
                </Show>
            </fieldset>
        }
        .into_any()
    }
}
