//! Which side's signature an item gets in a merge.

/// The sides that contributed values to an item.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Authors {
    /// Sides whose value was kept in a conflict.
    conflicts: [bool; 2],
    /// Sides whose value was taken because only they had changed it.
    changes: [bool; 2],
}

impl Authors {
    /// Records that a side's value was kept in a conflict.
    pub(super) fn won(&mut self, side: usize) {
        mark(&mut self.conflicts, side);
    }

    /// Records that a side's value was taken because only that side had changed it.
    pub(super) fn changed(&mut self, side: usize) {
        mark(&mut self.changes, side);
    }

    /// The side whose signature the item gets: the one whose values were kept in conflicts, or, without
    /// conflicts, the one that changed something. `None` if that is both or neither.
    pub(super) fn only(self) -> Option<usize> {
        let sides = match self.conflicts {
            [false, false] => self.changes,
            conflicts => conflicts,
        };
        match sides {
            [true, false] => Some(0),
            [false, true] => Some(1),
            _ => None,
        }
    }
}

fn mark(sides: &mut [bool; 2], side: usize) {
    if let Some(marked) = sides.get_mut(side) {
        *marked = true;
    }
}
