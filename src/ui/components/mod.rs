//! What every panel is built from: buttons, dialogs, messages and long lists.

mod button;
mod deferred;
mod dialog;
mod icon_button;
mod menu_closing;
mod toast;

pub(crate) use button::{Button, ButtonKind, SubmitButton};
pub(crate) use deferred::DeferredList;
pub(crate) use dialog::{Dialog, DialogHandle, DialogName, TitledDialog};
pub(crate) use icon_button::{IconButton, MenuButton};
pub(crate) use menu_closing::close_on_press_outside;
pub(crate) use toast::ToastBar;
