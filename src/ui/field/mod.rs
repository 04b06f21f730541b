//! Inputs: a label, a hint, a message and a warning above each, as NL Design System has it.

mod date;
mod hold;
mod money;
mod text;
mod wrap;

pub(crate) use date::DateField;
pub(crate) use hold::Hold;
pub(crate) use money::MoneyField;
pub(crate) use text::{AreaField, TextField};
pub(crate) use wrap::{Look, Wrap, described_by};
