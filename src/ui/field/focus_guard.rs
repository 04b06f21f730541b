//! Keeps a focused field's text stable while remote changes come in.
//!
//! Text that changes while someone types moves the cursor. So a field with the focus keeps showing its
//! own text until it is left. If the user keeps typing, they haven't seen the incoming value, so both
//! versions are kept, as when two people change the same place.

use leptos::prelude::*;

use crate::domain::ItemId;
use crate::session::CanvasHandle;
use crate::ui::context::CanvasContext;

/// One field.
#[derive(Clone, Copy)]
pub(crate) struct FocusGuard {
    /// The open canvas; nothing for a field that is not of one.
    handle: Option<CanvasHandle>,
    state: StoredValue<State>,
    /// Goes up when the field is left.
    left: RwSignal<u32>,
}

#[derive(Clone, Debug, Default)]
struct State {
    inside: bool,
    /// The number of remote changes at the moment when the field last showed the document's value.
    seen: u32,
    shown: String,
    /// The text that the field showed when a remote value came in, and that value.
    hidden: Option<(String, String)>,
    made: Vec<ItemId>,
}

impl FocusGuard {
    pub(crate) fn new() -> Self {
        Self {
            handle: use_context::<CanvasContext>().map(|context| context.handle),
            state: StoredValue::new(State::default()),
            left: RwSignal::new(0),
        }
    }

    /// The text that the field shows, given the document's value.
    pub(crate) fn show(self, now: String) -> String {
        self.left.track();
        let remote = self.handle.map_or(0, |handle| handle.remote());
        let shown = self.state.try_update_value(|state| {
            let known = state
                .hidden
                .as_ref()
                .is_some_and(|(_, hidden)| *hidden == now);
            let came_in = remote != state.seen && now != state.shown;
            if state.inside && remote != state.seen && now == state.shown {
                // They took it back: nobody has what was hidden any more.
                state.hidden = None;
            }
            match (state.inside, came_in, known) {
                (true, true, _) => {
                    state.hidden = Some((state.shown.clone(), now.clone()));
                    state.made.clear();
                }
                (true, _, true) => {}
                _ => state.shown.clone_from(&now),
            }
            state.seen = remote;
            state.shown.clone()
        });
        shown.unwrap_or(now)
    }

    /// The field got the focus.
    pub(crate) fn enter(self) {
        self.state.try_update_value(|state| state.inside = true);
    }

    /// The field was left: from now on it shows the document's value.
    pub(crate) fn leave(self) {
        let hid = self.state.try_update_value(|state| {
            state.inside = false;
            state.made.clear();
            state.hidden.take().is_some()
        });
        if hid == Some(true) {
            self.left.try_update(|left| *left = left.wrapping_add(1));
        }
    }

    /// The open canvas that the field is of.
    pub(super) fn handle(self) -> Option<CanvasHandle> {
        self.handle
    }

    /// Someone typed this; `put` takes a text over into the document, where that can be done.
    pub(crate) fn typed(self, text: String, put: &dyn Fn(&str)) {
        self.typed_value(text, &|text| put(text), &|text| put(text), &|seen| {
            put(seen);
        });
    }

    /// The same for a value that may not be readable yet: `type_in` takes what is typed as the field
    /// does as a rule. Where something came in that the field doesn't show, `put` takes a text over
    /// as it is, and `put_seen` what the field showed then.
    pub(super) fn typed_value(
        self,
        text: String,
        type_in: &dyn Fn(&str),
        put: &dyn Fn(&str),
        put_seen: &dyn Fn(&str),
    ) {
        let hidden = self.state.try_update_value(|state| {
            state.shown.clone_from(&text);
            state
                .hidden
                .clone()
                .map(|hidden| (hidden, std::mem::take(&mut state.made)))
        });
        let Some(Some(((seen, hidden), mut made))) = hidden else {
            return type_in(&text);
        };
        let Some(handle) = self.handle else {
            return type_in(&text);
        };
        handle.record_conflicting_edit(
            &|| put(&hidden),
            &|| put_seen(&seen),
            &|| put(&text),
            &mut made,
        );
        self.state.try_update_value(|state| state.made = made);
    }
}
