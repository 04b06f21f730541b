//! The method as plain data and pure functions.
//!
//! No clock, no ids made here, no browser, no float: time, ids and authors come in as arguments.
//! Nothing fails on a half-filled canvas: totals are total functions and [`findings`] says, as
//! data, what is missing or odd. `Result` is for parsing and for commands.
//!
//! # Glossary
//!
//! The field's terms stay Dutch on the wire and on screen; the code says it in English.
//!
//! | Dutch | code | meaning |
//! |---|---|---|
//! | maatwerkcanvas | [`Canvas`] | the one-page plan of one household |
//! | casusnummer | `case_number` | the file's number, never a name |
//! | maatwerkeindbaas | `lead` | professional with mandate and budget; keeps the Dutch word on screen |
//! | situatieschets, perspectief, doorbraak | [`TextBox`] `Situation`, `Perspective`, `Breakthrough` | what is going on, what the family wants, the one step that frees the rest |
//! | zelf doen, ondersteuning, behandeling | [`ActionBox`] `OwnAction`, `Support`, `Treatment` | who does what |
//! | kosten-batenanalyse, regel | [`Costs`], [`CostLine`] | the cost-benefit analysis and one provision in it |
//! | huidig, dreigend, maatwerk | [`Scenario`] `Current`, `Looming`, `Tailored` | what help costs now, what it will cost if nothing changes, what the plan costs |
//! | besparing | `saving` | looming minus tailored |
//! | looptijd | `horizon` | months that the analysis spans |
//! | financier | [`Payer`] | who pays |
//! | leefgebied | `life_domain` | wonen, inkomen, opvoeding, ... |
//! | peiljaar | `price_year` | the year that a unit price is of |
//! | legitimiteit, betrokkenheid | `Legitimacy`, `Commitment` | is it allowed, who stands for it |
//! | tevredenheidscijfer | [`Grade`], [`GradeEntry`] | how satisfied someone is with life, 1 to 10 in halves |
//! | nulmeting | [`Moment`] `Baseline` | the grade at the start |
//! | gezinslid | [`Person`] | a role (moeder, vader, jeugdige 1), never a name |
//! | verschil | [`Difference`] | two versions of one place that someone has to choose from |
#![deny(clippy::float_arithmetic)]

mod action;
pub mod analysis;
mod apply;
mod canvas;
mod choice;
mod command;
mod costs;
mod count;
pub mod csv;
mod date;
pub(crate) mod exact;
mod export;
pub mod findings;
mod format;
mod grade;
mod id;
pub mod kinds;
mod money;
mod open;
mod order;
pub(crate) mod pointer;
pub mod prices;
mod privacy;
mod satisfaction;
mod stamp;
mod text;
mod totals;
mod usage;
mod whole;

pub use action::{Action, ActionBox};
pub use apply::{Applied, Rejected, apply};
pub use canvas::{Canvas, Difference, Side, TextBox, TextEntry};
pub use choice::{choose, closing, joined, undecided, versions};
pub use command::{ActionEdit, Command, GradeEdit, HeaderEdit, LineEdit, PersonEdit, Place};
pub use costs::{CostLine, Costs, HORIZON_MONTHS, Original, Payer, Price, Scenario};
pub use count::Count;
pub use date::{Date, Timestamp};
pub use export::{Export, read_export};
pub use findings::{Finding, Proof, findings, justification};
pub use format::{DocumentError, FORMAT, canonical, from_value, read_document, to_value};
pub use grade::Grade;
pub use id::{DocumentId, ItemId};
pub use kinds::{LIFE_DOMAINS, OwnNames, Payers};
pub use money::Money;
pub use order::{OrderKey, place_at};
pub use pointer::path as place_path;
pub use privacy::{PersonalData, personal_data};
pub use satisfaction::{GradeEntry, Moment, Person, QUESTION, Satisfaction, Score, Trend};
pub use stamp::{Author, Signature, Stamp};
pub use totals::{Differences, LineAmounts, Totals};
pub use usage::{Per, Use};

/// Fields that this version doesn't know, kept as they came so that a newer version's work survives.
pub type Extra = serde_json::Map<String, serde_json::Value>;
