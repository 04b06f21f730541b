//! The namespace of a store: identifies where its records are kept.

/// The kind of storage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// The browser's storage: journal and archive.
    Browser,
    /// Memory only: `storage="none"`.
    Memory,
}

/// Identifies a store. Stores of different namespaces share no records.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Namespace {
    /// The namespace's name; `standaard` unless the host page sets one.
    pub namespace: String,
    /// The id of the host page's user; `None` if the host page has none.
    pub user: Option<String>,
    /// The kind of storage.
    pub kind: Kind,
}

/// The namespace of the worked examples, which hold no user's data.
pub const EXAMPLES: &str = "voorbeelden";

/// The prefix of all names and keys of this app in the browser.
pub(super) const ROOT: &str = "mwc";

impl Namespace {
    /// Whether the canvases of this namespace may be synced.
    #[must_use]
    pub fn syncs(&self) -> bool {
        self.kind == Kind::Browser && !self.is_examples()
    }

    /// Whether this is the namespace of the worked examples.
    #[must_use]
    pub fn is_examples(&self) -> bool {
        self.namespace == EXAMPLES
    }

    /// The name of the database, channel and lock, and the prefix of every key in the journal:
    /// `mwc/<namespace>` or `mwc/<namespace>/@<user>`.
    #[must_use]
    pub fn name(&self) -> String {
        let namespace = segment(&self.namespace);
        match &self.user {
            // The @ keeps a user's name apart from table names.
            Some(user) => format!("{ROOT}/{namespace}/@{}", segment(user)),
            None => format!("{ROOT}/{namespace}"),
        }
    }
}

/// A segment of a path: percent-encodes everything but ASCII letters, digits, `-`, `_` and `.`.
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
