//! Saved versions of canvases: adding, reading and thinning them.

mod keep;
mod thin;
pub(super) mod version;
