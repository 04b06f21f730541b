//! The dialog that the panel and the settings are in, and its buttons.

use leptos::prelude::*;

use crate::ui::components::{Button, ButtonKind, DialogHandle, TitledDialog};
use crate::ui::view::{callback, handler};

use super::{Open, SyncController};

/// A dialog that is open for as long as it is there. `name` makes its title's id.
pub(super) fn dialog(
    controller: SyncController,
    handle: DialogHandle,
    title: &'static str,
    name: &str,
    body: AnyView,
) -> AnyView {
    let id = controller.app.id(name);
    view! {
        <TitledDialog handle class="sync" id title on_close=callback(move |()| controller.show(Open::Nothing))>
            {body}
        </TitledDialog>
    }
    .into_any()
}

/// A button of a dialog.
pub(super) fn button(kind: ButtonKind, text: &'static str, press: impl Fn() + 'static) -> AnyView {
    view! { <Button kind on_press=handler(move |_| press())>{text}</Button> }.into_any()
}
