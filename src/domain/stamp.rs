//! Who changed something, and when.

use super::Extra;
use super::date::Timestamp;
use super::wire::wire_object;

wire_object! {
    /// A professional who edits: the host page's user, or the name entered on the device.
    #[derive(Clone, Debug, Default, PartialEq, Eq)]
    pub struct Author {
        /// The host's id for the user, or a random id of the device.
        pub id: String = "id" required,
        /// The name to show. Professionals may be named, family members never.
        pub name: String = "naam" always,
        /// Fields of a newer version.
        pub extra: Extra = ..,
    }
}

/// Who edits and when. An argument of every edit, as the domain knows neither.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// The author; one with an empty id is unknown.
    pub by: Author,
    /// The time by the device's clock.
    pub at: Timestamp,
}

impl Stamp {
    /// The author; `None` if the id is empty, which is absent on the wire.
    pub(super) fn known(&self) -> Option<Author> {
        (!self.by.id.is_empty()).then(|| self.by.clone())
    }
}

wire_object! {
    /// Who did something and when, as the document keeps it, beside the other fields of what was signed.
    ///
    /// Either half may be absent, and the fields that this version doesn't know are kept. Every signed
    /// thing flattens one, so that its wire names `door` and `op` are written here alone.
    #[derive(Clone, Debug, Default, PartialEq, Eq)]
    pub struct Signature {
        /// The professional.
        pub by: Option<Author> = "door",
        /// The time by that professional's device. Shown, and never used to decide which edit wins.
        pub at: Option<Timestamp> = "op",
        /// Fields of a newer version, of whatever bears the signature.
        pub extra: Extra = ..,
    }
}

impl Signature {
    /// Whether it writes nothing to the wire.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.by.is_none() && self.at.is_none() && self.extra.is_empty()
    }

    /// Signs anew. The fields of a newer version stay.
    pub(super) fn renew(&mut self, stamp: &Stamp) {
        self.by = stamp.known();
        self.at = Some(stamp.at);
    }

    /// Forgets who and when. The fields of a newer version stay.
    pub(super) fn clear(&mut self) {
        (self.by, self.at) = (None, None);
    }

    /// Who and when alone.
    pub(super) fn without_extra(&self) -> Self {
        Self {
            by: self.by.clone(),
            at: self.at,
            extra: Extra::new(),
        }
    }
}

impl From<Stamp> for Signature {
    fn from(stamp: Stamp) -> Self {
        let mut signature = Self::default();
        signature.renew(&stamp);
        signature
    }
}
