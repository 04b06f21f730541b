//! One group of a code that is asked back, to see that the code was printed or written down, and the sheet that
//! it is printed on.

use leptos::prelude::*;

use crate::crypto::is_group;
use crate::ui::context::ElementContext;
use crate::ui::dom::focus_soon;
use crate::ui::field::TextField;
use crate::ui::view::{callback, derived, on_window};

use super::sheet::{PrintedSheet, SheetTexts};

/// The texts of the field.
#[derive(Clone, Copy)]
pub(crate) struct CheckTexts {
    /// The field's name in the element.
    pub(crate) name: &'static str,
    /// The label, given the number of the group, from 1.
    pub(crate) label: fn(usize) -> String,
    /// The message below a group that isn't that of the code.
    pub(crate) wrong: &'static str,
}

/// The group that is asked back of one code.
#[derive(Clone, Copy)]
pub(crate) struct CodeCheck {
    app: ElementContext,
    texts: CheckTexts,
    /// Which group is asked, from 0.
    asked: StoredValue<usize>,
    typed: RwSignal<String>,
    error: RwSignal<String>,
    printing: StoredValue<Option<PrintedSheet>, LocalStorage>,
}

impl CodeCheck {
    /// Asks for group `asked`, counted from 0.
    ///
    /// A sheet that is being printed goes when that has ended, or with the running view.
    pub(crate) fn new(texts: CheckTexts, asked: usize) -> Self {
        let check = Self {
            app: ElementContext::here(),
            texts,
            asked: StoredValue::new(asked),
            typed: RwSignal::new(String::new()),
            error: RwSignal::new(String::new()),
            printing: StoredValue::new_local(None),
        };
        on_window("afterprint", move || check.stop_printing());
        on_cleanup(move || check.stop_printing());
        check
    }

    /// The field.
    pub(crate) fn field(self) -> AnyView {
        let error = move || self.error.with(|it| (!it.is_empty()).then(|| it.clone()));
        let typed = callback(move |text| {
            self.typed.set(text);
            self.error.set(String::new());
        });
        let label = derived(move || (self.texts.label)(self.asked.get_value() + 1));
        view! {
            <TextField name=self.texts.name.to_owned() label value=self.typed error=derived(error) locked=false on_input=typed />
        }
        .into_any()
    }

    /// Whether the group was typed right; else the field has a message and the focus.
    pub(crate) fn is_right(self, groups: &[String]) -> bool {
        let group = groups.get(self.asked.get_value());
        let is_right = group.is_some_and(|group| is_group(&self.typed.get_untracked(), group));
        if !is_right {
            self.error.set(self.texts.wrong.to_owned());
            let field = ["#", &self.app.id(self.texts.name)].concat();
            focus_soon(self.app.root, field);
        }
        is_right
    }

    /// Forgets what was typed.
    pub(crate) fn clear(self) {
        self.typed.set(String::new());
    }

    /// Prints the code on a sheet of its own.
    pub(crate) fn print(self, groups: &[String], texts: &SheetTexts) {
        let Some(root) = self.app.root.get_untracked() else {
            return;
        };
        self.stop_printing();
        let sheet = PrintedSheet::of(&root.into(), self.app.number, groups, texts);
        self.printing.set_value(sheet);
        if let Some(window) = web_sys::window() {
            // A page that may not print leaves the code on screen, to be copied out.
            window.print().ok();
        }
    }

    fn stop_printing(self) {
        drop(self.printing.try_update_value(Option::take));
    }
}
