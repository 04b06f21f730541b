//! The key ring: the slots of a device key, and how far sealing has come.

use std::fmt;

use serde_json::Value;

use super::aead::WrongKey;
use super::key::{DeviceKey, Secret};
use super::slot::{Slot, SlotKind};

/// The version of the key ring that this app writes.
const VERSION: u32 = 1;

/// The least number of slots, where the host page gives none: it keeps its key itself, and asks nobody for another.
const LEAST: usize = 2;

/// How far sealing has come. Without a key ring nothing is sealed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RingState {
    /// It is being switched on: what is written is sealed, and what is plain is sealed one by one.
    Sealing,
    /// All is sealed, and a plain record is none of ours.
    Sealed,
    /// It is being switched off: what is written is plain, and what is sealed is opened one by one.
    Opening,
    /// It was switched off: all is plain, and there is no slot.
    Off,
}

/// Why a key ring can't be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyRingError {
    /// A newer version wrote it, with this number.
    TooNew(u32),
    /// It can't be read.
    Damaged,
    /// It would lack a second slot, or one that is there when a passphrase is forgotten.
    Incomplete,
}

impl fmt::Display for KeyRingError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooNew(found) => write!(f, "the key ring is of version {found}"),
            Self::Damaged => f.write_str("the key ring can't be read"),
            Self::Incomplete => f.write_str("the key ring needs two slots, one of them a spare"),
        }
    }
}

impl std::error::Error for KeyRingError {}

/// The slots of one device key. It is stored in the clear: without one of the secrets it tells how
/// many slots there are and of which kind.
///
/// As JSON: `{"v":1,"seq":3,"stand":"aan","slot":[…]}`. `seq` counts its changes, so that the newer
/// of two copies is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyRing {
    seq: u64,
    state: RingState,
    slots: Vec<Slot>,
}

impl RingState {
    const ALL: [Self; 4] = [Self::Sealing, Self::Sealed, Self::Opening, Self::Off];

    fn wire(self) -> &'static str {
        match self {
            Self::Sealing => "aan-bezig",
            Self::Sealed => "aan",
            Self::Opening => "uit-bezig",
            Self::Off => "uit",
        }
    }
}

impl KeyRing {
    /// A ring of these slots, for a device whose records are still plain.
    ///
    /// # Errors
    ///
    /// [`KeyRingError::Incomplete`] with less than two slots, or without a spare one.
    pub fn new(slots: Vec<Slot>) -> Result<Self, KeyRingError> {
        let ring = Self {
            seq: 1,
            state: RingState::Sealing,
            slots,
        };
        ring.complete()
    }

    /// Reads a stored ring.
    ///
    /// # Errors
    ///
    /// [`KeyRingError::TooNew`] or [`KeyRingError::Damaged`].
    pub fn decode(bytes: &[u8]) -> Result<Self, KeyRingError> {
        let value = serde_json::from_slice(bytes).map_err(|_| KeyRingError::Damaged)?;
        let version = match &value {
            Value::Object(fields) => fields.get("v").and_then(Value::as_u64),
            _ => None,
        };
        match version.map(u32::try_from) {
            Some(Ok(VERSION)) => Self::read(value).ok_or(KeyRingError::Damaged),
            Some(Ok(found)) if found > VERSION => Err(KeyRingError::TooNew(found)),
            _ => Err(KeyRingError::Damaged),
        }
    }

    fn read(value: Value) -> Option<Self> {
        let Value::Object(mut fields) = value else {
            return None;
        };
        let state = fields.remove("stand")?;
        let Value::Array(slots) = fields.remove("slot")? else {
            return None;
        };
        let ring = Self {
            seq: fields.remove("seq")?.as_u64()?,
            state: RingState::ALL.into_iter().find(|it| state == it.wire())?,
            slots: slots.into_iter().map(Slot::read).collect::<Option<_>>()?,
        };
        // Only the version is left: what this app doesn't know it would drop.
        (fields.len() == 1).then_some(ring)
    }

    /// Whether this is the stored text of a ring that seals nothing any more, as [`off`](Self::off) gives it.
    #[must_use]
    pub fn is_off(stored: &[u8]) -> bool {
        stored.ends_with(br#","stand":"uit","slot":[]}"#)
    }

    /// The bytes to store.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        let slots: Vec<String> = self.slots.iter().map(Slot::write).collect();
        let (seq, state, slots) = (self.seq, self.state.wire(), slots.join(","));
        format!(r#"{{"v":{VERSION},"seq":{seq},"stand":"{state}","slot":[{slots}]}}"#).into_bytes()
    }

    /// How far sealing has come.
    #[must_use]
    pub fn state(&self) -> RingState {
        self.state
    }

    /// The number of its last change.
    #[must_use]
    pub fn seq(&self) -> u64 {
        self.seq
    }

    /// Its slots.
    #[must_use]
    pub fn slots(&self) -> &[Slot] {
        &self.slots
    }

    /// The slots of one kind.
    pub fn slots_of(&self, kind: SlotKind) -> impl Iterator<Item = &Slot> {
        self.slots
            .iter()
            .filter(move |slot| slot.kind() == Some(kind))
    }

    /// The device key, opened by a secret of this kind.
    ///
    /// # Errors
    ///
    /// If no slot of this kind opens with it.
    pub fn open(&self, kind: SlotKind, secret: &Secret) -> Result<DeviceKey, WrongKey> {
        let mut opened = self.slots_of(kind).map(|slot| slot.unwrap(secret));
        opened.find(Result::is_ok).unwrap_or(Err(WrongKey))
    }

    /// The ring in another state.
    #[must_use]
    pub fn in_state(mut self, state: RingState) -> Self {
        self.state = state;
        self.changed()
    }

    /// What remains of the ring once all is plain: no slot, and the number that the next ring goes on from.
    #[must_use]
    pub fn off(mut self) -> Self {
        self.slots.clear();
        self.in_state(RingState::Off)
    }

    /// What remains of a ring whose namespace was erased: as [`off`](Self::off) gives it. `before` is that ring, if it
    /// could be read.
    #[must_use]
    pub fn erased(before: Option<Self>) -> Self {
        let none = Self {
            seq: 0,
            state: RingState::Off,
            slots: Vec::new(),
        };
        before.unwrap_or(none).off()
    }

    /// The ring, newer than `other`.
    #[must_use]
    pub fn after(mut self, other: &Self) -> Self {
        self.seq = self.seq.max(other.seq);
        self.changed()
    }

    /// The ring with another slot.
    #[must_use]
    pub fn with(mut self, slot: Slot) -> Self {
        self.slots.push(slot);
        self.changed()
    }

    /// The ring with `new` in the place of the slot `id`, as for another passphrase.
    ///
    /// # Errors
    ///
    /// [`KeyRingError::Incomplete`] if it would lack a spare slot; [`KeyRingError::Damaged`] if there
    /// is no such slot.
    pub fn replacing(mut self, id: &str, new: Slot) -> Result<Self, KeyRingError> {
        let mut old = self.slots.iter_mut().filter(|slot| slot.id() == id);
        *old.next().ok_or(KeyRingError::Damaged)? = new;
        self.changed().complete()
    }

    /// The ring without a slot.
    ///
    /// # Errors
    ///
    /// [`KeyRingError::Incomplete`] if too little would remain.
    pub fn without(mut self, id: &str) -> Result<Self, KeyRingError> {
        self.slots.retain(|slot| slot.id() != id);
        self.changed().complete()
    }

    fn changed(mut self) -> Self {
        self.seq = self.seq.saturating_add(1);
        self
    }

    fn complete(self) -> Result<Self, KeyRingError> {
        let spare = |slot: &Slot| slot.kind().is_some_and(SlotKind::is_spare);
        let is_host = |slot: &Slot| slot.kind() == Some(SlotKind::Host);
        let enough = self.slots.len() >= LEAST || self.slots.iter().any(is_host);
        if enough && self.slots.iter().any(spare) {
            Ok(self)
        } else {
            Err(KeyRingError::Incomplete)
        }
    }
}
