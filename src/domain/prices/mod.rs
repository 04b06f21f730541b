//! The price list: sourced unit costs, ours and a municipality's own.

mod column;
mod fold;
mod import;
mod index;
pub(crate) mod item;
mod list;
mod proposal;
mod search;
mod shipped;
mod synonyms;

pub use column::Column;
pub use fold::fold;
pub use import::{Fault, Import, LARGEST_FILE, MOST_ROWS, ReadMoney, Reason, import};
pub use index::{INDEX_YEAR, Indexation, factor};
pub use item::{Origin, PriceItem};
pub use list::PriceList;
pub use proposal::{Proposal, payer_of_law};
pub use search::{search, suggest};
