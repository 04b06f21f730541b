//! The code of a team key: what one member shows and another types or scans.

use std::fmt;

use zeroize::Zeroizing;

use super::aead::KEY;
use super::groups::{self, Misread};
use super::team_key::TeamKey;

/// The number of groups of a code.
pub const TEAM_GROUPS: usize = 14;

/// The bytes of a code: its version, the key's number, and the key.
const BYTES: usize = 1 + 2 + KEY;

/// The version of the code that this app writes.
const VERSION: u8 = 1;

/// What a scanned code begins with.
const SCHEME: &str = "maatwerkcanvas-team:";

/// Why a text is no team code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TeamCodeError {
    /// It has this many characters, and not 70.
    Length(usize),
    /// This group has a mistake; the first is 1.
    Group(usize),
    /// A newer version of the app made it.
    TooNew,
}

impl fmt::Display for TeamCodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Length(found) => write!(f, "{found} characters instead of 70"),
            Self::Group(group) => write!(f, "group {group} has a mistake"),
            Self::TooNew => f.write_str("the code is of a newer version"),
        }
    }
}

impl std::error::Error for TeamCodeError {}

/// An invitation to a team: its key, and where its canvases are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitation {
    /// The key.
    pub key: TeamKey,
    /// The server's address; `None` if the code was typed, as it then stands beside it.
    pub url: Option<String>,
}

/// The fourteen groups of a key, to be typed.
#[must_use]
pub fn team_groups(key: &TeamKey) -> Zeroizing<Vec<String>> {
    let mut bytes = Zeroizing::new(Vec::with_capacity(BYTES));
    bytes.push(VERSION);
    bytes.extend(key.number().to_be_bytes());
    bytes.extend(key.bytes());
    groups::write(&bytes)
}

/// The text that a QR code of a key holds: its groups and the server's address.
#[must_use]
pub fn team_link(key: &TeamKey, url: &str) -> Zeroizing<String> {
    let groups = Zeroizing::new(team_groups(key).concat());
    Zeroizing::new([SCHEME, &groups, "@", url].concat())
}

/// Reads a code: its groups as someone types them, or the text of a QR code.
///
/// # Errors
///
/// If it is too short or too long, if a group has a mistake, or if it is of a newer version.
pub fn read_team_code(text: &str) -> Result<Invitation, TeamCodeError> {
    let text = text.trim();
    let scanned = text.strip_prefix(SCHEME);
    let (groups, url) = match scanned.and_then(|rest| rest.split_once('@')) {
        Some((groups, url)) => (groups, Some(url.to_owned())),
        None => (scanned.unwrap_or(text), None),
    };
    let mut bytes = Zeroizing::new([0; BYTES]);
    groups::read(groups, &mut *bytes).map_err(|misread| match misread {
        Misread::Length(found) => TeamCodeError::Length(found),
        Misread::Group(group) => TeamCodeError::Group(group),
    })?;
    let [version, high, low, key @ ..] = &*bytes;
    if *version != VERSION {
        return Err(TeamCodeError::TooNew);
    }
    let number = u16::from_be_bytes([*high, *low]);
    let key = TeamKey::new(number, Zeroizing::new(*key));
    Ok(Invitation { key, url })
}
