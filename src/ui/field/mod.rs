//! Inputs: a label, a hint, a message and a warning above each, as NL Design System has it.

mod count;
mod date;
mod draft;
mod hold;
mod money;
mod select;
mod text;
mod wrap;

pub(crate) use count::count_field;
pub(crate) use date::DateField;
pub(crate) use draft::{Draft, Dress, typed_field};
pub(crate) use money::money_field;
pub(crate) use select::{Choices, select_field};
pub(crate) use text::{AreaField, TextField};
pub(crate) use wrap::{Look, Wrap, described_by};
