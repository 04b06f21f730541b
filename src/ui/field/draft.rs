//! The text that is being typed in a field that holds a value: an amount, a count, a grade, a day.
//!
//! A text that can be read counts as it is typed. As soon as it can't be read, or the document
//! refuses it, what stood there before the field got the focus comes back: the beginning of a wrong
//! text is no value. The text itself stays in the field, with its message.

use std::cell::Cell;

use leptos::prelude::*;

use super::focus_guard::FocusGuard;
use crate::session::InputSession;
use crate::ui::dom::after_press;

/// Reads what was typed: as the page would write it, or why it can't be read.
type Read = Box<dyn Fn(&str) -> Result<String, String> + Send + Sync>;
/// Stores a text in the document. Returns the message if it can't be read or stored.
type Put = Box<dyn Fn(&str) -> Option<String> + Send + Sync>;

thread_local! {
    /// The draft of the field that has the focus.
    static FOCUSED: Cell<Option<Draft>> = const { Cell::new(None) };
}

/// A field's own text, beside the value in the document.
#[derive(Clone, Copy)]
pub(crate) struct Draft {
    state: RwSignal<State>,
    pub(super) guard: FocusGuard,
    /// The document's value, formatted for the field.
    written: Signal<String>,
    codec: StoredValue<Codec>,
    focus: StoredValue<FocusSession>,
}

/// How a value is read and stored.
struct Codec {
    read: Read,
    put: Put,
    /// Restores what is kept outside the document, such as a use without a count.
    on_restore: Option<Callback<String>>,
    /// Whether each text replaces the value from before the focus, and not that of the text before it.
    restarts: bool,
}

#[derive(Default)]
struct State {
    text: Option<String>,
    /// Left, but perhaps by a press that has not ended yet.
    leaving: bool,
    /// The field has been left; a message is shown only then, as typing may not be finished before.
    left: bool,
    refused: Option<String>,
}

/// What lasts as long as the field has the focus.
#[derive(Default)]
struct FocusSession {
    /// The document's value when typing began, formatted.
    before: Option<String>,
    input: Option<InputSession>,
}

impl Draft {
    /// A draft of a value that `parse` reads, `format` writes and `put` stores.
    pub(crate) fn new<T: Send + Sync + 'static>(
        written: Signal<String>,
        parse: impl Fn(&str) -> Result<Option<T>, String> + Copy + Send + Sync + 'static,
        format: fn(T) -> String,
        // Takes the value, or says why it can't be.
        put: Callback<Option<T>, Option<String>>,
    ) -> Self {
        let read: Read = Box::new(move |text| Ok(parse(text)?.map(format).unwrap_or_default()));
        let put: Put = Box::new(move |text| put.try_run(parse(text).ok()?).flatten());
        Self::of(written, read, put)
    }

    #[inline(never)]
    fn of(written: Signal<String>, read: Read, put: Put) -> Self {
        Self {
            state: RwSignal::new(State::default()),
            guard: FocusGuard::new(),
            written,
            codec: StoredValue::new(Codec {
                read,
                put,
                on_restore: None,
                restarts: false,
            }),
            focus: StoredValue::new(FocusSession::default()),
        }
    }

    /// The same draft, for a value of which something is kept outside the document: `back` is called
    /// with the text from before the focus whenever that is restored.
    pub(crate) fn on_restore(self, back: Callback<String>) -> Self {
        self.codec
            .try_update_value(|codec| codec.on_restore = Some(back));
        self
    }

    /// The same draft, for a value that changes other values when it is stored. Each keystroke then
    /// starts again from the values before the focus, so that a half-typed text changes nothing else.
    pub(crate) fn restarting(self) -> Self {
        self.codec.try_update_value(|codec| codec.restarts = true);
        self
    }

    /// Forgets what was typed.
    pub(crate) fn clear(self) {
        self.state.try_set(State::default());
        self.focus.try_set_value(FocusSession::default());
    }

    /// Forgets what was typed in the field that has the focus, if that is not in the document. Returns whether there
    /// was such a text.
    pub(crate) fn forget_wrong() -> bool {
        let wrong = FOCUSED.get().filter(|draft| draft.is_wrong());
        wrong.inspect(|draft| draft.clear()).is_some()
    }

    /// Whether the field is still there.
    pub(super) fn is_alive(self) -> bool {
        self.state.try_with_untracked(|_| ()).is_some()
    }

    fn read(self, text: &str) -> Result<String, String> {
        // A field that is gone shows and stores nothing.
        self.codec
            .try_with_value(|codec| (codec.read)(text))
            .unwrap_or_else(|| Err(String::new()))
    }

    /// The message, once it may be shown.
    pub(super) fn error(self) -> Option<String> {
        self.state.with(|state| {
            let unreadable = || self.read(state.text.as_deref()?).err();
            let refused = state.refused.clone();
            refused.or_else(|| state.left.then(unreadable).flatten())
        })
    }

    /// Whether the field's text is not in the document, whether or not the message is shown yet.
    pub(super) fn is_wrong(self) -> bool {
        let wrong = self.state.try_with_untracked(|state| {
            let text = state.text.as_deref();
            state.refused.is_some() || text.is_some_and(|text| self.read(text).is_err())
        });
        wrong == Some(true)
    }

    /// Whether the field keeps its own text now that it has been left, as that can't be stored.
    pub(super) fn keeps_text(self) -> bool {
        self.state.try_with_untracked(|state| state.text.is_some()) == Some(true)
    }

    /// The text of the field: what was typed, as long as it means the document's value or can't be stored;
    /// else the document's value.
    pub(super) fn shown(self) -> String {
        let written = self.written.get();
        self.state.with(|state| match &state.text {
            Some(text) if state.refused.is_some() => text.clone(),
            Some(text) => match self.read(text) {
                Ok(read) if read != written => written,
                Ok(_) | Err(_) => text.clone(),
            },
            None => written,
        })
    }

    /// The field got the focus.
    pub(super) fn enter(self) {
        FOCUSED.set(Some(self));
        self.guard.enter();
        self.begin();
    }

    fn begin(self) {
        let Some(before) = self.written.try_get_untracked() else {
            return;
        };
        let input = self.guard.handle().map(|handle| handle.begin_input());
        self.focus.try_set_value(FocusSession {
            before: Some(before),
            input,
        });
    }

    /// Someone typed this.
    pub(super) fn typed(self, text: String) {
        // A script may fill in a field that has no focus.
        if self.focus.try_with_value(|focus| focus.before.is_none()) == Some(true) {
            self.begin();
        }
        let state = State {
            text: Some(text.clone()),
            ..State::default()
        };
        if self.state.try_set(state).is_some() {
            // The field is gone.
            return;
        }
        self.guard.typed_value(
            text,
            &|text| self.type_in(text),
            &|text| {
                self.put(text);
            },
            &|seen| self.put_seen(seen),
        );
    }

    /// Stores a text as far as it is a value, and else brings back what was there before.
    fn type_in(self, text: &str) {
        let before = self.focus.try_with_value(|focus| focus.before.clone());
        match self.read(text) {
            // The same value again: how it came about stays too.
            Ok(read) if Some(Some(&read)) == before.as_ref().map(Option::as_ref) => {
                self.back();
                // An undo in the field may have taken it away meanwhile.
                if self
                    .written
                    .try_get_untracked()
                    .is_some_and(|now| now != read)
                {
                    self.put(text);
                }
            }
            Ok(_) => {
                if self.codec.try_with_value(|codec| codec.restarts) == Some(true) {
                    self.back();
                }
                if !self.put(text) {
                    self.back();
                }
            }
            Err(_) => self.back(),
        }
    }

    /// What the field showed when something came in; where that is no value, what it began with.
    fn put_seen(self, seen: &str) {
        let before = self.focus.try_with_value(|focus| focus.before.clone());
        match before.flatten() {
            Some(before) if self.read(seen).is_err() => self.put(&before),
            _ => self.put(seen),
        };
    }

    /// Puts a text in the document; whether that could be done.
    fn put(self, text: &str) -> bool {
        if self.read(text).is_err() {
            return false;
        }
        let put = || {
            self.codec
                .try_with_value(|codec| (codec.put)(text))
                .flatten()
        };
        let input = self.focus.try_with_value(|focus| focus.input).flatten();
        let refused = match (self.guard.handle(), input) {
            (Some(handle), Some(input)) => handle.within_input(input, put),
            _ => put(),
        };
        let stored = refused.is_none();
        self.state.try_update(|state| state.refused = refused);
        stored
    }

    fn back(self) {
        let focus = self
            .focus
            .try_with_value(|focus| (focus.input, focus.before.clone()));
        let Some((input, before)) = focus else {
            return;
        };
        if let (Some(handle), Some(input)) = (self.guard.handle(), input) {
            handle.take_back(input);
        }
        let also = self
            .codec
            .try_with_value(|codec| codec.on_restore)
            .flatten();
        if let (Some(also), Some(before)) = (also, before) {
            also.try_run(before);
        }
    }

    /// The field lost the focus.
    pub(super) fn leave(self) {
        FOCUSED.set(None);
        self.guard.leave();
        self.focus.try_set_value(FocusSession::default());
        self.state.try_update(|state| {
            state.leaving = true;
            let text = state.text.as_deref();
            if state.refused.is_none() && text.is_some_and(|text| self.read(text).is_ok()) {
                state.text = None;
            }
        });
        if self.keeps_text() {
            after_press(move || self.tell());
        }
    }

    /// Shows the message, unless typing goes on.
    fn tell(self) {
        if self
            .state
            .try_with_untracked(|state| state.leaving && !state.left)
            == Some(true)
        {
            self.tell_now();
        }
    }

    /// Shows the message, even if the field has not been left.
    pub(super) fn tell_now(self) {
        self.state.try_update(|state| state.left = true);
    }
}
