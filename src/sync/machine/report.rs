//! The status report that the machine shows to the user.

use super::state::in_flight::Phase;
use super::step::Run;
use crate::store::mutation;
use crate::sync::status::{Report, Status, SyncError};

impl Run<'_> {
    pub(super) fn report(&self) -> Report {
        let state = &*self.state;
        let waiting = state.entries.waiting();
        let refused = state.entries.refused();
        let unread = mutation::reported(state.entries.unread());
        Report {
            status: self.status(waiting, refused.len(), unread.len()),
            waiting,
            refused,
            unread,
            rewritten: state.pull.rewritten(),
            lost: state.push.lost().to_vec(),
            awaiting_decision: state.push.is_awaiting_decision(),
            strange: state.retry.trouble() == Some(&SyncError::Strange),
            unreadable: state.pull.has_ceiling(),
        }
    }

    fn status(&self, waiting: usize, refused: usize, unread: usize) -> Status {
        let state = &*self.state;
        match state.retry.stopped() {
            Some(SyncError::NotStarted) => return Status::LocalOnly,
            Some(SyncError::SignIn) => return Status::SignIn,
            Some(trouble) => return Status::Failed(trouble.clone()),
            None => {}
        }
        if state.push.is_awaiting_decision() {
            return Status::Failed(SyncError::Lost(state.push.lost().len()));
        }
        let (push, pull) = (&state.push, &state.pull);
        let puts_back = *state.in_flight.phase() == Phase::PuttingBack;
        let unseen = push.total() == 0 && pull.received() == 0 && !puts_back;
        let idle = state.is_idle() || unseen;
        match (state.retry.trouble(), state.schedule.synced()) {
            // The error stays visible while the machine retries.
            (Some(SyncError::Offline | SyncError::Strange), _) => Status::Offline(waiting),
            (Some(trouble), _) => Status::Failed(trouble.clone()),
            (None, Some(_)) if idle && self.is_held() => {
                Status::Failed(SyncError::Held(state.entries.sealed()))
            }
            (None, Some(_)) if idle && unread > 0 => Status::Failed(SyncError::Unread(unread)),
            (None, Some(_)) if idle && refused > 0 => Status::Failed(SyncError::Refused(refused)),
            (None, Some(at)) if idle => Status::Synced(at),
            (None, None) if state.is_idle() => Status::LocalOnly,
            (None, _) => Status::Busy {
                received: pull.received(),
                sent: push
                    .total()
                    .saturating_sub(push.left().saturating_add(state.wave.left().max(1))),
                total: push.total(),
            },
        }
    }
}
