//! What the machine's state comes to for the person.

use super::state::Entry;
use super::{Doing, Run};
use crate::sync::status::{Report, Status, Trouble};

impl Run<'_> {
    pub(super) fn report(&self) -> Report {
        let state = &*self.state;
        let entries = state.entries.iter();
        let refused = entries.filter_map(|(id, entry)| Some((id.clone(), entry.refused?)));
        let due = |entry: &&Entry| entry.due && entry.refused.is_none();
        let waiting = state.entries.values().filter(due).count();
        let refused: Vec<_> = refused.collect();
        Report {
            status: self.status(waiting, refused.len()),
            waiting,
            refused,
            lost: state.lost.clone(),
            asks: state.asks,
            unreadable: state.ceiling.is_some(),
        }
    }

    fn status(&self, waiting: usize, refused: usize) -> Status {
        let state = &*self.state;
        match &state.stopped {
            Some(Trouble::NotStarted) => return Status::LocalOnly,
            Some(Trouble::SignIn) => return Status::SignIn,
            Some(trouble) => return Status::Failed(trouble.clone()),
            None => {}
        }
        if state.asks {
            return Status::Failed(Trouble::Lost(state.lost.len()));
        }
        let unseen = state.total == 0 && state.received == 0 && state.doing != Doing::PuttingBack;
        let idle = state.doing == Doing::Nothing || unseen;
        match (&state.trouble, state.synced) {
            // While it is tried again, what went wrong stays in view.
            (Some(Trouble::Offline | Trouble::Strange), _) => Status::Offline(waiting),
            (Some(trouble), _) => Status::Failed(trouble.clone()),
            (None, Some(_)) if idle && refused > 0 => Status::Failed(Trouble::Refused(refused)),
            (None, Some(at)) if idle => Status::Synced(at),
            (None, None) if state.doing == Doing::Nothing => Status::LocalOnly,
            (None, _) => Status::Busy {
                received: state.received,
                sent: state
                    .total
                    .saturating_sub(state.queue.len().saturating_add(1)),
                total: state.total,
            },
        }
    }
}
