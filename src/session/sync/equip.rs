//! What the store needs before a team that is encrypted is synced, given by the part that has it.

use std::rc::Rc;

use crate::session::environment::LocalFuture;
use crate::session::host::HostPage;
use crate::session::parts::{Late, Part};
use crate::session::services::Services;

type Equip = fn(Rc<Services>, Rc<HostPage>) -> LocalFuture<()>;

/// Gives the store the ciphers and the keys of the host page.
pub(in crate::session) static EQUIP: Late<Equip> = Late::new(Part::Team);
