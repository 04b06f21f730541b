//! The method as plain data and pure functions.
//!
//! Reads no clock, makes no ids, touches no browser and uses no float: time, ids and authors are
//! arguments. A half-filled canvas never fails: totals are total functions, and [`findings()`] returns
//! what is missing or odd as data. `Result` is for parsing and for commands.
//!
//! # Glossary
//!
//! The method's terms are Dutch on the wire and on screen, and English in the code.
//!
//! | Dutch | code | meaning |
//! |---|---|---|
//! | maatwerkcanvas | [`Canvas`] | the one-page plan of one household |
//! | casusnummer | `case_number` | the file's number, never a name |
//! | titel | `title` | what the case is about in a few words, never a name |
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
//! | legitimiteit, betrokkenheid | `Legitimacy`, `Commitment` | is it allowed, who commits to it |
//! | tevredenheidscijfer | [`Grade`], [`GradeEntry`] | how satisfied someone is with life, 1 to 10 in halves |
//! | nulmeting | [`Moment`] `Baseline` | the grade at the start |
//! | gezinslid | [`Person`] | a role (moeder, vader, jeugdige 1), never a name |
//! | instemming, publicatie | [`SingleEntry`](method::SingleEntry) `Agreement`, `Publication` | the family's agreement; what may be told of it outside |
//! | partijen, grondslagen, aanmeldingen, vragen, leerpunten | [`EntryList`](method::EntryList) `Parties`, `Rules`, `Registrations`, `Questions`, `Lessons` | what is around the plan |
//! | team | [`team::Team`] | what a team shares: a document of its own kind beside the canvases |
//! | besluit | [`Decision`](method::Decision) | one person's approval of one plan, or refusal |
//! | versie, kern | [`FrozenPlan`], [`Core`] | what the plan was when somebody gave it a name; the part of a canvas that is decided on |
//! | verschil | [`Conflict`] | two versions of one place that someone has to choose from |
#![deny(clippy::float_arithmetic)]

mod action;
pub mod analysis;
mod apply;
mod canvas;
pub mod codes;
mod command;
pub(crate) mod conflict;
mod costs;
mod count;
pub mod csv;
mod date;
pub(crate) mod decimal;
mod document_error;
mod erased;
mod export;
mod fault;
mod finding;
pub mod findings;
mod format;
mod grade;
mod id;
mod item;
mod item_edit;
mod json;
mod letters;
pub mod limits;
pub mod method;
mod money;
mod open_enum;
mod order;
mod place;
mod plan;
mod price;
pub mod prices;
mod privacy;
mod replace_all;
pub mod results;
pub mod retention;
mod satisfaction;
pub mod sort;
mod sorted_map;
mod sorted_set;
mod stamp;
mod start;
pub mod team;
mod text_box;
mod texts;
mod totals;
mod usage;
pub(crate) mod wire;

pub use action::{Action, ActionBox};
pub use apply::apply;
pub use canvas::{Canvas, FORMAT};
pub use codes::{LIFE_DOMAINS, OwnNames, Payers};
pub use command::{
    ActionEdit, Applied, Command, GradeEdit, HeaderEdit, LineEdit, PersonEdit, Rejected,
};
pub use conflict::pointer::path as place_path;
pub use conflict::{Conflict, Side, choose, joined, undecided, versions, with_resolved_conflicts};
pub use costs::{CostLine, Costs, HORIZON_MONTHS, Payer, Scenario};
pub use count::Count;
pub use date::{Date, Timestamp};
pub use document_error::DocumentError;
pub use export::{Export, read_export};
pub use fault::Fault;
pub use findings::{Evidence, Finding, Topic, findings, justification, to_do};
pub use format::{canonical, from_value, read_document, receive, receive_document, to_value};
pub use grade::Grade;
pub use id::{DocumentId, ItemId};
pub use json::decode;
pub(crate) use json::lacks_keys;
pub use letters::{lowercase, small};
pub use money::Money;
pub use order::{OrderKey, place_at};
pub use place::Place;
pub use plan::{Bundle, Change, Core, FrozenPlan, FrozenTotals, PlanHash, changes};
pub use price::{Original, Price};
pub use privacy::{PersonalData, personal_data};
pub use satisfaction::{GradeEntry, Moment, Person, QUESTION, Satisfaction, Score, Trend};
pub use sorted_map::{ItemMap, SortedMap};
pub use sorted_set::{SortedSet, first_of_each};
pub use stamp::{Author, Signature, Stamp};
pub use text_box::{TextBox, TextEntry};
pub use totals::{LineAmounts, Savings, Totals};
pub use usage::{Per, Usage};
pub use wire::{Wire, WireFields};

/// Fields that this version doesn't know, kept as they came so that a newer version's work survives.
pub type Extra = serde_json::Map<String, serde_json::Value>;
