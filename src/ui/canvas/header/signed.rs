//! Who signed a version, and when.

use crate::domain::Signature;
use crate::texts::{date, versions as t};
use crate::ui::context::CanvasContext;

/// Who signed something and when.
pub(super) fn signed(context: &CanvasContext, signature: Option<&Signature>) -> String {
    let Some(at) = signature.and_then(|signature| signature.at) else {
        return t::NEVER_CHANGED.to_owned();
    };
    let environment = context.handle.environment();
    let when = date::format_timestamp(at, environment.offset_minutes(at));
    let by = signature.and_then(|signature| signature.by.as_ref());
    match by.map(|by| by.name.as_str()) {
        Some(name) if !name.is_empty() => [&when, ", ", name].concat(),
        _ => when,
    }
}
