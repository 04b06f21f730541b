//! How the host page has set up one element: attributes and properties, read but not yet judged.

use crate::domain::Author;
use crate::store::{Kind, Namespace};

/// The namespace of an element that names none.
pub(super) const STANDARD: &str = "standaard";

/// The attributes and properties of one `<maatwerk-canvas>`; absent is `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Setup {
    /// The document to show; wins over `view`.
    pub document_id: Option<String>,
    /// Base address of the backend to sync with.
    pub sync_url: Option<String>,
    /// `local` (the default) or `none`.
    pub storage: Option<String>,
    /// Keeps sets of documents on one origin apart.
    pub namespace: Option<String>,
    /// `overzicht` or `canvas`.
    pub view: Option<String>,
    /// Nothing can be edited.
    pub readonly: bool,
    /// `inherit` or `default`.
    pub theme: Option<String>,
    /// The level at which this element's headings start in the host's outline.
    pub heading_level: Option<u8>,
    /// The language asked for.
    pub lang: Option<String>,
    /// The host's own price list as CSV, read where prices are shown; wins over the one that this
    /// device keeps.
    pub price_list: Option<String>,
    /// The address of the stand-alone app.
    pub app_url: Option<String>,
    /// Whether the host page gives keys of its own.
    pub gives_key: bool,
    /// Whether it is the stand-alone app.
    pub standalone: bool,
    /// Who works here, by the host page's own administration.
    pub user: Option<Author>,
}

impl Setup {
    /// The document or the view that is asked for; a document wins over a view.
    pub(super) fn asked(&self) -> (Option<&str>, Option<&str>) {
        let document = self.document_id.as_deref().filter(|id| !id.is_empty());
        let view = self.view.as_deref().filter(|_| document.is_none());
        (document, view)
    }

    /// The namespace that the canvases are kept in.
    pub(super) fn namespace(&self) -> Namespace {
        let namespace = self.namespace.clone().filter(|name| !name.is_empty());
        let kind = if self.storage.as_deref() == Some("none") {
            Kind::Memory
        } else {
            Kind::Browser
        };
        Namespace {
            namespace: namespace.unwrap_or_else(|| STANDARD.to_owned()),
            user: self.user.as_ref().map(|user| user.id.clone()),
            kind,
        }
    }
}
