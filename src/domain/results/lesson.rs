//! A lesson of a case, as the register over all cases has it.

use crate::domain::method::Entry;
use crate::domain::wire::wire_object;

wire_object! {
    /// What hindered in a case, and what would help.
    #[derive(Clone, Debug, Default, PartialEq, Eq)]
    pub struct LessonFigures {
        /// The theme as it was typed, trimmed.
        pub theme: String = "thema",
        /// The wire name of the level that can do something about it.
        pub level: String = "niveau",
        /// What hinders.
        pub bottleneck: String = "knelpunt",
        /// What would help.
        pub proposal: String = "voorstel",
        /// The wire name of what became of it.
        pub status: String = "status",
    }
}

impl LessonFigures {
    /// The lesson in an entry.
    #[must_use]
    pub fn of(entry: &Entry) -> Self {
        let text = |name| entry.text(name).trim().to_owned();
        Self {
            theme: text("thema"),
            level: text("niveau"),
            bottleneck: text("knelpunt"),
            proposal: text("voorstel"),
            status: text("status"),
        }
    }
}
