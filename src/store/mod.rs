//! Storage in the browser: keeps all canvases locally, and never loses a save.
//!
//! As in a database, a save is written twice. The *journal* (localStorage) takes it synchronously,
//! with a sequence number and a checksum; the *archive* (IndexedDB, strict durability) is
//! authoritative, and only its commit makes a canvas saved. The journal's entry is removed after
//! that. When a page takes the lead, entries that are newer than the archive are replayed into it.
//!
//! | in the browser | holds |
//! |---|---|
//! | localStorage `mwc/<namespace>/canvas/<id>` | a save that is not archived yet |
//! | localStorage `mwc/<namespace>/kapot/<id>/<sum>` | an entry that could not be read |
//! | localStorage `mwc/<namespace>/beheer/epoch` | the epoch of the page that may save here |
//! | localStorage `mwc/<namespace>/beheer/sleutel` | a copy of the key ring, where the namespace is sealed |
//! | localStorage `mwc/<namespace>/instelling/…`, `mwc/instelling/…` | settings |
//! | IndexedDB `mwc/<namespace>`: `canvas`, `lijst`, `versie`, `kapot`, `beheer`, `sync`, `resultaat` | the archive: [`Table`] |
//!
//! | folder | holds |
//! |---|---|
//! | `backend` | record storage: the ports, their implementations, the envelope around a record |
//! | `leader` | which page leads: election, locks, channel, and replay of the journal at take-over |
//! | `history` | saved versions of canvases, and thinning them |
//! | `transaction` | one transaction: its reads, snapshot and changes |
//! | `sealing` | the key ring, and switching sealing on and off in place |
//! | `sync_state` | the sync metadata of each canvas, and the transaction of sync |
//!
//! A [`Namespace`] is a name plus, optionally, the host page's user id. One page at a time leads it
//! and may write: [`leader::LeaderElection`]. Correctness never depends on two localStorage keys
//! being consistent, nor on localStorage having kept its last minute.

mod agenda;
mod backend;
mod commit;
mod core;
mod counts;
mod due;
mod erase;
mod erased;
mod error;
mod figures;
mod history;
pub mod leader;
mod list;
mod load;
pub mod mutation;
mod namespace;
mod notice;
mod open;
mod outage;
mod parts;
mod recovery;
mod sealing;
mod settings;
mod summary;
mod sync_state;
mod team;
mod transaction;

pub use agenda::{Agenda, AgendaCase, agendas};
pub use backend::archive::Archive;
pub use backend::browser::sleep;
pub use backend::codec::{Codec, Plain};
pub use backend::envelope::{ENVELOPE, Envelope};
pub use backend::journal::Journal;
pub use backend::memory::Memory;
pub use backend::port::{
    Change, Decide, Port, PortFuture, RecordKey, SyncPort, SyncPortAdapter, Table,
};
pub use backend::record::StoredRecord;
pub use backend::sealing_codec::{Nonces, Unlocked};
pub use commit::Ticket;
pub use core::Store;
pub use due::{DueItem, PastTerm, When, due_items, due_this_week, past_term, week};
pub use error::StoreError;
pub use history::version::{FROM_FILE, FROM_HOST, FROM_JOURNAL, PUT_BACK, SavedVersion};
pub use leader::channel::{Channel, Message, Subscription};
pub use leader::replay::ReplayOutcome;
pub use load::Loaded;
pub use namespace::{EXAMPLES, Kind, Namespace};
pub use notice::Notice;
pub use open::Opened;
pub use outage::Recovery;
pub use parts::{JournalMode, Parts};
pub use sealing::Progress;
pub use summary::{Problem, Summary};
pub use sync_state::bin::{Bin, Binned};
pub use sync_state::entry::{Changed, LiveCanvases, SyncEntry, SyncTransaction};
pub use sync_state::metadata::{
    AWAITS_KEY, BEYOND_LIMITS, Cursor, FIRST_REASON, FOREIGN, FORGED, IN_THE_CLEAR, Kept, Pending,
    SyncMetadata, UNREADABLE,
};
pub use sync_state::overview::SyncOverview;
pub use team::{OpenedText, Team, TeamTools};
