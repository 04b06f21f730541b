//! Shows in the open canvases what a pull has stored.

use crate::domain::Canvas;
use crate::merge::merge;
use crate::store::{Changed, LiveCanvases, mutation};

/// Shows a canvas that was stored. What was typed since the transaction looked at it is merged into
/// it, and saved by the autosave as any other edit.
pub(super) fn show(live: &dyn LiveCanvases, changed: &Changed) {
    let Some(stored) = &changed.stored else {
        return;
    };
    let now = live.current(&changed.id);
    let edited = now.filter(|now| changed.seen.as_deref() != Some(now));
    let canvas = match edited {
        Some(now) => merge(changed.seen.as_deref(), &now, stored),
        None => Canvas::clone(stored),
    };
    live.adopt(&mutation::shown(canvas, stored));
}
