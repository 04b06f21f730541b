//! What the store needs before a team that is encrypted is synced.

use std::rc::Rc;

use crate::session::parts::Part;
use crate::session::sync::equip::EQUIP;
use crate::store::{AWAITS_KEY, FOREIGN};
use crate::sync::protocol::RecordError;
use crate::sync::reconcile::refusal_of;
use crate::sync::status::Report;

use super::Runner;

impl Runner {
    /// Gives the store the ciphers, where the team is encrypted. If they can't be loaded, what is sealed waits, and
    /// nothing is sent.
    pub(super) async fn equip(&self) {
        let store = self.services.store();
        let encrypted = store.team().await.is_ok_and(|team| team.is_encrypted());
        let host = Rc::clone(self.target.host());
        if !encrypted && !host.gives_keys() {
            return;
        }
        if EQUIP.get().is_none() {
            Part::Team.load().await;
        }
        if let Some(equip) = EQUIP.get() {
            equip(Rc::clone(&self.services), host).await;
        }
    }

    /// Starts anew, once, where something waits for a key that the host page may give.
    pub(super) fn ask_host_for_key(&self, report: &Report) {
        let waits = |why: &RecordError| [AWAITS_KEY, FOREIGN].map(refusal_of).contains(why);
        let any = report.unread.iter().any(|(_, why)| waits(why));
        if any
            && self.target.host().gives_keys()
            && !self.asked.replace(true)
            && let Some(runner) = self.itself.upgrade()
        {
            self.environment().spawn(async move { runner.restart() });
        }
    }
}
