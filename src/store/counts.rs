//! The sequence numbers of one canvas that this page knows.

/// The sequence numbers of one canvas that this page knows. None of them goes down but by what was
/// read from the archive, and by a removal.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Counts {
    archived: u64,
    issued: u64,
    written: u64,
    syncing: Option<u64>,
    outdated: bool,
}

impl Counts {
    /// The archive's number when this page last read or wrote the canvas.
    pub(super) fn archived(self) -> u64 {
        self.archived
    }

    /// The highest number that this page has itself committed to the archive.
    pub(super) fn written(self) -> u64 {
        self.written
    }

    /// The number that a sync transaction under way gives the canvas; `None` if there is none.
    pub(super) fn syncing(self) -> Option<u64> {
        self.syncing
    }

    /// The highest number that is archived or was assigned to a save.
    pub(super) fn highest(self) -> u64 {
        self.archived.max(self.issued)
    }

    /// The number of the next save, given that of the journal's entry. Once another page has saved the canvas, it
    /// isn't above what that page has saved, however often this page tries: the edits were made without that.
    pub(super) fn next(self, found: u64) -> u64 {
        let last = match self.outdated {
            true => self.archived,
            false => self.highest().max(found),
        };
        last.saturating_add(1)
    }

    /// Another page has saved the canvas since this page last read or wrote it.
    pub(super) fn set_outdated(&mut self) {
        self.outdated = true;
    }

    /// The archive was read, and has this number; 0 if it was deleted.
    pub(super) fn set_archived(&mut self, seq: u64) {
        (self.archived, self.outdated) = (seq, false);
    }

    /// The archive has at least this number.
    pub(super) fn raise_archived(&mut self, seq: u64) {
        self.archived = self.archived.max(seq);
    }

    /// A save was assigned this number.
    pub(super) fn issue(&mut self, seq: u64) {
        self.issued = self.issued.max(seq);
    }

    /// This page has committed this number to the archive.
    pub(super) fn commit(&mut self, seq: u64) {
        self.raise_archived(seq);
        self.written = self.written.max(seq);
    }

    /// A journal entry with this number was archived, of this page or of an earlier one.
    pub(super) fn replay(&mut self, seq: u64) {
        self.raise_archived(seq);
        if self.issued >= seq {
            self.written = self.written.max(seq);
        }
    }

    /// A sync transaction begins that gives the canvas this number.
    pub(super) fn begin_sync(&mut self, seq: u64) {
        self.issue(seq);
        self.syncing = Some(seq);
    }

    /// The sync transaction has ended.
    pub(super) fn end_sync(&mut self) {
        self.syncing = None;
    }

    /// The canvas was removed for good, up to its last number.
    pub(super) fn erase(&mut self, last: u64) {
        (self.archived, self.issued, self.written) = (last, last, last);
    }
}
