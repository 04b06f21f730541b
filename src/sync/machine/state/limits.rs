//! Limits on what is read from a server, and on what is sent in batches.

/// Limits on what is read from a server, so that a broken one can't fill the device; and when it is
/// worth asking for its batches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The maximum number of records in one pull; then pulling pauses.
    pub pull: usize,
    /// The maximum number of records in a listing; then it is abandoned.
    pub listing: usize,
    /// The maximum number of the server's canvases on this device.
    pub canvases: usize,
    /// The minimum number of waiting canvases for which the server is asked whether it takes
    /// batches.
    pub many: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            pull: 5_000,
            listing: 50_000,
            canvases: 20_000,
            many: 25,
        }
    }
}
