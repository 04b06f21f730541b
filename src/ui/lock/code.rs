//! The recovery code on screen: to print or copy out, and one group of it asked back.

use leptos::prelude::*;

use crate::crypto::{GROUPS, RecoveryCode};
use crate::texts::lock as t;
use crate::ui::components::{Button, ButtonKind};
use crate::ui::context::WorkspaceHandle;
use crate::ui::icon::{Icon, icon};
use crate::ui::view::handler;

use super::code_check::{CheckTexts, CodeCheck};
use super::sheet::SheetTexts;

const CHECK: CheckTexts = CheckTexts {
    name: "noodgroep",
    label: t::type_group,
    wrong: t::GROUP_WRONG,
};

const SHEET: SheetTexts = SheetTexts {
    title: t::PRINT_TITLE,
    owner: t::PRINT_OF,
    paragraphs: [t::PRINT_FOR, t::PRINT_KEEP, t::PRINT_HOW],
};

/// The code, and the group that is typed.
#[derive(Clone, Copy)]
pub(super) struct CodeStep {
    code: StoredValue<Option<RecoveryCode>, LocalStorage>,
    check: CodeCheck,
}

impl CodeStep {
    /// A new code.
    pub(super) fn new() -> Self {
        let workspace = WorkspaceHandle::here().get();
        let asked = usize::from(workspace.random_u16()) % GROUPS;
        Self {
            code: StoredValue::new_local(workspace.new_recovery_code()),
            check: CodeCheck::new(CHECK, asked),
        }
    }

    /// The code, if the group was typed right; else a message is in the field.
    pub(super) fn checked(self) -> Option<RecoveryCode> {
        let code = self.code.get_value()?;
        self.check.is_right(&code.groups()).then_some(code)
    }

    /// Forgets the code.
    pub(super) fn clear(self) {
        drop(self.code.try_update_value(Option::take));
        self.check.clear();
    }

    fn print(self) {
        if let Some(code) = self.code.get_value() {
            self.check.print(&code.groups(), &SHEET);
        }
    }

    pub(super) fn view(self) -> AnyView {
        let groups = self
            .code
            .with_value(|code| code.as_ref().map(RecoveryCode::groups));
        let groups = groups.map(|groups| groups.join(" ")).unwrap_or_default();
        view! {
            <p>{t::SHEET_WHY}</p>
            <p class="lock-code" data-hook="code">{groups}</p>
            <div class="settings__buttons">
                <Button kind=ButtonKind::SecondaryText on_press=handler(move |_| self.print())>
                    {icon(Icon::Print)}<span>{t::SHEET_PRINT}</span>
                </Button>
            </div>
            <p>{t::SHEET_WRITE}" "{t::PRINT_KEEP}</p>
            {self.check.field()}
        }
        .into_any()
    }
}
