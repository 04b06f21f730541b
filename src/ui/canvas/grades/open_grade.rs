//! Which grade is open for editing: at most one at a time.

use leptos::prelude::*;

use crate::domain::ItemId;
use crate::ui::context::ElementContext;
use crate::ui::field::Closing;

/// The grade that is open, one at a time.
#[derive(Clone, Copy)]
pub(super) struct OpenGrade {
    app: ElementContext,
    id: RwSignal<Option<ItemId>>,
    /// Its fields: it can't be closed while one of them holds what is no grade or no day.
    pub fields: Closing,
}

impl OpenGrade {
    pub(super) fn new(app: ElementContext) -> Self {
        Self {
            app,
            id: RwSignal::new(None),
            fields: Closing::new(),
        }
    }

    /// The id of the open grade.
    pub(super) fn get(self) -> Option<ItemId> {
        self.id.get()
    }

    /// Opens another grade, or none. Returns false, and changes nothing, if a field of the open one is
    /// wrong.
    pub(super) fn set(self, id: Option<ItemId>) -> bool {
        let may = self.fields.may_close(self.app);
        if may {
            self.id.try_set(id);
        }
        may
    }

    /// Closes the open grade whatever its fields hold, as it has been removed.
    pub(super) fn forget(self) {
        self.id.try_set(None);
    }
}
