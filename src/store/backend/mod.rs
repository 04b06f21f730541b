//! Record storage: the ports that the store uses, their implementations, and the envelope around
//! each record.

pub(super) mod archive;
pub(super) mod browser;
pub(super) mod codec;
pub(super) mod crc32;
pub(super) mod envelope;
pub(super) mod journal;
pub(super) mod memory;
pub(super) mod port;
pub(super) mod record;
pub(super) mod sealing_codec;
