//! Inputs: a label, a hint, a message and a warning above each, as NL Design System has it.

mod calendar;
mod closing;
mod count;
mod date;
mod draft;
mod focus_guard;
mod form_field;
mod live;
mod money;
mod select;
mod text;
mod value;

pub(crate) use closing::Closing;
pub(crate) use count::{chance_field, count_field};
pub(crate) use date::DateField;
pub(crate) use draft::Draft;
pub(crate) use focus_guard::FocusGuard;
pub(crate) use form_field::{FormField, Look, described_by};
pub(crate) use live::{LiveField, TextElements, ValueElements};
pub(crate) use money::{money_draft, money_field, unit_price_field};
pub(crate) use select::{Choices, select_field, select_field_of};
pub(crate) use text::{AreaField, TextField, is_long, start_of, warnings_of};
pub(crate) use value::{FieldOptions, typed_field};
