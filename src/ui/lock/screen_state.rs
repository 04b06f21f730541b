//! The lock screen's state: which secrets open the namespace, what is typed, and trying it.

use leptos::prelude::*;

use crate::crypto::SlotKind;
use crate::session::LocalFuture;
use crate::session::lock::LockReason;
use crate::session::vault::{UnlockError, Vault, lock_reason};
use crate::store::StoreError;
use crate::texts::lock as t;
use crate::ui::context::ElementContext;
use crate::ui::dom::{focus_soon, focused};
use crate::ui::view::{Alive, spawn_guarded};

use super::explain::unlock_error;
use super::secret_field::SecretField;

/// What the lock screen knows, and what is typed in it.
#[derive(Clone, Copy)]
pub(super) struct ScreenState {
    pub(super) app: ElementContext,
    pub(super) alive: Alive,
    pub(super) vault: StoredValue<Option<Vault>>,
    pub(super) kinds: RwSignal<Vec<SlotKind>>,
    /// Whether the message says why the key ring couldn't be read.
    unread: StoredValue<bool>,
    /// Whether the key ring is gone or can't be read: no secret opens it.
    pub(super) is_lost: RwSignal<bool>,
    /// Whether the code is asked rather than the passphrase.
    pub(super) by_code: RwSignal<bool>,
    /// What is being waited for, in words.
    pub(super) busy: RwSignal<Option<&'static str>>,
    pub(super) message: RwSignal<String>,
    pub(super) passphrase: SecretField,
    pub(super) code: RwSignal<String>,
    pub(super) code_error: RwSignal<String>,
}

impl ScreenState {
    /// That of the element whose view runs.
    pub(super) fn new() -> Self {
        let app = ElementContext::here();
        Self {
            app,
            alive: Alive::here(),
            vault: StoredValue::new(app.bridge.wanted().map(Vault::new)),
            kinds: RwSignal::new(Vec::new()),
            unread: StoredValue::new(false),
            is_lost: RwSignal::new(false),
            by_code: RwSignal::new(false),
            busy: RwSignal::new(None),
            message: RwSignal::new(String::new()),
            passphrase: SecretField::new(),
            code: RwSignal::new(String::new()),
            code_error: RwSignal::new(String::new()),
        }
    }

    /// Looks which secrets open it; and with nothing sealed any more, opens it.
    pub(super) fn look(self, says_why: bool) {
        let Some(vault) = self.vault.get_value() else {
            return;
        };
        let work = async move { vault.kinds().await };
        spawn_guarded(self.alive, work, move |kinds| match kinds {
            Ok(kinds) => self.has_read(kinds),
            Err(UnlockError::NotSealed) => self.app.bridge.reopen(),
            Err(error) => {
                let lost = UnlockError::Storage(StoreError::Damaged);
                self.is_lost
                    .set(error == lost || error == UnlockError::NoRing);
                if says_why {
                    self.unread.set_value(true);
                    self.message.set(unlock_error(&error, SlotKind::Passphrase));
                }
            }
        });
    }

    /// These secrets open it.
    fn has_read(self, kinds: Vec<SlotKind>) {
        self.is_lost.set(false);
        if self.unread.try_update_value(std::mem::take) == Some(true) {
            self.message.set(String::new());
        }
        if self.kinds.with_untracked(|before| *before == kinds) {
            return;
        }
        self.kinds.set(kinds);
        if focused(self.app.root).is_none() && self.is_asked_for() {
            self.focus_first();
        }
    }

    /// Tries a secret of this kind; one at a time.
    pub(super) fn open(
        self,
        by: SlotKind,
        unlock: impl FnOnce(Vault) -> LocalFuture<Result<(), UnlockError>> + 'static,
    ) {
        let Some(vault) = self
            .vault
            .get_value()
            .filter(|_| self.busy.get_untracked().is_none())
        else {
            return;
        };
        self.busy.set(Some(match by {
            SlotKind::Passkey => t::FOLLOW_DEVICE,
            SlotKind::Recovery => t::OPENING_BY_CODE,
            SlotKind::Host => t::ASKS_HOST,
            SlotKind::Passphrase => t::OPENING,
        }));
        self.unread.set_value(false);
        self.message.set(String::new());
        spawn_guarded(self.alive, unlock(vault), move |opened| {
            self.busy.set(None);
            match opened {
                // That the key has come tells every element.
                Ok(()) => {
                    self.app.asks();
                    self.passphrase.value.set(String::new());
                    self.code.set(String::new());
                }
                Err(UnlockError::NotSealed) => self.app.bridge.reopen(),
                Err(error) => {
                    self.message.set(unlock_error(&error, by));
                    self.focus_field(by);
                }
            }
        });
    }

    pub(super) fn gives_key(self) -> bool {
        self.app.setup.with_untracked(|setup| setup.gives_key)
    }

    /// Whether the user expects the field to have the focus; a host page keeps its own.
    fn is_asked_for(self) -> bool {
        let standalone = self.app.setup.with_untracked(|setup| setup.standalone);
        standalone || lock_reason() == LockReason::Asked
    }

    pub(super) fn ask_code(self, by_code: bool) {
        self.message.set(String::new());
        self.by_code.set(by_code);
        self.focus_field(SlotKind::Passphrase);
    }

    /// The way to open it that comes first.
    fn focus_first(self) {
        focus_soon(
            self.app.root,
            ".lock-screen .utrecht-textbox, .lock-screen button".to_owned(),
        );
    }

    /// The way that was tried.
    pub(super) fn focus_field(self, by: SlotKind) {
        let field = match by {
            SlotKind::Passkey => "[data-hook=\"passkey\"]",
            _ => ".lock-screen form .utrecht-textbox",
        };
        focus_soon(self.app.root, field.to_owned());
    }
}
