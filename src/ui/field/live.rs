//! Fields whose elements are there before anyone is in them, as those of a long list are.
//!
//! What such a field needs while it is typed in is made when it gets the focus, and goes when it is left
//! with nothing wrong. Its element then shows what the list writes to it.

use std::rc::Rc;

use leptos::prelude::*;
use web_sys::{Element, HtmlInputElement, HtmlTextAreaElement};

use super::draft::Draft;
use super::focus_guard::FocusGuard;
use super::text::start_of;
use crate::ui::dom::{append, insert_before, new_element, set_attribute};

/// A field that someone is in, or that was left with a text that can't be stored.
pub(crate) struct LiveField {
    kind: Kind,
    /// Writes to the element what the field shows.
    _effect: RenderEffect<()>,
    /// The owner of its signals: they go with it.
    _owner: Owner,
}

enum Kind {
    Value(Draft, ValueElements),
    Text(FocusGuard, Signal<String>, Callback<String>, TextElements),
}

/// The elements of a field of a value.
#[derive(Clone)]
pub(crate) struct ValueElements {
    pub(crate) input: HtmlInputElement,
    /// The id of its message.
    pub(crate) message_id: Rc<str>,
}

/// The elements of a field of text that grows with it.
#[derive(Clone)]
pub(crate) struct TextElements {
    pub(crate) area: HtmlTextAreaElement,
    /// Has the same text, and so makes the box as high as that is.
    pub(crate) mirror: Element,
    /// The id of its warnings.
    pub(crate) warnings_id: Rc<str>,
}

impl LiveField {
    /// A field of a value, with its signals below `owner`.
    pub(crate) fn value(
        owner: Owner,
        elements: ValueElements,
        draft: impl FnOnce() -> Draft,
    ) -> Self {
        let (draft, effect) = owner.with(|| {
            let draft = draft();
            let elements = elements.clone();
            let effect = RenderEffect::new(move |_| {
                elements.show(&draft.guard.show(draft.shown()));
                elements.show_error(draft.error().as_deref());
            });
            (draft, effect)
        });
        Self {
            kind: Kind::Value(draft, elements),
            _effect: effect,
            _owner: owner,
        }
    }

    /// A field of a text, with its signals below `owner`.
    pub(crate) fn text(
        owner: Owner,
        elements: TextElements,
        // The document's text, and what takes another one.
        (value, on_input): (Signal<String>, Callback<String>),
    ) -> Self {
        let (guard, effect) = owner.with(|| {
            let guard = FocusGuard::new();
            let elements = elements.clone();
            let effect = RenderEffect::new(move |_| {
                elements.show(&guard.show(start_of(value.get())));
            });
            (guard, effect)
        });
        Self {
            kind: Kind::Text(guard, value, on_input, elements),
            _effect: effect,
            _owner: owner,
        }
    }

    /// The field got the focus.
    pub(crate) fn enter(&self) {
        match &self.kind {
            Kind::Value(draft, _) => draft.enter(),
            Kind::Text(guard, ..) => guard.enter(),
        }
    }

    /// Someone typed.
    pub(crate) fn typed(&self) {
        match &self.kind {
            Kind::Value(draft, elements) => draft.typed(elements.input.value()),
            Kind::Text(guard, _, on_input, elements) => {
                guard.typed(elements.area.value(), &|text| on_input.run(text.to_owned()));
            }
        }
    }

    /// The field lost the focus. Returns whether it has done its work: its element then shows the
    /// document's value.
    pub(crate) fn leave(&self) -> bool {
        match &self.kind {
            Kind::Value(draft, elements) => {
                draft.leave();
                if draft.keeps_text() {
                    return false;
                }
                elements.show(&untrack(|| draft.shown()));
                elements.show_error(None);
            }
            Kind::Text(guard, value, _, elements) => {
                guard.leave();
                elements.show(&start_of(value.get_untracked()));
            }
        }
        true
    }
}

impl ValueElements {
    /// Shows a text in the field; one that is there already leaves the cursor where it is.
    pub(crate) fn show(&self, text: &str) {
        if self.input.value() != text {
            self.input.set_value(text);
        }
    }

    /// Shows a message above the field, or takes it away.
    fn show_error(&self, error: Option<&str>) {
        let shown = self.input.previous_element_sibling();
        let shown = shown.filter(|it| it.id() == *self.message_id);
        if shown.as_ref().and_then(|it| it.text_content()).as_deref() == error {
            return;
        }
        if let Some(shown) = &shown {
            shown.remove();
        }
        if let Some(error) = error
            && let Some(message) = new_element("p", "utrecht-form-field-error-message")
        {
            set_attribute(&message, "id", &self.message_id);
            set_attribute(&message, "role", "alert");
            message.set_text_content(Some(error));
            insert_before(&message, &self.input);
        }
        self.mark(error.is_some());
    }

    /// Marks the field as wrong, or no longer.
    fn mark(&self, wrong: bool) {
        let classes = self.input.class_list();
        // A class that can't be set leaves the message itself unharmed.
        drop(classes.toggle_with_force("utrecht-textbox--invalid", wrong));
        if let Some(around) = self.input.parent_element() {
            drop(
                around
                    .class_list()
                    .toggle_with_force("field--invalid", wrong),
            );
        }
        if wrong {
            set_attribute(&self.input, "aria-invalid", "true");
            set_attribute(&self.input, "aria-describedby", &self.message_id);
        } else {
            drop(self.input.remove_attribute("aria-invalid"));
            drop(self.input.remove_attribute("aria-describedby"));
        }
    }
}

impl TextElements {
    /// Shows a text in the field; one that is there already leaves the cursor where it is.
    pub(crate) fn show(&self, text: &str) {
        if self.area.value() != text {
            self.area.set_value(text);
        }
        self.mirror.set_text_content(Some(&[text, " "].concat()));
    }

    /// Shows the warnings about the text. Screen readers are told only of what changes in an element that
    /// is there: so while someone is in the field, it is.
    pub(crate) fn warn(&self, warnings: &[String], inside: bool) {
        let known = self.mirror.next_element_sibling();
        if warnings.is_empty() && !inside {
            if let Some(known) = known {
                known.remove();
                drop(self.area.remove_attribute("aria-describedby"));
            }
            return;
        }
        let Some(region) = known.or_else(|| self.warnings_region()) else {
            return;
        };
        if region.text_content().unwrap_or_default() == warnings.concat() {
            return;
        }
        region.set_text_content(None);
        for warning in warnings {
            if let Some(text) = new_element("p", "field__warning") {
                text.set_text_content(Some(warning));
                append(&region, &text);
            }
        }
    }

    fn warnings_region(&self) -> Option<Element> {
        let region = new_element("div", "field__warnings")?;
        set_attribute(&region, "id", &self.warnings_id);
        set_attribute(&region, "aria-live", "polite");
        set_attribute(&self.area, "aria-describedby", &self.warnings_id);
        append(&self.mirror.parent_element()?, &region);
        Some(region)
    }
}
