//! What shows of a namespace that is locked: how to open it, and nothing of what is in it.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use zeroize::Zeroizing;

use crate::crypto::{RecoveryCode, SlotKind};
use crate::session::LocalFuture;
use crate::session::follow_keys;
use crate::session::lock::LockReason;
use crate::session::vault::{UnlockError, Vault, lock_reason, locked};
use crate::texts::{labels, lock as t};
use crate::ui::components::{Button, ButtonKind, SubmitButton};
use crate::ui::context::ElementContext;
use crate::ui::dom::{focus_soon, focused};
use crate::ui::field::TextField;
use crate::ui::icon::{Icon, icon};
use crate::ui::view::{
    Alive, callback, derived, dynamic, effect, handler, on_window, spawn_guarded,
};

use super::explain::{reason, unlock_error};
use super::host;
use super::secret_field::SecretField;
use super::style::with_style;

/// The screen, and what is typed in it.
#[derive(Clone, Copy)]
struct Screen {
    app: ElementContext,
    alive: Alive,
    vault: StoredValue<Option<Vault>>,
    kinds: RwSignal<Vec<SlotKind>>,
    /// Whether the code is asked rather than the passphrase.
    by_code: RwSignal<bool>,
    busy: RwSignal<bool>,
    message: RwSignal<String>,
    passphrase: SecretField,
    code: RwSignal<String>,
    code_error: RwSignal<String>,
}

/// The lock screen.
pub(super) fn screen() -> AnyView {
    with_style();
    let app = ElementContext::here();
    let screen = Screen {
        app,
        alive: Alive::here(),
        vault: StoredValue::new(app.bridge.wanted().map(Vault::new)),
        kinds: RwSignal::new(Vec::new()),
        by_code: RwSignal::new(false),
        busy: RwSignal::new(false),
        message: RwSignal::new(String::new()),
        passphrase: SecretField::new(),
        code: RwSignal::new(String::new()),
        code_error: RwSignal::new(String::new()),
    };
    screen.look(true);
    // Another page may have switched it off, or this one may get the key for another element.
    on_window("focus", move || screen.look(false));
    let keys = StoredValue::new(untrack(follow_keys));
    effect(move || {
        if follow_keys() != keys.get_value() {
            app.bridge.reopen();
        }
    });
    // A host page may give its key only after the element has started.
    let gave_key = StoredValue::new(screen.gives_key());
    effect(move || {
        let gives_key = app.setup.with(|setup| setup.gives_key);
        if gives_key && !gave_key.get_value() {
            gave_key.set_value(true);
            app.bridge.reopen();
        }
    });
    let heading = app.id("vergrendeld");
    let labelled = heading.clone();
    view! {
        <section class="block lock-screen" aria-labelledby=labelled>
            <h2 class="block__title" id=heading tabindex="-1" data-hook="locked">{icon(Icon::Lock)}" "{t::LOCKED}</h2>
            <p>{reason(lock_reason())}" "{saved(screen.alive)}</p>
            <div role="status">{dynamic(move || said(screen))}</div>
            {dynamic(move || {
                let kinds = screen.kinds.get();
                match screen.by_code.get() {
                    true => by_code(screen, kinds.contains(&SlotKind::Passphrase)),
                    false if kinds.contains(&SlotKind::Passphrase) => {
                        by_passphrase(screen, kinds.contains(&SlotKind::Recovery))
                    }
                    false if kinds.contains(&SlotKind::Host) => by_host(screen),
                    false if kinds.contains(&SlotKind::Recovery) => by_code(screen, false),
                    false => again(screen),
                }
            })}
        </section>
    }
    .into_any()
}

/// Whether what was typed before the page locked is saved: storage may be busy, or refuse it for a while.
fn saved(alive: Alive) -> AnyView {
    if lock_reason() == LockReason::Start {
        return ().into_any();
    }
    let saved = RwSignal::new(false);
    spawn_guarded(alive, locked(), move |()| saved.set(true));
    let text = move || if saved.get() { t::SAVED } else { t::SAVING };
    view! { {derived(text)} }.into_any()
}

fn said(screen: Screen) -> Option<AnyView> {
    if screen.busy.get() {
        return Some(view! { <p>{t::OPENING}</p> }.into_any());
    }
    let message = screen.message.get();
    (!message.is_empty())
        .then(|| view! { <p class="utrecht-form-field-error-message">{message}</p> }.into_any())
}

fn by_passphrase(screen: Screen, has_code: bool) -> AnyView {
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let passphrase = Zeroizing::new(screen.passphrase.value.get_untracked());
        screen.open(false, move |vault| {
            Box::pin(async move { vault.by_passphrase(&passphrase).await })
        });
    };
    view! {
        <form novalidate on:submit=handler(submit)>
            {screen.passphrase.view("wachtzin", t::PASSPHRASE, "", true)}
            <div class="settings__buttons">
                <SubmitButton text=t::UNLOCK />
                {has_code.then(|| view! {
                    <Button kind=ButtonKind::Subtle on_press=handler(move |_| screen.ask_code(true))>{t::WITH_CODE}</Button>
                })}
            </div>
        </form>
    }
    .into_any()
}

fn by_code(screen: Screen, has_passphrase: bool) -> AnyView {
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let typed = Zeroizing::new(screen.code.get_untracked());
        match RecoveryCode::parse(&typed) {
            Ok(code) => screen.open(true, move |vault| {
                Box::pin(async move { vault.by_recovery(&code).await })
            }),
            Err(error) => {
                screen.message.set(String::new());
                screen.code_error.set(t::code_error(error));
                screen.focus_field();
            }
        }
    };
    let error = move || {
        screen
            .code_error
            .with(|it| (!it.is_empty()).then(|| it.clone()))
    };
    let typed = callback(move |text| {
        screen.code.set(text);
        screen.code_error.set(String::new());
    });
    view! {
        <form novalidate on:submit=handler(submit)>
            <TextField name="noodcode".to_owned() label=t::CODE hint=t::CODE_HINT value=screen.code
                error=derived(error) locked=false on_input=typed />
            <div class="settings__buttons">
                <SubmitButton text=t::UNLOCK />
                {has_passphrase.then(|| view! {
                    <Button kind=ButtonKind::Subtle on_press=handler(move |_| screen.ask_code(false))>{t::WITH_PASSPHRASE}</Button>
                })}
            </div>
        </form>
    }
    .into_any()
}

fn by_host(screen: Screen) -> AnyView {
    // The host page was asked at the start, and its key wasn't there or didn't fit.
    let failed = screen.gives_key() && lock_reason() == LockReason::Start;
    let text = if failed { t::HOST_FAILS } else { t::HOST_OPENS };
    let press = move |_| {
        screen.busy.set(true);
        screen.app.asks();
        spawn_guarded(
            screen.alive,
            host::unlock(screen.app.bridge),
            move |opens| {
                screen.busy.set(false);
                if !opens {
                    screen.app.bridge.error("key");
                    screen.message.set(t::HOST_FAILS.to_owned());
                }
            },
        );
    };
    view! {
        <p>{derived(move || if screen.message.with(String::is_empty) { text } else { "" })}</p>
        <Button kind=ButtonKind::Primary on_press=handler(press)>{t::UNLOCK}</Button>
    }
    .into_any()
}

/// Where the ring can't be read.
fn again(screen: Screen) -> AnyView {
    view! {
        <Button kind=ButtonKind::Primary on_press=handler(move |_| screen.look(true))>{labels::RETRY}</Button>
    }
    .into_any()
}

impl Screen {
    /// Looks which secrets open it; and with nothing sealed any more, opens it.
    fn look(self, says_why: bool) {
        let Some(vault) = self.vault.get_value() else {
            return;
        };
        let work = async move { vault.kinds().await };
        spawn_guarded(self.alive, work, move |kinds| match kinds {
            Ok(kinds) if self.kinds.with_untracked(|before| *before == kinds) => {}
            Ok(kinds) => {
                self.kinds.set(kinds);
                if focused(self.app.root).is_none() && self.is_asked_for() {
                    self.focus_field();
                }
            }
            Err(UnlockError::NotSealed) => self.app.bridge.reopen(),
            Err(error) if says_why => self.message.set(unlock_error(&error, false)),
            Err(_) => {}
        });
    }

    /// Tries a secret; one at a time.
    fn open(
        self,
        by_code: bool,
        unlock: impl FnOnce(Vault) -> LocalFuture<Result<(), UnlockError>> + 'static,
    ) {
        let Some(vault) = self
            .vault
            .get_value()
            .filter(|_| !self.busy.get_untracked())
        else {
            return;
        };
        self.busy.set(true);
        self.message.set(String::new());
        spawn_guarded(self.alive, unlock(vault), move |opened| {
            self.busy.set(false);
            match opened {
                // That the key has come tells every element.
                Ok(()) => {
                    self.app.asks();
                    self.passphrase.value.set(String::new());
                    self.code.set(String::new());
                }
                Err(UnlockError::NotSealed) => self.app.bridge.reopen(),
                Err(error) => {
                    self.message.set(unlock_error(&error, by_code));
                    self.focus_field();
                }
            }
        });
    }

    fn gives_key(self) -> bool {
        self.app.setup.with_untracked(|setup| setup.gives_key)
    }

    /// Whether the user expects the field to have the focus; a host page keeps its own.
    fn is_asked_for(self) -> bool {
        let standalone = self.app.setup.with_untracked(|setup| setup.standalone);
        standalone || lock_reason() == LockReason::Asked
    }

    fn ask_code(self, by_code: bool) {
        self.message.set(String::new());
        self.by_code.set(by_code);
        self.focus_field();
    }

    fn focus_field(self) {
        focus_soon(
            self.app.root,
            ".lock-screen .utrecht-textbox, .lock-screen button".to_owned(),
        );
    }
}
