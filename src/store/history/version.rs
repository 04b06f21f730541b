//! A saved version: a copy of a canvas, stored beside it.

use super::thin;
use crate::domain::wire::object::{put, put_always};
use crate::domain::wire::{read_text, wire_object, write_object};
use crate::domain::{Canvas, from_value};
use crate::store::backend::crc32::crc32;

/// Reason of a version that was only found in the journal.
pub const FROM_JOURNAL: &str = "journaal";
/// Reason of a version that the host page replaced.
pub const FROM_HOST: &str = "portaal";
/// Reason of a version that an imported file replaced.
pub const FROM_FILE: &str = "import";
/// Reason of a version that was replaced by an earlier version.
pub const PUT_BACK: &str = "teruggezet";
/// The reasons of versions that the user or host page replaced on purpose, which may be thinned by
/// the hour.
const REPLACED: [&str; 3] = [FROM_HOST, FROM_FILE, PUT_BACK];

/// A saved version of a canvas.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedVersion {
    /// Why it was kept: [`FROM_JOURNAL`], [`FROM_HOST`], or another reason's identifier.
    pub why: String,
    /// The canvas at that time.
    pub canvas: Canvas,
}

wire_object! {
    struct Wire {
        why: String = "waarom" always,
        canvas: serde_json::Value = "canvas",
    }
}

/// Whether a version may exist nowhere else, such as another page's save or the server's.
fn is_rescued(why: &str) -> bool {
    !REPLACED.contains(&why)
}

/// The key and the text of a version. The key begins with the sequence number, so that keys sort by
/// save, and ends in what thinning needs.
pub(in crate::store) fn encode(canvas: &Canvas, why: &str, seq: u64) -> (String, String) {
    let mut doc = String::new();
    write_object(&mut doc, &|fields| {
        put_always(fields, "waarom", &why.to_owned());
        put(fields, "canvas", canvas);
    });
    let changed = canvas.changed.as_ref().and_then(|changed| changed.at);
    let at = changed.map_or(0, |at| at.millis() / 1000);
    let key = format!(
        "{}/{seq:012}-{:08x}-{}",
        canvas.id,
        crc32(doc.as_bytes()),
        thin::tail(is_rescued(why), at, doc.len())
    );
    (key, doc)
}

impl SavedVersion {
    /// Reads the text of a version; `None` if it is invalid.
    pub(in crate::store) fn decode(doc: &str) -> Option<Self> {
        let Wire { why, canvas } = read_text(doc)?;
        let canvas = from_value(canvas).ok()?;
        Some(Self { why, canvas })
    }
}

/// A version to be added with the next commit.
#[derive(Clone, Debug)]
pub(in crate::store) struct PendingVersion {
    /// The canvas to keep.
    pub(in crate::store) canvas: Canvas,
    /// The reason's identifier.
    pub(in crate::store) why: String,
    /// The sequence number of the save that it is of, or that it preceded.
    pub(in crate::store) seq: u64,
}
