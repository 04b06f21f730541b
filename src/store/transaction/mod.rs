//! One typed transaction of the archive: reads a [`Snapshot`](snapshot::Snapshot), and writes a
//! [`ChangeSet`](change_set::ChangeSet). [`Store::update`](super::Store) runs one.

pub(super) mod change_set;
pub(super) mod keys;
pub(super) mod snapshot;
