//! Questions of a table (vragen): what, of whom, by when, and the answer.

use super::super::date::Date;
use super::entry::Entry;

/// A question that a table asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// The question.
    pub text: String,
    /// Who is to answer.
    pub to: String,
    /// By when.
    pub due: Option<Date>,
    /// The answer; empty while there is none.
    pub answer: String,
}

impl Question {
    /// Wire name of the question.
    pub const TEXT: &str = "vraag";
    /// Wire name of who is to answer.
    pub const TO: &str = "aan";
    /// Wire name of the day by which it is to be answered.
    pub const DUE: &str = "voor";
    /// Wire name of the answer.
    pub const ANSWER: &str = "antwoord";

    /// The question in an entry.
    #[must_use]
    pub fn of(entry: &Entry) -> Self {
        Self {
            text: entry.text(Self::TEXT).to_owned(),
            to: entry.text(Self::TO).to_owned(),
            due: entry.date(Self::DUE),
            answer: entry.text(Self::ANSWER).to_owned(),
        }
    }

    /// Whether it was asked and not answered.
    #[must_use]
    pub fn is_open(&self) -> bool {
        !self.text.trim().is_empty() && self.answer.trim().is_empty()
    }

    /// Whether it is open after its day.
    #[must_use]
    pub fn is_overdue(&self, today: Date) -> bool {
        self.is_open() && self.due.is_some_and(|due| due < today)
    }
}
