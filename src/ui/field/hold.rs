//! What a field shows while someone is in it: never what came in from the server meanwhile.
//!
//! A text that changes under one's hands moves the cursor and confuses. So the field goes on showing
//! what it showed until it is left. Who types on in it has not seen what came in: then both versions
//! are kept, as where two people change one place at a time.

use leptos::prelude::*;

use crate::domain::ItemId;
use crate::session::Session;
use crate::ui::context::Sheet;

/// One field.
#[derive(Clone, Copy)]
pub(crate) struct Hold {
    /// The open canvas; nothing for a field that is not of one.
    session: Option<Session>,
    state: StoredValue<State>,
    /// Goes up when the field is left.
    left: RwSignal<u32>,
}

#[derive(Clone, Debug, Default)]
struct State {
    inside: bool,
    /// How often something had come in when the field last showed what the document says.
    seen: u32,
    shown: String,
    /// What the field showed when something came in, and what that was.
    hidden: Option<(String, String)>,
    made: Vec<ItemId>,
}

impl Hold {
    pub(crate) fn new() -> Self {
        Self {
            session: use_context::<Sheet>().map(|sheet| sheet.session),
            state: StoredValue::new(State::default()),
            left: RwSignal::new(0),
        }
    }

    /// What the field shows, given what the document says.
    pub(crate) fn show(self, now: String) -> String {
        self.left.track();
        let remote = self.session.map_or(0, |session| session.remote());
        let shown = self.state.try_update_value(|state| {
            let known = state
                .hidden
                .as_ref()
                .is_some_and(|(_, hidden)| *hidden == now);
            let came_in = remote != state.seen && now != state.shown;
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

    /// Someone is in the field.
    pub(crate) fn enter(self) {
        self.state.update_value(|state| state.inside = true);
    }

    /// The field was left: it shows what the document says.
    pub(crate) fn leave(self) {
        let hid = self.state.try_update_value(|state| {
            state.inside = false;
            state.made.clear();
            state.hidden.take().is_some()
        });
        if hid == Some(true) {
            self.left.update(|left| *left = left.wrapping_add(1));
        }
    }

    /// Someone typed this; `put` takes a text over into the document, where that can be done.
    pub(crate) fn typed(self, text: String, put: &dyn Fn(&str)) {
        let hidden = self.state.try_update_value(|state| {
            state.shown.clone_from(&text);
            state
                .hidden
                .clone()
                .map(|hidden| (hidden, std::mem::take(&mut state.made)))
        });
        let Some(Some(((seen, hidden), mut made))) = hidden else {
            return put(&text);
        };
        let Some(session) = self.session else {
            return put(&text);
        };
        session.type_over(&|| put(&hidden), &|| put(&seen), &|| put(&text), &mut made);
        self.state.update_value(|state| state.made = made);
    }
}
