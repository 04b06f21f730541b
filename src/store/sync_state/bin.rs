//! The bin's bookkeeping: when this device was started, and which removals for good were announced.

use crate::domain::wire::{read_text, wire_object};
use crate::domain::{DocumentId, SortedMap};
use crate::store::backend::codec::Codec;
use crate::store::backend::record::unseal;
use crate::store::transaction::keys::bin_key;

wire_object! {
    /// The bin's stored bookkeeping. All times are in milliseconds since 1970.
    #[derive(Clone, Debug, Default, PartialEq, Eq)]
    pub struct Bin {
        /// The last starts of the app by the device's clock, in order of occurrence.
        pub starts: Vec<i64> = "starts",
        /// The canvases in the bin.
        pub canvases: SortedMap<DocumentId, Binned> = "canvassen",
    }
}

wire_object! {
    /// The bookkeeping of one canvas in the bin.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
    pub struct Binned {
        /// When it was put in the bin, by its signature. Another time means another removal.
        pub removed: i64 = "verwijderd",
        /// The start of its days in the bin, by the device's clock.
        pub since: i64 = "vanaf",
        /// When its removal for good was announced, by the device's clock; `None` if it was not.
        pub by_device: Option<i64> = "apparaat",
        /// When its removal for good was announced, by the server's time; `None` if it was not.
        pub by_server: Option<i64> = "server",
    }
}

impl Bin {
    /// Reads the bookkeeping's record; empty if it is absent or damaged, so that all days start
    /// anew.
    pub(in crate::store) fn decode(codec: &dyn Codec, sealed: Option<&[u8]>) -> Self {
        let (table, key) = bin_key();
        let envelope = sealed.and_then(|sealed| unseal(codec, table, &key, sealed).ok());
        let bin = envelope.and_then(|envelope| read_text(&envelope.doc));
        bin.unwrap_or_default()
    }
}
