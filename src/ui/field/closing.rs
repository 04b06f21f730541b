//! Whether a part of the page may be closed: not over a field whose text can't be stored.

use leptos::prelude::*;

use super::draft::Draft;
use crate::ui::context::ElementContext;
use crate::ui::dom::focus_soon;

/// A field that is typed in, with its id.
type Field = (Draft, String);

/// The fields of a part of the page that its own button closes.
#[derive(Clone, Copy)]
pub(crate) struct Closing {
    fields: StoredValue<Vec<Field>>,
    /// Those of the part around it, which closes with everything in it.
    around: Option<StoredValue<Vec<Field>>>,
}

impl Closing {
    /// None yet; it is the running view's own until it is given on.
    pub(crate) fn new() -> Self {
        Self {
            fields: StoredValue::new(Vec::new()),
            around: use_context::<Self>().map(|around| around.fields),
        }
    }

    /// Watches the fields that are made below the running view.
    pub(crate) fn provide(self) {
        provide_context(self);
    }

    /// Registers a field with the part that it is in, if that part can be closed.
    pub(super) fn watch(draft: Draft, id: &str) {
        let Some(Self { fields, around }) = use_context::<Self>() else {
            return;
        };
        for fields in around.into_iter().chain([fields]) {
            fields.try_update_value(|fields| {
                fields.retain(|(other, known)| other.is_alive() && known != id);
                fields.push((draft, id.to_owned()));
            });
        }
    }

    /// Returns whether every field is stored. If not, the first one that isn't gets the focus and shows its
    /// message.
    pub(crate) fn may_close(self, app: ElementContext) -> bool {
        let wrong = self.fields.try_with_value(|fields| {
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
