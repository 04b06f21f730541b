//! The settings of this device: what the municipality has of its own.

mod own;

use leptos::prelude::*;

use crate::session::{Late, Part};
use crate::texts::{labels, settings as t};
use crate::ui::components::{Button, ButtonKind, DialogHandle, TitledDialog};
use crate::ui::context::ElementContext;
use crate::ui::dom::focus_soon;
use crate::ui::icon::{Icon, icon};
use crate::ui::late::late;
use crate::ui::lock::settings_section;
use crate::ui::view::{callback, dynamic, handler};

/// The dialog; it is there for as long as the signal is true.
static SETTINGS: Late<fn(RwSignal<bool>) -> AnyView> = Late::new(Part::Analysis);

/// Gives what is late here; called by the part.
pub(crate) fn give() {
    SETTINGS.give(settings);
}

/// The button that opens them, with the dialog.
pub(crate) fn settings_button() -> AnyView {
    let app = ElementContext::here();
    let open = RwSignal::new(false);
    let press = move |_| app.with_part(Part::Analysis, move || open.set(true));
    view! {
        <Button kind=ButtonKind::Text opens_dialog=true hook="settings" on_press=handler(press)>
            {icon(Icon::Settings)}<span>{t::SETTINGS}</span>
        </Button>
        {dynamic(move || open.get().then(|| late(&SETTINGS, move |settings| settings(open))))}
    }
    .into_any()
}

fn settings(open: RwSignal<bool>) -> AnyView {
    let app = ElementContext::here();
    let handle = DialogHandle::new();
    let close = move |()| {
        focus_soon(app.root, "[data-hook=\"settings\"]".to_owned());
        open.set(false);
    };
    view! {
        <TitledDialog handle class="settings" id=app.id("instellingen") title=t::SETTINGS on_close=callback(close)>
            {settings_section()}
            {own::own()}
            <div class="settings__buttons">
                <Button kind=ButtonKind::Primary on_press=handler(move |_| handle.close())>{labels::CLOSE}</Button>
            </div>
        </TitledDialog>
    }
    .into_any()
}
