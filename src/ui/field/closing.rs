//! Whether a part of the page may be closed: not over a field whose text can't be stored.

use leptos::prelude::*;

use super::draft::Draft;
use crate::ui::context::ElementContext;
use crate::ui::dom::focus_soon;

/// The fields of a part of the page that its own button closes.
#[derive(Clone, Copy)]
pub(crate) struct Closing(StoredValue<Vec<(Draft, String)>>);

impl Closing {
    /// None yet; it is the running view's own until it is given on.
    pub(crate) fn new() -> Self {
        Self(StoredValue::new(Vec::new()))
    }

    /// Watches the fields that are made below the running view.
    pub(crate) fn provide(self) {
        provide_context(self);
    }

    /// Registers a field with the part that it is in, if that part can be closed.
    pub(super) fn watch(draft: Draft, id: &str) {
        let Some(Self(fields)) = use_context::<Self>() else {
            return;
        };
        let id = id.to_owned();
        fields.try_update_value(|fields| {
            fields.retain(|(other, known)| other.is_alive() && *known != id);
            fields.push((draft, id));
        });
    }

    /// Returns whether every field is stored. If not, the first one that isn't gets the focus and shows its
    /// message.
    pub(crate) fn may_close(self, app: ElementContext) -> bool {
        let wrong = self.0.try_with_value(|fields| {
            let mut fields = fields.iter();
            fields.find(|(draft, _)| draft.is_wrong()).cloned()
        });
        let Some(Some((draft, id))) = wrong else {
            return true;
        };
        draft.tell_now();
        focus_soon(app.root, ["#", &id].concat());
        false
    }
}
