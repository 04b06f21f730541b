//! The one owner of the state: dispatch, undo, derived values, autosave and the list of canvases.
//!
//! A [`Session`] holds one canvas whole in a cell that isn't reactive, with a trigger per place: an
//! edit wakes just the views of the places that it touched. Everything that changes a canvas goes
//! through [`Session::dispatch`]; everything that replaces one goes through [`Session::replace`].

mod autosave;
mod devices;
mod environment;
mod handle;
mod history;
mod host;
mod library;
mod own;
mod runner;
mod screen;
mod shared;
mod sign_in;
mod standing;
mod triggers;
mod workspace;
mod writer;

pub use environment::Environment;
pub use handle::Session;
pub use history::{History, Outcome};
pub use host::{HostPage, SyncNow};
pub(crate) use library::BIN_DAYS;
pub use library::{ImportChoice, ImportPlan, Planned};
pub use own::Own;
pub use runner::{Runner, is_visible};
pub use shared::{ReadOnly, Refusal, SaveStatus, Shared, Source};
pub use sign_in::SyncSettings;
pub use workspace::{Document, Role, Workspace};
