//! The custom element's wasm side: what the script that defines `<maatwerk-canvas>` calls.
//!
//! The shim (`maatwerk-canvas.js`) creates the shadow root, loads this module when an element nears
//! the view, and calls [`mount`] once per element. It holds the Web Locks ([`crate::store::leader::PageLocks`]) and
//! restarts a module that has died.

mod config;
mod mounted;
mod panic;
pub mod parts;

pub use mounted::{Mounted, mount};
#[cfg(debug_assertions)]
pub use panic::panic_for_a_test;
pub use panic::set_panic_hook;
