//! The team keys that a device knows of. That there is a ring says that the team is encrypted.

use serde_json::{Map, Value};
use zeroize::Zeroizing;

use super::base64;
use super::team_key::TeamKey;

/// The version of the ring that this app writes.
const VERSION: u64 = 1;

/// A key that a device knows of. It has the key itself, or the host page gives it when it is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Known {
    number: u16,
    kid: String,
    key: Option<TeamKey>,
}

/// The team keys of a namespace, the newest of which seals what is sent.
///
/// As JSON: `{"v":1,"seq":3,"alles":true,"sleutel":[{"nr":1,"kid":"…","k":"…"}]}`. `seq` counts its changes;
/// `alles` has what is sealed by an older key sealed anew. A host page's key has no `k`: it is never stored.
/// The device's own key seals the record that holds this.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TeamRing {
    seq: u64,
    reseals: bool,
    keys: Vec<Known>,
}

impl TeamRing {
    /// The ring of a team's only known key.
    #[must_use]
    pub fn new(key: TeamKey) -> Self {
        let ring = Self {
            seq: 0,
            reseals: true,
            keys: Vec::new(),
        };
        ring.with(key)
    }

    /// The ring of a namespace whose key the host page gives.
    #[must_use]
    pub fn of_host(key: &TeamKey) -> Self {
        let mut ring = Self::new(key.clone());
        for known in &mut ring.keys {
            known.key = None;
        }
        ring
    }

    /// Reads a stored ring; `None` if it can't be read.
    #[must_use]
    pub fn decode(text: &str) -> Option<Self> {
        let Value::Object(mut fields) = serde_json::from_str(text).ok()? else {
            return None;
        };
        if fields.remove("v")? != VERSION {
            return None;
        }
        let Value::Array(keys) = fields.remove("sleutel")? else {
            return None;
        };
        let ring = Self {
            seq: fields.remove("seq")?.as_u64()?,
            reseals: fields.remove("alles")?.as_bool()?,
            keys: keys.into_iter().map(Known::read).collect::<Option<_>>()?,
        };
        (fields.is_empty() && !ring.keys.is_empty()).then_some(ring)
    }

    /// The text to store.
    #[must_use]
    pub fn encode(&self) -> Zeroizing<String> {
        let keys: Zeroizing<Vec<String>> =
            Zeroizing::new(self.keys.iter().map(Known::write).collect());
        let keys = Zeroizing::new(keys.join(","));
        let (seq, reseals) = (self.seq, self.reseals);
        let text = ["{\"v\":1,\"seq\":", &seq.to_string(), ",\"alles\":"].concat();
        let reseals = if reseals { "true" } else { "false" };
        Zeroizing::new([&text, reseals, ",\"sleutel\":[", &keys, "]}"].concat())
    }

    /// The number of its last change.
    #[must_use]
    pub fn seq(&self) -> u64 {
        self.seq
    }

    /// Whether what an older key has sealed is sealed anew.
    #[must_use]
    pub fn reseals(&self) -> bool {
        self.reseals
    }

    /// The name of the key that seals what is sent, which is the one of the highest number; of two with the same
    /// number the one whose name is higher, so that all devices choose the same.
    #[must_use]
    pub fn current_kid(&self) -> &str {
        let newest = self.keys.iter().max_by(|a, b| a.order().cmp(&b.order()));
        newest.map_or("", |known| &known.kid)
    }

    /// The highest number of its keys.
    #[must_use]
    pub fn number(&self) -> u16 {
        self.keys.iter().map(|it| it.number).max().unwrap_or(0)
    }

    /// A stored key by its name.
    #[must_use]
    pub fn key(&self, kid: &str) -> Option<&TeamKey> {
        let known = self.keys.iter().find(|it| it.kid == kid)?;
        known.key.as_ref()
    }

    /// The names of all its keys.
    pub fn kids(&self) -> impl Iterator<Item = &str> {
        self.keys.iter().map(|it| it.kid.as_str())
    }

    /// Whether the device stores one of its keys.
    #[must_use]
    pub fn stores_any(&self) -> bool {
        self.keys.iter().any(|it| it.key.is_some())
    }

    /// The ring with another key, or with the key itself where only its name was known.
    #[must_use]
    pub fn with(mut self, key: TeamKey) -> Self {
        self.keys.retain(|it| it.kid != key.kid());
        self.keys.push(Known {
            number: key.number(),
            kid: key.kid().to_owned(),
            key: Some(key),
        });
        self.changed()
    }

    /// The ring that knows of this key of the host page, as the current one.
    #[must_use]
    pub fn with_host(mut self, key: &TeamKey) -> Self {
        self.keys.retain(|it| it.kid != key.kid());
        let number = self.number().saturating_add(1).max(key.number());
        self.keys.push(Known {
            number,
            kid: key.kid().to_owned(),
            key: None,
        });
        self.changed()
    }

    /// The ring that has what an older key has sealed sealed anew, or leaves it.
    #[must_use]
    pub fn resealing(mut self, reseals: bool) -> Self {
        self.reseals = reseals;
        self.changed()
    }

    /// The ring without any key. That the team is encrypted stays known, and by which keys.
    #[must_use]
    pub fn forgotten(mut self) -> Self {
        for known in &mut self.keys {
            known.key = None;
        }
        self.changed()
    }

    fn changed(mut self) -> Self {
        self.seq = self.seq.saturating_add(1);
        self
    }
}

impl Known {
    fn order(&self) -> (u16, &str) {
        (self.number, &self.kid)
    }

    fn read(value: Value) -> Option<Self> {
        let Value::Object(mut fields) = value else {
            return None;
        };
        let number = u16::try_from(fields.remove("nr")?.as_u64()?).ok()?;
        let kid = text(&mut fields, "kid")?;
        let key = match fields.remove("k") {
            None => None,
            Some(Value::String(key)) => {
                let key = Zeroizing::new(key);
                let bytes = Zeroizing::new(base64::decode(&key)?);
                Some(TeamKey::of_parts(number, kid.clone(), &bytes)?)
            }
            Some(_) => return None,
        };
        fields.is_empty().then_some(Self { number, kid, key })
    }

    fn write(&self) -> String {
        let number = self.number.to_string();
        let key = self.key.as_ref().map(|key| base64::encode(key.bytes()));
        let key = key.map_or_else(String::new, |key| [",\"k\":\"", &key, "\""].concat());
        [
            "{\"nr\":",
            &number,
            ",\"kid\":\"",
            &self.kid,
            "\"",
            &key,
            "}",
        ]
        .concat()
    }
}

/// A name, which stands in JSON as it is.
fn text(fields: &mut Map<String, Value>, name: &str) -> Option<String> {
    let Value::String(text) = fields.remove(name)? else {
        return None;
    };
    let is_bare = text.bytes().all(|it| it.is_ascii_alphanumeric());
    (is_bare && !text.is_empty()).then_some(text)
}
