//! What leaves the team: the figures of a report for the council, without those that a few families could be
//! told from.
//!
//! A family is told from a figure where fewer than a [`Threshold`] of families are in it, where one of them makes up
//! most of it, where it follows from other figures of its table, or where two reports differ by a few families.
//! So does one who follows from three reports or more, of which no two differ by few.
//! [`protect`] decides the first three for one table; [`Draft`] puts a report together and decides the others,
//! against all reports that were released before. A [`Release`] is frozen.

mod combined;
mod draft;
mod earlier;
mod figures;
mod kept;
mod marks;
mod packed;
mod protect;
mod release;
mod same;
mod shared;
mod sums;
mod threshold;

pub use draft::{Draft, DraftTable};
pub use figures::{Contribution, CouncilFigures, Kind, Row, Table};
pub use kept::{has_room, keep_report, kept_reports};
pub use marks::{Marks, marks_of};
pub use protect::{Protected, Why, protect};
pub use release::{Release, ReleasedRow, ReleasedTable, ReportTexts};
pub use shared::{LARGEST_SHARED_FILE, read_shared, shared_file};
pub use sums::may_be_told;
pub use threshold::Threshold;
