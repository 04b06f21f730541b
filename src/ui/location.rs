//! Where an element is, as its host page names it, and what is remembered from one page to the next.

use leptos::prelude::*;

use crate::domain::DocumentId;
use crate::texts::labels as t;

use super::dom::Spot;
use super::page::Page;

pub(super) const OVERVIEW: &str = "overzicht";
pub(super) const CANVAS: &str = "canvas";
pub(super) const ANALYSIS: &str = "analyse";

/// What an element shows, as its host page names it; what the host page asks for is not judged yet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Location {
    /// `None` for the namespace of the attributes.
    pub namespace: Option<String>,
    /// `None` for the overview, and for a new canvas with nothing in it.
    pub document_id: Option<String>,
    /// `overzicht`, `canvas` or `analyse`.
    pub view: String,
}

impl Location {
    /// The page to show; the overview, with why, where the id is impossible.
    pub(super) fn page(&self) -> (Page, Option<&'static str>) {
        match self.document_id.as_deref().map(str::parse) {
            _ if self.view == OVERVIEW => (Page::Overview, None),
            None => (Page::Canvas(None), None),
            Some(Ok(id)) => (Page::Canvas(Some(id)), None),
            Some(Err(_)) => (Page::Overview, Some(t::WRONG_ADDRESS)),
        }
    }
}

/// What is remembered from one page to the next.
#[derive(Clone, Copy)]
pub(super) struct Travel {
    /// The canvas that was asked for by a location: it opens if it exists, and is never created.
    pub existing: StoredValue<Option<DocumentId>>,
    /// Where the user was in the canvas when the analysis opened.
    pub before_analysis: StoredValue<Option<Spot>, LocalStorage>,
    /// The canvas that the user has left; the overview gives it the focus.
    pub left: StoredValue<Option<DocumentId>>,
    /// Why the overview shows instead of what was asked for.
    pub why: StoredValue<Option<&'static str>>,
}

impl Travel {
    pub(super) fn new() -> Self {
        Self {
            existing: StoredValue::new(None),
            before_analysis: StoredValue::new_local(None),
            left: StoredValue::new(None),
            why: StoredValue::new(None),
        }
    }

    /// Forgets all, as something else is to show.
    pub(super) fn forget(self) {
        self.existing.set_value(None);
        self.before_analysis.set_value(None);
        self.left.set_value(None);
        self.why.set_value(None);
    }
}
