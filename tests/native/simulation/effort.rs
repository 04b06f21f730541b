//! I6: the number of requests is bounded, whatever a server does.

use maatwerk::sync::machine::Request;

use super::batches::requests;
use super::world::{BEGIN, World};

impl World {
    /// Counts a request, and reports a fault if it exceeds a bound.
    pub(super) fn judge_effort(&mut self, device: usize, request: &Request) {
        let minute = (self.now - BEGIN) / 60_000;
        let count = self.requests.entry((device, minute)).or_default();
        *count += 1;
        if *count == 250 {
            self.faults
                .push(format!("I6: d{device} keeps sending in minute {minute}"));
        }
        if self.server.switches.down {
            self.asks_while_down(device, minute);
        }
        self.asks_again(device, request);
        self.reads_on(device, request);
    }

    /// I6: a server that is down gets few requests.
    fn asks_while_down(&mut self, device: usize, minute: u64) {
        let count = self.while_down.entry((device, minute)).or_default();
        *count += 1;
        if *count == 60 {
            self.faults.push(format!(
                "I6: d{device} sends 60 requests to a server that is down in minute {minute}"
            ));
        }
    }

    /// I6: a cycle makes at most twenty requests for one record. A cycle begins with a list, or
    /// with a write while reading is paused; a successful write resets the count.
    fn asks_again(&mut self, device: usize, request: &Request) {
        if request.at_root {
            for request in requests(request) {
                self.asks_again(device, &request);
            }
            return;
        }
        let Some(id) = request.path.strip_prefix("/records/") else {
            self.in_a_cycle.retain(|(its, _), _| *its != device);
            return;
        };
        let count = self.in_a_cycle.entry((device, id.to_owned())).or_default();
        *count += 1;
        if *count == 21 {
            let fault = format!("I6: d{device} requests {id} more than 20 times in a cycle");
            self.faults.push(fault);
        }
    }

    /// I6, for lists: a device doesn't read an endless list forever.
    fn reads_on(&mut self, device: usize, request: &Request) {
        let since = request.query.strip_prefix("_since=");
        let since = since.and_then(|rest| rest.split('&').next()?.parse().ok());
        let Some(since): Option<u64> = since else {
            return;
        };
        let (last, count) = self.in_a_row.entry(device).or_default();
        *count = if since > *last { *count + 1 } else { 1 };
        *last = since;
        if *count == 100 {
            self.faults
                .push(format!("I6: d{device} never stops reading"));
            // The property is decided; hours of an endless list would only take time.
            self.server.switches.endless = false;
        }
    }
}
