//! The style sheet of what seals, locks and unlocks.

use leptos::prelude::*;

use crate::ui::context::ElementContext;
use crate::ui::styles::{LOCK, adopt};
use crate::ui::view::effect;

/// Gives the running view's element its style sheet.
pub(crate) fn with_style() {
    let app = ElementContext::here();
    effect(move || {
        if let Some(root) = app.root.get() {
            adopt(app.number, &root, LOCK);
        }
    });
}
