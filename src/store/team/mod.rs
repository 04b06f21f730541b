//! The team's keys: whether what a namespace exchanges over its server is sealed, and by which keys.
//!
//! The [ring](TeamRing) is a record in the table `beheer`, sealed as every other by the device's own key.
//! That there is one says that the team is encrypted: then nothing is sent in the clear, and nothing that is in
//! the clear is taken in. A record that can't be read says the same, without any key.
//!
//! The ciphers themselves are in a part that is loaded late: they come in as [`TeamTools`].

mod keys;
mod record;

pub use keys::{OpenedText, Team, TeamTools};
