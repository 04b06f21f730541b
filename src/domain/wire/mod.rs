//! Reading values from JSON and writing them.
//!
//! Each type of the document implements [`Wire`], which reads and writes it. A struct declares its fields
//! with their wire names in [`wire_object!`](object), one line each.
//!
//! This replaces serde's derived readers and writers. Those are large for a struct that keeps unknown
//! fields, as they buffer every field, and their errors don't say where a value is wrong. Here the known
//! fields are taken out of a JSON object, the rest is kept as unknown, and each level of the document adds
//! its name to the path of a [`Fault`](super::fault::Fault).

mod by_serde;
pub(crate) mod object;
mod text;
mod traits;
mod values;
mod write;

pub(crate) use by_serde::serde_by_wire;
pub(crate) use object::wire_object;
pub(crate) use text::{read_text, text_of, written};
pub use traits::{Wire, WireFields};
pub(crate) use values::fields_of;
pub(super) use values::{filled, text};
pub(crate) use write::{FieldWriter, quote, write_object};
