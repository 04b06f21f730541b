//! Where a store keeps its records.

/// What keeps them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// The browser: journal and archive.
    Browser,
    /// Memory only: `storage="none"`.
    Memory,
}

/// The place of a store. Stores of different places know nothing of each other.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Place {
    /// The namespace; `standaard` unless the page says otherwise.
    pub namespace: String,
    /// The id of the host page's user, where it gives one.
    pub user: Option<String>,
    /// What keeps the records.
    pub kind: Kind,
}

/// The namespace of the worked examples, which are nobody's work.
pub const EXAMPLES: &str = "voorbeelden";

/// What all our names in the browser begin with.
pub(super) const ROOT: &str = "mwc";

impl Place {
    /// Whether what is here may be synced.
    #[must_use]
    pub fn syncs(&self) -> bool {
        self.kind == Kind::Browser && self.namespace != EXAMPLES
    }

    /// The name of the database and the channel, and the beginning of every key in the journal:
    /// `mwc/<namespace>` or `mwc/<namespace>/@<user>`.
    #[must_use]
    pub fn name(&self) -> String {
        let namespace = segment(&self.namespace);
        match &self.user {
            // The @ keeps a user apart from the names of our tables.
            Some(user) => format!("{ROOT}/{namespace}/@{}", segment(user)),
            None => format!("{ROOT}/{namespace}"),
        }
    }
}

/// A part of a path: whatever could be taken for its syntax is percent-encoded.
fn segment(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}
