//! What the buttons and the drags of one list do, and where the focus goes afterwards.

use leptos::prelude::*;

use crate::domain::{Action, Canvas, Command, ItemId, OrderKey};
use crate::texts::steps;
use crate::ui::context::{CanvasContext, ElementContext};
use crate::ui::dom::{focus_in_place, focus_soon};
use crate::ui::step::offer_undo;
use crate::ui::view::memo;

use super::list::ItemList;

/// The button of an item that shows its other buttons.
const MENU: &str = "[aria-expanded]";

/// A list while it is shown, for its rows and their buttons.
#[derive(Clone, Copy)]
pub(crate) struct ListController {
    app: ElementContext,
    context: CanvasContext,
    list: ItemList,
    ids: Memo<Vec<ItemId>>,
    /// The item that was moved last: where that takes it into another group of the list it is a new
    /// row, with its buttons open as they were.
    moved: StoredValue<Option<ItemId>>,
}

/// A step of an item in its list.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    Up,
    Down,
}

impl ListController {
    /// For a list of the canvas of the running view.
    pub(crate) fn new(list: ItemList) -> Self {
        let context = CanvasContext::here();
        Self {
            app: ElementContext::here(),
            context,
            list,
            ids: memo(move |_| context.handle.read(list.place(), |canvas| list.ids(canvas))),
            moved: StoredValue::new(None),
        }
    }

    pub(super) fn list(self) -> ItemList {
        self.list
    }

    pub(crate) fn ids(self) -> Memo<Vec<ItemId>> {
        self.ids
    }

    /// Whether the list has no items; a view that calls this follows it.
    pub(crate) fn is_empty(self) -> bool {
        self.ids.read().is_empty()
    }

    /// Whether a row that is made now shows its buttons.
    pub(crate) fn shows_menu(self, id: ItemId) -> bool {
        self.moved.get_value() == Some(id)
    }

    /// Adds an empty item at the end.
    pub(crate) fn add(self) {
        self.insert(usize::MAX, |id, order| self.list.add(id, order));
    }

    /// Adds an empty item behind another.
    pub(crate) fn add_after(self, id: ItemId) {
        self.insert(self.index_after(id), |id, order| self.list.add(id, order));
    }

    /// Adds an item behind another. `put` makes the command that adds it.
    pub(crate) fn insert_after(self, id: ItemId, put: impl FnOnce(ItemId, OrderKey) -> Command) {
        self.insert(self.index_after(id), put);
    }

    /// Removes an item; the focus goes to the one after it, else to the one before it, else to the
    /// button that adds one.
    pub(crate) fn remove(self, id: ItemId) {
        let handle = self.context.handle;
        let (ids, text) = handle.peek(|canvas| (self.list.ids(canvas), self.list.text(canvas, id)));
        handle.edit(self.list.remove(id));
        let at = index_of(&ids, id);
        let before = || at.checked_sub(1).and_then(|before| ids.get(before));
        let selector = match ids.get(at.saturating_add(1)).or_else(before) {
            Some(next) => item(*next, MENU),
            None => format!("[data-block=\"{}\"] .add-button", self.list.block()),
        };
        focus_in_place(self.app.root, selector);
        let said = match self.list {
            ItemList::Lines => steps::line_removed(&text),
            ItemList::Actions(_) => steps::action_removed(&text),
        };
        offer_undo(self.app, handle, said);
    }

    /// Removes an action in which nothing is written; the focus goes to the text before it, else to that
    /// after it. Returns whether it was.
    pub(crate) fn rub_out(self, id: ItemId) -> bool {
        let handle = self.context.handle;
        let blank = |canvas: &Canvas| canvas.actions.get(&id).is_some_and(Action::is_blank);
        if !handle.peek(blank) {
            return false;
        }
        let ids = handle.peek(|canvas| self.list.ids(canvas));
        self.remove(id);
        let at = index_of(&ids, id);
        let before = at.checked_sub(1).and_then(|before| ids.get(before));
        if let Some(next) = before.or_else(|| ids.get(at.saturating_add(1))) {
            focus_in_place(self.app.root, item(*next, "textarea"));
        }
        true
    }

    /// The item below another, or above it; `None` at the end.
    pub(crate) fn beside(self, id: ItemId, above: bool) -> Option<ItemId> {
        self.ids.with_untracked(|ids| {
            let at = ids.iter().position(|other| *other == id)?;
            let beside = if above {
                at.checked_sub(1)
            } else {
                at.checked_add(1)
            };
            ids.get(beside?).copied()
        })
    }

    /// An item's place in the list, which counts from 1; a view that calls this follows it.
    pub(crate) fn rank(self, id: ItemId) -> usize {
        self.ids.with(|ids| index_of(ids, id)).saturating_add(1)
    }

    /// Moves an item to the end of another list of its kind.
    pub(crate) fn move_into(self, other: ItemList, id: ItemId) {
        self.moved.set_value(None);
        self.place(other, usize::MAX, id);
        focus_soon(self.app.root, item(id, MENU));
    }

    /// Moves an item one place; the focus stays on its button.
    pub(super) fn step(self, step: Step, id: ItemId) {
        let index = self.ids.with_untracked(|ids| index_of(ids, id));
        let (index, control) = match step {
            Step::Up => (index.saturating_sub(1), "[data-hook=\"up\"]"),
            Step::Down => (index.saturating_add(1), "[data-hook=\"down\"]"),
        };
        self.moved.set_value(Some(id));
        self.place(self.list, index, id);
        focus_soon(self.app.root, item(id, control));
    }

    /// Whether an item can go a place further; a view that calls this follows it.
    pub(super) fn can_step(self, step: Step, id: ItemId) -> bool {
        self.ids.with(|ids| {
            let index = index_of(ids, id);
            match step {
                Step::Up => index > 0,
                Step::Down => index.saturating_add(1) < ids.len(),
            }
        })
    }

    /// Takes an item that has been dropped in this list, before another one or at its end.
    pub(super) fn take(self, id: ItemId, before: Option<ItemId>) {
        let index = self.ids.with_untracked(|ids| {
            let mut others = ids.iter().filter(|other| **other != id);
            let at = before.and_then(|before| others.position(|other| *other == before));
            at.unwrap_or(usize::MAX)
        });
        self.place(self.list, index, id);
        // In another list the item is drawn anew: without a focus in the app, Ctrl+Z would do nothing.
        focus_in_place(self.app.root, item(id, MENU));
    }

    fn place(self, list: ItemList, index: usize, id: ItemId) {
        let handle = self.context.handle;
        let ids = || handle.peek(|canvas| list.ids(canvas));
        let before = ids();
        handle.edit(handle.peek(|canvas| list.move_to(canvas, index, id)));
        let after = ids();
        if before == after {
            return;
        }
        let said = match list {
            ItemList::Actions(place) if before.len() < after.len() => steps::moved_to(place),
            _ => steps::moved(index_of(&after, id).saturating_add(1), after.len()),
        };
        offer_undo(self.app, handle, said);
    }

    fn insert(self, index: usize, put: impl FnOnce(ItemId, OrderKey) -> Command) {
        let id = self.context.handle.environment().item_id();
        let order = self
            .context
            .handle
            .peek(|canvas| self.list.order_at(canvas, index, id));
        if self.context.handle.dispatch(put(id, order)).is_ok() {
            focus_soon(self.app.root, item(id, "textarea"));
        }
    }

    fn index_after(self, id: ItemId) -> usize {
        let ids = self.context.handle.peek(|canvas| self.list.ids(canvas));
        index_of(&ids, id).saturating_add(1)
    }
}

/// An item's index; 0 if it isn't there any more.
fn index_of(ids: &[ItemId], id: ItemId) -> usize {
    let index = ids.iter().position(|other| *other == id);
    index.unwrap_or_default()
}

/// A selector for a control of an item.
fn item(id: ItemId, control: &str) -> String {
    format!("[data-item=\"{id}\"] {control}")
}
