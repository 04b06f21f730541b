//! The parts that a store is built from.

use std::rc::Rc;

use super::backend::codec::Codec;
use super::backend::port::{Port, SyncPort};
use super::leader::channel::Channel;

/// The role of the journal in a save.
#[derive(Clone)]
pub enum JournalMode {
    /// There is no journal: saves only go to the archive.
    None,
    /// Saves go to the journal before the archive.
    WriteAhead(Rc<dyn SyncPort>),
    /// There is no archive: the journal serves as the archive as well.
    Primary(Rc<dyn SyncPort>),
}

/// The parts that a store is built from.
pub struct Parts {
    /// The archive, which is authoritative.
    pub archive: Rc<dyn Port>,
    /// The journal and its role.
    pub journal: JournalMode,
    /// Storage for the settings of this namespace.
    pub settings: Rc<dyn SyncPort>,
    /// Storage for the settings of the device, shared by all namespaces.
    pub device: Rc<dyn SyncPort>,
    /// Transforms records on their way to and from storage, until a key ring says otherwise.
    pub codec: Rc<dyn Codec>,
    /// The channel to the other pages of this namespace.
    pub channel: Channel,
    /// Whether writes are fenced by the epoch. False without a secure context, where there are no
    /// locks and sequence numbers are compared instead.
    pub guarded: bool,
    /// Whether records outlive the page; false for memory only.
    pub persistent: bool,
}
