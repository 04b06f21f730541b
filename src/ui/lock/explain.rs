//! Which words go with what the session reports.

use crate::crypto::{PasskeyError, SlotKind};
use crate::session::lock::LockReason;
use crate::session::vault::{EraseError, SealError, UnlockError};
use crate::store::StoreError;
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

/// Why a secret of this kind didn't unlock.
pub(super) fn unlock_error(error: &UnlockError, by: SlotKind) -> String {
    match error {
        UnlockError::Wrong { .. } if by == SlotKind::Recovery => t::WRONG_CODE.to_owned(),
        UnlockError::Wrong { .. } if by == SlotKind::Passkey => t::WRONG_PASSKEY.to_owned(),
        UnlockError::NotGiven(PasskeyError::Cancelled) => t::PASSKEY_NOT_USED.to_owned(),
        UnlockError::NotGiven(PasskeyError::Unsupported) => t::PASSKEY_NOT_NOW.to_owned(),
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
        SealError::Stopped(_) => t::GOES_ON,
        SealError::Storage(error) => t::seal_storage(error),
    }
}

/// Why no passkey was added.
pub(super) fn passkey_error(error: PasskeyError) -> &'static str {
    match error {
        PasskeyError::Cancelled => t::PASSKEY_CANCELLED,
        PasskeyError::Unsupported => t::PASSKEY_UNSUPPORTED,
    }
}

/// Why nothing was erased.
pub(super) fn erase_error(error: &EraseError) -> &'static str {
    match error {
        EraseError::HasHostKey => t::HOST_FAILS,
        EraseError::InUse => t::ERASE_IN_USE,
        EraseError::NotSealed => "",
        EraseError::Storage(error @ StoreError::TooNew { .. }) => t::storage(error),
        EraseError::Storage(_) => t::ERASE_FAILED,
    }
}
