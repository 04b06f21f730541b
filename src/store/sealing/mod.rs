//! Sealing what a namespace has stored, in place.
//!
//! The key ring is a record of its own, in the clear, in the archive and as a copy in the journal. Its
//! state says what the records are:
//!
//! ```text
//!            begin_sealing             convert              begin_opening            convert
//! no ring  ----------------> Sealing ---------> Sealed ------------------> Opening ---------> no ring
//! plain      ring, epoch     both     records   sealed     ring, epoch     both     records   plain
//! ```
//!
//! Where every secret is lost, [`Store::erase_sealed`] leads from any state to an empty namespace without a ring.
//!
//! Each arrow but `convert` is one transaction. While records are of both forms, both are read, and
//! what is written has the new form. [`Store::convert`] rewrites the rest, some records a transaction,
//! and begins again where it was after a crash. The page that leads does all of this; each transaction
//! is fenced.
//!
//! The transaction that changes the state also writes the epoch in a form that a page of before the
//! change can't read. Every writing transaction reads the epoch, so such a page gets
//! [`StoreError::Locked`](super::StoreError::Locked) from then on and changes nothing.

mod begin_anew;
mod convert;
mod ring;
mod stray;

pub use convert::Progress;
