//! Fixtures for the tests of sealing.

use maatwerk::crypto::{DeviceKey, NONCE, NewSlot, SALT, Secret, Slot, SlotKind};

/// A device key of this byte, 32 times.
pub(crate) fn device_key(byte: u8) -> DeviceKey {
    DeviceKey::new([byte; 32].into())
}

/// A secret of this byte, 32 times.
pub(crate) fn secret(byte: u8) -> Secret {
    Secret::new(vec![byte; 32])
}

/// A slot whose secret is [`secret`] of this byte. Its id, salt and nonce are of that byte too.
pub(super) fn slot(kind: SlotKind, byte: u8, key: &DeviceKey) -> Slot {
    let new = NewSlot {
        id: format!("{byte:02x}").repeat(16),
        kind,
        kdf: None,
        salt: [byte; SALT],
        nonce: [byte; NONCE],
    };
    Slot::wrap(new, &secret(byte), key)
}

/// A slot of a host page.
pub(super) fn host_slot(byte: u8, key: &DeviceKey) -> Slot {
    slot(SlotKind::Host, byte, key)
}

/// A slot of a recovery sheet.
pub(crate) fn recovery_slot(byte: u8, key: &DeviceKey) -> Slot {
    slot(SlotKind::Recovery, byte, key)
}

/// A slot of a passphrase, of which only the outcome of stretching it is known.
pub(crate) fn short_passphrase_slot(byte: u8, key: &DeviceKey) -> Slot {
    slot(SlotKind::Passphrase, byte, key)
}

/// Bytes from hexadecimal digits.
pub(super) fn hex(text: &str) -> Vec<u8> {
    let digits: Vec<u32> = text.chars().filter_map(|it| it.to_digit(16)).collect();
    let pairs = digits.chunks(2);
    pairs
        .map(|pair| u8::try_from(pair[0] * 16 + pair[1]).unwrap())
        .collect()
}
