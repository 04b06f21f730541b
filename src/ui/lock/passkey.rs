//! Unlocking by a passkey: the button on the lock screen.

use leptos::prelude::*;

use crate::crypto::{SlotKind, web};
use crate::session::vault::UnlockError;
use crate::texts::lock as t;
use crate::ui::components::{Button, ButtonKind};
use crate::ui::view::{Show, derived, handler};

use super::screen_state::ScreenState;

/// The button, where a passkey opens it and the browser knows passkeys. A portal's passkeys belong to the portal.
pub(super) fn button(screen: ScreenState) -> AnyView {
    let standalone = screen.app.setup.with_untracked(|setup| setup.standalone);
    if !standalone || !web::knows_passkeys() {
        return ().into_any();
    }
    let opens = move || screen.kinds.with(|all| all.contains(&SlotKind::Passkey));
    let press = move |_| {
        screen.open(SlotKind::Passkey, |vault| {
            Box::pin(async move {
                let passkeys = vault.passkeys().await?;
                let given = web::ask_passkey(&passkeys).await;
                vault
                    .by_passkey(given.map_err(UnlockError::NotGiven)?)
                    .await
            })
        });
    };
    view! {
        <Show when=derived(opens)>
            <Button kind=ButtonKind::Primary hook="passkey" on_press=handler(press)>{t::BY_PASSKEY}</Button>
        </Show>
    }
    .into_any()
}
