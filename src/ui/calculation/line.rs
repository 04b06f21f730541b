//! The line that is calculated.

use crate::domain::{CostLine, ItemId, Place};
use crate::ui::context::CanvasContext;

/// Reads a line; a view that calls this follows it.
pub(super) fn read<T>(context: CanvasContext, id: ItemId, read: fn(&CostLine) -> T) -> Option<T> {
    context.handle.read(Place::Line(id), |canvas| {
        canvas.costs.lines.get(&id).map(read)
    })
}
