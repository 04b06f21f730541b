//! What the part that syncs does for others, and what is done for it where a team is encrypted.

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

type RemoveSealed = for<'a> fn(
    &'a Store,
    &'a DocumentId,
) -> Pin<Box<dyn Future<Output = Result<bool, StoreError>> + 'a>>;

/// Has what is sealed removed from the server of a team that isn't encrypted.
pub(in crate::session) static REMOVE_SEALED: Late<RemoveSealed> = Late::new(Part::Engine);

type ForgetErased = for<'a> fn(&'a Store) -> Pin<Box<dyn Future<Output = ()> + 'a>>;

/// Removes what is still stored of people who were erased.
pub(in crate::session) static FORGET_ERASED: Late<ForgetErased> = Late::new(Part::Engine);
