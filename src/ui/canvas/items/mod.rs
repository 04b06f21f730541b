//! The lists of a canvas that the user puts in order: the cost lines, and the actions of each box.

mod controller;
mod drag;
mod list;
mod reorderable;

pub(crate) use controller::ListController;
pub(crate) use drag::{DragHandle, Dragging, HANDLE, handle_title};
pub(crate) use list::ItemList;
pub(crate) use reorderable::{AddItemButton, MoveButtons, RemoveButton, ReorderableList, menu_id};
