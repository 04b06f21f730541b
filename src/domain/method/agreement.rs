//! The family's agreement (instemming) to the plan and to the use of data.

use super::super::date::Date;
use super::entry::Entry;

/// The family's agreement, as far as it is recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agreement {
    /// Who agreed: a role, never a name.
    pub from: String,
    /// The day on which they agreed.
    pub date: Option<Date>,
    /// The day on which they withdrew it; `None` while it stands.
    pub withdrawn: Option<Date>,
    /// Whether it says how they agreed: spoken or written.
    has_form: bool,
}

impl Agreement {
    /// Wire name of who agreed: a role.
    pub const FROM: &str = "van";
    /// Wire name of how they agreed, one of [`FORMS`](Self::FORMS).
    pub const FORM: &str = "wijze";
    /// Wire name of the day on which they agreed.
    pub const DATE: &str = "datum";
    /// Wire name of the ground on which data are used.
    pub const GROUND: &str = "grondslag";
    /// Wire name of the day on which they withdrew it.
    pub const WITHDRAWN: &str = "ingetrokkenOp";
    /// The ways to agree on the wire: spoken, written.
    pub const FORMS: [&str; 2] = ["mondeling", "schriftelijk"];

    /// The agreement in an entry.
    #[must_use]
    pub fn of(entry: &Entry) -> Self {
        Self {
            from: entry.text(Self::FROM).to_owned(),
            date: entry.date(Self::DATE),
            withdrawn: entry.date(Self::WITHDRAWN),
            has_form: !entry.text(Self::FORM).is_empty(),
        }
    }

    /// Whether it says who agreed, how and on what day, and wasn't withdrawn.
    #[must_use]
    pub fn stands(&self) -> bool {
        !self.from.is_empty() && self.has_form && self.date.is_some() && self.withdrawn.is_none()
    }
}
