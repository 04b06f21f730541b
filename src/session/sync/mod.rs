//! Sync of a namespace: the runner of the sync machine, its status, and its settings.

pub(super) mod equip;
pub(super) mod runner;
pub(super) mod settings;
pub(super) mod status;
