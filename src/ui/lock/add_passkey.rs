//! Adding a passkey to what opens the device: making it, and seeing that it opens.

use leptos::prelude::*;

use crate::crypto::{NewPasskey, PasskeyOutput, SALT, Secret, web};
use crate::texts::{labels, lock as t};
use crate::ui::components::{Button, ButtonKind};
use crate::ui::context::{ElementContext, WorkspaceHandle};
use crate::ui::dom::focus_soon;
use crate::ui::view::{Alive, derived, handler, spawn_guarded};

use super::explain::{passkey_error, seal_error};

/// Whether a passkey can be added here: false until the browser has said so, and for an element of a host page,
/// whose passkeys belong to the host page.
pub(super) fn can_be_added() -> RwSignal<bool> {
    let can = RwSignal::new(false);
    let setup = ElementContext::here().setup;
    if setup.with_untracked(|setup| setup.standalone && !setup.gives_key) {
        spawn_guarded(Alive::here(), web::offers_passkeys(), move |offers| {
            can.set(offers);
        });
    }
    can
}

/// Where the user is in it.
#[derive(Clone, Copy)]
struct Adding {
    app: ElementContext,
    library: WorkspaceHandle,
    alive: Alive,
    made: StoredValue<Option<NewPasskey>>,
    /// What it asks for now.
    asks: RwSignal<&'static str>,
    message: RwSignal<&'static str>,
    busy: RwSignal<bool>,
    done: Callback<()>,
}

/// The steps. `done` runs once it opens the device, `cancel` when the user has thought better of it.
pub(super) fn add_passkey(done: Callback<()>, cancel: Callback<()>) -> AnyView {
    let adding = Adding {
        app: ElementContext::here(),
        library: WorkspaceHandle::here(),
        alive: Alive::here(),
        made: StoredValue::new(None),
        asks: RwSignal::new(""),
        message: RwSignal::new(""),
        busy: RwSignal::new(false),
        done,
    };
    // One that was made and not added opens nothing: the device needn't keep it.
    on_cleanup(move || adding.drop_made());
    let is_made = move || !adding.asks.with(|asks| asks.is_empty());
    let button = move || {
        if is_made() {
            t::PROVE_PASSKEY
        } else {
            t::MAKE_PASSKEY
        }
    };
    view! {
        <div class="lock-passkey">
            <h4 class="settings__heading" tabindex="-1" data-hook="passkey-step">{t::ADD_PASSKEY}</h4>
            <p>{t::PASSKEY_WHY}</p>
            <p>{t::PASSKEY_SYNCED}</p>
            <p role="status" class="settings__told">{derived(move || if adding.busy.get() { t::FOLLOW_DEVICE } else { adding.asks.get() })}</p>
            <p role="alert" class="utrecht-form-field-error-message settings__told">{derived(move || adding.message.get())}</p>
            <div class="settings__buttons">
                <Button kind=ButtonKind::Primary inactive=adding.busy on_press=handler(move |_| adding.go_on())>{derived(button)}</Button>
                <Button kind=ButtonKind::Secondary inactive=adding.busy on_press=handler(move |_| cancel.run(()))>{labels::CANCEL}</Button>
            </div>
        </div>
    }
    .into_any()
}

impl Adding {
    /// One step at each press: some browsers let a page ask the device for one thing at a press.
    fn go_on(self) {
        self.busy.set(true);
        self.message.set("");
        match self.made.get_value() {
            None => self.make(),
            Some(made) => self.prove(made),
        }
    }

    fn make(self) {
        let Some(salt) = self.library.get().new_passkey_salt() else {
            return self.fail(t::NO_CRYPTO);
        };
        let work = async move { web::make_passkey(t::PASSKEY_APP, t::PASSKEY_NAME, &salt).await };
        spawn_guarded(self.alive, work, move |made| match made {
            Ok(made) => self.has_made(salt, made),
            Err(error) => self.fail(passkey_error(error)),
        });
    }

    fn has_made(self, salt: [u8; SALT], made: PasskeyOutput) {
        self.busy.set(false);
        self.made.set_value(Some(NewPasskey::new(salt, made)));
        self.asks.set(t::PASSKEY_MADE);
        focus_soon(self.app.root, ".lock-passkey button".to_owned());
    }

    fn prove(self, made: NewPasskey) {
        let work = async move { (web::ask_passkey(&[made.passkey()]).await, made) };
        spawn_guarded(self.alive, work, move |(given, mut made)| {
            let proven = given.map(|given| made.prove(given));
            self.made.set_value(Some(made.clone()));
            match proven {
                Ok(Some(secret)) => self.add(made, secret),
                Ok(None) => {
                    self.busy.set(false);
                    self.asks.set(t::PASSKEY_AGAIN);
                }
                Err(error) => self.fail(passkey_error(error)),
            }
        });
    }

    fn add(self, made: NewPasskey, secret: Secret) {
        let workspace = self.library.get();
        // From now on it opens the device, also where these steps are left before that is known.
        self.made.set_value(None);
        let work = async move { (workspace.add_passkey(&made, &secret).await, made) };
        spawn_guarded(self.alive, work, move |(added, made)| match added {
            Ok(()) => self.done.run(()),
            Err(error) => {
                self.made.set_value(Some(made));
                self.fail(seal_error(&error));
            }
        });
    }

    fn fail(self, why: &'static str) {
        self.busy.set(false);
        self.message.set(why);
    }

    fn drop_made(self) {
        if let Some(made) = self.made.try_update_value(Option::take).flatten() {
            web::forget_passkey(made.id());
        }
    }
}
