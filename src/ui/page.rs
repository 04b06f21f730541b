//! What an element shows: the overview, or one canvas.

use crate::domain::DocumentId;
use crate::domain::team::TEAM_ID;

use super::setup::Setup;

/// What an element shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Page {
    /// The list of canvases.
    Overview,
    /// One canvas; a new one where there is no id.
    Canvas(Option<DocumentId>),
    /// The attribute names no possible document.
    InvalidId,
}

impl Page {
    /// The page that the host's attributes ask for. A document id wins over `view`.
    pub(super) fn asked_for(setup: &Setup) -> Self {
        match setup.document_id.as_deref().filter(|id| !id.is_empty()) {
            Some(TEAM_ID) => Self::InvalidId,
            Some(id) => id
                .parse()
                .map_or(Self::InvalidId, |id| Self::Canvas(Some(id))),
            None if setup.view.as_deref() == Some("canvas") => Self::Canvas(None),
            None => Self::Overview,
        }
    }
}
