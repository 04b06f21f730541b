//! Records of an encrypted team: `fmt` 2, with `enc` in place of `doc`.
//!
//! What is sealed is the JSON object `{"doc":…}` with the record's unknown fields beside the document, so that
//! neither can be read or changed by the server. Fields that stand outside are of nobody known, and are ignored.

use serde_json::{Map, Value};

use super::revs::is_rev;
use crate::crypto::{Nonce, SealedPlace, SealedText, base64};
use crate::domain::DocumentId;

/// The version of the format of a sealed record.
pub const SEALED_FMT: u32 = 2;

/// A record that is sealed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SealedRecord {
    /// The document's id, which is the record's id.
    pub id: DocumentId,
    /// The server's number of this version.
    pub last_modified: u64,
    /// Its revision, which nobody has checked yet.
    pub rev: String,
    /// Its ancestors, as the server sent them.
    pub revs: Vec<String>,
    /// The name of the key.
    pub kid: String,
    /// The sealed document.
    pub sealed: SealedText,
    /// The whole record, to be kept while it can't be opened.
    pub text: String,
}

impl SealedRecord {
    /// A record's fields as a sealed one; gives them back if they aren't one.
    pub(super) fn of(
        id: DocumentId,
        last_modified: u64,
        fields: Map<String, Value>,
    ) -> Result<Self, Map<String, Value>> {
        match Self::read(&id, last_modified, &fields) {
            Some(record) => Ok(Self {
                text: Value::Object(fields).to_string(),
                ..record
            }),
            None => Err(fields),
        }
    }

    fn read(id: &DocumentId, last_modified: u64, fields: &Map<String, Value>) -> Option<Self> {
        let text = |name: &str| fields.get(name)?.as_str();
        let rev = text("rev").filter(|rev| is_rev(rev))?;
        let revs = fields.get("revs")?.as_array()?.iter();
        let revs: Option<Vec<String>> = revs
            .map(|rev| Some(rev.as_str().filter(|rev| is_rev(rev))?.to_owned()))
            .collect();
        let sealed = fields.get("enc")?.as_object()?;
        let part = |name: &str| sealed.get(name)?.as_str();
        let kid = part("kid").filter(|kid| kid.bytes().all(|it| it.is_ascii_alphanumeric()))?;
        let nonce = base64::decode(part("n")?)?;
        Some(Self {
            id: id.clone(),
            last_modified,
            rev: rev.to_owned(),
            revs: revs?,
            kid: kid.to_owned(),
            sealed: SealedText {
                nonce: <Nonce>::try_from(nonce).ok()?,
                text: base64::decode(part("c")?)?,
            },
            text: String::new(),
        })
    }

    /// Where it stands: it opens only there.
    #[must_use]
    pub fn place(&self) -> SealedPlace<'_> {
        SealedPlace {
            id: self.id.as_str(),
            rev: &self.rev,
            revs: &self.revs,
        }
    }
}
