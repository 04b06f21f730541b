//! What one late part does for another where a team is encrypted.

use std::pin::Pin;
use std::rc::Rc;

use crate::domain::DocumentId;
use crate::session::environment::LocalFuture;
use crate::session::host::HostPage;
use crate::session::parts::{Late, Part};
use crate::session::services::Services;
use crate::store::{LiveCanvases, Store, StoreError};

type Equip = fn(Rc<Services>, Rc<HostPage>) -> LocalFuture<()>;

/// Gives the store the ciphers and the keys of the host page.
pub(in crate::session) static EQUIP: Late<Equip> = Late::new(Part::Team);

type TakeOver = for<'a> fn(
    &'a Store,
    &'a dyn LiveCanvases,
    &'a DocumentId,
) -> Pin<Box<dyn Future<Output = Result<(), StoreError>> + 'a>>;

/// Merges what was set aside for being in the clear. The merge is in the part that syncs.
pub(in crate::session) static TAKE_OVER: Late<TakeOver> = Late::new(Part::Engine);
