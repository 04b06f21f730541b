//! The message of an element about what was just done.

use std::sync::Arc;

use leptos::prelude::*;

/// What a button in a message does.
pub(crate) type Run = Arc<dyn Fn() + Send + Sync>;

/// A message.
#[derive(Clone)]
pub(crate) struct Toast {
    pub text: String,
    pub failed: bool,
    /// The button that takes back what was done.
    pub back: Option<Run>,
    /// The count of changes that it belongs to; after another change it is old.
    at: Option<u32>,
}

/// The message of one element: one at a time, and none on another page.
#[derive(Clone, Copy)]
pub(crate) struct Toaster(RwSignal<Option<Toast>>);

impl Toaster {
    /// Without a message.
    pub(crate) fn new() -> Self {
        Self(RwSignal::new(None))
    }

    /// Shows that something was done.
    pub(crate) fn tell(self, text: String) {
        self.put(text, false, None, None);
    }

    /// Shows that something failed.
    pub(crate) fn fail(self, text: String) {
        self.put(text, true, None, None);
    }

    /// Shows that something was done, with a button that takes it back.
    pub(crate) fn offer(self, text: String, back: impl Fn() + Send + Sync + 'static) {
        self.put(text, false, Some(Arc::new(back)), None);
    }

    /// Shows what a change did, perhaps with a button that takes it back, until the count of changes is
    /// another: see [`expire`](Self::expire).
    pub(crate) fn change(self, at: u32, text: String, back: Option<Run>) {
        self.put(text, false, back, Some(at));
    }

    fn put(self, text: String, failed: bool, back: Option<Run>, at: Option<u32>) {
        self.0.try_set(Some(Toast {
            text,
            failed,
            back,
            at,
        }));
    }

    /// Takes the message away.
    pub(crate) fn clear(self) {
        if self.0.try_with_untracked(Option::is_some) == Some(true) {
            self.0.try_set(None);
        }
    }

    /// Takes away a message that offers nothing, as another part of the page is shown.
    pub(crate) fn leave(self) {
        let offers = self.0.try_with_untracked(|toast| {
            let toast = toast.as_ref();
            toast.is_some_and(|toast| toast.back.is_some())
        });
        if offers == Some(false) {
            self.clear();
        }
    }

    /// Takes away a message about a change that offers nothing, as something else is pressed.
    pub(crate) fn pass(self) {
        let read = self.0.try_with_untracked(|toast| {
            let toast = toast.as_ref();
            toast.is_some_and(|toast| toast.at.is_some() && toast.back.is_none())
        });
        if read == Some(true) {
            self.0.try_set(None);
        }
    }

    /// Takes away a message about another count of changes than this.
    pub(crate) fn expire(self, now: u32) {
        let at = self
            .0
            .try_with_untracked(|toast| toast.as_ref().and_then(|toast| toast.at));
        if at.flatten().is_some_and(|at| at != now) {
            self.0.try_set(None);
        }
    }

    /// The message; a view that calls this follows it.
    pub(crate) fn get(self) -> Option<Toast> {
        self.0.get()
    }

    /// The text of the message, for the page's live region; a view that calls this follows it.
    pub(crate) fn text(self) -> Option<String> {
        self.0
            .with(|toast| toast.as_ref().map(|toast| toast.text.clone()))
    }
}
