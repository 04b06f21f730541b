//! The maatwerkcanvas: a one-page plan with live cost-benefit totals and satisfaction grades.
//!
//! # The house
//!
//! | module | holds | may use |
//! |---|---|---|
//! | [`domain`] | the method as plain data and pure functions | nothing |
//! | [`merge`] | three-way merge of documents, pure | domain |
//! | [`crypto`] | sealing of records, and the slots that hold the key; pure | nothing |
//! | [`texts`] | every Dutch string, number and date formats, explanations of errors | domain, merge, store, sync |
//! | [`store`] | browser storage behind one port | domain |
//! | [`sync`] | Canvas Sync 1 | domain, merge, store |
//! | [`session`] | the state of open canvases: undo, autosave, leadership, sync runner | domain, merge, store, sync; not texts |
//! | [`ui`] | Leptos components | everything above |
//! | [`embed`] | the custom element | ui and above |
//!
//! # Invariants
//!
//! - `domain`, `merge` and `crypto` read no clock, make no id, touch no browser and use no float.
//! - Only `src/store/backend/journal.rs` names gloo-storage, only `src/store/backend/archive/`
//!   IndexedDB, only `src/sync/http.rs` the network.
//! - No Dutch outside `texts` and the names on the wire.
//! - No `inner_html`, and no static `style` attribute in a view.
//! - The element sets no route and no title.
//!
//! `tests/native/tidy.rs` checks each of these.

pub mod crypto;
pub mod domain;
pub mod embed;
pub mod merge;
pub mod session;
pub mod store;
pub mod sync;
pub mod texts;
pub mod ui;
