//! The grades of the family, and what is drawn of them.

mod erase_person;
mod grade_editor;
mod grade_input;
mod open_grade;
mod panel;
mod person;
mod person_tools;
pub mod plot;
mod score;
mod trend;

pub(in crate::ui::canvas) use erase_person::{Tell, erase_person};
pub(crate) use grade_input::GradeInput;
pub(crate) use panel::{AddPerson, GRADES, give, people};
pub(crate) use score::ScoreBox;
pub(crate) use trend::{points_of, trend};
