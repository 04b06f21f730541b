//! The state of a namespace: its open canvases, undo, autosave, leadership, sync, and the list.
//!
//! A [`Workspace`] is one namespace, composed of types that each own their private state:
//!
//! ```text
//! Workspace             opens and joins namespaces; recovery after an outage
//!   Runner              drives the sync machine
//!   Leadership          the page's part in the election
//!   Library             the list, the bin, import, export, versions
//!   OpenCanvases        what is open on this page
//!     OpenCanvas        one document: history, derived values, autosave
//!   Services            store, environment, author, role, notices: what all of these share
//! ```
//!
//! Each uses only those below it. Notifications upward (a canvas was stored, a commit was fenced)
//! go through the `Delegate` of `Services`, which the workspace implements.
//!
//! An [`OpenCanvas`] holds one canvas in a plain cell, with one trigger per place: an edit notifies
//! only the views that read a place it touched. A user's edit goes through
//! [`CanvasHandle::dispatch`] and can be undone. A document from elsewhere (load, import, another
//! page, host page, server) goes through [`OpenCanvas::replace`] with its [`Source`].
//!
//! Views read signals and call methods: every signal is private and exposed read-only. Time,
//! timers, tasks, ids, locks and the network come from the [`Environment`].

mod archive;
mod author;
mod autosave;
mod browser;
mod derived;
mod environment;
mod handle;
mod history;
mod host;
mod keys;
mod leadership;
mod library;
pub mod lock;
mod municipal_settings;
mod open_canvas;
mod open_canvases;
mod parts;
mod services;
mod shipped_prices;
mod sync;
pub mod team;
mod team_reports;
mod triggers;
pub mod vault;
mod visits;
mod workspace;

pub(crate) use crate::sync::bin::BIN_DAYS;
pub use archive::ArchiveError;
pub use autosave::SaveStatus;
pub use environment::{
    Callback, Elected, Election, Environment, LocalFuture, Platform, Sleep, Timer,
};
pub use handle::CanvasHandle;
pub use history::{History, InputSession, StepResult};
pub use host::{HostPage, given_key};
pub use keys::{follow_keys, holds_keys, times_locked};
pub use library::Library;
pub use library::export::ExportFile;
pub use library::figures::{FiguresProgress, TakesFigures, counts as counts_in_results};
pub use library::import::{ImportChoice, ImportPlan, Planned};
pub use municipal_settings::{MunicipalSettings, Own};
pub use open_canvas::OpenCanvas;
pub use open_canvas::edit::EditError;
pub use open_canvas::erase::EraseError;
pub use open_canvas::replace::Source;
pub use open_canvases::OpenResult;
pub use parts::{Late, Part, give_part_text, load_parts_with, load_script};
pub use services::{ReadOnly, Role};
pub use shipped_prices::shipped_prices;
pub use sync::runner::Runner;
pub use sync::settings::SyncSettings;
pub use team_reports::{KeepError, ReportKind};
pub use workspace::visit::Visit;
pub use workspace::{Locked, OpenedVisit, Workspace};

/// Gives what drives sync; called by the part of that name.
pub fn give_engine() {
    sync::runner::give();
    browser::give();
    Part::Engine.arrived();
}

/// Gives what locks and unlocks; called by the part of that name.
pub fn give_lock() {
    vault::give();
}

/// Gives what finds what is missing or odd on a canvas; called by the part of that name.
pub fn give_findings() {
    derived::give_findings();
}

/// Gives what a team that is encrypted needs; called by the part of that name.
pub fn give_team() {
    team::give();
}

/// Gives the connection test; called by the part that has the settings of sync.
pub fn give_probe() {
    browser::give_probe();
}
