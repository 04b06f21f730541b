//! The custom element's wasm side.

/// Installs the panic hook.
pub fn set_panic_hook() {}
