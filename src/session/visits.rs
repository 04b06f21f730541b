//! The locks of a namespace, for as long as an element on this page visits it.

use std::cell::Cell;
use std::future::{Future, ready};
use std::pin::Pin;
use std::rc::Rc;

use crate::store::leader::{LockResult, Locks, Mode, NoLocks};

/// Counts the visits of a namespace, and withdraws its locks when the last one ends: without a visit
/// nothing is taken, and what was asked for during an earlier visit is answered by
/// [`LockResult::Withdrawn`].
pub(super) struct Visits {
    locks: Rc<dyn Locks>,
    count: Cell<usize>,
    /// How often the last visit has ended.
    ended: Rc<Cell<u64>>,
}

impl Visits {
    pub(super) fn new(locks: Option<Rc<dyn Locks>>) -> Rc<Self> {
        Rc::new(Self {
            locks: locks.unwrap_or_else(|| Rc::new(NoLocks)),
            count: Cell::new(0),
            ended: Rc::default(),
        })
    }

    /// Whether there is a visit.
    pub(super) fn any(&self) -> bool {
        self.count.get() > 0
    }

    /// Begins a visit. Returns whether it is the only one.
    pub(super) fn enter(&self) -> bool {
        self.count.replace(self.count.get().saturating_add(1)) == 0
    }

    /// Ends a visit. Returns whether it was the last one: then the caller has to release the lock.
    pub(super) fn leave(&self) -> bool {
        self.count.set(self.count.get().saturating_sub(1));
        let is_last = self.count.get() == 0;
        if is_last {
            self.ended.set(self.ended.get().wrapping_add(1));
        }
        is_last
    }
}

impl Locks for Visits {
    fn take(
        &self,
        name: &str,
        mode: Mode,
        lost: Box<dyn FnOnce()>,
    ) -> Pin<Box<dyn Future<Output = LockResult>>> {
        if self.count.get() == 0 {
            return Box::pin(ready(LockResult::Withdrawn));
        }
        let asked = self.locks.take(name, mode, lost);
        let (ended, before) = (Rc::clone(&self.ended), self.ended.get());
        Box::pin(async move {
            let result = asked.await;
            match ended.get() == before {
                true => result,
                false => LockResult::Withdrawn,
            }
        })
    }

    fn release(&self, name: &str) {
        self.locks.release(name);
    }
}
