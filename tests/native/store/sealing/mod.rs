//! Sealing a namespace in place: nothing is lost at any crash, and nothing is left in the clear.

mod begin_anew;
mod codec;
mod crash;
mod disk;
mod erasing;
mod filled;
mod locked;
