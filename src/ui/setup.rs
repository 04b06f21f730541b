//! How the host page has set up one element: attributes and properties, read but not yet judged.

use crate::domain::Author;
use crate::domain::prices::PriceList;
use crate::store::{Kind, Place};

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
    /// The host's own price list; wins over the one that this device keeps.
    pub price_list: Option<PriceList>,
    /// Where the stand-alone app is.
    pub app_url: Option<String>,
    /// Who works here, by the host page's own administration.
    pub user: Option<Author>,
}

impl Setup {
    /// Where the canvases are kept.
    pub(super) fn place(&self) -> Place {
        let namespace = self.namespace.clone().filter(|name| !name.is_empty());
        let kind = if self.storage.as_deref() == Some("none") {
            Kind::Memory
        } else {
            Kind::Browser
        };
        Place {
            namespace: namespace.unwrap_or_else(|| STANDARD.to_owned()),
            user: self.user.as_ref().map(|user| user.id.clone()),
            kind,
        }
    }
}
