//! The ways to open a locked namespace: by the passphrase, the printed code or the host page.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use zeroize::Zeroizing;

use crate::crypto::{RecoveryCode, SlotKind};
use crate::texts::{labels, lock as t};
use crate::ui::components::{Button, ButtonKind, SubmitButton};
use crate::ui::field::TextField;
use crate::ui::view::{callback, derived, handler, spawn_guarded};

use super::host;
use super::screen_state::ScreenState;

pub(super) fn by_passphrase(screen: ScreenState, has_code: bool) -> AnyView {
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let passphrase = Zeroizing::new(screen.passphrase.value.get_untracked());
        screen.open(SlotKind::Passphrase, move |vault| {
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

pub(super) fn by_code(screen: ScreenState, has_passphrase: bool) -> AnyView {
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let typed = Zeroizing::new(screen.code.get_untracked());
        match RecoveryCode::parse(&typed) {
            Ok(code) => screen.open(SlotKind::Recovery, move |vault| {
                Box::pin(async move { vault.by_recovery(&code).await })
            }),
            Err(error) => {
                screen.message.set(String::new());
                screen.code_error.set(t::code_error(error));
                screen.focus_field(SlotKind::Recovery);
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

pub(super) fn by_host(screen: ScreenState) -> AnyView {
    let failed = screen.app.bridge.key_failed;
    let text = move || match failed.get() {
        true => t::HOST_FAILS,
        false => t::HOST_OPENS,
    };
    let press = move |_| {
        screen.busy.set(Some(t::ASKS_HOST));
        screen.app.asks();
        spawn_guarded(
            screen.alive,
            host::unlock(screen.app.bridge),
            move |opens| {
                screen.busy.set(None);
                if !opens {
                    screen.app.bridge.error("key");
                    screen.message.set(t::HOST_FAILS.to_owned());
                }
            },
        );
    };
    view! {
        <p>{derived(move || if screen.message.with(String::is_empty) { text() } else { "" })}</p>
        <Button kind=ButtonKind::Primary on_press=handler(press)>{t::UNLOCK}</Button>
    }
    .into_any()
}

/// Where the ring can't be read.
pub(super) fn again(screen: ScreenState) -> AnyView {
    view! {
        <Button kind=ButtonKind::Primary on_press=handler(move |_| screen.look(true))>{labels::RETRY}</Button>
    }
    .into_any()
}
