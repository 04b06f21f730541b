//! Which words go with what the session reports.

use crate::session::lock::LockReason;
use crate::session::vault::{SealError, UnlockError};
use crate::texts::lock as t;

/// Why the device is locked; nothing at the start, and where the user asked for it.
pub(super) fn reason(reason: LockReason) -> &'static str {
    match reason {
        LockReason::Start | LockReason::Asked => "",
        LockReason::Idle => t::IDLE,
        LockReason::Hidden => t::HIDDEN,
        LockReason::Clock => t::CLOCK,
    }
}

/// Why a passphrase or a code didn't unlock.
pub(super) fn unlock_error(error: &UnlockError, by_code: bool) -> String {
    match error {
        UnlockError::Wrong { .. } if by_code => t::WRONG_CODE.to_owned(),
        UnlockError::Wrong { wait: 0 } => t::WRONG.to_owned(),
        UnlockError::Wrong { wait } => t::wrong_for(*wait),
        UnlockError::TooSoon { wait } => t::too_soon(*wait),
        UnlockError::NoCrypto => t::NO_CRYPTO.to_owned(),
        UnlockError::NotSealed => String::new(),
        UnlockError::NoRing => t::NO_RING.to_owned(),
        UnlockError::Storage(error) => t::storage(error).to_owned(),
    }
}

/// Why nothing was sealed or changed.
pub(super) fn seal_error(error: &SealError) -> &'static str {
    match error {
        SealError::NoCrypto => t::NO_CRYPTO,
        SealError::DoesNotOpen => t::DOES_NOT_OPEN,
        SealError::HasTeamKey => t::HAS_TEAM_KEY,
        SealError::Storage(error) => t::seal_storage(error),
    }
}
