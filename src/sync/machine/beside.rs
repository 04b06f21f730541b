//! Storage tasks beside the requests of a wave: the next canvases are prepared and the answered
//! ones acknowledged while the server is at work, so that neither waits for the other.

use super::event::Effect;
use super::state::wave::Beside;
use super::step::Run;
use super::task::{Done, Task};

impl Run<'_> {
    /// Starts a storage task beside the requests in flight, if there is something to do and none
    /// runs. `most` is the number of canvases that a wave prepares or acknowledges at once.
    pub(super) fn work_beside(&mut self, most: usize) {
        if self.state.wave.is_answered() || self.state.wave.is_busy() {
            return;
        }
        let per_request = self.state.batch.most(self.state.push.total());
        if self.state.wave.is_short(per_request)
            && let Some((count, task)) = self.next_canvases()
        {
            self.state.wave.adds(count);
            return self.do_beside(Beside::Preparing(count), task);
        }
        if self.state.wave.written() >= most {
            let written = self.take_written();
            self.do_beside(Beside::Acknowledging, Task::AcknowledgeAll { written });
        }
    }

    fn do_beside(&mut self, beside: Beside, task: Task) {
        let number = self.state.in_flight.next_number();
        self.state.wave.set_beside(number, beside);
        self.effects.push(Effect::Do(number, task));
    }

    /// Handles the outcome of such a task, and goes on with the wave.
    pub(super) fn beside_done(&mut self, done: Done) {
        match (self.state.wave.take_beside(), done) {
            (Some(Beside::Preparing(count)), Done::PreparedAll(all)) => {
                let writes = self.writes(all);
                self.state.wave.prepared(count, writes);
            }
            (Some(Beside::Acknowledging), Done::Updated(due)) => self.due(due),
            _ => {}
        }
        self.fill_lanes();
    }
}
