//! Browser storage: everything in the browser, nothing lost.
//!
//! As in a database, a save is written twice. The *journal* (localStorage) takes it at once, with a
//! number and a checksum; the *archive* (IndexedDB, strict durability) is the truth, and only its
//! commit makes a canvas saved. Then the journal's entry goes. When a page takes a place over,
//! entries that are newer than the archive are brought there.
//!
//! | in the browser | holds |
//! |---|---|
//! | localStorage `mwc/<place>/canvas/<id>` | a save that is not archived yet |
//! | localStorage `mwc/<place>/kapot/<id>/<sum>` | an entry that could not be read |
//! | localStorage `mwc/<place>/instelling/…`, `mwc/instelling/…` | settings |
//! | IndexedDB `mwc/<place>`: `canvas`, `lijst`, `versie`, `kapot`, `beheer` | the archive: [`Table`] |
//!
//! A place is a namespace, with the host page's user where it gives one: [`Place`]. One page writes
//! there at a time: [`writer`]. Correctness never hangs on two keys of localStorage agreeing, nor on
//! localStorage remembering its last minute.

mod announce;
mod archive;
mod browser;
mod channel;
mod codec;
mod commit;
mod core;
mod envelope;
mod erase;
mod error;
mod journal;
mod list;
mod load;
mod locks;
mod memory;
mod notice;
mod open;
mod place;
mod port;
mod record;
mod replay;
mod settings;
mod summary;
mod version;
pub mod writer;

pub use archive::Archive;
pub use browser::sleep;
pub use channel::{Channel, Message, Subscription};
pub use codec::{Codec, Plain};
pub use commit::Ticket;
pub use core::{Journaling, Parts, Store};
pub use envelope::{ENVELOPE, Envelope};
pub use error::StoreError;
pub use journal::Journal;
pub use load::Loaded;
pub use memory::Memory;
pub use notice::Notice;
pub use open::Opened;
pub use place::{EXAMPLES, Kind, Place};
pub use port::{Answer, At, AtOnce, Change, Decide, Port, SyncPort, Table};
pub use record::Record;
pub use replay::Verdict;
pub use summary::{Problem, Summary};
pub use version::{FROM_JOURNAL, Version};
