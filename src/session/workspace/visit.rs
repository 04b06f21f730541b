//! A visit: an element's hold on a namespace, for as long as it shows it.

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
pub struct Visit(Rc<Workspace>);

impl Visit {
    pub(super) fn new(workspace: &Rc<Workspace>) -> Self {
        workspace.leadership.enter();
        Self(Rc::clone(workspace))
    }

    /// Ends the visit as soon as every open canvas is saved, or after five seconds.
    pub fn end(self) -> LocalFuture<()> {
        let environment = self.0.environment();
        // Now: the views that show the canvases may go before the future is polled.
        let mut saving = self.0.save_all();
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
        &self.0
    }
}

impl Drop for Visit {
    fn drop(&mut self) {
        self.0.leadership.leave();
    }
}
