//! Slots: the device key, wrapped under a secret.

use serde_json::{Map, Value};
use zeroize::Zeroizing;

use super::aead::{self, KEY, Nonce, WrongKey};
use super::base64;
use super::kdf::{PassphraseKdf, derive};
use super::key::{DeviceKey, Secret};

/// The length of a salt in bytes.
pub const SALT: usize = 16;

/// What precedes a slot's own text in the data that its seal is bound to.
const BOUND: &str = "mwc/slot/1\n";

/// What the secret of a slot is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SlotKind {
    /// A passphrase, stretched by [`PassphraseKdf`].
    Passphrase,
    /// The output of a passkey's PRF at the slot's salt, on the stand-alone page only. The slot is named after the
    /// passkey: see [`Passkey`](super::Passkey).
    Passkey,
    /// 32 bytes that the host page gives by its property `getKey`.
    Host,
    /// A printed recovery code.
    Recovery,
}

impl SlotKind {
    /// All kinds.
    pub const ALL: [Self; 4] = [Self::Passphrase, Self::Passkey, Self::Host, Self::Recovery];

    /// The kind's name in a stored slot.
    #[must_use]
    pub fn wire(self) -> &'static str {
        match self {
            Self::Passphrase => "wachtzin",
            Self::Passkey => "passkey",
            Self::Host => "host",
            Self::Recovery => "noodblad",
        }
    }

    /// Whether it still opens the device when its user has forgotten a passphrase or lost a passkey.
    #[must_use]
    pub fn is_spare(self) -> bool {
        matches!(self, Self::Host | Self::Recovery)
    }
}

/// The device key, wrapped under one secret.
///
/// As JSON, in this order and without blanks: `{"id":"…","soort":"wachtzin",
/// "kdf":{"naam":"PBKDF2-SHA-256","rondes":600000},"zout":"…","w":"…"}`, where `zout` and `w` are
/// base64url and `kdf` is there for a passphrase only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slot {
    id: String,
    kind: String,
    kdf: Option<Kdf>,
    salt: String,
    wrapped: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Kdf {
    name: String,
    rounds: u32,
}

/// The only way of stretching a passphrase that this version knows.
const PBKDF2: &str = "PBKDF2-SHA-256";

/// What a new slot is made of, but for the key and the secret.
#[derive(Clone, Debug)]
pub struct NewSlot {
    /// The slot's name among those of its ring: 128 random bits, in hexadecimal, but for that of a passkey, which is
    /// its credential's id in base64url.
    pub id: String,
    /// What its secret is.
    pub kind: SlotKind,
    /// How a passphrase was stretched; `None` for any other secret.
    pub kdf: Option<PassphraseKdf>,
    /// Random bytes, with which a passphrase was stretched, or a passkey asked, too.
    pub salt: [u8; SALT],
    /// Random bytes, for this slot only.
    pub nonce: Nonce,
}

impl Slot {
    /// Wraps the device key under a secret.
    #[must_use]
    pub fn wrap(new: NewSlot, secret: &Secret, key: &DeviceKey) -> Self {
        let mut slot = Self {
            id: new.id,
            kind: new.kind.wire().to_owned(),
            kdf: new.kdf.map(|kdf| Kdf {
                name: PBKDF2.to_owned(),
                rounds: kdf.rounds(),
            }),
            salt: base64::encode(&new.salt),
            wrapped: String::new(),
        };
        let wrapping = slot.wrapping_key(secret);
        let sealed = aead::seal(&wrapping, new.nonce, &slot.bound(), key.bytes());
        slot.wrapped = base64::encode(&sealed);
        slot
    }

    /// The device key, opened with the slot's secret.
    ///
    /// # Errors
    ///
    /// If the secret is another one, or if anything of the slot was changed.
    pub fn unwrap(&self, secret: &Secret) -> Result<DeviceKey, WrongKey> {
        let sealed = base64::decode(&self.wrapped).ok_or(WrongKey)?;
        let wrapping = self.wrapping_key(secret);
        let opened = Zeroizing::new(aead::open(&wrapping, &self.bound(), &sealed)?);
        let bytes = opened.as_slice().try_into().map_err(|_| WrongKey)?;
        Ok(DeviceKey::new(Zeroizing::new(bytes)))
    }

    /// Reads a slot from JSON; `None` if it has not exactly the fields of one.
    #[must_use]
    pub fn read(value: Value) -> Option<Self> {
        let Value::Object(mut fields) = value else {
            return None;
        };
        let kdf = match fields.remove("kdf") {
            Some(kdf) => Some(Kdf::read(kdf)?),
            None => None,
        };
        let slot = Self {
            id: text(&mut fields, "id")?,
            kind: text(&mut fields, "soort")?,
            kdf,
            salt: text(&mut fields, "zout")?,
            wrapped: text(&mut fields, "w")?,
        };
        fields.is_empty().then_some(slot)
    }

    /// Its JSON.
    #[must_use]
    pub fn write(&self) -> String {
        let Self {
            id,
            kind,
            salt,
            wrapped,
            ..
        } = self;
        let kdf = self.kdf.as_ref().map_or_else(String::new, Kdf::write);
        format!(r#"{{"id":"{id}","soort":"{kind}",{kdf}"zout":"{salt}","w":"{wrapped}"}}"#)
    }

    /// The slot's name among those of its ring.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// What its secret is; `None` for a kind that this version doesn't know.
    #[must_use]
    pub fn kind(&self) -> Option<SlotKind> {
        let mut all = SlotKind::ALL.into_iter();
        all.find(|kind| kind.wire() == self.kind)
    }

    /// How its passphrase is stretched; `None` for another kind of slot, or in a way that this
    /// version doesn't know.
    #[must_use]
    pub fn kdf(&self) -> Option<PassphraseKdf> {
        let kdf = self.kdf.as_ref().filter(|kdf| kdf.name == PBKDF2)?;
        Some(PassphraseKdf::new(kdf.rounds))
    }

    /// Its salt; empty if that can't be read.
    #[must_use]
    pub fn salt(&self) -> Vec<u8> {
        base64::decode(&self.salt).unwrap_or_default()
    }

    fn wrapping_key(&self, secret: &Secret) -> Zeroizing<[u8; KEY]> {
        let info = format!("mwc/slot/1/{}/{}", self.kind, self.id);
        derive(secret, &self.salt(), &info)
    }

    /// The data that the wrapped key is bound to: the slot's text without that key.
    fn bound(&self) -> Vec<u8> {
        let bare = Self {
            wrapped: String::new(),
            ..self.clone()
        };
        [BOUND, &bare.write()].concat().into_bytes()
    }
}

impl Kdf {
    fn read(value: Value) -> Option<Self> {
        let Value::Object(mut fields) = value else {
            return None;
        };
        let rounds = fields.remove("rondes")?.as_u64()?;
        let kdf = Self {
            name: text(&mut fields, "naam")?,
            rounds: u32::try_from(rounds).ok()?,
        };
        fields.is_empty().then_some(kdf)
    }

    fn write(&self) -> String {
        let Self { name, rounds } = self;
        format!(r#""kdf":{{"naam":"{name}","rondes":{rounds}}},"#)
    }
}

/// A field's text; `None` unless it is one that stands in JSON as it is.
fn text(fields: &mut Map<String, Value>, name: &str) -> Option<String> {
    let Value::String(text) = fields.remove(name)? else {
        return None;
    };
    let is_bare = text
        .bytes()
        .all(|it| it.is_ascii_alphanumeric() || it == b'-' || it == b'_');
    is_bare.then_some(text)
}
