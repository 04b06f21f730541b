//! Tests of the session's own parts.

mod autosave;
mod ballot;
mod begin_anew;
mod disk;
mod erase;
mod export;
mod history;
mod leadership;
mod library;
mod lock;
mod page;
mod passkey;
mod pulling;
mod runner;
mod server;
mod switching;
mod team;
mod team_key;
mod typing;
mod vault;
mod visits;
mod workspace;
