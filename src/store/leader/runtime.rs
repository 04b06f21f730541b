//! What the election needs of the page that it runs in.

use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

/// The page's tasks, timers and visibility. Implemented by the session, and by tests that move time
/// by hand.
pub trait Runtime {
    /// Spawns a task on the page's thread.
    fn spawn(&self, task: Pin<Box<dyn Future<Output = ()>>>);

    /// Waits for the given time.
    fn sleep(&self, pause: Duration) -> Pin<Box<dyn Future<Output = ()>>>;

    /// Whether the page is visible: not in a background tab.
    fn is_visible(&self) -> bool;
}
