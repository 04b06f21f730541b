//! A conflict as the document keeps it.

use serde_json::Value;

use super::super::Extra;
use super::super::stamp::Signature;
use super::super::wire::wire_object;

wire_object! {
    /// One of two versions of a place.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Side {
        /// The value without its signature; absent if this side emptied the place.
        pub value: Option<Value> = "waarde",
        /// Who wrote this version, and when.
        pub signature: Signature = ..,
    }
}

wire_object! {
    /// Two versions of one place, both kept until someone chooses.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Conflict {
        /// The JSON Pointer to the place.
        pub place: String = "waar" required,
        /// The version that is in the document.
        pub ours: Side = "onze",
        /// The version that isn't.
        pub theirs: Side = "andere",
        /// Fields of a newer version.
        pub extra: Extra = ..,
    }
}
