//! The keys of a team whose members exchange sealed canvases. Loaded when the team is encrypted, or is about to be.
//!
//! ```text
//! Runner::equip   before sync starts: the ciphers, and what the host page gives
//! Workspace       making a key, joining by a code, sealing everything anew, taking over what is in the clear
//! ```

mod equip;
mod switching;

pub use switching::{TeamError, TeamState};

use super::sync::equip::EQUIP;

/// Gives what is late here; called by the part.
pub(super) fn give() {
    EQUIP.give(|services, host| Box::pin(equip::equip(services, host)));
}
