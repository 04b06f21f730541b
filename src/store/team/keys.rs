//! What a sync transaction knows of the team's keys.

use std::fmt;
use std::rc::Rc;

use crate::crypto::{Nonce, SealedPlace, SealedText, TeamKey, TeamRing, WrongKey};
use crate::store::backend::codec::Codec;
use crate::store::backend::record::unseal;
use crate::store::backend::sealing_codec::Nonces;
use crate::store::transaction::keys::team_key;

type Seal = fn(&TeamKey, SealedPlace<'_>, Nonce, &str) -> SealedText;
type Open = fn(&TeamKey, SealedPlace<'_>, &SealedText) -> Result<Vec<u8>, WrongKey>;

/// What seals and opens by a team key, and the keys that are never stored.
pub struct TeamTools {
    seal: Seal,
    open: Open,
    nonces: Nonces,
    /// The keys that the host page has given.
    given: Vec<TeamKey>,
}

/// The team's keys, as one transaction finds them.
#[derive(Clone, Default)]
pub struct Team {
    ring: Stored,
    tools: Option<Rc<TeamTools>>,
    /// As [`Cursor::clear`](crate::store::Cursor::clear).
    was_clear: bool,
}

/// The ring's record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
enum Stored {
    /// There is none: the team isn't encrypted.
    #[default]
    None,
    /// It can't be read: the team is encrypted, and no key is known.
    Unreadable,
    Ring(TeamRing),
}

/// What became of a sealed text.
#[derive(Debug, PartialEq, Eq)]
pub enum OpenedText {
    /// Its plain text, with blanks at its end.
    Text(Vec<u8>),
    /// This device doesn't have the key.
    NoKey,
    /// The key is here and doesn't fit: it was not sealed for this place, or was changed.
    Forged,
}

impl TeamTools {
    /// The ciphers, a source of nonces, and the keys that the host page has given.
    #[must_use]
    pub fn new(nonces: Nonces, given: Vec<TeamKey>) -> Self {
        Self {
            seal: TeamKey::seal,
            open: TeamKey::open,
            nonces,
            given,
        }
    }
}

impl Team {
    /// The team of a ring's record.
    pub(in crate::store) fn of(
        codec: &dyn Codec,
        sealed: Option<&[u8]>,
        tools: Option<Rc<TeamTools>>,
    ) -> Self {
        let ring = match sealed {
            None => Stored::None,
            Some(sealed) => {
                let (table, key) = team_key();
                let envelope = unseal(codec, table, &key, sealed).ok();
                let ring = envelope.and_then(|envelope| TeamRing::decode(&envelope.doc));
                ring.map_or(Stored::Unreadable, Stored::Ring)
            }
        };
        Self {
            ring,
            tools,
            was_clear: false,
        }
    }

    /// The same, with what the last listing has shown of the server.
    pub(in crate::store) fn listed(self, was_clear: bool) -> Self {
        Self { was_clear, ..self }
    }

    /// The team of this ring.
    #[must_use]
    pub fn with(ring: TeamRing, tools: TeamTools) -> Self {
        Self {
            ring: Stored::Ring(ring),
            tools: Some(Rc::new(tools)),
            was_clear: false,
        }
    }

    /// Whether the team is encrypted.
    #[must_use]
    pub fn is_encrypted(&self) -> bool {
        self.ring != Stored::None
    }

    /// Whether the last listing has shown that the team exchanges its canvases in the clear, and this device knows
    /// of no key.
    #[must_use]
    pub fn is_in_the_clear(&self) -> bool {
        self.was_clear && !self.is_encrypted()
    }

    /// The ring; `None` if there is none or it can't be read.
    #[must_use]
    pub fn ring(&self) -> Option<&TeamRing> {
        match &self.ring {
            Stored::Ring(ring) => Some(ring),
            Stored::None | Stored::Unreadable => None,
        }
    }

    /// Whether this names the key that seals what is sent.
    #[must_use]
    pub fn is_current(&self, kid: &str) -> bool {
        self.ring().is_some_and(|ring| ring.current_kid() == kid)
    }

    /// Whether what is sent can be sealed: the current key and the ciphers are at hand.
    #[must_use]
    pub fn has_key(&self) -> bool {
        let current = self.ring().map(TeamRing::current_kid);
        current.and_then(|kid| self.key(kid)).is_some()
    }

    /// Whether what the server has under this key, `None` for in the clear, is to be sealed anew.
    #[must_use]
    pub fn wants_resealed(&self, kid: Option<&str>) -> bool {
        let Some(ring) = self.ring() else {
            return false;
        };
        let stays = match kid {
            Some(kid) => kid == ring.current_kid() || !ring.reseals(),
            None => false,
        };
        !stays && self.has_key()
    }

    /// The names of the keys at hand, which say what can be read.
    #[must_use]
    pub fn readable(&self) -> String {
        let Some(ring) = self.ring() else {
            return String::new();
        };
        let mut kids: Vec<&str> = ring.kids().filter(|kid| self.key(kid).is_some()).collect();
        kids.sort_unstable();
        ["+", &kids.join("+")].concat()
    }

    /// Seals a text under the current key, and names it; `None` if that isn't at hand.
    #[must_use]
    pub fn seal(&self, place: SealedPlace<'_>, text: &str) -> Option<(String, SealedText)> {
        let kid = self.ring()?.current_kid();
        let (key, tools) = self.key(kid)?;
        let sealed = (tools.seal)(key, place, (tools.nonces)(), text);
        Some((kid.to_owned(), sealed))
    }

    /// Opens a text that was sealed under the key `kid`.
    #[must_use]
    pub fn open(&self, kid: &str, place: SealedPlace<'_>, sealed: &SealedText) -> OpenedText {
        match self.key(kid) {
            None => OpenedText::NoKey,
            Some((key, tools)) => match (tools.open)(key, place, sealed) {
                Ok(text) => OpenedText::Text(text),
                Err(WrongKey) => OpenedText::Forged,
            },
        }
    }

    /// A key of the ring, with what opens by it.
    fn key(&self, kid: &str) -> Option<(&TeamKey, &TeamTools)> {
        let tools = self.tools.as_deref()?;
        let ring = self.ring()?;
        let given = tools.given.iter().find(|key| key.kid() == kid);
        let given = given.filter(|_| ring.kids().any(|its| its == kid));
        Some((ring.key(kid).or(given)?, tools))
    }
}

/// The ciphers are the same for all.
impl PartialEq for Team {
    fn eq(&self, other: &Self) -> bool {
        self.ring == other.ring
    }
}

impl Eq for Team {}

impl fmt::Debug for Team {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Team").field(&self.ring).finish()
    }
}
