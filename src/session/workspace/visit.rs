//! A visit: an element's hold on a namespace, for as long as it shows it.

use std::cell::Cell;
use std::future::{Future, poll_fn};
use std::ops::Deref;
use std::pin::pin;
use std::rc::Rc;
use std::task::Poll;
use std::time::Duration;

use super::Workspace;
use crate::session::environment::LocalFuture;

/// How long a save may go on after its element has left.
const LAST_SAVE: Duration = Duration::from_secs(5);

/// An element's hold on a namespace. While there is a visit, this page takes part in the election of
/// the namespace's leader; when the last one ends, another page can lead.
///
/// Counted per visit rather than per element: an element that leaves and comes back at once has two,
/// and the end of the first takes nothing away from the second.
pub struct Visit {
    workspace: Rc<Workspace>,
    /// The number of what its element does when the namespace closes.
    closes: Cell<u64>,
}

thread_local! {
    static NUMBER: Cell<u64> = const { Cell::new(1) };
}

impl Visit {
    pub(super) fn new(workspace: &Rc<Workspace>) -> Self {
        workspace.leadership.enter();
        Self {
            workspace: Rc::clone(workspace),
            closes: Cell::new(0),
        }
    }

    /// Calls `close` when the namespace locks during this visit: it has to take what shows of it off the page, and
    /// to end the visit.
    pub fn on_close(&self, close: impl Fn() + 'static) {
        let number = NUMBER.replace(NUMBER.get().wrapping_add(1));
        self.closes.set(number);
        let mut elements = self.workspace.elements.borrow_mut();
        elements.push((number, Rc::new(close)));
    }

    /// Ends the visit as soon as every open canvas is saved, or after five seconds.
    pub fn end(self) -> LocalFuture<()> {
        let environment = self.workspace.environment();
        // Now: the views that show the canvases may go before the future is polled.
        let mut saving = self.workspace.save_all();
        Box::pin(async move {
            let mut late = pin!(environment.sleep(LAST_SAVE));
            poll_fn(|context| {
                let saved = saving.as_mut().poll(context).is_ready();
                match saved || late.as_mut().poll(context).is_ready() {
                    true => Poll::Ready(()),
                    false => Poll::Pending,
                }
            })
            .await;
            // An element on this page that joins at this moment keeps the lock without a gap.
            environment.sleep(Duration::ZERO).await;
            drop(self);
        })
    }
}

/// The namespace that is visited, which may stay open for longer than the visit.
impl Deref for Visit {
    type Target = Rc<Workspace>;

    fn deref(&self) -> &Self::Target {
        &self.workspace
    }
}

impl Drop for Visit {
    fn drop(&mut self) {
        let number = self.closes.get();
        let mut elements = self.workspace.elements.borrow_mut();
        elements.retain(|(its, _)| *its != number);
        drop(elements);
        self.workspace.leadership.leave();
    }
}
