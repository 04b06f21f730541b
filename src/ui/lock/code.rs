//! The recovery code on screen: to print or copy out, and one group of it asked back.

use leptos::prelude::*;

use crate::crypto::{GROUPS, RecoveryCode};
use crate::texts::lock as t;
use crate::ui::components::{Button, ButtonKind};
use crate::ui::context::{ElementContext, WorkspaceHandle};
use crate::ui::dom::focus_soon;
use crate::ui::field::TextField;
use crate::ui::icon::{Icon, icon};
use crate::ui::view::{callback, derived, handler, on_window};

use super::sheet::PrintedSheet;

/// The code, and the group that is typed.
#[derive(Clone, Copy)]
pub(super) struct CodeStep {
    app: ElementContext,
    code: StoredValue<Option<RecoveryCode>, LocalStorage>,
    /// Which group is asked, from 0.
    asked: StoredValue<usize>,
    typed: RwSignal<String>,
    error: RwSignal<String>,
    printing: StoredValue<Option<PrintedSheet>, LocalStorage>,
}

impl CodeStep {
    /// A new code.
    pub(super) fn new() -> Self {
        let workspace = WorkspaceHandle::here().get();
        Self {
            app: ElementContext::here(),
            code: StoredValue::new_local(workspace.new_recovery_code()),
            asked: StoredValue::new(usize::from(workspace.random_u16()) % GROUPS),
            typed: RwSignal::new(String::new()),
            error: RwSignal::new(String::new()),
            printing: StoredValue::new_local(None),
        }
    }

    /// The code, if the group was typed right; else a message is in the field.
    pub(super) fn checked(self) -> Option<RecoveryCode> {
        let code = self.code.get_value()?;
        let typed = self.typed.get_untracked();
        let typed = typed
            .trim()
            .to_ascii_uppercase()
            .replace('O', "0")
            .replace(['I', 'L'], "1");
        if code.groups().get(self.asked.get_value()) == Some(&typed) {
            return Some(code);
        }
        self.error.set(t::GROUP_WRONG.to_owned());
        focus_soon(self.app.root, ["#", &self.app.id("noodgroep")].concat());
        None
    }

    /// Forgets the code.
    pub(super) fn clear(self) {
        drop(self.code.try_update_value(Option::take));
        self.typed.set(String::new());
    }

    fn print(self) {
        let (Some(code), Some(root)) = (self.code.get_value(), self.app.root.get_untracked())
        else {
            return;
        };
        self.stop_printing();
        let sheet = PrintedSheet::start(&root.into(), self.app.number, &code);
        self.printing.set_value(sheet);
        if let Some(window) = web_sys::window() {
            // A page that may not print leaves the code on screen, to be copied out.
            window.print().ok();
        }
    }

    fn stop_printing(self) {
        drop(self.printing.try_update_value(Option::take));
    }

    pub(super) fn view(self) -> AnyView {
        let groups = self
            .code
            .with_value(|code| code.as_ref().map(RecoveryCode::groups));
        let groups = groups.map(|groups| groups.join(" ")).unwrap_or_default();
        on_window("afterprint", move || self.stop_printing());
        on_cleanup(move || self.stop_printing());
        let error = move || self.error.with(|it| (!it.is_empty()).then(|| it.clone()));
        let typed = callback(move |text| {
            self.typed.set(text);
            self.error.set(String::new());
        });
        let label = derived(move || t::type_group(self.asked.get_value() + 1));
        view! {
            <p>{t::SHEET_WHY}</p>
            <p class="lock-code" data-hook="code">{groups}</p>
            <div class="settings__buttons">
                <Button kind=ButtonKind::SecondaryText on_press=handler(move |_| self.print())>
                    {icon(Icon::Print)}<span>{t::SHEET_PRINT}</span>
                </Button>
            </div>
            <p>{t::SHEET_WRITE}" "{t::PRINT_KEEP}</p>
            <TextField name="noodgroep".to_owned() label value=self.typed error=derived(error) locked=false on_input=typed />
        }
        .into_any()
    }
}
