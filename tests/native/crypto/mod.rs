//! Sealing and key slots: published vectors, a frozen key ring by another hand, and properties.

mod kit;
mod passphrase;
mod recovery;
mod ring;
mod sealing;
mod vectors;
