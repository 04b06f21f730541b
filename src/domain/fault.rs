//! What is wrong with a value that can't be read, and where.

use std::fmt;

/// What is wrong with a value that can't be read, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The wire names that lead to the value, innermost first.
    path: Vec<String>,
    /// What is wrong, in English.
    reason: String,
}

impl Fault {
    /// A fault in the value that is being read.
    #[must_use]
    pub(crate) fn new(reason: String) -> Self {
        Self {
            path: Vec::new(),
            reason,
        }
    }

    /// A fault in the value that is being read, as its parser says it.
    #[must_use]
    pub(crate) fn of(reason: &dyn fmt::Display) -> Self {
        Self::new(reason.to_string())
    }

    /// A required field isn't there.
    #[must_use]
    pub(crate) fn missing(name: &str) -> Self {
        Self::new(["missing field `", name, "`"].concat()).within(name)
    }

    /// The same fault, seen from the value that has the value `name`.
    #[must_use]
    pub(crate) fn within(mut self, name: &str) -> Self {
        self.path.push(name.to_owned());
        self
    }

    /// The same fault, of a value that is read as a whole.
    #[must_use]
    pub(crate) fn of_whole(mut self) -> Self {
        self.path.clear();
        self
    }

    /// The path of wire names, outermost first with points between them, and what is wrong.
    #[must_use]
    pub(crate) fn into_parts(mut self) -> (String, String) {
        self.path.reverse();
        (self.path.join("."), self.reason)
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for name in self.path.iter().rev() {
            write!(f, "{name}: ")?;
        }
        f.write_str(&self.reason)
    }
}
