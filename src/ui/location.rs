//! Where an element is, as its host page names it, and what is remembered from one page to the next.

use leptos::prelude::*;

use crate::domain::team::TEAM_ID;
use crate::domain::{DocumentId, Place};
use crate::texts::labels as t;

use super::dom::Spot;
use super::page::Page;

pub(super) const OVERVIEW: &str = "overzicht";

/// How an open canvas shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CanvasView {
    /// Its boxes, to fill in.
    Boxes,
    /// The analysis of its costs.
    Analysis,
    /// All of it on one screen, to read.
    Reading,
    /// One box at a time, to fill in together with the family.
    Together,
    /// What is around the plan.
    Method,
}

impl CanvasView {
    /// Its name for the host page, and the `data-hook` of the button that opens it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Boxes => "canvas",
            Self::Analysis => "analyse",
            Self::Reading => "lezen",
            Self::Together => "samen",
            Self::Method => "rond",
        }
    }

    /// Its name where it isn't the boxes.
    pub(super) fn stored(self) -> Option<&'static str> {
        (self != Self::Boxes).then(|| self.name())
    }

    /// The view of that name; the boxes for any other.
    pub(super) fn named(name: &str) -> Self {
        let mut all = [Self::Analysis, Self::Reading, Self::Together, Self::Method].into_iter();
        all.find(|view| view.name() == name).unwrap_or(Self::Boxes)
    }
}

/// What an element shows, as its host page names it; what the host page asks for is not judged yet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Location {
    /// `None` for the namespace of the attributes.
    pub namespace: Option<String>,
    /// `None` for the overview, and for a new canvas with nothing in it.
    pub document_id: Option<String>,
    /// `overzicht`, or the name of a `CanvasView`.
    pub view: String,
}

impl Location {
    /// The page to show; the overview, with why, where the id is impossible.
    pub(super) fn page(&self) -> (Page, Option<&'static str>) {
        match self.document_id.as_deref().map(str::parse::<DocumentId>) {
            _ if self.view == OVERVIEW => (Page::Overview, None),
            None => (Page::Canvas(None), None),
            Some(Ok(id)) if id.as_str() != TEAM_ID => (Page::Canvas(Some(id)), None),
            Some(_) => (Page::Overview, Some(t::WRONG_ADDRESS)),
        }
    }
}

/// What is remembered from one page to the next.
#[derive(Clone, Copy)]
pub(super) struct Travel {
    /// The canvas that was asked for by a location: it opens if it exists, and is never created.
    pub existing: StoredValue<Option<DocumentId>>,
    /// Where the user goes back to in the canvas when the view that lies over it closes.
    pub spot: StoredValue<Option<Spot>, LocalStorage>,
    /// The canvas that the user has left; the overview gives it the focus.
    pub left: StoredValue<Option<DocumentId>>,
    /// The place in the canvas that the user goes to, once it shows.
    pub target: StoredValue<Option<Place>>,
    /// Why the overview shows instead of what was asked for.
    pub why: StoredValue<Option<&'static str>>,
}

impl Travel {
    pub(super) fn new() -> Self {
        Self {
            existing: StoredValue::new(None),
            spot: StoredValue::new_local(None),
            left: StoredValue::new(None),
            target: StoredValue::new(None),
            why: StoredValue::new(None),
        }
    }

    /// Forgets all, as something else is to show.
    pub(super) fn forget(self) {
        self.existing.set_value(None);
        self.spot.set_value(None);
        self.left.set_value(None);
        self.target.set_value(None);
        self.why.set_value(None);
    }
}
